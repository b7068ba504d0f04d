"""A warehouse in small: one document of two pages, three projects, seven indicators, in the tables of the contract.

It stands in for dbt where a test is about locking, publishing, checking or releases, and takes milliseconds. Its raw and published
tables agree with each other, so that every suite passes on it; tests plant faults in it.
"""

import hashlib
from pathlib import Path

import duckdb

from extract.raw_schema import SCHEMAS
from warehouse.candidate import _TYPES, _type_name

KEY = hashlib.sha256(b"miniature").hexdigest()[:16]

_PUBLISHED = """
create table dim_document (
    document_key varchar primary key, sha256 varchar, file_name varchar, format varchar, document_type varchar, title varchar,
    region varchar, publisher varchar,
    fiscal_year integer, fiscal_year_source varchar, published_on date, url varchar, page_count integer, project_count integer,
    indicator_count integer, status varchar,
    reason varchar, is_current boolean
);
create table document_file (file_path varchar primary key, document_key varchar references dim_document (document_key));
create table dim_unit (unit_key varchar primary key, unit_name varchar, unit_code varchar, department_name varchar, region varchar, unit_source varchar);
create table dim_project (
    project_key varchar primary key, project_ordinal integer, project_name varchar, scope varchar, unit_key varchar, document_key
    varchar, fiscal_year integer, objective_text varchar,
    indicator_count integer, is_current boolean, is_corrected boolean default false, source_page integer
);
create table fact_indicator (
    indicator_key varchar primary key, project_key varchar, unit_key varchar, document_key varchar, fiscal_year integer,
    is_current boolean, is_corrected boolean default false, indicator_ordinal integer,
    level1 varchar, level2 varchar, level1_text varchar, level2_source varchar, indicator_name varchar, target_text varchar,
    target_kind varchar, target_comparator varchar,
    target_value decimal(24, 6), target_value_upper decimal(24, 6), target_unit varchar, target_unit_source varchar,
    target_unit_conformed varchar, deadline_date date
);
create table fact_target_component (
    indicator_key varchar, component_ordinal integer, component_text varchar, target_comparator varchar, target_value decimal(24,
    6), target_value_upper decimal(24, 6),
    target_unit varchar, primary key (indicator_key, component_ordinal)
);
create table fact_project_funding (
    project_key varchar, funding_ordinal integer, period varchar, parent_ordinal integer, amount_text varchar, amount_unit_text
    varchar, amount_yuan decimal(20, 2), is_corrected boolean default false, primary key (project_key, funding_ordinal)
);
create table fact_extraction_outcome (document_key varchar, page_number integer, block_number integer, outcome varchar, primary key (document_key, page_number, block_number));
create table mart_indicator (
    indicator_key varchar, target_text varchar, target_comparator varchar, target_value decimal(24, 6), target_unit varchar, project_total_yuan_do_not_sum decimal(20, 2)
);
create table fact_quarantine (
    quarantine_key varchar primary key, document_key varchar, project_key varchar, indicator_key varchar, funding_ordinal integer, page_number integer,
    subject varchar, reason_code varchar, reason varchar, held_text varchar, is_published boolean
);
create table check_result (
    suite varchar, check_name varchar, table_name varchar, column_name varchar, severity varchar, scope varchar, is_passed boolean, observed
    varchar, expected varchar
);
create table warehouse_build (
    contract_version varchar, extractor_version varchar, grammar_version varchar, conforming_version varchar, inputs_digest
    varchar, document_count bigint,
    quarantined_document_count bigint, page_count bigint, project_count bigint, indicator_count bigint, check_passed_count
    bigint, check_failed_count bigint
);
"""

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


