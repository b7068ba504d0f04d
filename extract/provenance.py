"""Printed text that knows the cells it stands in, so that a landed row can say where each of its fields comes from."""

from collections.abc import Iterable
from typing import NamedTuple, Self


class CellId(NamedTuple):
    """Where a cell stands: page, table of the page, row and column of the table's own grid, all from 1.

    A line outside the tables stands in table 0, its row is its number on the page.
    """

    page: int
    table: int
    row: int
    column: int


class Text(str):
    """A text and the ``cells`` that it was printed in. Texts that are added keep the cells of both; what is cut with ``cut`` keeps all.

    Any other operation of ``str`` gives a plain text: a field made of it comes from no cell, and its cells show as taken by nobody.
    """

    __slots__ = ("cells",)
    cells: tuple[CellId, ...]

    def __new__(cls, text: str = "", cells: Iterable[CellId] = ()) -> Self:
        self = super().__new__(cls, text)
        self.cells = tuple(dict.fromkeys(cells))
        return self

    def __add__(self, other: str) -> "Text":
        return Text(str.__add__(self, other), (*self.cells, *cells_of(other)))

    def __radd__(self, other: str) -> "Text":
        return Text(str.__add__(other, self), (*cells_of(other), *self.cells))


def cells_of(text: str | None) -> tuple[CellId, ...]:
    """The cells of a text; none of a plain one."""
    return text.cells if isinstance(text, Text) else ()


def cut(source: str, text: str) -> Text:
    """``text``, cut out of ``source`` or put together from it, in the cells of ``source``."""
    return Text(text, cells_of(source))


def joined(texts: Iterable[str], between: str = "") -> Text:
    """The texts as one."""
    parts = list(texts)
    return Text(between.join(parts), (cell for text in parts for cell in cells_of(text)))
