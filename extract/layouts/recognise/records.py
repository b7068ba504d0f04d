"""The rows of an indicator block on one page: a record for each row, with the cells that stand in it. Page breaks are left to ``breaks``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.layouts.recognise.grid import GridCell
from extract.layouts.recognise.match import LEVELS, VALUES, Band, blocks_of
from extract.layouts.recognise.piece import Columns, Piece
from extract.layouts.schema import INDICATOR_ROLES
from extract.provenance import joined
from extract.rows import Row
from extract.text import squeeze
from extract.vocabulary import vocabulary

# The number that opens a name printed with one: 指标1：, 指标 2:
_NUMBER = re.compile(r"^指标\s*(\d+)\s*[:：、.]?")
_EMPTY_NAME = re.compile(r"^(?:指标?\d*[:：、.]?|[/\\\-—–―…·.。]+)?$")
_EMPTY_VALUE = re.compile(r"^[/\\\-—–―…]*$")
# The key of a level that a heading over the block, or a row across it, names.
_OVER = ""


@dataclass(frozen=True, slots=True)
class LevelCell:
    """Where the cell of a level's label lies: at the top or the bottom of its page's rows, whether a rule closes it there, whether it is empty, how many rows it covers."""

    at_top: bool
    at_bottom: bool
    is_open_top: bool
    is_open_bottom: bool
    is_blank: bool
    row_count: int


@dataclass(eq=False, slots=True)
class Record:
    """The texts of one row by heading (``keys`` of the bands, in order), the roles of those headings, and where it stands.

    ``levels``: by role, the cell that the level's label stands in; without an entry where the row has none.
    """

    texts: dict[str, str]
    roles: dict[str, str]
    place: Row
    piece: Piece
    block: int = 0
    is_open: bool = False  # no rule closes some cell of its own below
    is_cut_below: bool = False  # no rule closes its name and its value below, at the end of the page
    is_cut_above: bool = False  # none above, at the top of one
    levels: dict[str, LevelCell] = field(default_factory=dict)

    def of(self, role: str) -> str:
        return next((text for key, text in self.texts.items() if self.roles[key] == role and text), "")

    def key_of(self, role: str) -> str:
        """The heading that has the role ``role``. Raises StopIteration where none has."""
        return next(key for key, found in self.roles.items() if found == role)

    def set_level(self, role: str, text: str) -> None:
        """Gives the record the label ``text`` in its place for the level ``role``."""
        self.texts[self.key_of(role)] = text

    def set_level_over(self, text: str) -> None:
        """Gives the record a level 1 that stands over it, not in a column of its own."""
        self.texts[_OVER], self.roles[_OVER] = text, "level1"

    @property
    def is_blank(self) -> bool:
        """A template's row in which nothing was filled in: levels at most, or the dashes and numbers of the form."""
        name, values = squeeze(self.of("indicator_name")), [squeeze(self.of(role)) for role in (*VALUES, "comparator")]
        return bool(_EMPTY_NAME.match(name)) and all(_EMPTY_VALUE.match(text) for text in values)

    @property
    def is_level_alone(self) -> bool:
        """One level's label in a row of its own, which names the rows below it."""
        return self.is_blank and sum(bool(self.of(role)) for role in LEVELS) == 1


@dataclass(slots=True)
class Rows:
    """What an indicator block prints on one page. ``across``: level 1 where its last rows stand under a row that names it, else empty;
    ``above_across``: records before the first such row."""

    records: list[Record] = field(default_factory=list)
    above_across: list[Record] = field(default_factory=list)
    across: str = ""


def read_records(piece: Piece, columns: Columns, bands: Sequence[Band], first: int, last: int) -> Rows:
    """The indicator rows among rows ``first`` to ``last`` of a piece; of blocks side by side row by row, from left to right."""
    rows = Rows()
    for number, block in enumerate(blocks_of(bands)):
        found = _read_block(piece, columns.part(block.bands), [bands[one] for one in block.bands], first, last)
        for record in found.records:
            record.block = number
            if block.level1 and not record.of("level1"):
                record.set_level_over(block.level1)
        rows.records += found.records
        rows.above_across += found.above_across
        rows.across = found.across or rows.across
    rows.records.sort(key=lambda record: (record.place["row_number"], record.block))
    return rows


