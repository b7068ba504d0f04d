"""What a table's headings say: which columns it has, and which layout it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.layouts.recognise.grid import Grid, GridCell
from extract.layouts.schema import INDICATOR_ROLES, INFERRED, PROJECT_ROLES, Declaration, declarations
from extract.text import squeeze
from extract.vocabulary import normal, vocabulary

MONEY = "money"
LEVELS = ("level1", "level2")
VALUES = ("target", "period_target")
_ANCHORS = {*INDICATOR_ROLES, *PROJECT_ROLES}
# A heading is at most this many rows high, and more than this share of its cells are words known as headings.
_MOST_HEADING_ROWS = 4
_LEAST_SHARE_KNOWN = 0.5
_COLUMN_NUMBER = re.compile(r"\d{1,2}(?:=\d{1,2}(?:[-+]\d{1,2})+)?|[甲乙丙丁戊己庚辛壬癸A-H]|[一二三四五六七八九十]|[①-⑳*]+")
_SERIES = ("甲乙丙丁戊己庚辛壬癸", "ABCDEFGH", "一二三四五六七八九十")
_IN_BRACKET = re.compile(r"\(([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Band:
    """A column under its heading. ``path`` are the headings over it, outermost first, its own last, as printed.

    ``is_label``: its heading reaches down beside the rows below, as a label does.
    """

    role: str | None
    key: str
    path: tuple[str, ...]
    column: int
    last_column: int
    x0: float
    x1: float
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Bands that make one indicator a row, by number. ``level1``: the level that a heading over them all names, as printed."""

    bands: tuple[int, ...]
    level1: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The heading rows of a table. ``kind`` is list where columns name the project too, else form."""

    kind: str
    first_row: int
    last_row: int
    bands: tuple[Band, ...]

    @property
    def roles(self) -> tuple[str | None, ...]:
        return tuple(band.role for band in self.bands)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(band.key for band in self.bands)


def find_header(grid: Grid, row: int) -> Header | None:
    """The header whose first row is ``row``; None where that row is none."""
    words = vocabulary()
    starts = grid.starts(row)
    anchors = [cell for cell in starts if {words.columns.role(cell.key), words.labels.role(cell.key)} & _ANCHORS]
    over = [cell for cell in starts if cell.column_span > 1 and words.columns.role(cell.key) == "combined"]
    if len(anchors) + len(over) < 2:
        return None
    columns = [cell for cell in anchors if words.columns.role(cell.key) in INDICATOR_ROLES]
    # A label beside the block stands in the heading's row, but is as high as the block.
    last = max((cell.last_row for cell in (columns if len(columns) > 1 else anchors) if cell.row_span <= _MOST_HEADING_ROWS), default=row)
    bands = _settled(_bands(grid, row, last))
    last += _numbers_columns(grid, last + 1)
    known = [band for band in bands if band.role]
    if len(known) < 2 or len(known) <= _LEAST_SHARE_KNOWN * len(bands):
        return None
    if _names_projects(bands):
        return Header("list", row, last, bands)
    if (columns or over) and _names_indicators(bands):
        return Header("form", row, last, _block_bands(grid, row, bands))
    return None


def _numbers_columns(grid: Grid, row: int) -> bool:
    """Whether a row under the headings only numbers the columns: 1, 2, 3=1+2 or 甲, 乙, 1 or 甲, 乙, 丙; 栏次 may stand before them."""
    texts = [squeeze(cell.value).strip("()") for cell in grid.row(row) if cell.value] if row < grid.row_count else []
    texts = texts[1:] if texts[:1] in (["栏次"], ["行次"]) else texts
    digits = [int(found.group()) for text in texts if (found := re.match(r"\d{1,2}", text))]
    is_in_order = digits == sorted(set(digits)) and bool(digits) and digits[0] <= 2
    is_in_series = any(series.startswith("".join(texts)) for series in _SERIES)
    return len(texts) > 2 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts) and (is_in_order or is_in_series)


def _names_projects(bands: tuple[Band, ...]) -> bool:
    """Whether the columns are those of a list table: the project's, or the whole department's, beside goals or indicators."""
    roles, known = {band.role for band in bands}, sum(bool(band.role) for band in bands)
    if "project_name" in roles and known >= 3 and roles & {"objective", "combined", "indicator_name"}:
        return True
    return bool(roles & {"whole_department", "unit_name"}) and {"indicator_name", "objective"} <= roles and known >= 4


def _names_indicators(bands: tuple[Band, ...]) -> bool:
    roles = {band.role for band in bands}
    return "indicator_name" in roles and bool(roles & {*VALUES, *LEVELS})


def _block_bands(grid: Grid, row: int, bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """The columns of a form's block. What stands left of its first column is the label beside it, which may say the period of its targets."""
    left = min(number for number, band in enumerate(bands) if band.role in INDICATOR_ROLES)
    if left and bands[left].role == "level2" and not bands[left - 1].key:
        # The heading over level 1 was left out.
        left -= 1
        bands = (*bands[:left], replace(bands[left], role="level1"), *bands[left + 1 :])
    while left and bands[left - 1].role == "ignored" and bands[left - 1].key and not bands[left - 1].is_label:
        left -= 1
    labels = [*(band.key for band in bands[:left]), _lone_key(grid, row - 1)]
    return _of_whole_period(bands[left:]) if vocabulary().period(*labels) == "whole_project" else bands[left:]


def headers(grid: Grid) -> list[Header]:
    found: list[Header] = []
    row = 0
    while row < grid.row_count:
        header = find_header(grid, row)
        if header:
            found.append(header)
            row = header.last_row
        row += 1
    return found


