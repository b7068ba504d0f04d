"""The figures of the report, taken from the published file: every list cut to what a page holds, with how many there are.

All of them are of ``department``, or of the whole file where it is None. Sums and shares take rows with ``is_counted``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.pages.frame import plain_number

# What a list of the page shows at most; the rest is in the export.
MOST_DEPARTMENTS = 40
MOST_DOCUMENTS = 40
MOST_EXAMPLES = 5
MOST_INDICATORS = 12
MOST_UNITS = 400
MOST_VALUES = 150
MOST_CHANGES = 30

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """The first rows of a list, and how many rows it has."""

    rows: list[Row]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)


@dataclass(frozen=True, slots=True)
class Strip:
    """How the targets of one indicator are distributed, and whose they are."""

    about: Row  # conformed_name, comparator_class, target_unit_conformed, indicator_count, unit_count, p10, median, p90, polarity
    values: list[Row]  # value, uses
    places: dict[str, list[str]]  # by unit: the values that it sets, as the chart labels them


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the page shows."""

    department: str | None
    build: Row
    totals: Row
    statuses: list[Row]
    held: Listed
    missing_publishers: Listed
    expected_count: int
    departments: Listed
    severities: list[Row]
    rules: list[Row]
    strips: list[Strip]
    units: list[str]
    money: list[Row]
    changes: list[Row]
    targets_changed: list[Row]
    lowered: Listed
    years: list[int]


class Asked:
    """The published file, asked about one department or all."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, department: str | None) -> None:
        self._connection = connection
        self._department = department

    def rows(self, sql: str, **values: object) -> list[Row]:
        """``{of}`` in ``sql`` is the condition that a row is the department's, ``{documents}`` that a document has projects of it."""
        asked = sql.replace("{documents}", "true" if self._department is None else "document_key in (select document_key from mart_project where {of})")
        asked = asked.replace("{of}", "true" if self._department is None else "department_name = $department")
        named = values | ({"department": self._department} if "$department" in asked else {})
        cursor = self._connection.execute(asked, named)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def listed(self, sql: str, most: int, **values: object) -> Listed:
        ((count,),) = (tuple(row.values()) for row in self.rows(f"select count(*) from ({sql})", **values))
        return Listed(self.rows(f"{sql} limit {most}", **values), count)


def figures(connection: duckdb.DuckDBPyConnection, department: str | None = None) -> Figures:
    asked = Asked(connection, department)
    strips = _strips(asked)
    units = sorted({unit for strip in strips for unit in strip.places})
    return Figures(
        department=department,
        build=asked.rows("from warehouse_build")[0],
        totals=asked.rows(_TOTALS)[0] | asked.rows(_PAGES)[0],
        statuses=asked.rows(_STATUSES),
        held=asked.listed(_HELD, MOST_DOCUMENTS),
        missing_publishers=asked.listed(_MISSING, MOST_DOCUMENTS),
        expected_count=asked.rows("select count(*) as n from mart_expected_publisher")[0]["n"] if department is None else 0,
        departments=asked.listed(_DEPARTMENTS, MOST_DEPARTMENTS),
        severities=asked.rows(_SEVERITIES),
        rules=_rules(asked),
        strips=strips,
        units=units,
        money=asked.rows(_MONEY),
        changes=asked.rows(_CHANGES),
        targets_changed=asked.rows(_TARGETS_CHANGED),
        lowered=asked.listed(_LOWERED, MOST_CHANGES),
        years=[row["fiscal_year"] for row in asked.rows(_YEARS)],
    )


