"""What Superset imports, made of dashboard.yml: the published file as a database, datasets on marts, charts and the dashboard.

Ids are uuid5 of their names, so that importing again replaces and never doubles. Metrics are those of _marts__metrics.yml; labels come from the comments of
the published file, which are the descriptions of the models.
"""

import io
import uuid
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import yaml

from warehouse.bi.metrics import metrics_by_mart
from warehouse.descriptions import chinese_name, coded, languages

DECLARATION = Path(__file__).with_name("dashboard.yml")
DATABASE = "绩效目标"
# Read-only, and without a way to other files of the machine or to undo that; all of it holds in SQL Lab too.
_OPENED = "?access_mode=READ_ONLY&enable_external_access=false&lock_configuration=true"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://pypi.org/project/performance-target-warehouse/bi")
_VERSION = {"version": "1.0.0"}
Document = dict[str, Any]


def declared() -> Document:
    declaration: Document = yaml.safe_load(DECLARATION.read_text(encoding="utf-8"))
    return declaration


def identity(*names: str) -> str:
    """The fixed id of what goes by ``names``."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(names)))


def bundle(published: Path, connection: duckdb.DuckDBPyConnection) -> bytes:
    """A zip for Superset's import, the same bytes for the same declarations and the same place of ``published``.

    ``connection`` is open on that file. Raises ``ValueError`` where a column or metric is named that its mart does not have, as in a file of an
    earlier release.
    """
    declaration = declared()
    datasets = {mart: _dataset(mart, asked, connection) for mart, asked in declaration["datasets"].items()}
    charts = [_chart(chart, datasets[chart["mart"]]) for row in declaration["rows"] for chart in row["charts"]]
    files = {
        "metadata.yaml": _VERSION | {"type": "assets", "timestamp": "2000-01-01T00:00:00+00:00"},
        "databases/published.yaml": _database(published),
        **{f"datasets/published/{mart}.yaml": dataset for mart, dataset in datasets.items()},
        **{f"charts/{chart['uuid']}.yaml": chart for chart in charts},
        "dashboards/dashboard.yaml": _dashboard(declaration, datasets),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
            archive.writestr(zipfile.ZipInfo(f"bundle/{name}"), text)
    return packed.getvalue()


def _database(published: Path) -> Document:
    closed = dict.fromkeys(("allow_run_async", "allow_ctas", "allow_cvas", "allow_dml", "allow_csv_upload"), False)
    uri = f"duckdb:///{quote(str(published))}{_OPENED}"
    stated = {"database_name": DATABASE, "sqlalchemy_uri": uri, "expose_in_sqllab": True, "uuid": identity("database")}
    return _VERSION | closed | stated | {"extra": {"metadata_params": {}, "engine_params": {}, "allows_virtual_table_explore": True}}


def _dataset(mart: str, asked: Document, connection: duckdb.DuckDBPyConnection) -> Document:
    columns = connection.execute(
        "select column_name, data_type, comment from duckdb_columns() where schema_name = 'main' and table_name = ? order by column_index", [mart]
    ).fetchall()
    described = {name: text for name, _, text in columns}
    if missing := {*asked.get("coded", ()), *(one["sum"] for one in asked.get("metrics", {}).values() if "sum" in one)} - described.keys():
        raise ValueError(f"{mart} has no {', '.join(sorted(missing))}")
    physical = [_column(name, kind, text) for name, kind, text in columns]
    computed = [_in_chinese(name, described[name]) for name in asked.get("coded", ())]
    metrics = [
        {"metric_name": one.name, "verbose_name": languages(one.label)[0], "expression": one.expression, "description": one.description}
        for one in metrics_by_mart().get(mart, ())
    ]
    expressions = {one["metric_name"]: f"({one['expression']})" for one in metrics}
    metrics += [_own_metric(name, one, expressions, described) for name, one in asked.get("metrics", {}).items()]
    (comment,) = connection.execute("select comment from duckdb_tables() where schema_name = 'main' and table_name = ?", [mart]).fetchone() or ("",)
    return _VERSION | {
        "table_name": mart,
        "schema": "main",
        "description": comment,
        "filter_select_enabled": True,
        "uuid": identity("dataset", mart),
        "database_uuid": identity("database"),
        "columns": physical + computed,
        "metrics": metrics,
    }


def _own_metric(name: str, asked: Document, declared_ones: dict[str, str], described: dict[str, str]) -> Document:
    if "sum" in asked:
        column = asked["sum"]
        asked = {"label": chinese_name(described[column]), "sql": f"sum({column})"}
    return {"metric_name": name, "verbose_name": asked["label"], "expression": asked["sql"].format_map(declared_ones), "description": asked["label"]}


def _column(name: str, kind: str, description: str) -> Document:
    return {"column_name": name, "verbose_name": chinese_name(description), "type": kind, "description": description, "groupby": True, "filterable": True}


def _in_chinese(name: str, description: str) -> Document:
    """A column of what a code is called."""
    cases = "".join(f" when '{code}' then '{word}'" for code, word in coded(description).items())
    return _column(f"{name}_zh", "VARCHAR", description) | {"expression": f"case {name}{cases} else {name} end"}


def _chart(chart: Document, dataset: Document) -> Document:
    has = {column["column_name"] for column in dataset["columns"]}
    measures = {metric["metric_name"] for metric in dataset["metrics"]}
    params = {name: _shown(value, has) for name, value in chart["params"].items()}
    for key, known in (("groupby", has), ("all_columns", has), ("x_axis", has), ("metrics", measures), ("metric", measures)):
        named = params.get(key, [])
        if missing := set(named if isinstance(named, list) else [named]) - known:
            raise ValueError(f"{chart['title']}: {dataset['table_name']} has no {', '.join(sorted(missing))}")
    params["viz_type"] = chart["viz_type"]
    # What a document prints is text, whatever it looks like.
    params["allow_render_html"] = False
    # Metrics take the rows that sums use; groups without any would stand there empty.
    conditions = [condition for condition in ("is_counted" if "is_counted" in has else None, chart.get("where")) if condition]
    params["adhoc_filters"] = [{"expressionType": "SQL", "sqlExpression": condition, "clause": "WHERE"} for condition in conditions]
    return _VERSION | {
        "slice_name": chart["title"],
        "viz_type": chart["viz_type"],
        "params": params,
        "uuid": identity("chart", chart["title"]),
        "dataset_uuid": dataset["uuid"],
    }


def _shown(value: Any, columns: set[str]) -> Any:
    """With the column in Chinese in the place of a coded one."""
    if isinstance(value, list):
        return [_shown(one, columns) for one in value]
    return f"{value}_zh" if isinstance(value, str) and f"{value}_zh" in columns else value


def _dashboard(declaration: Document, datasets: dict[str, Document]) -> Document:
    position: Document = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"id": "ROOT_ID", "type": "ROOT", "children": ["GRID_ID"]},
        "HEADER_ID": {"id": "HEADER_ID", "type": "HEADER", "meta": {"text": declaration["title"]}},
    }
    rows = []
    number = 0
    for place, row in enumerate(declaration["rows"], 1):
        parents = ["ROOT_ID", "GRID_ID"]
        children = []
        for chart in row["charts"]:
            number += 1
            children.append(f"CHART-{number}")
            position[f"CHART-{number}"] = {
                "id": f"CHART-{number}",
                "type": "CHART",
                "children": [],
                "parents": [*parents, f"ROW-{place}"],
                "meta": {
                    "chartId": number,
                    "uuid": identity("chart", chart["title"]),
                    "sliceName": chart["title"],
                    "width": chart["width"],
                    "height": row["height"],
                },
            }
        position[f"ROW-{place}"] = {
            "id": f"ROW-{place}", "type": "ROW", "children": children, "parents": parents, "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }  # fmt: skip
        rows.append(f"ROW-{place}")
    position["GRID_ID"] = {"id": "GRID_ID", "type": "GRID", "children": rows, "parents": ["ROOT_ID"]}
    return _VERSION | {
        "dashboard_title": declaration["title"],
        "slug": declaration["slug"],
        "published": True,
        "uuid": identity("dashboard"),
        "position": position,
        "metadata": {
            "native_filter_configuration": [_filter(column, datasets) for column in declaration["filters"]],
            "cross_filters_enabled": True,
            "color_scheme": "supersetColors",
            "refresh_frequency": 0,
        },
    }


def _filter(column: str, datasets: dict[str, Document]) -> Document:
    for dataset in datasets.values():
        for one in dataset["columns"]:
            if one["column_name"] == column:
                return {
                    "id": f"NATIVE_FILTER-{column}",
                    "type": "NATIVE_FILTER",
                    "filterType": "filter_select",
                    "name": one["verbose_name"],
                    "targets": [{"datasetUuid": dataset["uuid"], "column": {"name": column}}],
                    "scope": {"rootPath": ["ROOT_ID"], "excluded": []},
                    "controlValues": {"multiSelect": True, "enableEmptyFilter": False, "searchAllOptions": False, "inverseSelection": False},
                    "defaultDataMask": {"extraFormData": {}, "filterState": {}},
                    "cascadeParentIds": [],
                }
    raise ValueError(f"no mart has {column}")
