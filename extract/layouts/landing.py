"""Read tables as raw rows: names, units, codes and scope settled, roles as the layout declares them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.layouts.amounts import Amount
from extract.layouts.captions import Caption, title_facts
from extract.layouts.form import Form
from extract.layouts.list_page import Entry
from extract.layouts.list_table import ListTable
from extract.layouts.match import VALUES, Band, layout_of
from extract.layouts.periods import mark_whole_period, pair_periods, value_roles
from extract.layouts.records import Record, without_level_rows
from extract.layouts.schema import INDICATOR_ROLES, Declaration, vocabulary
from extract.layouts.totals import mark_totals
from extract.layouts.words import CODE_AHEAD, is_no_amount, normal, split_code, squeeze, unit_behind, value
from extract.provenance import cut, joined
from extract.reasons import say
from extract.rows import DocumentRows, Row

_WHOLE = re.compile(r"整体(?:支出|预算)?(?:年度)?绩效")
_NAME_IN_TITLE = re.compile(r"^(?:\d{4,}_)?(?P<project_name>.+?)(?:项目)?(?:支出)?(?:预算)?绩效目标(?:申报)?表(?:[(（].*[)）])?$")
# Titles that name the kind of the form, not a project.
_GENERIC_TITLE = re.compile(
    r"^(?:20\d\d年度?)?(?:\S{0,12}(?:部门|单位|财政|市级|区级|县级|省级|本级|全区|全市|自治区)\S{0,10})?(?:政策和项目|重点|专项资金|专项业务经费|项目支出|项目|支出|预算|整体|总体|年度"
    r"|专项|政策|资金|一般性|重点专项|重点项目|部门|单位|财政|一级|二级|本级|特定目标类|其他运转类|转移支付|及|和|与|、)*"
    r"(?:(?:年度|预算)?绩效目标(?:申报|批复|公开|情况|汇总|明细|信息|填报|申请)*表|$)(?:\(.*\))?$"
)
_VALUE_ROLES = {*VALUES, "combined"}
# A cell of numbered indicators, each with its level: 1、1-产出指标；…
_ITEMS = re.compile(r"^1[、.,](?:\d+[-—–])?\S{2,6}指标[;:,]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a block of a page."""

    outcome: str
    layout: str | None = None
    reason: str | None = None
    is_doubtful: bool = False  # no layout knows it, and still it may be a target table


def land_form(rows: DocumentRows, form: Form, caption: Caption, document_title: str | None) -> Outcome:
    """Appends the form's rows, or says why there are none. ``document_title`` tells the year where nothing nearer does."""
    title = form.title_in_table or caption.title
    layout, declaration = layout_of("form", form.headings, form.labels, squeeze(title))
    is_target = (form.has_block and (form.labels or "绩效目标" in squeeze(title) or caption.pairs.get("project_name"))) or (
        "绩效目标" in squeeze(title) and form.has_label("project_name")
    )
    if not is_target:
        return Outcome("other_content", reason=say("no_project_named" if form.has_block else "no_target_headings"), is_doubtful=True)
    roles, fault = _roles(form.bands, declaration, (form.year_in_table, caption.year, title, document_title))
    has_money = any(any(map(str.isdigit, amount.text)) for amount in form.amounts)
    is_filled = has_money or _has_words(form.objective)
    if fault and form.has_block and (is_filled or not all(record.is_blank for record in form.records)):
        names_goals = "绩效目标" in squeeze(title) or form.has_label("objective")
        return Outcome("unreadable", reason=fault) if names_goals else Outcome("other_content", reason=fault, is_doubtful=True)
    rows_read = _with_roles(without_level_rows(form.records), roles)
    records = [record for record in rows_read if not record.is_blank]
    mark_whole_period(records, form.bands, form.names_both_periods)
    records = pair_periods(records)
    blank = sum(record.is_blank for record in rows_read)
    if not records and not is_filled:
        return Outcome("other_content", layout, say("blank_template", _rows(max(blank, 1))))
    facts = _form_facts(form, caption, title, declaration)
    if not facts["project_name_text"]:
        return Outcome("unreadable", layout, say("no_project_named"))
    ordinal = len(rows.project_rows) + 1
    first, last = form.pieces[0], form.pieces[-1]
    place = first.place(first.grid.cells) | {"page_last": last.page}
    goals = {"objective_text": form.objective, "period_objective_text": form.period_objective or None}
    rows.land("project_rows", {"project_ordinal": ordinal, "layout": layout, **facts, **goals, **place})
    first.row_count += 1
    _land_indicators(rows, records, ordinal, layout, declaration)
    unit = next((amount.unit for amount in form.amounts if amount.unit), None) or form.unit or caption.pairs.get("money_unit")
    if facts["form_year_text"] and facts["form_year_text"] in (caption.year, form.year_in_table):
        # The form states its year under the title, and so the year of its money.
        for amount in form.amounts:
            amount.period = "annual" if amount.period == "undeclared" else amount.period
    _land_funding(rows, form.amounts, ordinal, layout, unit, declaration)
    return Outcome("target_table", layout, say("blank_rows", str(blank)) if blank else None)


