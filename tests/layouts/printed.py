"""Families of tables as files: pages drawn as they are printed, and below them what they must give.

A file of ``families/`` or ``refused/`` holds, in this order:
- ``# ...``: what is special in it.
- ``(250, 70) text``: a line of text at x, y on the page, in points. ``(40, 330)`` alone: where the next table begins, if not at y 100.
- a table of box-drawing characters: what no line parts is one cell. Lines of text in a cell are one text; ``↵`` ends a line that is printed as such.
  ``╌`` in the upper border: an edge of columns that parts no two cells.
- ``page``: another page begins.
- ``project``, and its ``money`` and ``indicator`` rows: the fields that are not empty, without white space; or ``refused`` and the code of the reason.
- ``unbroken 3``: a page break below row 3 of the table (from 0) changes what can be read; the comment says why.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extract.pages import Page
from tests.layouts.tables import Spec, line, page, table

HERE = Path(__file__).parent
FIELDS = {
    "project": ("scope", "name", "code", "unit", "department", "goal"),
    "money": ("label", "amount", "unit", "period", "part_of"),
    "indicator": ("level1", "level2", "name", "comparator", "target", "unit", "period_target", "nature", "weight", "note"),
}
_RULES = frozenset("─┌┐└┘├┤┬┴┼")
_BARS = frozenset("│┌┐└┘├┤┬┴┼╌")


@dataclass(slots=True)
class Family:
    """``gives``: projects, each with its rows of money and indicators, as lists of the ``FIELDS``."""

    pages: list[Page] = field(default_factory=list)
    gives: list[dict[str, list]] = field(default_factory=list)
    refused: str = ""
    unbroken: set[int] = field(default_factory=set)


def families(kind: str) -> dict[str, Family]:
    """By name, the files of a folder."""
    return {path.stem: _read(path.read_text(encoding="utf-8")) for path in sorted((HERE / kind).glob("*.txt"))}


def _read(text: str) -> Family:
    family, items, drawn, top = Family(), [], [], 100.0
    for row in [*text.splitlines(), "end"]:
        if row[:1] in ("┌", "├", "│", "└", "┼"):
            drawn.append(row)
            continue
        if drawn:
            items.append(table(_cells(drawn), top))
            drawn, top = [], 100.0
        word, _, rest = row.partition(" ")
        if place := re.fullmatch(r"\((\d+), (\d+)\)(?: (.*))?", row):
            if place[3]:
                items.append(line(place[3], float(place[2]), float(place[1])))
            else:
                top = float(place[2])
        elif word == "page" or (items and word in ("project", "refused", "unbroken")):
            family.pages.append(page(len(family.pages) + 1, *items))
            items = []
        if word in FIELDS:
            values = dict(one.split("=", 1) for one in rest.split())
            assert values.keys() <= set(FIELDS[word]), row
            fields = [int(value) if name == "part_of" and value else value for name in FIELDS[word] for value in [values.get(name, "")]]
            if word == "project":
                family.gives.append({"project": fields, "money": [], "indicator": []})
            else:
                family.gives[-1][word].append(fields)
        elif word == "refused":
            family.refused = rest
        elif word == "unbroken":
            family.unbroken |= {int(number) for number in rest.split()}
        else:
            assert row in ("", "page", "end") or row[0] in "#(", row
    assert family.pages and bool(family.gives) != bool(family.refused), text
    return family


def _cells(drawn: Sequence[str]) -> list[list[Spec]]:
    """The rows of a drawn table, as ``tests.layouts.tables.table`` takes them."""
    # a Chinese character is two columns of a screen
    grid = [[one for character in row for one in (character, *[""] * (unicodedata.east_asian_width(character) in "WF"))] for row in drawn]
    assert len({len(row) for row in grid}) == 1, "\n".join(drawn)
    ys = [y for y, row in enumerate(grid) if _RULES & set(row)]
    xs = [x for x in range(len(grid[0])) if any(row[x] in _BARS for row in grid)]
    taken: set[tuple[int, int]] = set()
    rows: list[list[Spec]] = []
    for row, y in enumerate(ys[:-1]):
        rows.append([])
        for column, x in enumerate(xs[:-1]):
            if (row, column) in taken:
                continue
            right = next(number for number in range(column + 1, len(xs)) if grid[y + 1][xs[number]] == "│")
            bottom = next(number for number in range(row + 1, len(ys)) if grid[ys[number]][x + 1] == "─")
            taken |= {(down, across) for down in range(row, bottom) for across in range(column, right)}
            lines = ["".join(grid[at][x + 1 : xs[right]]).strip() for at in range(y + 1, ys[bottom])]
            rows[-1].append(("".join(lines).replace("↵", "\n"), right - column, bottom - row))
    return rows
