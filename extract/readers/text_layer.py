"""The text layer of a list table whose geometry is lost (``.txt``): rows, cells and wrapped lines found from the text itself.

What the text still shows, and what is read from it:

- a page begins at a repeated heading line (and the title above it);
- a row ends with its indicator cell, which a blank line follows; the next paragraph starts with a department that recurs;
- cells follow each other in column order; single-line cells that stood on one line are parted by a space;
- a column wraps where the next character (or Latin word, or character with closing punctuation) no longer fits its width,
  so a line that would have had room for what follows it is the last of its cell.

A row for which these do not give every cell is not guessed: it is left out and its page says why.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extract.text import count_characters, fold, join_lines, printed, squeeze

_CLOSING = "，。、；：！？）〕】》〉”’…,.;:!?)]}%％"
_OPENING = "（〔【《〈“‘([{"


class UnreadableRow(ValueError):
    """A row whose cells cannot be told apart with certainty; the message says why."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row of the table: its five cells, each as printed with its lines joined, and where it stands (from 1)."""

    page_number: int
    row_number: int
    department: str
    unit: str
    project_name: str
    objective: str
    indicators: str


@dataclass(slots=True)
class TextPage:
    """One page: its title lines, its rows, and why some of it could not be read."""

    number: int
    lines: list[str]
    title_lines: list[str] = field(default_factory=list)
    rows: list[TextRow] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    unread_lines: list[str] = field(default_factory=list)  # of the rows left out

    @property
    def reason(self) -> str | None:
        return "; ".join(self.faults) or None

    @property
    def unread_character_count(self) -> int:
        return count_characters(self.unread_lines)

    @property
    def visible_character_count(self) -> int:
        return count_characters(self.lines)


def width(text: str) -> float:
    """Width in ems as typeset, at the least: half for ASCII, one for everything else."""
    return sum(0.5 if ord(c) < 0x80 else 1.0 for c in text)


def _greatest_width(text: str) -> float:
    """Width in ems at the most: Latin letters and digits of proportional fonts are wider than half an em."""
    return sum((0.75 if c.isupper() else 0.6) if ord(c) < 0x80 else 1.0 for c in text)


def split_pages(text: str, headings: tuple[str, ...]) -> list[TextPage]:
    """Pages at form feeds where there are any, else at the heading line (with a title line right above it)."""
    heading = squeeze("".join(headings))
    if "\f" in text.strip("\f"):
        chunks = [chunk.split("\n") for chunk in text.strip("\f").split("\f")]
    else:
        lines = text.split("\n")
        starts = []
        for i, line in enumerate(lines):
            if squeeze(line) != heading:
                continue
            above = next((j for j in range(i - 1, -1, -1) if lines[j].strip()), None)
            starts.append(above if above is not None and _is_title(lines[above]) else i)
        bounds = [0, *starts[1:], len(lines)]
        chunks = [lines[a:b] for a, b in pairwise(bounds)]
    return [TextPage(number, chunk) for number, chunk in enumerate(chunks, 1)]


def _is_title(line: str) -> bool:
    return squeeze(line).split("(")[0].endswith("表") and len(line.split()) == 1


def read_pages(text: str, headings: tuple[str, ...], indicator_start: re.Pattern[str]) -> list[TextPage]:
    """Every page of ``text`` with its rows. ``indicator_start`` matches (folded) where an indicator cell begins."""
    pages = split_pages(text, headings)
    heading = squeeze("".join(headings))
    bodies: list[tuple[TextPage, list[str]]] = []
    for page in pages:
        at = next((i for i, line in enumerate(page.lines) if squeeze(line) == heading), None)
        if at is None:
            page.faults.append("no heading line on this page")
            continue
        page.title_lines = [line.strip() for line in page.lines[:at] if line.strip()]
        bodies.append((page, page.lines[at + 1 :]))
    departments = _departments([list(_rows(lines, indicator_start)) for _, lines in bodies], indicator_start)
    rows_of = [(page, list(_rows(lines, indicator_start, departments))) for page, lines in bodies]
    columns = _column_widths([row for _, rows in rows_of for row in rows], departments, indicator_start)
    before: TextPage | None = None
    for page, rows in rows_of:
        for number, row in enumerate(rows, 1):
            try:
                page.rows.append(_read_row(row, page.number, number, departments, columns, indicator_start))
            except UnreadableRow as fault:
                page.faults.append(f"row {number}: {fault}")
                page.unread_lines += row
                if number == 1 and before and before.rows and not _begins_row(row[0], departments):
                    # What goes on here began there, and is not whole.
                    cut = before.rows.pop()
                    before.unread_lines += [cut.department, cut.unit, cut.project_name, cut.objective, cut.indicators]
                    before.faults.append(f"row {cut.row_number}: goes on overleaf, where its cells cannot be told apart")
        before = page
    return pages


def _begins_row(line: str, departments: set[str]) -> bool:
    return (line.split() or [""])[0] in departments


