"""Made-up list tables, printed over pages in every way that departments print them, with the records that they must give.

Rows have heights, texts have lines that stand in the middle (or at the top) of their cells, and pages end anywhere: what a
cell shows on each page follows from where its lines stand, as in a printed document.
"""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.pages import Box, Cell, Line, Page, Table

LINE, PAD = 10.0, 4.0
TOP, WIDTH, HEIGHT = 120.0, 900.0, 842.0
_SYLLABLES = "市区综合管理服务保障信息系统运行维护培训宣传检查评估督导研究建设改造升级采购租赁监测执法档案数字化城乡教育卫生文化体育交通水利农业林业环境应急安全法律援助人才引进"
_LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "成本指标": ("经济成本指标", "社会成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}


@dataclass(frozen=True)
class Indicator:
    level1: str
    level2: str
    name: str
    comparator: str
    value: str
    unit: str
    weight: str = ""
    note: str = ""


@dataclass(frozen=True)
class Project:
    name: str
    code: str
    objective: str
    amounts: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    unit: str = ""
    blank_rows: int = 0


@dataclass(frozen=True)
class Printed:
    """A cell of the endless table: first row, rows, column, columns, lines of text; ``repeats``: printed whole again on every page."""

    row: int
    rows: int
    column: int
    lines: tuple[str, ...]
    columns: int = 1
    repeats: bool = False


@dataclass
class Sheet:
    """The endless table: its headings (rows of cells), the cells below them, how many rows they have."""

    headings: list[Printed]
    heading_rows: int
    column_count: int
    cells: list[Printed] = field(default_factory=list)
    row_count: int = 0
    caption: tuple[str, ...] = ()
    title: str = ""


class Writer:
    """Random words and the choices of one document."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._taken: set[str] = set()

    def words(self, least: int, most: int, marks: str = "") -> str:
        while True:
            length = self.random.randint(least, most)
            text = "".join(self.random.choice(_SYLLABLES) for _ in range(length))
            for mark in marks:
                if self.random.random() < 0.2 and len(text) > 4:
                    at = self.random.randrange(2, len(text) - 1)
                    text = text[:at] + mark + text[at:]
            if text not in self._taken:
                self._taken.add(text)
                return text

    def wrapped(self, text: str, width: int) -> tuple[str, ...]:
        return tuple(text[at : at + width] for at in range(0, len(text), width)) or ("",)

    def amount(self, decimals: int) -> str:
        return f"{self.random.randint(1, 90000) + self.random.randrange(10**decimals) / 10**decimals:,.{decimals}f}"

    def indicators(self, least: int, most: int, *, weights: bool = False, notes: bool = False, levels: bool = True) -> tuple[Indicator, ...]:
        found: list[Indicator] = []
        count = self.random.randint(least, most)
        for level1, level2s in _LEVELS.items() if levels else ((("", ("",))),):
            for level2 in level2s:
                for _ in range(self.random.randint(0, 2) if levels else count):
                    found.append(self._indicator(level1, level2, weights, notes))
        found = found[:count] or [self._indicator(*(("产出指标", "数量指标") if levels else ("", "")), weights, notes)]
        return tuple(found)

    def _indicator(self, level1: str, level2: str, weights: bool, notes: bool) -> Indicator:
        name = self.words(3, 22, "“”（）、")
        weight = str(self.random.choice((5, 10, 20))) if weights else ""
        note = self.words(2, 8) if notes and self.random.random() < 0.7 else ""
        kind = self.random.random()
        if kind < 0.2:
            return Indicator(level1, level2, name, "定性", self.random.choice(("优", "良", "逐步提高", "得到保障")), "", weight, note)
        value = str(self.random.choice((1, 5, 12, 90, 98.5, 100, 2030)))
        return Indicator(level1, level2, name, self.random.choice("≥≤＝"), value, self.random.choice(("%", "次", "人", "万元", "平方米")), weight, note)


def grow(sheet: Sheet) -> list[float]:
    """The edges of the endless table's rows, each row high enough for its lines, merged cells for theirs."""
    heights = [LINE + PAD] * sheet.row_count
    for cell in sorted(sheet.cells, key=lambda one: one.rows):
        missing = len(cell.lines) * LINE + PAD - sum(heights[cell.row : cell.row + cell.rows])
        if missing > 0:
            heights[cell.row + cell.rows - 1] += missing
    return list(itertools.accumulate(heights, initial=0.0))


@dataclass(frozen=True)
class Style:
    """How a document is printed. ``cuts``: ends of pages in points of the endless table."""

    cuts: tuple[float, ...]
    header_on_every_page: bool = True
    title_on_every_page: bool = False
    is_centred: bool = True
    draws_page_ends: bool = False
    shift: float = 0.0


def cuts_of(writer: Writer, edges: Sequence[float], *, inside_rows: bool, pages: int) -> tuple[float, ...]:
    """Ends of pages: at edges of rows, or inside of rows between two lines."""
    found: set[float] = set()
    for _ in range(pages):
        row = writer.random.randrange(len(edges) - 1)
        top, bottom = edges[row], edges[row + 1]
        if inside_rows and writer.random.random() < 0.5 and bottom - top > 2 * LINE:
            found.add(round(top + writer.random.uniform(0.2, 0.8) * (bottom - top), 1))
        elif row:
            found.add(top)
    kept: list[float] = []
    for cut in sorted(found):
        if cut - (kept[-1] if kept else 0.0) > LINE and edges[-1] - cut > LINE:
            kept.append(cut)
    return tuple(kept)


def pages_of(sheet: Sheet, edges: Sequence[float], style: Style, column_edges: Sequence[float]) -> list[Page]:
    """The endless table cut into pages."""
    limits = [0.0, *style.cuts, edges[-1]]
    pages = []
    for number, (first, last) in enumerate(itertools.pairwise(limits), 1):
        has_header = number == 1 or style.header_on_every_page
        xs = [x + (style.shift if number % 2 == 0 else 0.0) for x in column_edges]
        above = (sheet.title, *sheet.caption) if number == 1 or style.title_on_every_page else ()
        pages.append(_page(sheet, edges, style, number, first, last, has_header, xs, above))
    return pages


def _page(
    sheet: Sheet, edges: Sequence[float], style: Style, number: int, first: float, last: float, has_header: bool, xs: Sequence[float], above: Sequence[str]
) -> Page:
    head = sheet.heading_rows if has_header else 0
    ys = [TOP + 24.0 * row for row in range(head)]
    origin = TOP + 24.0 * head
    inner = [edge for edge in edges if first < edge < last]
    bounds = [first, *inner, last]
    ys += [origin + bound - first for bound in bounds]
    cells: list[Cell] = []
    for one in sheet.headings if head else ():
        box = Box(xs[one.column], ys[one.row], xs[one.column + one.columns], ys[one.row + one.rows])
        cells.append(Cell(one.row, one.column, one.rows, one.columns, box, "\n".join(one.lines)))
    for one in sheet.cells:
        top, bottom = edges[one.row], edges[one.row + one.rows]
        if bottom <= first or top >= last:
            continue
        row, end = bounds.index(max(top, first)) + head, bounds.index(min(bottom, last)) + head
        is_cut_above, is_cut_below = top < first, bottom > last
        text = _text(one, top, bottom, first, last, style)
        box = Box(xs[one.column], ys[row], xs[one.column + one.columns], ys[end])
        is_open = not style.draws_page_ends
        cells.append(Cell(row, one.column, end - row, one.columns, box, text, is_cut_above and is_open, is_cut_below and is_open))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    table = Table(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(ys), tuple(xs), tuple(cells))
    lines = tuple(Line(text, Box(100.0, 30.0 + 22 * at, 100.0 + 8 * len(text), 42.0 + 22 * at)) for at, text in enumerate(above) if text)
    whole = "\n".join([*(line.text for line in lines), *(cell.text for cell in cells)])
    return Page(number, WIDTH, HEIGHT, whole, "test", True, lines, (table,), visible_character_count=len(whole))


def _text(one: Printed, top: float, bottom: float, first: float, last: float, style: Style) -> str:
    if one.repeats:
        return "\n".join(one.lines)
    begin = top + ((bottom - top - LINE * len(one.lines)) / 2 if style.is_centred else PAD / 2)
    shown = [line for number, line in enumerate(one.lines) if first <= begin + LINE * (number + 0.5) < last]
    return "\n".join(shown)
