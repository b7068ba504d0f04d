"""What a table's headings say: which columns it has, and which layout it is of."""

from dataclasses import dataclass

from extract.layouts.grid import Grid, GridCell
from extract.layouts.schema import INDICATOR_ROLES, INFERRED, PROJECT_ROLES, Declaration, Vocabulary, declarations, vocabulary
from extract.layouts.words import normal

MONEY = "money"
_ANCHORS = {*INDICATOR_ROLES, *PROJECT_ROLES}
# A heading is at most this many rows high, and more than this share of its cells are words known as headings.
_MOST_HEADING_ROWS = 4
_LEAST_SHARE_KNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Band:
    """A column under its heading. ``path`` are the headings over it, outermost first, its own last, as printed."""

    role: str | None
    key: str
    path: tuple[str, ...]
    column: int
    last_column: int
    x0: float
    x1: float


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
    anchors = [cell for cell in grid.starts(row) if {words.columns.role(cell.key), words.labels.role(cell.key)} & _ANCHORS]
    if len(anchors) < 2:
        return None
    last = max((cell.last_row for cell in anchors if cell.row_span <= _MOST_HEADING_ROWS), default=row)
    bands = _bands(grid, row, last)
    roles = {band.role for band in bands}
    known = [band for band in bands if band.role]
    if len(known) < 2 or len(known) <= _LEAST_SHARE_KNOWN * len(bands):
        return None
    if "combined" in roles and "indicator_name" not in roles and "target" in roles:
        bands = tuple(_as_role(band, "indicator_name") if band.role == "combined" else band for band in bands)
        roles = {band.role for band in bands}
    if "project_name" in roles and len(known) >= 3 and roles & {"objective", "combined", "indicator_name"}:
        return Header("list", row, last, bands)
    if roles & {"whole_department", "unit_name"} and "indicator_name" in roles and "objective" in roles and len(known) >= 4:
        return Header("list", row, last, bands)
    if "indicator_name" in roles and roles & {"target", "level1", "level2", "period_target"}:
        # What stands left of the first column of the block is the label beside it.
        left = min(number for number, band in enumerate(bands) if band.role in INDICATOR_ROLES)
        if left and bands[left].role == "level2" and not bands[left - 1].key:
            # The heading over level 1 was left out.
            left -= 1
            bands = (*bands[:left], _as_role(bands[left], "level1"), *bands[left + 1 :])
        return Header("form", row, last, bands[left:])
    return None


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
        bands.append(Band(_role(leaf, over), leaf.key, tuple(cell.value for cell in (*over, leaf)), leaf.column, leaf.last_column, leaf.box.x0, leaf.box.x1))
    return tuple(bands)


def _role(leaf: GridCell, over: list[GridCell]) -> str | None:
    words = vocabulary()
    role = words.columns.role(leaf.key)
    if role in _ANCHORS or role == "combined":
        return role
    label = words.labels.role(leaf.key)
    if label in PROJECT_ROLES:
        return label
    if words.money.role(leaf.key) in ("totals", "parts") or any(words.money.role(cell.key) for cell in over):
        return MONEY
    return (
        role
        or label
        or next((found for cell in over for found in (words.columns.role(leaf.key + cell.key), words.columns.role(cell.key + leaf.key)) if found), None)
    )


def _as_role(band: Band, role: str) -> Band:
    return Band(role, band.key, band.path, band.column, band.last_column, band.x0, band.x1)


def is_self_evaluation(keys: set[str], words: Vocabulary | None = None) -> bool:
    """Whether headings of a report on what was reached stand among ``keys``."""
    words = words or vocabulary()
    return bool(words.self_evaluation & keys)


def layout_of(kind: str, headings: set[str], labels: set[str], title: str) -> tuple[str, Declaration | None]:
    """The declared layout that claims the most of what is printed, or ``inferred``."""
    claims = [one for one in declarations() if one.kind == kind and one.claims(frozenset(headings), frozenset(labels), title)]
    if not claims:
        return INFERRED, None
    best = max(claims, key=lambda one: (one.weight, one.name))
    return best.name, best


__all__ = ["MONEY", "Band", "Header", "find_header", "headers", "is_self_evaluation", "layout_of", "normal"]
