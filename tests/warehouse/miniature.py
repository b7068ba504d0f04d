"""A warehouse in small: one document of two pages, three projects, seven indicators, in the tables of the contract.

It stands in for dbt where a test is about locking, publishing, checking or releases, and takes milliseconds. Its tables are those that dbt
makes of no documents, with every key and constraint. Raw and published rows agree with each other, so that every suite passes on it; tests
plant faults in it.
"""

import hashlib
import shutil
from pathlib import Path

import duckdb

from extract.landing import ExtractionResult
from tests.dbt_project import compiled
from warehouse.candidate import load_raw
from warehouse.versions import BuildFacts

KEY = hashlib.sha256(b"miniature").hexdigest()[:16]

# name, unit, page, indicators as (level1 text, level2, name, target, kind, comparator, value, unit)
PROJECTS = [
    ("道路养护", "市政管理处", 1, [
        ("产出指标", "数量指标", "养护里程", "≥120公里", "quantitative", ">=", 120, "公里"),
        ("产出指标", "质量指标", "合格率", "98%", "quantitative", "=", 98, "%"),
        ("效益指标", "社会效益指标", "通行状况", "明显改善", "qualitative", None, None, None),
    ]),
    ("桥梁检测", "市政管理处", 1, [
        ("产出指标", "数量指标", "检测座数", "不少于15座", "quantitative", ">=", 15, "座"),
        ("满意度指标", "服务对象满意度指标", "市民满意度", "≥90%", "quantitative", ">=", 90, "%"),
    ]),
    ("宣传培训", "培训中心", 2, [
        ("产出指标", "数量指标", "培训人数", "≤3000人次", "quantitative", "<=", 3000, "人次"),
        ("产出指标", "成本指标", "培训成本", "不超预算", "relative", None, None, None),
    ]),
]  # fmt: skip


def make_work(path: Path, facts: BuildFacts | None = None) -> None:
    """The work database with the raw rows of the document."""
    load_raw(path, path.parent, ExtractionResult(), facts=facts)
    with duckdb.connect(str(path)) as connection:
        connection.execute("insert into raw.document_files (file_path, document_key) values ('a.txt', ?)", [KEY])
        digest = hashlib.sha256(b"miniature").hexdigest()
        insert(connection, "raw.documents", document_key=KEY, sha256=digest, format="text", byte_count=9, page_count=2, status="loaded")
        for page in (1, 2):
            counted = sum(1 + len(indicators) for _, _, at, indicators in PROJECTS if at == page)
            insert(
                connection, "raw.page_blocks", document_key=KEY, page_number=page, block_number=1, outcome="target_table", row_count=counted,
                visible_character_count=100, cell_character_count=90,
            )  # fmt: skip
        for ordinal, (name, unit, page, indicators) in enumerate(PROJECTS, 1):
            place = {"document_key": KEY, "project_ordinal": ordinal, "page_number": page, "page_last": page, "table_number": 1}
            insert(connection, "raw.project_rows", **place, scope="project", project_name_text=name, unit_text=unit, row_number=10 * ordinal)
            for cell, (level1, level2, indicator, target, *_) in enumerate(indicators, 1):
                insert(
                    connection, "raw.indicator_cells", **place, cell_ordinal=cell, row_number=10 * ordinal + cell, level1_text=level1, level2_text=level2,
                    indicator_name_text=indicator, indicator_name_fold=indicator, target_text=target, target_fold=target,
                )  # fmt: skip
            for number, (amount, parent) in enumerate(((f"{ordinal}20.50", None), (f"{ordinal}20.50", 1)), 1):
                insert(
                    connection, "raw.funding_cells", **place, funding_ordinal=number, parent_ordinal=parent, period="annual",
                    amount_text=amount, amount_unit_text="万元",
                )  # fmt: skip


