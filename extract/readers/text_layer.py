"""The text layer of a list table whose geometry is lost (``.txt``): rows, cells and wrapped lines found from the text itself.

What the text still shows, and what is read from it:

- a page begins at a repeated heading line (and the title above it);
- a row ends with its indicator cell, which a blank line follows; the next paragraph starts with a department that recurs;
- cells follow each other in column order; single-line cells that stood on one line are parted by a space;
- a column wraps where the next character (or Latin word, or character with closing punctuation) no longer fits its width,
  so a line that would have had room for what follows it is the last of its cell.

A row for which these do not give every cell is not guessed: its page is unreadable from there, with the reason.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extract.text import fold, join_lines, printed, squeeze

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
    """One page: its title lines, its rows, and why reading stopped, if it did."""

    number: int
    lines: list[str]
    title_lines: list[str] = field(default_factory=list)
    rows: list[TextRow] = field(default_factory=list)
    reason: str | None = None

    @property
    def visible_character_count(self) -> int:
        return sum(len(re.sub(r"\s", "", line)) for line in self.lines)


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
    bodies: list[tuple[TextPage, list[list[str]]]] = []
    for page in pages:
        at = next((i for i, line in enumerate(page.lines) if squeeze(line) == heading), None)
        if at is None:
            page.reason = "no heading line on this page"
            continue
        page.title_lines = [line.strip() for line in page.lines[:at] if line.strip()]
        bodies.append((page, list(_rows(page.lines[at + 1 :], indicator_start))))
    departments = _departments([rows for _, rows in bodies], indicator_start)
    columns = _column_widths([row for _, rows in bodies for row in rows], departments, indicator_start)
    for page, rows in bodies:
        for number, row in enumerate(rows, 1):
            try:
                page.rows.append(_read_row(row, page.number, number, departments, columns, indicator_start))
            except UnreadableRow as fault:
                page.reason = f"row {number}: {fault}"
                break
    return pages


def _rows(lines: list[str], indicator_start: re.Pattern[str]) -> Iterator[list[str]]:
    """The lines of each row, blank ones left out: a row ends at the first blank line after its indicator cell began."""
    row: list[str] = []
    in_indicators = False
    for line in lines:
        if not line.strip():
            if in_indicators:
                yield row
                row, in_indicators = [], False
            continue
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

    Surely in the unit column: the word after the department on its line, and a line below a department that stands alone.
    Surely in the project column: the word after such a unit, and the line below where the unit ended its line.
    """
    units, projects = [0.0], [0.0]
    for row in rows:
        words = row[0].split()
        if words[0] not in departments:
            continue
        if len(words) == 1:
            units.append(width(row[1]) if len(row) > 1 else 0.0)
            continue
        units.append(width(words[1]))
        if len(words) > 2:
            projects.append(width(words[2]))
        elif len(row) > 1 and _indicator_at(row[1], indicator_start) is None:
            projects.append(width(row[1].split()[0]))
    return _Widths(max(units), max(projects))


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
    head: list[str] = []
    indicators: list[str] = []
    for line in row:
        at = None if indicators else _indicator_at(line, indicator_start)
        if at is not None:
            if line[:at].strip():
                head.append(line[:at])
            indicators.append(line[at:])
        elif indicators:
            indicators.append(line)
        else:
            head.append(line)
    if not indicators:
        raise UnreadableRow("no indicator cell, or a row cut by the page's end")
    department, _, rest = head[0].strip().partition(" ")
    if department not in departments:
        raise UnreadableRow("does not begin with a department that recurs; a row cut by a page break, or an unknown structure")
    lines = ([rest] if rest else []) + head[1:]
    if rest:
        unit, lines = [rest.partition(" ")[0]], ([rest.partition(" ")[2]] if " " in rest else []) + head[1:]
    else:
        unit, lines = _take_cell(lines, columns.unit, must_leave=2)
    project, lines = _take_cell(lines, columns.project, must_leave=1)
    cells = [department, *("".join(join_lines(part)) for part in (unit, project))]
    if not all(cells) or not lines:
        raise UnreadableRow("a cell before the indicators is missing")
    if width(cells[1]) > 3 * columns.unit or max(map(width, project)) > columns.project:
        raise UnreadableRow("the unit or project name does not fit its column")
    objective = join_lines(line.strip("\r") for line in lines).strip()
    return TextRow(page, number, *cells, objective, join_lines(line.strip("\r") for line in indicators).strip())


def as_printed(text: str) -> str:
    """Line ends unified, unprintable characters out."""
    return printed(text.replace("\r\n", "\n").replace("\r", "\n"))