def _read_block(piece: Piece, columns: Columns, bands: Sequence[Band], first: int, last: int) -> Rows:
    """A row is a pair of name and value cells; a value merged over a name that the page drew in two is one row."""
    name_at, value_at = _position(bands, "indicator_name"), next((_position(bands, role) for role in VALUES if _position(bands, role) is not None), None)
    rows = Rows()
    labels = _Labels(piece, first)
    cells_of: list[list[GridCell | None]] = []
    previous: tuple[GridCell | None, GridCell | None] | None = None
    for row in range(first, last + 1):
        cells = columns.cells(row)
        name = cells[name_at] if name_at is not None else None
        target = cells[value_at] if value_at is not None else None
        if name is None or (previous is not None and name is previous[0] and target is previous[1]):
            continue
        previous = name, target
        if _is_note(name, cells, bands, columns):
            if name.key in vocabulary().level_names:
                rows.across = name.value
            continue
        if (
            rows.records
            and name_at is not None
            and cells_of[-1][value_at or 0] is target
            and target is not None
            and target.row_span > 1
            and _is_same_indicator(cells_of[-1][name_at], name)
        ):
            key = bands[name_at].key
            rows.records[-1].texts[key] += name.value
            continue
        record = _record(piece, cells, bands, row, labels)
        for number, band in enumerate(bands):
            if band.role in VALUES and len(parts := columns.all_cells(row, number)) > 1:
                # Sign, number and unit each in a column under one heading.
                record.texts[record.key_of(band.role)] = joined(part.value for part in parts if part.row == row)
        if not rows.across:
            rows.above_across.append(record)
        elif not record.of("level1"):
            record.set_level_over(rows.across)
        rows.records.append(record)
        cells_of.append(cells)
    return rows


class _Labels:
    """The label of each level that is in force on a page: that of the cell which covers a row."""

    def __init__(self, piece: Piece, first: int) -> None:
        self._piece = piece
        self._first = first
        self._texts: dict[str, str] = {}

    def read(self, role: str, cell: GridCell | None) -> str:
        if cell is not None:
            self._texts[role] = cell.value
        return self._texts.get(role, "")

    def place(self, cell: GridCell) -> LevelCell:
        return LevelCell(
            cell.row <= self._first, cell.last_row == self._piece.grid.row_count - 1, cell.is_open_top, cell.is_open_bottom, not cell.value, cell.row_span
        )


def _record(piece: Piece, cells: list[GridCell | None], bands: Sequence[Band], row: int, labels: _Labels) -> Record:
    texts: dict[str, str] = {}
    roles: dict[str, str] = {}
    levels: dict[str, LevelCell] = {}
    seen: list[GridCell] = []
    for cell, band in zip(cells, bands, strict=True):
        is_repeated = cell is not None and any(cell is other for other in seen)
        if band.role in LEVELS:
            text = "" if is_repeated else labels.read(band.role, cell)
            if cell is not None and not is_repeated:
                levels[band.role] = labels.place(cell)
        else:
            text = cell.value if cell is not None and not is_repeated else ""
        key = band.key if band.key not in texts else f"{band.key} {len(texts)}"
        texts[key] = text
        roles[key] = band.role or "ignored"
        if cell is not None:
            seen.append(cell)
    own = [cell for cell, band in zip(cells, bands, strict=True) if cell is not None and band.role in INDICATOR_ROLES and cell.row == row] or [
        c for c in cells if c
    ]
    ends = [cell for cell, band in zip(cells, bands, strict=True) if cell is not None and band.role in ("indicator_name", *VALUES)]
    return Record(
        texts,
        roles,
        piece.place(own),
        piece,
        is_open=any(cell.is_open_bottom for cell in own),
        is_cut_below=len(ends) > 1 and all(cell.is_open_bottom for cell in ends),
        is_cut_above=len(ends) > 1 and all(cell.is_open_top for cell in ends),
        levels=levels,
    )


def _position(bands: Sequence[Band], role: str) -> int | None:
    return next((number for number, band in enumerate(bands) if band.role == role), None)


def _is_note(name: GridCell, cells: list[GridCell | None], bands: Sequence[Band], columns: Columns) -> bool:
    """A cell that reaches from the name into the values, or a label across: a remark or a sum below the block, not an indicator."""
    values = [cell for cell, band in zip(cells, bands, strict=True) if band.role in VALUES]
    if columns.spans_several(name) and (any(name is cell for cell in values) or not values):
        return True
    return columns.spans_several(name) and vocabulary().labels.role(name.key) is not None


def _is_same_indicator(before: GridCell | None, name: GridCell) -> bool:
    if before is None or not name.value:
        return before is not None
    return bool(_NUMBER.match(before.value)) and not _NUMBER.match(name.value)


def without_level_rows(records: Sequence[Record]) -> list[Record]:
    """Where each level's label has a row of its own, it is that of the rows below it whose place for the level is empty; such rows are left out."""
    alone = {id(record): next(role for role in LEVELS if record.of(role)) for record in records if record.is_level_alone}
    if set(alone.values()) != set(LEVELS):
        return list(records)
    rows: list[Record] = []
    labels: dict[str, str] = {}
    for record in records:
        printed = [role for role in LEVELS if record.of(role)]
        if id(record) in alone:
            labels = {role: text for role, text in labels.items() if LEVELS.index(role) < LEVELS.index(printed[0])} | {printed[0]: record.of(printed[0])}
            continue
        if any(record.of(role) != labels.get(role) for role in printed):
            labels = {}
        for key, role in record.roles.items():
            if role in labels and not record.texts[key]:
                record.texts[key] = labels[role]
        rows.append(record)
    return rows
