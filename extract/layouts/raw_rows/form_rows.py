"""A form as raw rows: whose it is, what it is called, and whether it is one of targets at all."""

import re

from extract.layouts.codes import split_body_code, split_code
from extract.layouts.raw_rows.periods import mark_whole_period, pair_periods
from extract.layouts.raw_rows.project_rows import Outcome, code_pattern, has_words, land_funding, land_indicators, roles_of, rows_said, with_roles
from extract.layouts.recognise.captions import Caption, title_facts
from extract.layouts.recognise.form import Form
from extract.layouts.recognise.match import layout_of
from extract.layouts.recognise.records import Record, without_level_rows
from extract.layouts.schema import Declaration
from extract.layouts.words import value
from extract.provenance import cut
from extract.reasons import say
from extract.rows import DocumentRows, Row
from extract.text import squeeze

WHOLE_DEPARTMENT = re.compile(r"整体(?:支出|预算)?(?:年度)?绩效")
_NAME_IN_TITLE = re.compile(r"^(?:\d{4,}_)?(?P<project_name>.+?)(?:项目)?(?:支出)?(?:预算)?绩效目标(?:申报)?表(?:[(（].*[)）])?$")
# Titles that name the kind of the form, not a project.
_GENERIC_TITLE = re.compile(
    r"^(?:20\d\d年度?)?(?:\S{0,12}(?:部门|单位|财政|市级|区级|县级|省级|本级|全区|全市|自治区)\S{0,10})?(?:政策和项目|重点|专项资金|专项业务经费|项目支出|项目|支出|预算|整体|总体|年度"
    r"|专项|政策|资金|一般性|重点专项|重点项目|部门|单位|财政|一级|二级|本级|特定目标类|其他运转类|转移支付|及|和|与|、)*"
    r"(?:(?:年度|预算)?绩效目标(?:申报|批复|公开|情况|汇总|明细|信息|填报|申请)*表|$)(?:\(.*\))?$"
)


def land_form(rows: DocumentRows, form: Form, caption: Caption, document_title: str | None) -> Outcome:
    """Appends the form's rows, or says why there are none. ``document_title`` tells the year where nothing nearer does."""
    title = form.title_in_table or caption.title
    layout, declaration = layout_of("form", form.headings, form.labels, squeeze(title))
    if not _is_of_targets(form, caption, title):
        return Outcome("other_content", reason=say("no_project_named" if form.has_block else "no_target_headings"), is_doubtful=True)
    roles, fault = roles_of(form.bands, declaration, (form.year_in_table, caption.year, title, document_title))
    is_filled = any(any(map(str.isdigit, amount.text)) for amount in form.amounts) or has_words(form.objective)
    if fault and form.has_block and (is_filled or not all(record.is_blank for record in form.records)):
        names_goals = "绩效目标" in squeeze(title) or form.has_label("objective")
        return Outcome("unreadable", reason=fault) if names_goals else Outcome("other_content", reason=fault, is_doubtful=True)
    records, blank = _records(form, roles)
    if not records and not is_filled:
        return Outcome("other_content", layout, say("blank_template", rows_said(max(blank, 1))))
    facts = _facts(form, caption, title, declaration)
    if not facts["project_name_text"]:
        return Outcome("unreadable", layout, say("no_project_named"))
    _land(rows, form, caption, facts, records, layout, declaration)
    return Outcome("target_table", layout, say("blank_rows", str(blank)) if blank else None)


def _is_of_targets(form: Form, caption: Caption, title: str) -> bool:
    """Indicators under a label, a title of targets or a project's name; or a title of targets over a project's name."""
    is_titled = "绩效目标" in squeeze(title)
    has_block = form.has_block and (form.labels or is_titled or caption.pairs.get("project_name"))
    return bool(has_block) or (is_titled and form.has_label("project_name"))


def _records(form: Form, roles: dict[str, str]) -> tuple[list[Record], int]:
    """The indicators that are filled in, and the count of rows that are not."""
    found = with_roles(without_level_rows(form.records), roles)
    records = [record for record in found if not record.is_blank]
    mark_whole_period(records, form.bands, form.names_both_periods)
    return pair_periods(records), len(found) - len(records)


def _land(rows: DocumentRows, form: Form, caption: Caption, facts: Row, records: list[Record], layout: str, declaration: Declaration | None) -> None:
    ordinal = len(rows.project_rows) + 1
    first, last = form.pieces[0], form.pieces[-1]
    place = first.place(first.grid.cells) | {"page_last": last.page}
    goals = {"objective_text": form.objective, "period_objective_text": form.period_objective or None}
    rows.land("project_rows", {"project_ordinal": ordinal, "layout": layout, **facts, **goals, **place})
    first.row_count += 1
    land_indicators(rows, records, ordinal, layout, declaration)
    unit = next((amount.unit for amount in form.amounts if amount.unit), None) or form.unit or caption.pairs.get("money_unit")
    if facts["form_year_text"] and facts["form_year_text"] in (caption.year, form.year_in_table):
        # The form states its year under the title, and so the year of its money.
        for amount in form.amounts:
            amount.period = "annual" if amount.period == "undeclared" else amount.period
    land_funding(rows, form.amounts, ordinal, layout, unit, declaration)


def _facts(form: Form, caption: Caption, title: str, declaration: Declaration | None) -> Row:
    number, bare_title, year = title_facts(title)
    is_whole = (
        declaration.scope == "department"
        if declaration
        else (form.has_label("whole_department") and not form.has_label("project_name")) or bool(WHOLE_DEPARTMENT.search(squeeze(title)))
    )
    whole = form.of("whole_department") or caption.pairs.get("whole_department", "")
    unit = form.of("unit_name") or caption.pairs.get("unit_name", "")
    department = form.of("department") or caption.pairs.get("department", "")
    code = form.of("project_code") or caption.pairs.get("project_code")
    name = form.of("project_name") or caption.pairs.get("project_name", "")
    if is_whole:
        name = whole or unit or name
        unit = unit or name
    elif not name and not form.has_label("project_name"):
        name, named_unit, named_number = _name_in_title(bare_title or caption.heading, declaration)
        unit, number = unit or named_unit or "", number or named_number
    if not is_whole:
        split, name = split_code(name, code_pattern(declaration))
        code = code or split
    unit_code, unit = split_body_code(unit)
    department_code, department = split_body_code(department)
    is_of_project = bool(name) and squeeze(name) in squeeze(bare_title)
    return {
        "scope": "department" if is_whole else "project",
        "form_number": caption.form_number or number,
        "department_text": department or None,
        "department_code_text": department_code,
        "unit_text": unit or None,
        "unit_code_text": form.of("unit_code") or unit_code,
        "project_name_text": name,
        "project_code_text": code or None,
        "form_title_text": bare_title or None,
        "form_year_text": caption.year or form.year_in_table or (None if is_of_project else year),
    }


def _name_in_title(title: str, declaration: Declaration | None) -> tuple[str, str | None, str | None]:
    """Project, unit and form number that a title names; an empty name where it only says what kind of form it is."""
    if declaration is not None and declaration.title_pattern:
        found = declaration.title_pattern.search(title)
    else:
        found = None if _GENERIC_TITLE.fullmatch(squeeze(title)) else _NAME_IN_TITLE.search(title)
    if not found:
        return "", None, None
    groups = found.groupdict()
    name, unit, number = value(groups["project_name"]), groups.get("unit"), groups.get("form_number")
    return cut(title, name), cut(title, unit) if unit else None, cut(title, number) if number else None
