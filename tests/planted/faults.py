"""The faults. Each is SQL that spoils one place, drawn by a seed; ``{draw}`` orders the candidates for it.

A fault of a mart that a wrong model would make everywhere alike is planted everywhere alike: in the indicator, its component and the wide mart.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    name: str
    where: str  # raw or mart
    pick: str  # gives the one row that is spoilt: its columns are put for {0}, {1} … as SQL literals
    spoil: tuple[str, ...]


def _indicator(condition: str, columns: str = "indicator_key") -> str:
    return f"select {columns} from fact_indicator where {condition} order by hash(indicator_key || '{{draw}}') limit 1"


def _alike(assignments: str, component: str | None = None) -> tuple[str, ...]:
    """The same wrong reading in the indicator, its component and the wide mart."""
    return tuple(
        f"update {table} set {component if component and table == 'fact_target_component' else assignments} where indicator_key = {{0}}"
        for table in ("fact_indicator", "fact_target_component", "mart_indicator")
    )


_PROJECT = "select project_key from dim_project where indicator_count > 1 order by hash(project_key || '{draw}') limit 1"
_CELL = (
    "select document_key, project_ordinal, cell_ordinal from raw.indicator_cells where {condition} "
    "order by hash(document_key || project_ordinal || '-' || cell_ordinal || '{{draw}}') limit 1"
)
_AT_CELL = "where document_key = {0} and project_ordinal = {1} and cell_ordinal = {2}"
_MONEY = "select project_key, funding_ordinal from fact_project_funding where amount_yuan > 0 order by hash(project_key || funding_ordinal || '{draw}') limit 1"


def _cell(condition: str = "true") -> str:
    return _CELL.replace("{condition}", condition).replace("{{draw}}", "{draw}")


FAULTS = (
    Fault("an indicator dropped", "mart", _indicator("true"), tuple(f"delete from {t} where indicator_key = {{0}}" for t in ("fact_target_component", "mart_indicator", "fact_indicator"))),
    Fault("a project dropped with all that is its own", "mart", _PROJECT, (
        "delete from fact_target_component where starts_with(indicator_key, {0})",
        *(f"delete from {table} where project_key = {{0}}" for table in ("mart_indicator", "fact_indicator", "fact_project_funding", "dim_project")),
    )),
    Fault("an amount dropped", "mart", _MONEY, ("delete from fact_project_funding where project_key = {0} and funding_ordinal = {1}",)),
    Fault("a row of the wide mart dropped", "mart", _indicator("true"), ("delete from mart_indicator where indicator_key = {0}",)),
    Fault("a value of the wide mart ten times too large", "mart", _indicator("target_value > 0"), ("update mart_indicator set target_value = target_value * 10 where indicator_key = {0}",)),
    Fault("total money of the wide mart ten times too large", "mart", "select project_key from mart_indicator where total_amount_yuan > 0 order by hash(project_key || '{draw}') limit 1",
          ("update mart_indicator set total_amount_yuan = total_amount_yuan * 10 where project_key = {0}",)),
    Fault("unit swapped, everywhere alike", "mart", _indicator("target_kind = 'quantitative' and target_unit in ('个', '次', '%', '人次', '万元', '元', '项', '人')"),
          _alike("target_unit = if(target_unit = '项', '个', '项'), target_unit_conformed = if(target_unit = '项', '个', '项')", "target_unit = if(target_unit = '项', '个', '项')")),
    Fault(">= turned to <=, everywhere alike", "mart", _indicator("target_comparator = '>='"), _alike("target_comparator = '<='")),
    Fault("<= turned to >=, everywhere alike", "mart", _indicator("target_comparator = '<='"), _alike("target_comparator = '>='")),
    Fault("= turned to >=, everywhere alike", "mart", _indicator("target_comparator = '='"), _alike("target_comparator = '>='")),
    Fault(">= turned to =, everywhere alike", "mart", _indicator("target_comparator = '>='"), _alike("target_comparator = '='")),
    Fault("value ten times too large, everywhere alike", "mart", _indicator("target_value > 0"), _alike("target_value = target_value * 10")),
    Fault("value of a compound's component ten times too large", "mart",
          "select c.indicator_key, c.component_ordinal from fact_target_component as c inner join fact_indicator as f using (indicator_key) "
          "where f.target_kind = 'compound' and c.target_value > 0 order by hash(c.indicator_key || c.component_ordinal || '{draw}') limit 1",
          ("update fact_target_component set target_value = target_value * 10 where indicator_key = {0} and component_ordinal = {1}",)),
    Fault("quantitative read as qualitative, everywhere alike", "mart", _indicator("target_kind = 'quantitative'"), (
        "delete from fact_target_component where indicator_key = {0}",
        *(f"update {table} set target_kind = 'qualitative', target_comparator = null, target_value = null, target_value_upper = null, target_unit = null, "
          f"target_unit_conformed = null{more} where indicator_key = {{0}}" for table, more in (("fact_indicator", ", target_unit_source = null"), ("mart_indicator", ""))),
    )),
    Fault("money ten times too large", "mart", _MONEY, ("update fact_project_funding set amount_yuan = amount_yuan * 10 where project_key = {0} and funding_ordinal = {1}",)),
    Fault("money in 万元 taken for 元", "mart", _MONEY.replace("amount_yuan > 0", "amount_yuan > 0 and amount_unit_text like '%万元%'"),
          ("update fact_project_funding set amount_yuan = amount_yuan / 10000 where project_key = {0} and funding_ordinal = {1}",)),
    Fault("project and its indicators under another unit", "mart",
          "select p.project_key, (select min(u.unit_key) from dim_unit as u where u.unit_key <> p.unit_key and u.unit_source = 'printed') from dim_project as p "
          "where p.scope = 'project' order by hash(p.project_key || '{draw}') limit 1",
          tuple(f"update {table} set unit_key = {{1}} where project_key = {{0}}" for table in ("dim_project", "fact_indicator", "mart_indicator"))),
    Fault("an indicator under the next project", "mart",
          "select f.indicator_key, f.document_key || '-' || printf('%04d', p.project_ordinal + 1) from fact_indicator as f inner join dim_project as p using (project_key) "
          "inner join dim_project as n on n.document_key = p.document_key and n.project_ordinal = p.project_ordinal + 1 order by hash(f.indicator_key || '{draw}') limit 1",
          tuple(f"update {table} set project_key = {{1}} where indicator_key = {{0}}" for table in ("fact_indicator", "mart_indicator"))),
    Fault("name and target changed places", "mart", _indicator("target_kind = 'quantitative'"),
          tuple(f"update {table} set indicator_name = target_text, target_text = indicator_name where indicator_key = {{0}}" for table in ("fact_indicator", "mart_indicator"))),
    Fault("the next indicator's target", "mart",
          "select f.indicator_key, n.target_text from fact_indicator as f inner join fact_indicator as n on f.project_key = n.project_key and n.indicator_ordinal = f.indicator_ordinal + 1 "
          "where f.target_text <> n.target_text and f.target_kind = 'quantitative' order by hash(f.indicator_key || '{draw}') limit 1",
          tuple(f"update {table} set target_text = {{1}} where indicator_key = {{0}}" for table in ("fact_indicator", "mart_indicator"))),
    Fault("another year", "mart", _PROJECT, tuple(f"update {table} set fiscal_year = coalesce(fiscal_year, 2020) + 1 where project_key = {{0}}" for table in ("dim_project", "fact_indicator", "mart_indicator"))),
    Fault("outcome of a page twice", "mart", "select document_key, page_number, block_number from fact_extraction_outcome order by hash(document_key || page_number || '{draw}') limit 1",
          ("insert into fact_extraction_outcome from fact_extraction_outcome where document_key = {0} and page_number = {1} and block_number = {2}",)),
    Fault("a project dropped", "raw", "select document_key, project_ordinal from raw.project_rows order by hash(document_key || project_ordinal || '{draw}') limit 1",
          ("delete from raw.project_rows where document_key = {0} and project_ordinal = {1}",)),
    Fault("an indicator dropped", "raw", _cell(), (f"delete from raw.indicator_cells {_AT_CELL}",)),
    Fault("an amount dropped", "raw", "select document_key, project_ordinal, funding_ordinal from raw.funding_cells order by hash(document_key || project_ordinal || '-' || funding_ordinal || '{draw}') limit 1",
          ("delete from raw.funding_cells where document_key = {0} and project_ordinal = {1} and funding_ordinal = {2}",)),
    Fault("a page twice", "raw", "select document_key, page_number from raw.indicator_cells order by hash(document_key || page_number || '{draw}') limit 1", (
        "insert into raw.page_blocks from raw.page_blocks where document_key = {0} and page_number = {1}",
        "insert into raw.indicator_cells select * replace (cell_ordinal + 1000 as cell_ordinal) from raw.indicator_cells where document_key = {0} and page_number = {1}",
    )),
    Fault("a page not read", "raw", "select document_key, page_number from raw.indicator_cells order by hash(document_key || page_number || '{draw}') limit 1", (
        "delete from raw.page_blocks where document_key = {0} and page_number = {1}",
        "delete from raw.indicator_cells where document_key = {0} and page_number = {1}",
    )),
    Fault("name and target columns of a page changed places", "raw",
          "select document_key, page_number from raw.indicator_cells where combined_text is null and indicator_name_text <> '' group by document_key, page_number having count(*) > 3 "
          "order by hash(document_key || page_number || '{draw}') limit 1",
          ("update raw.indicator_cells set indicator_name_text = target_text, target_text = indicator_name_text, indicator_name_fold = target_fold, target_fold = indicator_name_fold "
           "where document_key = {0} and page_number = {1}",)),
    Fault("the amount column shifted", "raw", "select document_key from raw.funding_cells group by document_key order by hash(document_key || '{draw}') limit 1",
          ("update raw.funding_cells set amount_text = funding_label_text where document_key = {0}",)),
    Fault("a project under the next unit", "raw",
          "select p.document_key, p.project_ordinal, (select min(o.unit_text) from raw.project_rows as o where o.document_key = p.document_key and o.unit_text <> p.unit_text) as other "
          "from raw.project_rows as p where other is not null order by hash(p.document_key || p.project_ordinal || '{draw}') limit 1",
          ("update raw.project_rows set unit_text = {2} where document_key = {0} and project_ordinal = {1}",)),
    Fault("the comparator misread (≥ as ≤)", "raw", _cell("target_text like '≥%'"),
          (f"update raw.indicator_cells set target_text = replace(target_text, '≥', '≤'), target_fold = replace(target_fold, '≥', '≤') {_AT_CELL}",)),
    Fault("an amount ten times too large", "raw",
          "select document_key, project_ordinal, funding_ordinal from raw.funding_cells where amount_text ~ '^[1-9][0-9]*[.][0-9]+$' "
          "order by hash(document_key || project_ordinal || '-' || funding_ordinal || '{draw}') limit 1",
          ("update raw.funding_cells set amount_text = replace(amount_text, '.', '0.') where document_key = {0} and project_ordinal = {1} and funding_ordinal = {2}",)),
)  # fmt: skip