def blocks_of(bands: Sequence[Band]) -> tuple[Block, ...]:
    """The blocks of indicators that stand side by side: one for each column of names, with its own columns and the level columns that it lacks."""
    names = [number for number, band in enumerate(bands) if band.role == "indicator_name"]
    begins = [0]
    for name in names[1:]:
        while bands[name - 1].role in LEVELS:
            name -= 1
        begins.append(name)
    blocks: list[Block] = []
    for number, (begin, end) in enumerate(pairwise([*begins, len(bands)])):
        own = tuple(range(begin, end))
        roles = {bands[one].role for one in own}
        lent = tuple(one for one in range(names[0]) if bands[one].role in LEVELS and bands[one].role not in roles) if number else ()
        has_level1 = "level1" in {bands[one].role for one in (*lent, *own)}
        blocks.append(Block((*lent, *own), "" if has_level1 or not names else _level1_over(bands[names[number]])))
    return tuple(blocks)


def _level1_over(band: Band) -> str:
    return next((text for text in band.path[:-1] if normal(text) in vocabulary().level_names), "")


def _lone_key(grid: Grid, row: int) -> str:
    """The word that stands alone in a row, over the whole table."""
    cells = grid.row(row) if row >= 0 else ()
    return cells[0].key if len(cells) == 1 else ""


def _bands(grid: Grid, first: int, last: int) -> tuple[Band, ...]:
    bands: list[Band] = []
    leaves: list[GridCell] = []
    for column in range(grid.column_count):
        leaf = grid.at(last, column)
        if leaf is None or leaf.row < first or (leaves and leaves[-1] is leaf):
            continue
        leaves.append(leaf)
        over: list[GridCell] = []
        for row in range(first, leaf.row):
            parent = grid.at(row, leaf.column)
            if parent is not None and parent.row >= first and parent not in over:
                over.append(parent)
        path = tuple(cell.value for cell in (*over, leaf))
        bands.append(Band(_role(leaf, over), leaf.key, path, leaf.column, leaf.last_column, leaf.box.x0, leaf.box.x1, leaf.last_row > last))
    return tuple(bands)


def _role(leaf: GridCell, over: list[GridCell]) -> str | None:
    words = vocabulary()
    bracket = _IN_BRACKET.search(squeeze(leaf.value))
    named = words.labels.role(bracket.group(1)) if bracket else None
    if named in ("project_name", "project_code"):
        # 项目单位（项目名称）: the unit's rows and its projects' in one column.
        return named
    role = words.columns.role(leaf.key)
    if role in _ANCHORS or role == "combined":
        return role
    label = words.labels.role(leaf.key)
    if label in PROJECT_ROLES:
        return label
    if words.money.role(leaf.key) in ("total", "part") or any(words.money.role(cell.key) for cell in over):
        return MONEY
    joined = next((found for cell in over for found in (words.columns.role(leaf.key + cell.key), words.columns.role(cell.key + leaf.key)) if found), None)
    return joined if joined and role in (None, "ignored") else role or label


def _settled(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Bands whose role depends on the other headings beside them."""
    words = vocabulary()
    printed = {band.role for band in bands}
    first = {band.role for band in bands if band.key not in words.second_columns}
    name = next((number for number, band in enumerate(bands) if band.role == "indicator_name"), None)
    settled: list[Band] = []
    for number, band in enumerate(bands):
        role, second = band.role, words.second_columns.get(band.key)
        if second == "unit":
            role = "unit" if name is not None and number > name else role
        elif second and role in first:
            role = second
        elif role == "target" and words.period(*map(squeeze, reversed(band.path[:-1]))) == "whole_project":
            role = "period_target"
        elif role == "combined" and "indicator_name" not in printed and "target" in printed:
            role = "indicator_name"
        elif role == "combined" and name == number + 1 and not band.is_label and not printed & set(LEVELS):
            # Both levels as one word, beside the names.
            role = "level2"
        settled.append(replace(band, role=role))
    if not any(band.role in VALUES for band in settled):
        # 指标值 over 运算符号, 内容, 度量单位: what has no name of its own is the value.
        under = [
            number
            for number, band in enumerate(settled)
            if words.columns.role(band.key) is None and band.role not in ("comparator", "unit") and any(_is_value(text) for text in band.path[:-1])
        ]
        if len(under) > 1:
            under = [number for number in under if words.period(settled[number].key) == "annual"]
        if len(under) == 1:
            settled[under[0]] = replace(settled[under[0]], role="target")
    return tuple(settled)


def _is_value(heading: str) -> bool:
    return vocabulary().columns.role(normal(heading)) == "target"


def _of_whole_period(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    return tuple(replace(band, role="period_target") if band.role == "target" else band for band in bands)


def is_self_evaluation(grid: Grid, found: Sequence[Header]) -> bool:
    """Whether headings of a report on what was reached stand in a table with the headers ``found``. Names and values of its indicators are none."""
    words = vocabulary().self_evaluation
    for cell in grid.cells:
        if words.role(cell.key) is None:
            continue
        above = next((header for header in reversed(found) if header.last_row < cell.row), None)
        band = next((band for band in above.bands if band.column <= cell.column <= band.last_column), None) if above else None
        if band is None or band.role not in ("indicator_name", *VALUES):
            return True
    return False


def layout_of(kind: str, headings: set[str], labels: set[str], title: str) -> tuple[str, Declaration | None]:
    """The declared layout that claims the most of what is printed, or ``inferred``."""
    claims = [one for one in declarations() if one.kind == kind and one.claims(frozenset(headings), frozenset(labels), title)]
    if not claims:
        return INFERRED, None
    best = max(claims, key=lambda one: (one.weight, one.name))
    return best.name, best
