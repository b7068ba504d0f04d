"""A list table as raw rows: its projects and sums, and whether a cell holds indicators that can be cut apart."""

from dataclasses import dataclass

from extract.layouts.codes import split_body_code, split_code
from extract.layouts.items import begins_as_items, holds_items, items, named
from extract.layouts.list_table import ListTable
from extract.layouts.raw_rows.form_rows import WHOLE_DEPARTMENT
from extract.layouts.raw_rows.periods import mark_whole_period, pair_periods
from extract.layouts.raw_rows.project_rows import Outcome, code_pattern, has_words, land_funding, land_indicators, roles_of, rows_said, with_roles
from extract.layouts.raw_rows.totals import mark_totals
from extract.layouts.recognise.captions import Caption, title_facts
from extract.layouts.recognise.list_page import Entry
from extract.layouts.recognise.match import layout_of
from extract.layouts.recognise.records import Record, without_level_rows
from extract.layouts.schema import Declaration
from extract.layouts.words import is_no_amount, unit_behind
from extract.reasons import say
from extract.rows import DocumentRows
from extract.text import squeeze
from extract.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for all rows of the table."""

    layout: str
    declaration: Declaration | None
    caption: Caption
    scope: str


def land_list(rows: DocumentRows, table: ListTable, caption: Caption, document_title: str | None) -> Outcome:
    """Appends the rows of a list table, or says why there are none. ``document_title`` tells the year where nothing nearer does."""
    table.read()
    layout, declaration = layout_of("list", table.headings, {band.key for band in table.bands}, squeeze(caption.title))
    roles, fault = roles_of(table.bands, declaration, (caption.year, caption.title, document_title))
    if fault and table.has_indicator_rows and not all(record.is_blank for entry in table.entries for record in entry.records):
        names_goals = "绩效目标" in squeeze(caption.title) or any(band.role == "objective" for band in table.bands)
        return Outcome("unreadable", reason=fault) if names_goals else Outcome("other_content", reason=fault, is_doubtful=True)
    mark_totals(table.entries)
    scope = declaration.scope if declaration else ("department" if WHOLE_DEPARTMENT.search(squeeze(caption.title)) else "project")
    context = _Context(layout, declaration, caption, scope)
    names_both_periods = {"annual", "whole_project"} <= {vocabulary().period(band.key) for band in table.bands if band.role == "objective"}
    projects, nameless, blank, in_prose = 0, 0, 0, 0
    for entry in table.entries:
        if entry.total_kind or entry.is_filler:
            _land_total(rows, entry, layout)
            continue
        _settle_items(entry)
        found = with_roles(without_level_rows(entry.records), roles)
        records = [record for record in found if not record.is_blank]
        blank += len(found) - len(records)
        mark_whole_period(records, table.bands, names_both_periods)
        records = pair_periods(records)
        if not (records or entry.has_money or has_words(entry.texts.get("objective", "")) or entry.texts.get("combined")):
            blank += not entry.records
        elif not entry.name:
            # Its cells are a remainder, which the ledger tells.
            nameless += 1
        else:
            projects += 1
            in_prose += _land_entry(rows, entry, records, context)
    if not projects and nameless:
        return Outcome("unreadable", layout, say("no_project_named"))
    if not projects:
        return Outcome("other_content", layout, say("blank_template", rows_said(blank)))
    reasons = [say(code, str(count)) for code, count in (("blank_rows", blank), ("indicators_in_prose", in_prose)) if count]
    return Outcome("target_table", layout, "; ".join(reasons) or None)


def _settle_items(entry: Entry) -> None:
    """Moves indicators that stand in the column of goals to where a cell of indicators belongs, and empties one that says that there are none."""
    goal = entry.texts.get("objective", "")
    if not entry.texts.get("combined") and begins_as_items(goal):
        entry.texts["combined"], entry.texts["objective"] = goal, ""
    if entry.texts.get("combined") and is_no_amount(entry.texts["combined"]):
        del entry.texts["combined"]


def _land_entry(rows: DocumentRows, entry: Entry, records: list[Record], context: _Context) -> bool:
    """Appends one project's rows; returns whether its indicators are running text, which stays whole."""
    ordinal, caption = len(rows.project_rows) + 1, context.caption
    code, name = split_code(entry.name, code_pattern(context.declaration))
    number, _, year = title_facts(caption.title)
    pairs = entry.caption
    unit_code, unit = split_body_code(entry.texts.get("unit_name") or pairs.get("unit_name") or (name if context.scope == "department" else ""))
    department = entry.texts.get("department") or pairs.get("department") or pairs.get("whole_department") or ""
    department_code, department = split_body_code(department)
    rows.land(
        "project_rows",
        {
            "project_ordinal": ordinal,
            "layout": context.layout,
            "scope": context.scope,
            "form_number": caption.form_number or number,
            "department_text": department or None,
            "department_code_text": department_code,
            "unit_text": unit or None,
            "unit_code_text": (unit and entry.texts.get("unit_code")) or unit_code,
            "project_name_text": name,
            "project_code_text": entry.texts.get("project_code") or code,
            "objective_text": entry.texts.get("objective", ""),
            "period_objective_text": entry.texts.get("period_objective"),
            "form_title_text": caption.title or None,
            "form_year_text": caption.year or year,
            **entry.place,
        },
    )
    entry.piece.row_count += 1
    combined = entry.texts.get("combined", "")
    is_prose = bool(combined) and not holds_items(combined)
    place = entry.combined_place or entry.place
    # What cannot be cut is one indicator, named by the whole text.
    cells = [named(combined) | {"target_text": ""}] if is_prose else [*items(combined)]
    for cell_ordinal, texts in enumerate(cells, 1):
        rows.land("indicator_cells", {"project_ordinal": ordinal, "cell_ordinal": cell_ordinal, "layout": context.layout, **texts, **place})
        entry.piece.row_count += 1
    land_indicators(rows, records, ordinal, context.layout, context.declaration)
    land_funding(rows, entry.amounts, ordinal, context.layout, pairs.get("money_unit"), context.declaration)
    return is_prose


def _land_total(rows: DocumentRows, entry: Entry, layout: str) -> None:
    """Appends the amounts of a sum; a unit's heading and the marks of a template have none."""
    if entry.total_kind not in ("document", "unit"):
        return
    label = entry.name or next((text for text in entry.texts.values() if text), "")
    for amount in entry.amounts:
        rows.land(
            "total_rows",
            {
                "total_ordinal": len(rows.total_rows) + 1,
                "layout": layout,
                "total_kind": entry.total_kind,
                "total_label_text": label,
                "funding_group_text": amount.group,
                "funding_label_text": amount.label,
                "amount_text": amount.text,
                "amount_unit_text": unit_behind(amount.text) or amount.unit,
                **amount.place,
            },
        )