def make_work(path: Path) -> None:
    """The work database with the raw rows of the document."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema raw")
        for table, schema in SCHEMAS.items():
            connection.execute(f"create table raw.{table} ({', '.join(f'{name} {_TYPES[_type_name(kind)]}' for name, kind in schema.items())})")
        connection.execute("create table raw.document_files (file_path varchar, document_key varchar, publisher varchar, title varchar)")
        connection.execute("insert into raw.document_files (file_path, document_key) values ('a.txt', ?)", [KEY])
        digest = hashlib.sha256(b"miniature").hexdigest()
        _insert(connection, "raw.documents", document_key=KEY, sha256=digest, format="text", byte_count=9, page_count=2, status="loaded")
        for page in (1, 2):
            counted = sum(1 + len(indicators) for _, _, at, indicators in PROJECTS if at == page)
            _insert(
                connection, "raw.page_blocks", document_key=KEY, page_number=page, block_number=1, outcome="target_table", row_count=counted,
                visible_character_count=100, cell_character_count=90,
            )  # fmt: skip
        for ordinal, (name, unit, page, indicators) in enumerate(PROJECTS, 1):
            place = {"document_key": KEY, "project_ordinal": ordinal, "page_number": page, "page_last": page, "table_number": 1}
            _insert(connection, "raw.project_rows", **place, scope="project", project_name_text=name, unit_text=unit, row_number=10 * ordinal)
            for cell, (level1, level2, indicator, target, *_) in enumerate(indicators, 1):
                _insert(
                    connection, "raw.indicator_cells", **place, cell_ordinal=cell, row_number=10 * ordinal + cell, level1_text=level1, level2_text=level2,
                    indicator_name_text=indicator, indicator_name_fold=indicator, target_text=target, target_fold=target,
                )  # fmt: skip
            for number, (amount, parent) in enumerate(((f"{ordinal}20.50", None), (f"{ordinal}20.50", 1)), 1):
                _insert(
                    connection, "raw.funding_cells", **place, funding_ordinal=number, parent_ordinal=parent, period="annual",
                    amount_text=amount, amount_unit_text="万元",
                )  # fmt: skip


def make_candidate(path: Path, inputs_digest: str = "d1", is_empty: bool = False) -> None:
    """The candidate that the raw rows give; without any row in its marts where ``is_empty``."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(_PUBLISHED)
        totals = [0, 0, 0] if is_empty else [1, len(PROJECTS), sum(len(project[3]) for project in PROJECTS)]
        connection.execute("insert into warehouse_build values ('1.0.0', 'e', 'g', 'c', ?, ?, 0, 2, ?, ?, null, null)", [inputs_digest, *totals])
        if is_empty:
            return
        digest = hashlib.sha256(b"miniature").hexdigest()
        _insert(
            connection, "dim_document", document_key=KEY, sha256=digest, file_name="a.txt", format="text", document_type="绩效目标表", page_count=2,
            project_count=totals[1], indicator_count=totals[2], status="loaded", is_current=True, fiscal_year=2022, fiscal_year_source="manifest",
        )  # fmt: skip
        connection.execute("insert into document_file values ('a.txt', ?)", [KEY])
        for page in (1, 2):
            connection.execute("insert into fact_extraction_outcome values (?, ?, 1, 'target_table')", [KEY, page])
        for unit in sorted({project[1] for project in PROJECTS}):
            _insert(connection, "dim_unit", unit_key=unit, unit_name=unit, unit_source="printed")
        for ordinal, (name, unit, page, indicators) in enumerate(PROJECTS, 1):
            project_key = f"{KEY}-{ordinal:04d}"
            shared = {"project_key": project_key, "unit_key": unit, "document_key": KEY, "fiscal_year": 2022, "is_current": True}
            _insert(
                connection,
                "dim_project",
                **shared,
                project_ordinal=ordinal,
                project_name=name,
                objective_text="道路平整。",
                scope="project",
                indicator_count=len(indicators),
                source_page=page,
            )
            for number, (level1, level2, indicator, target, kind, comparator, value, printed_unit) in enumerate(indicators, 1):
                indicator_key = f"{project_key}-{number:03d}"
                _insert(
                    connection, "fact_indicator", **shared, indicator_key=indicator_key, indicator_ordinal=number, level1=level1, level2=level2,
                    level1_text=level1, level2_source="printed", indicator_name=indicator, target_text=target, target_kind=kind,
                    target_comparator=comparator, target_value=value,
                    target_unit=printed_unit, target_unit_source=printed_unit and "value", target_unit_conformed=printed_unit,
                )  # fmt: skip
                total = (100 * ordinal + 20.5) * 10000
                connection.execute("insert into mart_indicator values (?, ?, ?, ?, ?, ?)", [indicator_key, target, comparator, value, printed_unit, total])
                if kind == "quantitative":
                    connection.execute(
                        "insert into fact_target_component values (?, 1, ?, ?, ?, null, ?)", [indicator_key, target, comparator, value, printed_unit]
                    )
            for funding, parent in ((1, None), (2, 1)):
                connection.execute(
                    "insert into fact_project_funding values (?, ?, 'annual', ?, ?, '万元', ?, false)",
                    [project_key, funding, parent, f"{ordinal}20.50", (100 * ordinal + 20.5) * 10000],
                )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, **values: object) -> None:
    marks = ", ".join("?" * len(values))
    connection.execute(f"insert into {table} ({', '.join(values)}) values ({marks})", list(values.values()))
