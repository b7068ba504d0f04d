"""What of a target table was not read: told from what became of each of its cells, by rules that know nothing of how rows are made of them."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from extract.layouts.words import is_amount
from extract.provenance import CellId
from extract.vocabulary import normal, vocabulary

REMAINDER = "remainder"
LEVEL = "level"
INDICATOR_ROLES = ("indicator_name", "target", "period_target", "comparator", "unit")
PROJECT_ROLES = ("project_name", "objective", "money", "combined", "unit_name", "project_code")
# Fields in which the name of a level never stands: where it does, columns are taken for others.
_NOT_OF_LEVELS = {"project_name_text", "objective_text", "unit_text", "department_text", "amount_text", "target_text"}
# A text of so many characters, or with a digit, is more than a remark's word.
_OF_INDICATORS = re.compile(r"指标|目标|计量|单位|数值|符号|预期|要求")
_LEAST_TEXT = 15
_LEAST_REMARK = 12


@dataclass(frozen=True, slots=True)
class Settled:
    """A cell and what became of it. ``fields``: of the landed rows that it stands in; ``heading``: the word not taken that it stands under."""

    place: CellId
    text: str
    use: str
    role: str | None
    heading: str | None
    fields: Set[str]


@dataclass(frozen=True, slots=True)
class Losses:
    """Rows of the table, by number, in which an indicator or a project was not read, and the cells that show it."""

    indicators: frozenset[int]
    projects: frozenset[int]
    cells: tuple[Settled, ...]


def losses(cells: Sequence[Settled]) -> Losses:
    """The losses among the cells of one table."""
    left = [cell for cell in cells if cell.use == REMAINDER]
    of_levels = {cell.place.row for cell in cells if cell.use == LEVEL}
    landed = set().union(*(cell.fields for cell in cells))
    indicators: list[Settled] = [cell for cell in cells if _is_misplaced(cell)]
    projects: list[Settled] = []
    for cell in left:
        if cell.role in INDICATOR_ROLES or (cell.place.row in of_levels and not cell.heading):
            indicators.append(cell)
        elif cell.role in PROJECT_ROLES or _is_of_project(cell, landed) or _says_much(cell) or _is_indicator_word(cell):
            projects.append(cell)
    return Losses(frozenset(cell.place.row for cell in indicators), frozenset(cell.place.row for cell in projects), (*indicators, *projects))


def _is_misplaced(cell: Settled) -> bool:
    key = normal(cell.text)
    return bool(cell.fields) and cell.fields <= _NOT_OF_LEVELS and key.endswith("指标") and key in vocabulary().level_names


def _is_of_project(cell: Settled, landed: Set[str]) -> bool:
    """Whether a project began here without money, or without a goal, and this cell may be it."""
    if "project_name_text" not in landed:
        return False
    if cell.heading:
        # Under a word that nobody listed, in a table without goals or money.
        return not {"amount_text", "objective_text"} <= landed
    return ("amount_text" not in landed and is_amount(cell.text)) or (not landed & {"objective_text", "combined_text"} and len(cell.text) >= _LEAST_TEXT)


def _is_indicator_word(cell: Settled) -> bool:
    """Whether the heading over a cell, which nobody listed, speaks of indicators or of their values."""
    return cell.heading is not None and bool(_OF_INDICATORS.search(cell.heading))


def _says_much(cell: Settled) -> bool:
    """Whether a cell under a word that nobody listed holds more than a remark's word."""
    return cell.heading is not None and (any(map(str.isdigit, cell.text)) or len(cell.text) >= _LEAST_REMARK)
