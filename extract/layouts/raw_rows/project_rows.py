"""What forms and list tables land alike: indicators and amounts as raw rows, with the roles that the layout declares or the year settles."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.layouts.codes import CODE_AHEAD
from extract.layouts.items import named
from extract.layouts.raw_rows.periods import value_roles
from extract.layouts.recognise.amounts import Amount
from extract.layouts.recognise.match import VALUES, Band
from extract.layouts.recognise.records import Record
from extract.layouts.schema import INDICATOR_ROLES, Declaration
from extract.layouts.words import unit_behind
from extract.provenance import cut
from extract.reasons import say
from extract.rows import DocumentRows, Row
from extract.vocabulary import normal, vocabulary

_VALUE_ROLES = {*VALUES, "combined"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a block of a page."""

    outcome: str
    layout: str | None = None
    reason: str | None = None
    is_doubtful: bool = False  # no layout knows it, and still it may be a target table


def land_indicators(rows: DocumentRows, records: list[Record], ordinal: int, layout: str, declaration: Declaration | None) -> None:
    """Appends a project's indicators, numbered in reading order."""
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
        if name := texts.get("indicator_name_text"):
            texts |= named(name)
        for role in ("level1", "level2", "indicator_name", "target"):
            texts.setdefault(f"{role}_text", "" if role in record.roles.values() else None)
        rows.land("indicator_cells", {"project_ordinal": ordinal, "cell_ordinal": number, "layout": layout, **texts, **record.place})
        record.piece.row_count += 1


def _kind_of(role: str, text: str) -> str:
    """The role of a cell in a column of comparators or natures, whose headings name one and hold the other in some cities; a direction is a field of its own."""
    words = vocabulary()
    if role not in ("comparator", "nature"):
        return role
    key = normal(text)
    if role == "nature" and key in words.level_names:
        return "level2"
    found = (kind for kind, listed in (("direction", words.directions), ("nature", words.natures), ("comparator", words.comparators)) if key in listed)
    return next(found, role)


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


def land_funding(rows: DocumentRows, amounts: list[Amount], ordinal: int, layout: str, unit: str | None, declaration: Declaration | None) -> None:
    """Appends a project's amounts, numbered in reading order. ``unit``: of those that declare none themselves."""
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
                "funding_group_text": amount.group,
                "funding_label_text": amount.label,
                "amount_text": amount.text,
                "amount_unit_text": unit_behind(amount.text) or amount.unit or unit,
                **amount.place,
            },
        )


def roles_of(bands: Sequence[Band], declaration: Declaration | None, titles: Iterable[str | None]) -> tuple[dict[str, str], str | None]:
    """Roles by heading that the layout declares or the year settles, and the reason why targets cannot be told, null where they can."""
    declared = declaration.columns if declaration else {}
    bands = [replace(band, role=declared.get(band.key, band.role)) for band in bands]
    if not _VALUE_ROLES & {band.role for band in bands}:
        return declared, say("no_target_column", _headings(bands))
    values = value_roles(bands, titles)
    return declared | (values or {}), say("several_target_columns", _headings(bands)) if values is None else None


def with_roles(records: Sequence[Record], roles: dict[str, str]) -> Sequence[Record]:
    """The records with the roles of ``roles`` in the place of those that their headings have anywhere."""
    for record in records:
        record.roles = {key: roles.get(key, role) for key, role in record.roles.items()}
    return records


def _headings(bands: Sequence[Band]) -> str:
    return "、".join(dict.fromkeys(band.key for band in bands if band.key))


def code_pattern(declaration: Declaration | None) -> re.Pattern[str]:
    """How a project's code is parted from its name."""
    return declaration.code_pattern if declaration and declaration.code_pattern else CODE_AHEAD


def has_words(text: str) -> bool:
    """Whether something is written: not only the 目标1： of a template."""
    return bool(re.sub(r"目标\s*\d*\s*[:：]?|[\s./…—、-]", "", text))


def rows_said(count: int) -> str:
    """So many rows, in both languages."""
    return f"{count} 行 / {count} rows"
