"""Columns whose heading says nothing or is not listed, told by what stands in them."""

from collections.abc import Sequence
from dataclasses import replace

from extract.layouts.recognise.match import VALUES, Band
from extract.layouts.recognise.piece import Columns
from extract.text import squeeze
from extract.vocabulary import normal, vocabulary

# A unit of a target is a short word.
_LONGEST_UNIT = 6


def settled_by_contents(bands: tuple[Band, ...], columns: Columns, rows: Sequence[int]) -> tuple[Band, ...]:
    """The bands, with the roles that their contents in ``rows`` leave no doubt of.

    Signs only, left of the targets: comparators. Words without digits, right of targets that are bare numbers: their units. Names of
    level 1 under a heading of both levels: level 1.
    """
    roles = [band.role for band in bands]
    value_at = next((number for number, role in enumerate(roles) if role in VALUES), None)
    texts = [_texts(columns, rows, number) for number in range(len(bands))]
    settled = list(bands)
    for number, band in enumerate(bands):
        found = texts[number]
        if not found:
            continue
        if band.role == "level2" and "level1" not in roles and all(normal(text) in vocabulary().level1_names for text in found):
            settled[number] = replace(band, role="level1")
        elif band.role is None and value_at is not None:
            role = _beside_values(found, texts[value_at], is_left=number == value_at - 1, is_right=number == value_at + 1)
            settled[number] = replace(band, role=role if role not in roles else None)
    return tuple(settled)


def _texts(columns: Columns, rows: Sequence[int], number: int) -> list[str]:
    """What stands under one heading alone."""
    cells = [(row, columns.cells(row)[number]) for row in rows]
    return [cell.value for row, cell in cells if cell is not None and cell.row == row and cell.value and not columns.spans_several(cell)]


def _beside_values(found: Sequence[str], values: Sequence[str], is_left: bool, is_right: bool) -> str | None:
    words = vocabulary()
    if is_left and all(normal(text) in words.comparators for text in found):
        return "comparator"
    are_bare = bool(values) and all(squeeze(text).replace(".", "").replace(",", "").isdigit() for text in values)
    are_words = all(len(squeeze(text)) <= _LONGEST_UNIT and not any(map(str.isdigit, text)) for text in found)
    return "unit" if is_right and are_bare and are_words else None