def _rows(lines: list[str], indicator_start: re.Pattern[str], departments: frozenset[str] | set[str] = frozenset()) -> Iterator[list[str]]:
    """The lines of each row, blank ones left out.

    A row ends, once its indicator cell began, at a blank line or before a line that begins with one of ``departments``.
    """
    row: list[str] = []
    in_indicators = False
    for line in lines:
        if in_indicators and (not line.strip() or _begins_row(line, departments)):
            yield row
            row, in_indicators = [], False
        if line.strip():
            row.append(line)
            in_indicators = in_indicators or _indicator_at(line, indicator_start) is not None
    if row:
        yield row


def _indicator_at(line: str, indicator_start: re.Pattern[str]) -> int | None:
    """Where in ``line`` an indicator cell begins: at its start, or after the space that parts two cells."""
    found = next((m for m in indicator_start.finditer(fold(line)) if m.start() == 0 or line[m.start() - 1].isspace()), None)
    return found.start() if found else None


def _departments(pages: list[list[list[str]]], indicator_start: re.Pattern[str]) -> set[str]:
    """What the rows begin with: the first word of a row where it begins a page or recurs."""
    first_words = Counter(row[0].split()[0] for rows in pages for row in rows)
    page_openers = {rows[0][0].split()[0] for rows in pages if rows}
    return {word for word, count in first_words.items() if count > 1 or (word in page_openers and _indicator_at(word, indicator_start) is None)}


@dataclass(frozen=True, slots=True)
class _Widths:
    """The widths, in ems, at which the unit and the project column wrap."""

    unit: float
    project: float


def _column_widths(rows: list[list[str]], departments: set[str], indicator_start: re.Pattern[str]) -> _Widths:
    """Each column's width is that of the widest line surely in it.

    Surely in the unit column: the word after the department on its line, and the line below a department that stands alone.
    Surely in the project column: what comes first once the unit has ended.
    """
    heads = [_split_at_indicators(row, indicator_start)[0] for row in rows if _begins_row(row[0], departments)]
    unit_width = max((width(lines[0].split()[0]) for lines in map(_after_department, heads) if lines), default=0.0)
    projects = [_take_unit(head, unit_width)[1] for head in heads]
    return _Widths(unit_width, max((width(lines[0].split()[0]) for lines in projects if lines), default=0.0))


def _split_at_indicators(row: list[str], indicator_start: re.Pattern[str]) -> tuple[list[str], list[str]]:
    """The lines of a row before its indicator cell, and those of the cell."""
    for number, line in enumerate(row):
        at = _indicator_at(line, indicator_start)
        if at is not None:
            return [*row[:number], *([line[:at]] if line[:at].strip() else [])], [line[at:], *row[number + 1 :]]
    return row, []


def _after_department(head: list[str]) -> list[str]:
    rest = head[0].strip().partition(" ")[2] if head else ""
    return ([rest] if rest else []) + head[1:]


def _take_unit(head: list[str], unit_width: float) -> tuple[list[str], list[str]]:
    """The unit's lines and what follows them. On the department's line the unit is one word; below it, it may wrap."""
    lines = _after_department(head)
    if len(lines) < len(head) or not lines:
        return _take_cell(lines, unit_width, must_leave=2)
    unit, _, rest = lines[0].partition(" ")
    return [unit], ([rest] if rest else []) + lines[1:]


def _first_chunk(line: str) -> str:
    """What may not be parted at the start of ``line``: a Latin word or number, or a character with the punctuation that clings to it."""
    match = re.match(rf"[{re.escape(_OPENING)}]*(?:[0-9A-Za-z.%]+|.)[{re.escape(_CLOSING)}]*", line)
    return match.group() if match else line[:1]


def _wraps_into(line: str, following: str, column_width: float) -> bool:
    """Whether ``line`` broke because ``following`` did not fit: only then can they be one cell."""
    return _greatest_width(line + _first_chunk(following)) > column_width and width(following.rstrip()) <= column_width


def _take_cell(lines: list[str], column_width: float, must_leave: int) -> tuple[list[str], list[str]]:
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


def _read_row(row: list[str], page: int, number: int, departments: set[str], columns: _Widths, indicator_start: re.Pattern[str]) -> TextRow:
    head, indicators = _split_at_indicators(row, indicator_start)
    if not indicators:
        raise UnreadableRow("no indicator cell, or a row cut by the page's end")
    department = (head[0] if head else "").strip().partition(" ")[0]
    if department not in departments:
        raise UnreadableRow("does not begin with a department that recurs; a row cut by a page break, or an unknown structure")
    unit, lines = _take_unit(head, columns.unit)
    project, lines = _take_cell(lines, columns.project, must_leave=1)
    cells = [department, join_lines(unit), join_lines(project)]
    if not all(cells) or not lines:
        raise UnreadableRow("a cell before the indicators is missing")
    if width(cells[1]) > 3 * columns.unit or max(map(width, project)) > columns.project:
        raise UnreadableRow("the unit or project name does not fit its column")
    return TextRow(page, number, *cells, join_lines(lines).strip(), join_lines(indicators).strip())


def as_printed(text: str) -> str:
    """Line ends unified, unprintable characters out."""
    return printed(text.replace("\r\n", "\n").replace("\r", "\n"))