def make_candidate(path: Path, inputs_digest: str = "d1", is_empty: bool = False, is_loose: bool = False) -> None:
    """The candidate that the raw rows give; without any row in its marts where ``is_empty``.

    Where ``is_loose``, it has lost all constraints but its primary keys, so that a fault can be planted that they would stop.
    """
    shutil.copy(compiled.folder() / "performance_targets.duckdb", path)
    with duckdb.connect(str(path)) as connection:
        if is_loose:
            _loosen(connection)
        totals = [0, 0, 0] if is_empty else [1, len(PROJECTS), sum(len(project[3]) for project in PROJECTS)]
        connection.execute("delete from warehouse_build")
        insert(
            connection, "warehouse_build", contract_version="1.0.0", extractor_version="e", grammar_version="g", conforming_version="c",
            inputs_digest=inputs_digest, document_count=totals[0], page_count=2, project_count=totals[1], indicator_count=totals[2],
        )  # fmt: skip
        if is_empty:
            return
        digest = hashlib.sha256(b"miniature").hexdigest()
        insert(
            connection, "dim_document", document_key=KEY, sha256=digest, file_name="a.txt", format="text", document_type="绩效目标表", page_count=2,
            project_count=totals[1], indicator_count=totals[2], status="loaded", is_current=True, fiscal_year=2022, fiscal_year_source="manifest",
        )  # fmt: skip
        connection.execute("insert into document_file values ('a.txt', ?)", [KEY])
        for page in (1, 2):
            insert(connection, "fact_extraction_outcome", document_key=KEY, page_number=page, block_number=1, outcome="target_table")
        for unit in sorted({project[1] for project in PROJECTS}):
            insert(connection, "dim_unit", unit_key=unit, unit_name=unit, unit_source="printed")
        for ordinal, (name, unit, page, indicators) in enumerate(PROJECTS, 1):
            project_key = f"{KEY}-{ordinal:04d}"
            shared = {"project_key": project_key, "unit_key": unit, "document_key": KEY, "fiscal_year": 2022, "is_current": True}
            insert(
                connection,
                "dim_project",
                **shared,
                project_ordinal=ordinal,
                project_name=name,
                scope="project",
                indicator_count=len(indicators),
                source_page=page,
                objective_text="道路平整。",
            )
            for number, (level1, level2, indicator, target, kind, comparator, value, printed_unit) in enumerate(indicators, 1):
                indicator_key = f"{project_key}-{number:03d}"
                insert(
                    connection, "fact_indicator", **shared, indicator_key=indicator_key, indicator_ordinal=number, level1=level1, level2=level2,
                    level1_text=level1, level2_source="printed", indicator_name=indicator, target_text=target, target_kind=kind,
                    target_comparator=comparator, target_value=value,
                    target_unit=printed_unit, target_unit_source=printed_unit and "value", target_unit_conformed=printed_unit,
                )  # fmt: skip
                reading = {"target_text": target, "target_comparator": comparator, "target_value": value, "target_unit": printed_unit}
                total = (100 * ordinal + 20.5) * 10000
                insert(
                    connection, "mart_indicator", **reading, **shared, indicator_key=indicator_key, project_total_yuan_do_not_sum=total,
                    polarity="none", vagueness="measured",
                )  # fmt: skip
                if kind == "quantitative":
                    insert(
                        connection,
                        "fact_target_component",
                        component_text=target,
                        **{name: reading[name] for name in reading if name != "target_text"},
                        indicator_key=indicator_key,
                        component_ordinal=1,
                    )
            for funding, parent in ((1, None), (2, 1)):
                insert(
                    connection, "fact_project_funding", project_key=project_key, funding_ordinal=funding, parent_ordinal=parent, period="annual",
                    funding_source="total", amount_text=f"{ordinal}20.50", amount_unit_text="万元", amount_yuan=(100 * ordinal + 20.5) * 10000,
                    amount_reading="read",
                )  # fmt: skip


def _loosen(connection: duckdb.DuckDBPyConnection) -> None:
    keys = dict(connection.execute("select table_name, constraint_column_names from duckdb_constraints() where constraint_type = 'PRIMARY KEY'").fetchall())
    # the newest first: a table with a foreign key is made after the one that it names
    for (table,) in connection.execute("select table_name from duckdb_tables() where schema_name = 'main' order by table_oid desc").fetchall():
        connection.execute(f"create table loose as from {table}; drop table {table}; alter table loose rename to {table}")
        if table in keys:
            connection.execute(f"alter table {table} add primary key ({', '.join(keys[table])})")


def insert(connection: duckdb.DuckDBPyConnection, table: str, **values: object) -> None:
    """A row with ``values``; a column that must not be empty and is not among them holds the empty text, zero or false."""
    columns = connection.execute(f"from duckdb_columns() select column_name, data_type where not is_nullable and table_name = '{table}'").fetchall()
    row = {name: False if kind == "BOOLEAN" else "" if kind == "VARCHAR" else 0 for name, kind in columns} | values
    marks = ", ".join("?" * len(row))
    connection.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", list(row.values()))