def land_list(rows: DocumentRows, table: ListTable, caption: Caption, document_title: str | None) -> Outcome:
    """Appends the rows of a list table, or says why there are none. ``document_title`` tells the year where nothing nearer does."""
    table.read()
    labels = {band.key for band in table.bands}
    layout, declaration = layout_of("list", table.headings, labels, squeeze(caption.title))
    roles, fault = _roles(table.bands, declaration, (caption.year, caption.title, document_title))
    if fault and table.has_indicator_rows and not all(record.is_blank for entry in table.entries for record in entry.records):
        names_goals = "绩效目标" in squeeze(caption.title) or any(band.role == "objective" for band in table.bands)
        return Outcome("unreadable", reason=fault) if names_goals else Outcome("other_content", reason=fault, is_doubtful=True)
    mark_totals(table.entries)
    scope = declaration.scope if declaration else ("department" if _WHOLE.search(squeeze(caption.title)) else "project")
    projects, blank, in_prose, words = 0, 0, 0, vocabulary()
    for entry in table.entries:
        if entry.total_kind or entry.is_filler:
            if entry.total_kind in ("document", "unit"):
                _land_total(rows, entry, layout)
            continue
        if not entry.texts.get("combined") and _ITEMS.match(squeeze(entry.texts.get("objective", ""))):
            # The column of goals holds the indicators themselves.
            entry.texts["combined"] = entry.texts.pop("objective")
        rows_read = _with_roles(without_level_rows(entry.records), roles)
        records = [record for record in rows_read if not record.is_blank]
        blank += sum(record.is_blank for record in rows_read)
        mark_whole_period(records, table.bands, {"annual", "whole_project"} <= {words.period(band.key) for band in table.bands if band.role == "objective"})
        records = pair_periods(records)
        if not entry.name or not (records or entry.has_money or _has_words(entry.texts.get("objective", "")) or entry.texts.get("combined")):
            blank += not entry.records
            continue
        projects += 1
        if not table.has_indicator_rows and "combined" not in entry.texts and _begins_as_items(entry.texts.get("objective", "")):
            entry.texts["combined"], entry.texts["objective"] = entry.texts["objective"], ""
        if entry.texts.get("combined") and is_no_amount(entry.texts["combined"]):
            del entry.texts["combined"]
        in_prose += bool(entry.texts.get("combined")) and not _holds_items(entry.texts["combined"])
        _land_entry(rows, entry, records, layout, declaration, caption, scope)
    if not projects:
        return Outcome("other_content", layout, say("blank_template", _rows(blank)))
    reasons = [say(code, str(count)) for code, count in (("blank_rows", blank), ("indicators_in_prose", in_prose)) if count]
    return Outcome("target_table", layout, "; ".join(reasons) or None)


