"""What a page is, whichever engine read it: lines of text, and tables of cells with their places.

Coordinates are points from the page's top left as displayed (rotation and crop box applied), ``top`` < ``bottom``. A page whose text runs
sideways or upside down is read as when turned upright: ``Page.as_displayed`` gives the place on the page as it comes.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class Box(NamedTuple):
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table's grid. ``row`` and ``column`` count from 0 on the table's own grid lines; a merged cell spans several."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    text: str  # lines parted by "\n", as printed
    is_open_top: bool = False  # no rule above: may continue a cell of the page before
    is_open_bottom: bool = False  # no rule below: may go on overleaf
    text_box: Box | None = None  # around the characters (an indented name begins further right than its neighbours), null where empty


@dataclass(frozen=True, slots=True)
class Table:
    box: Box
    row_edges: tuple[float, ...]  # y of the grid lines, ascending
    column_edges: tuple[float, ...]  # x of the grid lines, ascending
    cells: tuple[Cell, ...]  # reading order: by row, then column; empty cells included


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside every table."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. A page the gate turned away has its text only: ``lines`` and ``tables`` empty, ``is_laid_out`` false."""

    number: int
    width: float
    height: float
    text: str  # all text of the page in the gate engine's order
    engine: str  # which engine's characters the tables and lines are made of; the gate's where not laid out
    is_laid_out: bool
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    reason: str | None = None  # why another engine served, or why the page could not be read
    is_unreadable: bool = False
    is_image_only: bool = False
    is_disputed: bool = False  # two engines read the page differently
    visible_character_count: int = 0  # white space not counted
    hidden_character_count: int = 0
    aligned_columns: tuple[float, ...] = ()  # x of the grid lines of a table whose columns no rules part, where they are certain
    notes: tuple[str, ...] = field(default=())
    turn: int = 0  # degrees counterclockwise at which the text runs on the page as displayed; boxes, width and height are those of the page turned upright

    def as_displayed(self, box: Box) -> Box:
        """A box of this page on the page as displayed, in points from its top left."""
        x0, top, x1, bottom = box
        match self.turn:
            case 90:
                return Box(top, self.width - x1, bottom, self.width - x0)
            case 180:
                return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
            case 270:
                return Box(self.height - bottom, x0, self.height - top, x1)
            case _:
                return box
