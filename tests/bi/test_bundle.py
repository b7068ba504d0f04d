"""What Superset imports is whole, fixed, and made of what is declared elsewhere. That Superset takes it is tried by in_browser.py."""

import io
import uuid
import zipfile
from pathlib import Path

import duckdb
import pytest
import yaml

from tests.dbt_project.compiled import folder
from warehouse.bi import bundle as made
from warehouse.bi.bundle import bundle, declared, identity

PUBLISHED = Path("/srv/目标 files/performance_targets.duckdb")


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect(str(folder() / "performance_targets.duckdb"), read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def files(connection) -> dict[str, dict]:
    with zipfile.ZipFile(io.BytesIO(bundle(PUBLISHED, connection))) as archive:
        return {name.removeprefix("bundle/"): yaml.safe_load(archive.read(name)) for name in archive.namelist()}


def test_the_same_declarations_give_the_same_bytes(connection):
    assert bundle(PUBLISHED, connection) == bundle(PUBLISHED, connection)


def test_the_database_is_opened_for_reading_alone(files):
    database = files["databases/published.yaml"]
    path, _, query = database["sqlalchemy_uri"].partition("?")
    assert path == "duckdb:////srv/%E7%9B%AE%E6%A0%87%20files/performance_targets.duckdb"
    assert set(query.split("&")) == {"access_mode=READ_ONLY", "enable_external_access=false", "lock_configuration=true"}
    assert not any(database[name] for name in database if name.startswith("allow_"))


def test_ids_are_fixed_and_each_thing_has_its_own(files):
    ids = [content["uuid"] for name, content in files.items() if name != "metadata.yaml"]
    assert len(set(ids)) == len(ids) > 10
    assert {uuid.UUID(one).version for one in ids} == {5}
    assert identity("dashboard") == "51333b68-e988-5f16-b3c4-b551550157b1"


def test_every_column_has_its_chinese_name_and_the_whole_description(files):
    columns = {column["column_name"]: column for column in files["datasets/published/mart_finding.yaml"]["columns"]}
    assert columns["department_name"]["verbose_name"] == "主管部门"
    assert columns["department_name"]["description"].endswith("the publisher where none is printed")
    assert columns["severity_zh"]["expression"].startswith("case severity when 'error' then '自相矛盾'")
    assert all(column["verbose_name"] for name in files if name.startswith("datasets/") for column in files[name]["columns"])


def test_every_expression_of_a_dataset_runs(files, connection):
    for name, dataset in files.items():
        if name.startswith("datasets/"):
            expressions = [one["expression"] for one in [*dataset["columns"], *dataset["metrics"]] if one.get("expression")]
            for expression in expressions:
                connection.execute(f"select {expression} from {dataset['table_name']}")


def test_a_chart_shows_columns_in_chinese_and_rows_that_sums_use(files):
    chart = next(one for one in files.values() if one.get("slice_name") == "各规则问题数")
    assert chart["params"]["groupby"] == ["severity_zh", "rule_text_zh"]
    assert [one["sqlExpression"] for one in chart["params"]["adhoc_filters"]] == ["is_counted"]


def test_the_dashboard_holds_every_chart_and_filters_by_region_year_and_department(files):
    dashboard = files["dashboards/dashboard.yaml"]
    shown = {one["meta"]["uuid"] for one in dashboard["position"].values() if isinstance(one, dict) and one["type"] == "CHART"}
    assert shown == {one["uuid"] for name, one in files.items() if name.startswith("charts/")}
    filters = [one["targets"][0]["column"]["name"] for one in dashboard["metadata"]["native_filter_configuration"]]
    assert filters == ["region", "fiscal_year", "department_name"]
    for name, dataset in files.items():
        if name.startswith("datasets/"):
            assert set(filters) <= {column["column_name"] for column in dataset["columns"]}, name


def test_a_chart_of_what_is_not_there_is_refused(connection, monkeypatch):
    wrong = declared()
    wrong["rows"][0]["charts"][0]["params"]["metric"] = "no_such_metric"
    monkeypatch.setattr(made, "declared", lambda: wrong)
    with pytest.raises(ValueError, match="mart_indicator has no no_such_metric"):
        bundle(PUBLISHED, connection)


def test_a_file_of_an_earlier_release_is_refused_by_name():
    with duckdb.connect() as empty, pytest.raises(ValueError, match="mart_finding has no severity"):
        bundle(PUBLISHED, empty)