# Shares are those of the metrics (models/marts/_marts__metrics.yml): of the indicators that sums use.
_TOTALS = """
    select
        count(*) filter (is_counted) as project_count,
        coalesce(sum(indicator_count) filter (is_counted), 0)::bigint as indicator_count,
        sum(quantified_count) filter (is_counted) / nullif(sum(indicator_count) filter (is_counted), 0) as quantified_share,
        sum(vague_count) filter (is_counted) / nullif(sum(indicator_count) filter (is_counted), 0) as vague_share,
        sum(unstated_count) filter (is_counted) / nullif(sum(indicator_count) filter (is_counted), 0) as unstated_share,
        coalesce(sum(quantified_count) filter (is_counted), 0)::bigint as quantified_count,
        coalesce(sum(vague_count) filter (is_counted), 0)::bigint as vague_count,
        coalesce(sum(unstated_count) filter (is_counted), 0)::bigint as unstated_count,
        count(*) filter (is_counted and indicator_count = 0) as without_indicator_count,
        sum(total_amount_yuan) filter (is_counted) as total_amount_yuan,
        count(*) filter (is_counted and total_amount_yuan is null) as without_money_count,
        count(distinct unit_key) filter (is_counted) as unit_count,
        count(distinct department_name) filter (is_counted) as department_count,
        count(*) filter (not is_counted) as not_counted_count
    from mart_project where {of}
"""
_PAGES = "select count(*) as document_count, coalesce(sum(page_count), 0)::bigint as page_count from dim_document where {documents}"
_STATUSES = """
    select status, count(*) as documents, sum(page_count)::bigint as pages, sum(project_count)::bigint as projects, sum(indicator_count)::bigint as indicators
    from dim_document where {documents} group by status order by documents desc, status
"""
_HELD = """
    select q.subject, q.page_number, q.reason, q.held_text, q.is_published, q.project_key, d.file_name
    from fact_quarantine as q
    left join dim_document as d using (document_key)
    left join mart_project as p using (project_key)
    where {of}
    order by q.subject, d.file_name, q.page_number, q.quarantine_key
"""
_MISSING = """
    select region, publisher, fiscal_year, disclosure_status from mart_expected_publisher where not is_published
    order by fiscal_year, region, publisher
"""
_DEPARTMENTS = """
    select region, department_name, fiscal_year, unit_count, project_count, indicator_count, quantified_share, vague_share, unstated_share,
        finding_count, error_count, warning_count, findings_per_100_indicators, total_amount_yuan
    from mart_department_scorecard where {of}
    order by indicator_count desc, project_count desc, region, department_name, fiscal_year
"""
_SEVERITIES = """
    select severity, count(*) as findings, count(distinct project_key) as projects, count(distinct document_key) as documents
    from mart_finding where {of} group by severity order by array_position(['error', 'warning', 'info'], severity)
"""
_RULES = """
    with ranked as (
        select *, row_number() over (partition by rule_code order by is_counted desc, is_reading_doubtful, hash(finding_key), finding_key) as place
        from mart_finding where {of}
    )
    select rule_code, max(severity) as severity, max(rule_text_zh) as text_zh, max(rule_text_en) as text_en, max(rule_basis) as basis,
        count(*) as findings, count(*) filter (is_reading_doubtful) as doubtful,
        list({
            'finding_key': finding_key, 'file_name': file_name, 'url': url, 'page': source_page, 'unit_name': unit_name, 'project_name': project_name,
            'indicator_key': indicator_key, 'evidence': evidence_text
        } order by place) filter (place <= {most}) as examples
    from ranked group by rule_code
    order by array_position(['error', 'warning', 'info'], max(severity)), findings desc, rule_code
"""
_STRIPS = """
    select b.benchmark_key, b.conformed_name, b.conformed_indicator_key, b.comparator_class, b.target_unit_conformed, b.polarity, b.indicator_count,
        b.unit_count, b.region_count, b.p10_value, b.median_value, b.p90_value
    from mart_indicator_benchmark as b
    where b.unit_count >= 3 and b.comparator_class <> 'no_number' and b.min_value <> b.max_value
        and exists (
            select 1 from mart_indicator_position as i
            where i.conformed_indicator_key = b.conformed_indicator_key and i.comparator_class = b.comparator_class and i.is_counted and {of}
        )
    order by b.unit_count desc, b.indicator_count desc, b.benchmark_key limit {most}
"""
_PLACES = """
    select target_value as value, unit_name, department_name, count(*) as uses
    from mart_indicator_position
    where conformed_indicator_key = $key and comparator_class = $comparator and target_unit_conformed is not distinct from $unit and is_counted
    group by all order by value, unit_name
"""
_MONEY = """
    select funding_source, sum(amount_yuan) as amount_yuan, count(distinct unit_key) as units
    from mart_funding where money_period = 'annual' and {of} group by funding_source having sum(amount_yuan) > 0 order by amount_yuan desc, funding_source
"""
_CHANGES = (
    "select comparison, status, count(*) as projects from mart_project_year_over_year where {of} group by all order by comparison desc, projects desc, status"
)
_TARGETS_CHANGED = """
    select target_change, count(*) as targets, count(*) filter (is_at_ceiling) as at_ceiling
    from mart_target_year_over_year where {of} group by target_change order by targets desc, target_change
"""
_LOWERED = """
    select unit_name, project_name, indicator_name, before_fiscal_year, before_target_text, fiscal_year, target_text
    from mart_target_year_over_year where target_change in ('lowered', 'made_vague') and {of} order by fiscal_year desc, unit_name, project_name, indicator_name
"""
_YEARS = "select distinct fiscal_year from mart_project where fiscal_year is not null and {of} order by 1"


def _rules(asked: Asked) -> list[Row]:
    return asked.rows(_RULES.replace("{most}", str(MOST_EXAMPLES)))


def _strips(asked: Asked) -> list[Strip]:
    found = []
    for about in asked.rows(_STRIPS.replace("{most}", str(MOST_INDICATORS))):
        rows = asked.rows(_PLACES, key=about["conformed_indicator_key"], comparator=about["comparator_class"], unit=about["target_unit_conformed"])
        found.append(Strip(about, _values(rows), _places(rows, asked)))
    return found


def _values(rows: Sequence[Row]) -> list[Row]:
    """Each value with its uses; the rarest are left out where there are more than a chart holds."""
    uses: dict[Any, int] = {}
    for row in rows:
        uses[row["value"]] = uses.get(row["value"], 0) + row["uses"]
    kept = sorted(sorted(uses, key=lambda value: (-uses[value], value))[:MOST_VALUES])
    return [{"value": float(value), "label": plain_number(value), "uses": uses[value]} for value in kept]


def _places(rows: Sequence[Row], asked: Asked) -> dict[str, list[str]]:
    places: dict[str, set[str]] = {}
    for row in rows:
        if len(places) < MOST_UNITS or row["unit_name"] in places:
            places.setdefault(row["unit_name"], set()).add(plain_number(row["value"]))
    return {unit: sorted(values, key=float) for unit, values in sorted(places.items())}
