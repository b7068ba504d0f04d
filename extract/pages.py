"""The boundary between formats and layouts: what a document and its pages are, whichever reader opened it.

A page is lines of text, and tables of cells with their places. Coordinates are points from the page's top left as displayed (rotation and crop box applied), ``top`` < ``bottom``. A page whose text runs
sideways or upside down is read as when turned upright: ``Page.as_displayed`` gives the place on the page as it comes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
    doubt: str | None = None  # why its cells cannot be told apart; they are lines of its text then


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
    reason: str | None = None  # why another engine served, why the page could not be read, or what was left out of it
    is_unreadable: bool = False
    is_image_only: bool = False
    is_disputed: bool = False  # two engines read the page differently
    visible_character_count: int = 0  # white space not counted
    hidden_character_count: int = 0
    aligned_columns: tuple[float, ...] = ()  # x of the grid lines of a table whose columns no rules part, where they are certain
    is_made_up: bool = False  # boxes are no places: the source has none
    turn: int = 0  # degrees counterclockwise at which the text runs on the page as displayed; boxes, width and height are those of the page turned upright

    def as_displayed(self, box: Box) -> Box | None:
        """A box of this page on the page as displayed, in points from its top left; None where the source has no places."""
        if self.is_made_up:
            return None
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


class TextList(NamedTuple):
    """A list table that also comes as a text without geometry."""

    headings: tuple[str, ...]  # in the order of the columns
    last_cell: re.Pattern[str]  # how a cell of the last column begins, on folded text


class Signs(NamedTuple):
    """By what a reader knows that a page may hold a target table."""

    words: tuple[str, ...]  # of which one stands, white space removed, on every page that holds a target table or a part of one
    lists: tuple[TextList, ...]


class Link(NamedTuple):
    """``url`` as printed, or resolved against the document's own base; ``kind`` attachment or picture."""

    text: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself beside its pages."""

    titles: tuple[str, ...] = ()  # what it calls itself, the surest first
    perhaps_titles: tuple[str, ...] = ()  # which may name the place where it was found: sure where a line prints them
    last_title: str | None = None  # where nothing else says what it is
    contents: tuple[str, ...] | None = None  # the text of each page without what is not the document's own; None where the pages hold nothing else
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the reader of its format opens it. ``facts`` is asked when the pages are read."""

    pages: Iterator[Page]
    encoding: str | None = None  # of a text
    facts: Callable[[], Facts] = Facts