def _begins_as_items(text: str) -> bool:
    """Whether a goal's cell holds numbered indicators instead: 1、1-产出指标；…"""
    levels = "|".join(map(re.escape, vocabulary().level1_names))
    return bool(re.match(rf"1[、.．,]?(?:\d+[-－—–])?(?:{levels})[;；,，:：]", squeeze(text)))


def _holds_items(text: str) -> bool:
    """Whether a cell of indicators has a numbered one, with its level, that can be cut out of it."""
    levels = "|".join(map(re.escape, sorted(vocabulary().level_names, key=len, reverse=True)))
    return bool(re.search(rf"(?:^|\D)\d{{1,3}}[、.,](?:\d+[-—–])?(?:{levels}|[一-龥]{{2,4}}指标)[;:,]", squeeze(text)))


def _land_entry(
    rows: DocumentRows,
    entry: Entry,
    records: list[Record],
    layout: str,
    declaration: Declaration | None,
    caption: Caption,
    scope: str,
) -> None:
    ordinal = len(rows.project_rows) + 1
    code, name = split_code(entry.name, _code_pattern(declaration))
    pairs = entry.caption
    number, _, year = title_facts(caption.title)
    unit = entry.texts.get("unit_name") or pairs.get("unit_name")
    rows.land(
        "project_rows",
        {
            "project_ordinal": ordinal,
            "layout": layout,
            "scope": scope,
            "form_number": caption.form_number or number,
            "department_text": entry.texts.get("department") or pairs.get("department") or pairs.get("whole_department"),
            "unit_text": _with_code(entry.texts.get("unit_code"), unit or (name if scope == "department" else None)),
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
    if combined := entry.texts.get("combined"):
        # What cannot be cut is one indicator, named by the whole text.
        texts = {"combined_text": combined} if _holds_items(combined) else {"indicator_name_text": combined, "target_text": ""}
        rows.land("indicator_cells", {"project_ordinal": ordinal, "cell_ordinal": 1, "layout": layout, **texts, **(entry.combined_place or entry.place)})
        entry.piece.row_count += 1
    _land_indicators(rows, records, ordinal, layout, declaration)
    _land_funding(rows, entry.amounts, ordinal, layout, pairs.get("money_unit"), declaration)


def _land_indicators(rows: DocumentRows, records: list[Record], ordinal: int, layout: str, declaration: Declaration | None) -> None:
    for number, record in enumerate(records, 1):
        texts: Row = {}
        for key, text in record.texts.items():
            role = _kind_of(record.roles[key], text)
            if role in (*INDICATOR_ROLES, "direction") and text and f"{role}_text" not in texts:
                texts[f"{role}_text"] = text
        remark = texts.pop("remark_text", None)
        texts.setdefault("note_text", remark)
        if declaration is not None and declaration.levels_in_name:
            _split_levels(texts)
        for role in ("level1", "level2", "indicator_name", "target"):
            texts.setdefault(f"{role}_text", "" if role in record.roles.values() else None)
        rows.land("indicator_cells", {"project_ordinal": ordinal, "cell_ordinal": number, "layout": layout, **texts, **record.place})
        record.piece.row_count += 1


def _kind_of(role: str, text: str) -> str:
    """The role of a cell in a column of comparators or natures, whose headings name one and hold the other in some cities; a direction is a field of its own."""
    words = vocabulary()
    if role not in ("comparator", "nature"):
        return role
    if normal(text) in words.directions:
        return "direction"
    if role == "nature" and normal(text) in words.level_names:
        return "level2"
    return "comparator" if squeeze(text) in words.comparators else role


def _roles(bands: Sequence[Band], declaration: Declaration | None, titles: Iterable[str | None]) -> tuple[dict[str, str], str | None]:
    """Roles by heading that the layout declares or the year settles, and the reason why targets cannot be told, null where they can."""
    declared = declaration.columns if declaration else {}
    bands = [replace(band, role=declared.get(band.key, band.role)) for band in bands]
    if not _VALUE_ROLES & {band.role for band in bands}:
        return declared, say("no_target_column", _headings(bands))
    values = value_roles(bands, titles)
    return declared | (values or {}), say("several_target_columns", _headings(bands)) if values is None else None


def _with_roles(records: Sequence[Record], roles: dict[str, str]) -> Sequence[Record]:
    for record in records:
        record.roles = {key: roles.get(key, role) for key, role in record.roles.items()}
    return records


def _headings(bands: Sequence[Band]) -> str:
    return "、".join(dict.fromkeys(band.key for band in bands if band.key))


def _split_levels(texts: Row) -> None:
    """Level names printed before the indicator's name in its own cell."""
    words = vocabulary()
    name = texts.get("indicator_name_text") or ""
    level1 = next((level for level in words.level1_names if name.startswith(level)), None)
    if level1 is None:
        return
    rest = name.removeprefix(level1)
    level2 = next((f"{level}指标" for level in sorted(words.level2_parents, key=len, reverse=True) if rest.startswith(f"{level}指标")), "")
    if level2 and len(rest) > len(level2):
        texts_cut = {"level1_text": level1, "level2_text": level2, "indicator_name_text": rest.removeprefix(level2)}
        texts |= {field: cut(name, text) for field, text in texts_cut.items()}


def _land_funding(rows: DocumentRows, amounts: list[Amount], ordinal: int, layout: str, unit: str | None, declaration: Declaration | None) -> None:
    periods = declaration.money if declaration else {}
    numbers = {id(amount): number for number, amount in enumerate(amounts, 1)}
    for number, amount in enumerate(amounts, 1):
        rows.land(
            "funding_cells",
            {
                "project_ordinal": ordinal,
                "funding_ordinal": number,
                "layout": layout,
                "parent_ordinal": numbers.get(id(amount.parent)) if amount.parent else None,
                "period": periods.get(amount.key, amount.period),
                "funding_label_text": amount.label,
                "amount_text": amount.text,
                "amount_unit_text": unit_behind(amount.text) or amount.unit or unit,
                **amount.place,
            },
        )


def _land_total(rows: DocumentRows, entry: Entry, layout: str) -> None:
    label = entry.name or next((text for text in entry.texts.values() if text), "")
    for amount in entry.amounts:
        rows.land(
            "total_rows",
            {
                "total_ordinal": len(rows.total_rows) + 1,
                "layout": layout,
                "total_kind": entry.total_kind,
                "total_label_text": label,
                "funding_label_text": amount.label,
                "amount_text": amount.text,
                "amount_unit_text": unit_behind(amount.text) or amount.unit,
                **amount.place,
            },
        )


def _form_facts(form: Form, caption: Caption, title: str, declaration: Declaration | None) -> Row:
    number, bare_title, year = title_facts(title)
    is_whole = (
        declaration.scope == "department"
        if declaration
        else (form.has_label("whole_department") and not form.has_label("project_name")) or bool(_WHOLE.search(squeeze(title)))
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
        split, name = split_code(name, _code_pattern(declaration))
        code = code or split
    is_of_project = bool(name) and squeeze(name) in squeeze(bare_title)
    return {
        "scope": "department" if is_whole else "project",
        "form_number": caption.form_number or number,
        "department_text": department or None,
        "unit_text": unit or None,
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


def _code_pattern(declaration: Declaration | None) -> re.Pattern[str]:
    return declaration.code_pattern if declaration and declaration.code_pattern else CODE_AHEAD


def _with_code(code: str | None, unit: str | None) -> str | None:
    return joined((code, unit), "_") if code and unit and not unit.startswith(code) else unit


def _has_words(text: str) -> bool:
    """Whether something is written: not only the 目标1： of a template."""
    return bool(re.sub(r"目标\s*\d*\s*[:：]?|[\s./…—、-]", "", text))


def _rows(count: int) -> str:
    return f"{count} 行 / {count} rows"


__all__ = ["Outcome", "land_form", "land_list", "normal"]
