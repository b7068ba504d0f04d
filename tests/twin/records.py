"""The rows that every twin is typeset from and compared with: the founding document as the text reader gives it."""

from functools import cache
from pathlib import Path

from extract.reading import read
from extract.rows import DocumentRows
from tests.extract.text_typesetter import HEADINGS, Record

FOUNDING_TEXT = Path(__file__).parents[2] / "warehouse" / "documents" / "000_0b19ba706e480f6a.txt"
# The record's fields, in the order of the headings.
FIELDS = ("department_text", "unit_text", "project_name_text", "objective_text", "combined_text")
LAYOUT = "guangzhou_2022_list"


@cache
def founding_records() -> tuple[Record, ...]:
    """The 120 rows of the founding document, five printed cells each."""
    return tuple(records_of(read(FOUNDING_TEXT, "extract.text_layer")))


def records_of(rows: DocumentRows) -> list[Record]:
    """Each project row with its indicator cell, in reading order. Raises ValueError where a project has no such cell."""
    cells: dict[object, str] = {}
    for cell in rows.indicator_cells:
        cells[cell["project_ordinal"]] = cells.get(cell["project_ordinal"], "") + str(cell["combined_text"])
    if cells.keys() != {row["project_ordinal"] for row in rows.project_rows}:
        raise ValueError(f"{len(rows.project_rows)} project rows, indicators of {len(cells)}")
    return [tuple(str((row | {"combined_text": cells[row["project_ordinal"]]})[field] or "") for field in FIELDS) for row in rows.project_rows]


def differences(got: list[Record], expected: tuple[Record, ...]) -> list[str]:
    """What is not the same, one line each: row, heading, expected, got.

    A blank that stood at the end of a typeset line cannot be told from the break, and one blank looks like another: blanks may be lost or
    of another kind. Nothing else may be, and no blank gained.
    """
    found = [] if len(got) == len(expected) else [f"{len(got)} rows for {len(expected)}"]
    for number, (mine, theirs) in enumerate(zip(got, expected, strict=False), 1):
        found += [
            f"row {number} {heading}: {text!r} became {read_text!r}"
            for heading, read_text, text in zip(HEADINGS, mine, theirs, strict=True)
            if not is_same_print(read_text, text)
        ]
    return found


def is_same_print(got: str, expected: str) -> bool:
    """Whether ``got`` is ``expected`` with no more than blanks left out or drawn as another kind of blank."""
    at = 0
    for character in expected:
        if at < len(got) and (got[at] == character or (got[at].isspace() and character.isspace())):
            at += 1
        elif not character.isspace():
            return False
    return at == len(got)
