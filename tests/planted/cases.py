"""A planted case for every check of the project: what is spoilt, and where. ``test_proof.py`` plants them, ``python -m tests.planted`` lists them.

``{d}`` is the key of the document that the case is planted in, one a case; readings share one, at ``{i}`` an indicator of it.
A hook spoils a model's table as soon as it is made, in the real build: what is made of it is spoilt alike.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    check: str
    planted: str  # what is wrong, in a few words
    raw: str = ""  # SQL on the work database once the raw rows are in it
    hooks: dict[str, str] = field(default_factory=dict)  # SQL by model, on its table {{ this }}
    needs: str = "small"  # kind of document: small, large, combined
    named: str = ""  # the document, where the check has several cases

    @property
    def document(self) -> str:
        return self.named or self.check


_PROJECT, _FIRST, _WORDS = "'{d}-0001'", "'{d}-0001-001'", "'{d}-0001-004'"
_THIS = "{{ this }}"


def _spoil(model: str, change: str, where: str) -> dict[str, str]:
    return {model: f"update {_THIS} set {change} where {where}"}


_TARGETS, _PARTS = "int_indicator_targets", "int_indicator_target_components"
_NO_NUMBER = "target_comparator = null, target_value = null, target_unit = null, target_unit_source = null, target_unit_conformed = null"
_OF_READING = "indicator_key = '{i}'"


def _alike(change: str) -> dict[str, str]:
    """The same wrong reading of the target and of its component."""
    return dict.fromkeys((_TARGETS, _PARTS), f"update {_THIS} set {change} where {_OF_READING}")


# A check of readings: the form and the indicator of the shared document, and what is wrong there.
READINGS: dict[str, tuple[int, int, Case]] = {
    case.check: (form, indicator, case)
    for form, indicator, case in (
        (1, 1, Case("number_by_kind", "a quantitative target without its number", hooks=_spoil(_TARGETS, "target_value = null", _OF_READING))),
        (1, 2, Case("comparator_with_number", "a number without comparator", hooks=_alike("target_comparator = null"))),
        (1, 3, Case("range_in_order", "a range without its upper end", hooks=_alike("target_comparator = 'between'"))),
        (2, 1, Case("components_by_kind", "a component dropped", hooks={_PARTS: f"delete from {_THIS} where {_OF_READING}"})),
        (2, 2, Case("component_is_its_indicator", "another number in the component", hooks=_spoil(_PARTS, "target_value = target_value + 1", _OF_READING))),
        (2, 3, Case("unit_with_source", "a unit without its source", hooks=_spoil(_TARGETS, "target_unit_source = null", _OF_READING))),
        (3, 1, Case("unit_is_conformed", "a unit that conforms to none", hooks=_spoil(_TARGETS, "target_unit_conformed = null", _OF_READING))),
        (3, 4, Case("kind_by_text", "words read as missing", hooks=_spoil(_TARGETS, "target_kind = 'missing'", _OF_READING))),
        (3, 3, Case("comparator_as_printed", "≥ turned to <=, in target and component alike", hooks=_alike("target_comparator = '<='"))),
        (4, 2, Case("comparator_is_printed", "= turned to >=, alike", hooks=_alike("target_comparator = '>='"))),
        (4, 1, Case("component_comparator_as_printed", "≥ turned to <= in the component", hooks=_spoil(_PARTS, "target_comparator = '<='", _OF_READING))),
        (4, 3, Case("unit_as_printed", "unit swapped, alike", hooks={
            _TARGETS: f"update {_THIS} set target_unit = '个', target_unit_conformed = '个' where {_OF_READING}",
            _PARTS: f"update {_THIS} set target_unit = '个' where {_OF_READING}",
        })),
        (5, 1, Case("value_as_printed", "value ten times too large, alike", hooks=_alike("target_value = target_value * 10"))),
        (5, 2, Case("component_value_as_printed", "value of the component ten times too large", hooks=_spoil(_PARTS, "target_value = target_value * 10", _OF_READING))),
        (5, 3, Case("signed_number_is_quantitative", "a number read as words", hooks={
            _TARGETS: f"update {_THIS} set target_kind = 'relative', {_NO_NUMBER} where {_OF_READING}", _PARTS: f"delete from {_THIS} where {_OF_READING}",
        })),
        (6, 1, Case("text_as_landed", "the target before its name", hooks=_spoil("int_indicators", "indicator_name = target_text, target_text = indicator_name", _OF_READING))),
        (7, 1, Case("amount_as_printed", "money ten times too large", hooks=_spoil("int_funding", "amount_yuan = amount_yuan * 10", "project_key = left('{i}', 21) and funding_ordinal = 1"))),
    )
}  # fmt: skip

_CELLS, _MONEY = "raw.indicator_cells", "raw.funding_cells"
_OF = "where document_key = '{d}'"

# A check of a document by its raw rows, or by what became of them: published in part, or held where its keys cannot stand.
DOCUMENTS = (
    Case("ordinals_unique", "two indicators of one ordinal", f"update {_CELLS} set cell_ordinal = 1 {_OF} and cell_ordinal = 2"),
    Case("blocks_unique", "a page twice", f"insert into raw.page_blocks from raw.page_blocks {_OF}"),
    Case("rows_have_projects", "an indicator of no project", f"update {_CELLS} set project_ordinal = 9, cell_ordinal = 1 {_OF} and cell_ordinal = 4"),
    Case("status_fits_rows", "no target table, and rows", f"update raw.documents set status = 'no_target_table', reason = '无 / none' {_OF} and status = 'loaded'"),
    Case("values_are_listed", "a period outside the list", f"update {_MONEY} set period = 'soon' {_OF}"),
    Case("ordinals_without_gaps", "an indicator dropped", f"delete from {_CELLS} {_OF} and cell_ordinal = 2"),
    Case("rows_are_counted", "the last indicator dropped", f"delete from {_CELLS} {_OF} and cell_ordinal = 4"),
    Case("pages_have_outcomes", "a page not read", f"update raw.documents set page_count = 2 {_OF}"),
    Case("characters_within_page", "more characters in cells than on the page", f"update raw.page_blocks set cell_character_count = visible_character_count + 1 {_OF}"),
    Case("parts_have_totals", "a part of an amount that is not there", f"update {_MONEY} set parent_ordinal = 9 {_OF} and funding_ordinal = 2"),
    Case("rows_say_something", "a blank row landed", f"update {_CELLS} set indicator_name_text = '', indicator_name_fold = '', target_text = '', target_fold = '' {_OF} and cell_ordinal = 4"),
    Case("rows_landed_once", "a row landed twice", f"insert into {_CELLS} select * replace (5 as cell_ordinal) from {_CELLS} {_OF} and cell_ordinal = 4"),
    Case("places_within_document", "a row behind the last page", f"update {_CELLS} set page_last = 5 {_OF}"),
    Case("folded_text_same_length", "folded text of another length", f"update {_CELLS} set target_fold = target_fold || ' ' {_OF}"),
    Case("comparator_column_not_shifted", "names in the column of comparators", f"update {_CELLS} set comparator_text = indicator_name_text, comparator_fold = indicator_name_fold {_OF}", needs="large"),
    Case("weight_column_not_shifted", "names in the column of weights", f"update {_CELLS} set weight_text = indicator_name_text, weight_fold = indicator_name_fold {_OF}", needs="large"),
    Case("amount_column_not_shifted", "labels in the column of money", f"update {_MONEY} set amount_text = funding_label_text, amount_fold = funding_label_fold {_OF}", needs="large"),
    Case("combined_cells_are_cut_whole", "a piece cut short", f"update {_CELLS} set combined_text = substr(combined_text, 4), combined_fold = substr(combined_fold, 4) {_OF}", needs="combined"),
    Case("items_are_covered", "text between the fields of an item", f"update {_CELLS} set combined_text = combined_text || repeat('字', 99), combined_fold = combined_fold || repeat('字', 99) {_OF}", needs="combined"),
    Case("table_is_covered", "half of the tables' text in no row", hooks=_spoil("int_document_coverage", "table_coverage = 0.5", "document_key = '{d}'")),
    Case("indicators_are_covered", "half of the indicator cells' text in no indicator", hooks=_spoil("int_document_coverage", "indicator_coverage = 0.5", "document_key = '{d}'")),
    Case("page_is_laid_out_whole", "characters between page and cell", hooks=_spoil("int_document_coverage", "lost_character_count = 3", "document_key = '{d}'")),
    Case("corrections_fit", "a correction of what is not printed", "insert into raw.corrections by name select 1 as correction_number, document_key, sha256, 'project_rows' as table_name, "
         "1 as project_ordinal, 1 as page_number, 'project_name_text' as column_name, '无此字' as printed_text, '别的' as meant_text, '别的' as meant_fold, '试验 / test' as reason "
         f"from raw.documents {_OF}"),
)  # fmt: skip

# A test on the published tables: the last resort. Its document is held back and the rest built once more.
TESTS = (
    Case("indicators_are_as_read", "value of a mart ten times too large", hooks=_spoil("fact_indicator", "target_value = target_value * 10", f"indicator_key = {_FIRST}")),
    Case("amounts_are_as_read", "money of the mart ten times too large", hooks=_spoil("fact_project_funding", "amount_yuan = amount_yuan * 10", f"project_key = {_PROJECT}")),
    Case("readings_taken_back_say_nothing", "a reading taken back that is not listed", hooks={
        _TARGETS: f"update {_THIS} set target_unit_source = null where indicator_key = {_FIRST}", "fact_quarantine": f"delete from {_THIS} where indicator_key = {_FIRST}",
    }),
    Case("projects_stand_under_stated_units", "a project under another unit", hooks={
        "dim_unit": f"insert into {_THIS} (unit_key, unit_name, unit_source) values ('other', '别的单位', 'printed')",
        "dim_project": f"update {_THIS} set unit_key = 'other' where project_key = {_PROJECT}",
    }),
    Case("projects_stand_under_stated_units", "a unit that nothing names", hooks=_spoil("int_projects", "unit_name = '别处'", f"project_key = {_PROJECT}"), named="unit_not_printed"),
    Case("years_are_stated", "another year", hooks=_spoil("dim_project", "fiscal_year = 2031", f"project_key = {_PROJECT}")),
    Case("wide_mart_agrees_with_its_tables", "a value of the wide mart ten times too large", hooks=_spoil("mart_indicator", "target_value = target_value * 10", f"indicator_key = {_FIRST}")),
    Case("documents_held_are_listed", "a document in part that is not listed", f"delete from {_CELLS} {_OF} and cell_ordinal = 4",
         {"fact_quarantine": f"delete from {_THIS} where document_key = '{{d}}' and reason_code = 'rows_are_counted'"}),
    Case("indicators_stand_in_their_project", "an indicator dropped from the mart", hooks={"fact_indicator": f"delete from {_THIS} where indicator_key = '{{d}}-0001-003'",
         _PARTS: f"delete from {_THIS} where indicator_key = '{{d}}-0001-003'"}),
    Case("landed_rows_are_published", "an amount dropped from the mart", hooks={"fact_project_funding": f"delete from {_THIS} where project_key = {_PROJECT} and funding_ordinal = 3"}),
    Case("indicators_stand_in_their_project", "an indicator too many in a project's count", hooks=_spoil("dim_project", "indicator_count = indicator_count + 1", f"project_key = {_PROJECT}"), named="project_counts"),
    Case("indicators_stand_in_their_project", "an indicator current where its project is not", hooks=_spoil("fact_indicator", "is_current = not is_current", f"indicator_key = {_FIRST}"), named="indicator_current"),
    Case("documents_count_their_rows", "a project too many in a document's count", hooks=_spoil("dim_document", "project_count = project_count + 1", "document_key = '{d}' and project_count > 0"), named="document_projects"),
    Case("documents_count_their_rows", "an indicator too many in a document's count", hooks=_spoil("dim_document", "indicator_count = indicator_count + 1", "document_key = '{d}' and indicator_count > 0"), named="document_indicators"),
    Case("levels_are_as_printed", "a level of another block", hooks=_spoil("int_indicators", "level1 = '效益指标'", f"indicator_key = {_FIRST}")),
    Case("projects_are_named_as_printed", "another project's name", hooks=_spoil("int_projects", "project_name = '别的项目'", f"project_key = {_PROJECT}")),
    Case("name_without_line_breaks", "a line break in a name", hooks=_spoil("int_indicators", "indicator_name = '清' || chr(10) || '淤'", f"indicator_key = {_FIRST}")),
    Case("target_without_line_breaks", "a blank behind a target", hooks=_spoil("int_indicators", "target_text = target_text || ' '", f"indicator_key = {_WORDS}")),
    Case("volumes_as_released", "an indicator less than in the last release", hooks={"int_indicators": f"delete from {_THIS} where indicator_key = {_WORDS}"}),
)  # fmt: skip

# What stops a release: rows put into reviewed lists, or what is spoilt in raw rows and behind the models.
_NO_RULE = "aside.never,1.0.0,999,set_aside,,绝不出现的文字,无 / none,none"
SEEDS: dict[str, tuple[str, str, str]] = {  # by check: what is wrong, the list, the row
    "examples_are_read_as_worked": ("an example worked otherwise", "target_grammar_examples", "X1,≥90%,,,qualitative,,,,,,,,,0,,planted"),
    "every_rule_has_an_example": ("a rule that nothing fires", "target_grammar_rules", _NO_RULE),
    "every_unit_is_reachable": ("a pattern that hides the list of units", "target_grammar_patterns", "unit_number,(?:个),单位,units"),
    "units_conform_to_listed_units": ("a unit that conforms to none", "target_units", "怪物,无此规范,counting,true,true,false"),
}
RELEASE = (
    Case("worked_examples_break_no_check", "a check that takes a right reading back", hooks={"int_check_units": f"insert into {_THIS} (reading_key, check_name) select 'E0001', 'unit_as_printed'"}),
    Case("published_rows_were_landed", "an amount that was not landed", hooks={"fact_project_funding": f"insert into {_THIS} select * replace (99 as funding_ordinal) from {_THIS} where project_key = {_PROJECT} and funding_ordinal = 1"}),
    Case("money_is_counted_once", "money of a source twice over", hooks=_spoil("mart_funding", "amount_yuan = amount_yuan * 2", "amount_yuan > 0")),
    Case("release_not_collapsed", "a last release of three times as many indicators"),
)  # fmt: skip


# What the contract's constraints keep out of the published file, and the constraint: a table that breaks one cannot be made.
def _another(table: str, change: str) -> str:
    return f"insert into {table} select * replace ({change}) from {table} limit 1"


CONSTRAINTS = {
    "a document with another's digest": (_another("dim_document", "repeat('0', 16) as document_key"), "CHECK"),
    "a project's key of another place": (_another("dim_project", "document_key || '-0009' as project_key"), "CHECK"),
    "an indicator's key of another place": (_another("fact_indicator", "project_key || '-099' as indicator_key"), "CHECK"),
    "a path of no document": (_another("document_file", "'gone.html' as file_path, repeat('0', 16) as document_key"), "foreign key"),
    "an amount twice": ("insert into fact_project_funding from fact_project_funding limit 1", "uplicate key"),
    "a value outside its list": (_another("fact_project_funding", "99 as funding_ordinal, 'soon' as period"), "CHECK"),
    "a blank where something must stand": (_another("document_file", "null as file_path"), "NOT NULL"),
}

# What dbt tests of raw rows only tell: SQL on the raw rows of the warehouse in small.
ODDITIES = {
    "pages_are_landed_once": "insert into raw.indicator_cells select * replace (2 as page_number, cell_ordinal + 9 as cell_ordinal) from raw.indicator_cells where page_number = 1;"
    "delete from raw.indicator_cells where project_ordinal = 3",
    "units_stand_in_one_stretch": "update raw.project_rows set layout = 'l', unit_text = if(project_ordinal = 2, '别处', '一处');"
    "insert into raw.total_rows (document_key, layout, total_kind) select document_key, 'l', 'unit' from raw.documents",
}
