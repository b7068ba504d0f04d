"""Rows and cells of a list table in a text whose geometry is lost, found from the text itself.

What the text still shows, and what is read from it:

- a row ends with its last cell, which begins in a known way and which a blank line follows; the next begins with a first word that recurs;
- cells follow each other in column order; single-line cells that stood on one line are parted by a space;
- a column wraps where the next character (or Latin word, or character with closing punctuation) no longer fits its width,
  so a line that would have had room for what follows it is the last of its cell.

The last cell but one takes what is left. A row for which these do not give every cell is not guessed: it is left unread and says why.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.pages import TextList
from extract.reasons import UnreadableError
from extract.text import fold

_CLOSING = "，。、；：！？）〕】》〉”’…,.;:!?)]}%％"
_OPENING = "（〔【《〈“‘([{"
# A name in the first column behind the row's first word fits so many lines at most.
_MOST_LINES = 3

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row: its ``lines`` as they stand, and the lines of each of its cells; without cells ``fault`` says why."""

    lines: Lines
    cells: tuple[Lines, ...] = ()
    fault: str | None = None


def width(text: str) -> float:
    """Width in ems as typeset, at the least: half for ASCII, one for everything else."""
    return sum(0.5 if ord(c) < 0x80 else 1.0 for c in text)


def _greatest_width(text: str) -> float:
    """Width in ems at the most: Latin letters and digits of proportional fonts are wider than half an em."""
    return sum((0.75 if c.isupper() else 0.6) if ord(c) < 0x80 else 1.0 for c in text)


def read_rows(pages: Sequence[Sequence[str]], shape: TextList) -> list[list[TextRow]]:
    """The rows of each page. ``pages``: the lines below the headings of each."""
    reader = _Reader(pages, shape)
    found: list[list[TextRow]] = []
    for lines in pages:
        rows = [reader.read(row) for row in reader.rows(lines)]
        if rows and rows[0].fault and found and found[-1] and not reader.begins(rows[0].lines[0]):
            # What goes on here began there, and is not whole.
            found[-1][-1] = replace(found[-1][-1], cells=(), fault=str(UnreadableError("row_goes_on")))
        found.append(rows)
    return found


class _Reader:
    """What all pages together tell of the columns: the words that rows begin with, and the widths (ems) at which the columns between wrap."""

    def __init__(self, pages: Sequence[Sequence[str]], shape: TextList) -> None:
        self._last_cell = shape.last_cell
        self._between = len(shape.headings) - 3
        self._openers: Collection[str] = ()
        self._openers = self._recurring([list(self.rows(lines)) for lines in pages])
        heads = [self._split(row)[0] for lines in pages for row in self.rows(lines) if self.begins(row[0])]
        self._widths: list[float] = []
        for _ in range(self._between):
            rest = [self._take(head)[1] for head in heads]
            self._widths.append(max((width(lines[0].split()[0]) for lines in rest if lines), default=0.0))

    def begins(self, line: str) -> bool:
        """Whether a row begins with ``line``."""
        return (line.split() or [""])[0] in self._openers

    def rows(self, lines: Sequence[str]) -> Iterator[Lines]:
        """The lines of each row, blank ones left out. A row ends, once its last cell began, at a blank line or before one that begins a row."""
        row: list[str] = []
        in_last = False
        for line in lines:
            if in_last and (not line.strip() or self.begins(line)):
                yield tuple(row)
                row, in_last = [], False
            if line.strip():
                row.append(line)
                in_last = in_last or self._last_cell_at(line) is not None
        if row:
            yield tuple(row)

    def read(self, row: Lines) -> TextRow:
        try:
            return TextRow(row, self._cells(row))
        except UnreadableError as fault:
            return TextRow(row, fault=str(fault))

    def _cells(self, row: Lines) -> tuple[Lines, ...]:
        """Raises UnreadableError."""
        head, last = self._split(row)
        if not last:
            raise UnreadableError("row_without_last_cell")
        first = (head[0] if head else "").strip().partition(" ")[0]
        if first not in self._openers:
            raise UnreadableError("row_without_opener")
        between, rest = self._take(head)
        if not all(between) or not rest:
            raise UnreadableError("row_without_a_cell")
        for number, (lines, most) in enumerate(zip(between, self._widths, strict=True)):
            if (width("".join(lines)) > _MOST_LINES * most) if number == 0 else (max(map(width, lines)) > most):
                raise UnreadableError("row_with_a_wide_cell")
        return ((first,), *map(tuple, between), tuple(rest), tuple(last))

    def _recurring(self, pages: Sequence[Sequence[Lines]]) -> set[str]:
        """The first words of rows that begin a page or recur."""
        first_words = Counter(row[0].split()[0] for rows in pages for row in rows)
        of_pages = {rows[0][0].split()[0] for rows in pages if rows}
        return {word for word, count in first_words.items() if count > 1 or (word in of_pages and self._last_cell_at(word) is None)}

    def _last_cell_at(self, line: str) -> int | None:
        """Where in ``line`` a last cell begins: at its start, or after the space that parts two cells."""
        found = next((m for m in self._last_cell.finditer(fold(line)) if m.start() == 0 or line[m.start() - 1].isspace()), None)
        return found.start() if found else None

    def _split(self, row: Lines) -> tuple[list[str], list[str]]:
        """The lines of a row before its last cell, and those of the cell."""
        for number, line in enumerate(row):
            at = self._last_cell_at(line)
            if at is not None:
                return [*row[:number], *([line[:at]] if line[:at].strip() else [])], [line[at:], *row[number + 1 :]]
        return list(row), []

    def _take(self, head: Sequence[str]) -> tuple[list[list[str]], list[str]]:
        """The cells behind the row's first word whose widths are known, and the lines that are left."""
        behind = head[0].strip().partition(" ")[2] if head else ""
        rest = [*([behind] if behind else []), *head[1:]]
        cells: list[list[str]] = []
        for number, most in enumerate(self._widths):
            if number == 0 and behind:
                # On the line of the row's first word it is one word; below, it may wrap.
                word, _, tail = rest[0].partition(" ")
                cell, rest = [word], [*([tail] if tail else []), *rest[1:]]
            else:
                cell, rest = _taken(rest, most, must_leave=self._between - number)
            cells.append(cell)
        return cells, rest


def first_chunk(line: str) -> str:
    """What may not be parted at the start of ``line``: a Latin word or number, or a character with the punctuation that clings to it."""
    match = re.match(rf"[{re.escape(_OPENING)}]*(?:[0-9A-Za-z.%]+|.)[{re.escape(_CLOSING)}]*", line)
    return match.group() if match else line[:1]


def _wraps_into(line: str, following: str, column_width: float) -> bool:
    """Whether ``line`` broke because ``following`` did not fit: only then can they be one cell."""
    return _greatest_width(line + first_chunk(following)) > column_width and width(following.rstrip()) <= column_width


def _taken(lines: Sequence[str], column_width: float, must_leave: int) -> tuple[list[str], list[str]]:
    """The lines of the cell that ``lines`` begins with, and the rest; a later cell on its last line is split off at the space."""
    cell: list[str] = []
    rest = list(lines)
    while rest:
        head, _, tail = rest[0].strip().partition(" ")
        if tail and width(head) <= column_width:
            return [*cell, head], [tail, *rest[1:]]
        cell.append(rest.pop(0).strip())
        if len(rest) <= must_leave or not _wraps_into(cell[-1], rest[0].strip().partition(" ")[0], column_width):
            break
    return cell, rest
