"""The rows of an indicator block: one record an indicator, over merged cells and page breaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.layouts.grid import GridCell
from extract.layouts.match import LEVELS, VALUES, Band, blocks_of
from extract.layouts.piece import Columns, Piece
from extract.layouts.schema import INDICATOR_ROLES, vocabulary
from extract.layouts.words import normal, squeeze

# The number that opens a name printed with one: 指标1：, 指标 2:
_NUMBER = re.compile(r"^指标\s*(\d+)\s*[:：、.]?")
_EMPTY_NAME = re.compile(r"^(?:指标?\d*[:：、.]?|[/\\\-—–―…·.。]+)?$")
_EMPTY_VALUE = re.compile(r"^[/\\\-—–―…]*$")
# The key of a level that a heading over the block names.
_OVER = ""
_OPENING, _CLOSING = "（(《“【", "）)》”】"


@dataclass(eq=False, slots=True)
class Record:
    """The texts of one row by heading (``keys`` of the bands, in order), the roles of those headings, and where it stands."""

    texts: dict[str, str]
    roles: dict[str, str]
    place: dict[str, object]
    piece: Piece
    block: int = 0
    is_open: bool = False
    blank_levels: set[str] = field(default_factory=set)

    def of(self, role: str) -> str:
        return next((text for key, text in self.texts.items() if self.roles[key] == role and text), "")

    @property
    def is_blank(self) -> bool:
        """A template's row in which nothing was filled in: levels at most, or the dashes and numbers of the form."""
        name, values = squeeze(self.of("indicator_name")), [squeeze(self.of(role)) for role in (*VALUES, "comparator")]
        return bool(_EMPTY_NAME.match(name)) and all(_EMPTY_VALUE.match(text) for text in values)

    @property
    def is_level_alone(self) -> bool:
        """One level's label in a row of its own, which names the rows below it."""
        return self.is_blank and sum(bool(self.of(role)) for role in LEVELS) == 1


class Levels:
    """The level labels in force. An empty cell at the top of a page, or under a page break that was drawn, goes on with the label before it."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._cells: dict[str, GridCell] = {}
        self._of_blocks: dict[int, Levels] = {0: self}
        self.across = ""  # level 1 where it stands in a row of its own across the columns

    def of(self, block: int) -> "Levels":
        """The labels of one of several blocks side by side."""
        return self._of_blocks.setdefault(block, Levels())

    def read(self, role: str, cell: GridCell | None, continues: bool) -> str:
        """``continues``: the cell begins where a page does. A label cut there is put together."""
        if cell is None:
            return self._texts.get(role, "")
        if self._cells.get(role) is cell:
            return self._texts[role]
        before, text = self._texts.get(role, ""), cell.value
        if continues and before and (not text or _is_rest_of_label(before, text)):
            text = before + text
        self._cells[role], self._texts[role] = cell, text
        return text


def _is_rest_of_label(before: str, text: str) -> bool:
    """Whether two parts of a cell are one label, or more of one that a further page break has cut."""
    known = vocabulary().level_names
    whole, parts = normal(before + text), [normal(before) in known, normal(text) in known]
    return (whole in known and not all(parts)) or (not any(parts) and any(name.startswith(whole) for name in known))


def read_records(piece: Piece, columns: Columns, bands: Sequence[Band], first: int, last: int, levels: Levels, is_continued: bool) -> list[Record]:
    """The indicator rows among rows ``first`` to ``last`` of a piece; of blocks side by side row by row, from left to right.

    ``is_continued``: the block began before ``first`` on an earlier page.
    """
    records: list[Record] = []
    for number, block in enumerate(blocks_of(bands)):
        found = _read_block(piece, columns.part(block.bands), [bands[one] for one in block.bands], first, last, levels.of(number), is_continued)
        for record in found:
            record.block = number
            if block.level1 and not record.of("level1"):
                record.texts[_OVER], record.roles[_OVER] = block.level1, "level1"
        records += found
    return sorted(records, key=lambda record: (record.place["row_number"], record.block))


def _read_block(piece: Piece, columns: Columns, bands: Sequence[Band], first: int, last: int, levels: Levels, is_continued: bool) -> list[Record]:
    """A row is a pair of name and value cells; a value merged over a name that the page drew in two is one row."""
    name_at, value_at = _position(bands, "indicator_name"), next((_position(bands, role) for role in VALUES if _position(bands, role) is not None), None)
    records: list[Record] = []
    cells_of: list[list[GridCell | None]] = []
    previous: tuple[int, int] | None = None
    for row in range(first, last + 1):
        cells = columns.cells(row)
        name = cells[name_at] if name_at is not None else None
        target = cells[value_at] if value_at is not None else None
        pair = (id(name), id(target))
        if pair == previous or name is None:
            continue
        previous = pair
        if _is_note(name, cells, bands, columns):
            if name.key in vocabulary().level_names:
                levels.across = name.value
            continue
        if records and cells_of[-1][value_at or 0] is target and target is not None and target.row_span > 1 and _is_same_indicator(cells_of[-1][name_at], name):
            key = bands[name_at].key
            records[-1].texts[key] += name.value
            continue
        records.append(_record(piece, cells, bands, row, levels, is_continued and row == first, _is_drawn_break(cells, bands, row, piece)))
        if levels.across and not records[-1].of("level1"):
            records[-1].texts[_OVER], records[-1].roles[_OVER] = levels.across, "level1"
        cells_of.append(cells)
    return records


def _record(piece: Piece, cells: list[GridCell | None], bands: Sequence[Band], row: int, levels: Levels, at_top: bool, at_break: bool) -> Record:
    texts: dict[str, str] = {}
    roles: dict[str, str] = {}
    blanks: set[str] = set()
    seen: list[GridCell] = []
    for cell, band in zip(cells, bands, strict=True):
        if band.role in LEVELS:
            if cell is not None and not cell.value:
                blanks.add(band.role)
            text = "" if cell is not None and any(cell is other for other in seen) else levels.read(band.role, cell, at_top or at_break)
        else:
            text = cell.value if cell is not None and not any(cell is other for other in seen) else ""
        key = band.key if band.key not in texts else f"{band.key} {len(texts)}"
        texts[key] = text
        roles[key] = band.role or "ignored"
        if cell is not None:
            seen.append(cell)
    own = [cell for cell, band in zip(cells, bands, strict=True) if cell is not None and band.role in INDICATOR_ROLES and cell.row == row] or [
        c for c in cells if c
    ]
    return Record(texts, roles, piece.place(own), piece, is_open=any(cell.is_open_bottom for cell in own), blank_levels=blanks)


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


def _is_drawn_break(cells: list[GridCell | None], bands: Sequence[Band], row: int, piece: Piece) -> bool:
    """A page break that was drawn into a longer page: every label cell begins anew in this row, and all are empty."""
    labels = [cell for cell, band in zip(cells, bands, strict=True) if band.role in LEVELS]
    return len(labels) > 1 and all(cell is not None and cell.row == row and not cell.value and cell.last_row < piece.grid.row_count - 1 for cell in labels)


def append_records(before: list[Record], after: Sequence[Record], is_after_break: bool, is_cut: bool | None = None) -> None:
    """Puts the rows of a piece behind those before it; where a page break parts them, a row or a label that it has cut is put together.

    ``is_cut``: whether the rules show that the break runs through a row; None where they do not tell.
    """
    after = list(after)
    for block in sorted({record.block for record in after}) if is_after_break else ():
        above = [record for record in before if record.block == block]
        first = next(record for record in after if record.block == block)
        if above and not first.is_level_alone:
            fill_back(above, first)
            if join_over_break(above[-1], first, is_cut):
                after.remove(first)
    before += after


def fill_back(before: Sequence[Record], after: Record) -> None:
    """Gives rows at the foot of a page the level label that stands in the other part of its cell, overleaf."""
    for role in LEVELS:
        if role in after.blank_levels or not after.of(role):
            continue
        for record in reversed(before):
            if role not in record.blank_levels or record.of(role):
                break
            record.texts[next(key for key, found in record.roles.items() if found == role)] = after.of(role)


def join_over_break(before: Record, after: Record, is_cut: bool | None) -> bool:
    """Joins ``after`` to ``before`` where a page break has cut one row in two; False where they are two rows. ``is_cut``: as in ``append_records``."""
    if is_cut is False or (is_cut is None and not _is_cut(before, after)):
        return False
    for key, text in after.texts.items():
        if before.roles.get(key) in LEVELS:
            before.texts[key] = _joined_label(before.texts.get(key, ""), text)
        elif text:
            before.texts[key] = before.texts.get(key, "") + text
            before.roles.setdefault(key, after.roles[key])
    before.place["page_last"] = after.place["page_last"]
    return True


def _is_cut(before: Record, after: Record) -> bool:
    """Whether two rows on both sides of a page break are one: what each row of the block has stands in one of them only."""
    if any(record.is_blank and record.of("indicator_name") for record in (before, after)):
        return False
    has_name, has_target = (
        [bool(record.of("indicator_name")) for record in (before, after)],
        [any(record.of(role) for role in VALUES) for record in (before, after)],
    )
    if not has_name[1] and not has_target[1]:
        return set(LEVELS) & set(after.roles.values()) <= after.blank_levels
    if not has_name[0] and not has_target[0]:
        return before.is_open
    if not all(has_name):
        return True
    for role in ("weight", "comparator"):
        # These stand on one line, and so in one of the two parts of a row.
        is_filled = [bool(record.of(role)) for record in (before, after)]
        if any(is_filled) and (role == "weight" or all(is_filled)):
            return not all(is_filled)
    if not all(has_target):
        return True
    return _is_unbalanced(before.of("indicator_name")) and any(mark in after.of("indicator_name") for mark in _CLOSING)


def _is_unbalanced(text: str) -> bool:
    return sum(text.count(mark) for mark in _OPENING) > sum(text.count(mark) for mark in _CLOSING)


def _joined_label(before: str, after: str) -> str:
    return after if normal(after) in vocabulary().level_names or not before else before


def complete_labels(records: Sequence[Record]) -> list[Record]:
    """Gives the rows before a page break the whole of a level label that the break has cut, and a row without any label those of the row above,
    and rows whose label cell is drawn in several, all but one empty, that one's label.

    Rows that print nothing but one level label, over the rows under it, are left out.
    """
    records = _without_level_rows(records)
    for block in sorted({record.block for record in records}):
        _complete_labels([record for record in records if record.block == block])
    return records


def _without_level_rows(records: Sequence[Record]) -> list[Record]:
    """Where each level's label has a row of its own, it is that of the rows below it whose place for the level is empty."""
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


def _complete_labels(records: Sequence[Record]) -> None:
    known = vocabulary().level_names
    for above, record in pairwise(records):
        keys = [key for key, role in record.roles.items() if role in LEVELS]
        if keys and not any(record.texts[key] for key in keys):
            record.texts |= {key: above.texts.get(key, "") for key in keys}
    for role in LEVELS:
        whole, page = "", None
        for record in reversed(records):
            text = record.of(role)
            is_part = text != whole and whole.startswith(text)
            if is_part and text and (normal(text) not in known or record.place["page_last"] != page):
                _set_level(record, role, whole)
            elif text and normal(text) in known:
                whole, page = text, record.place["page_last"]
    _label_numbered_runs(records)
    _label_under_parents(records)


def _set_level(record: Record, role: str, text: str) -> None:
    record.texts[next(key for key, found in record.roles.items() if found == role)] = text


def _label_numbered_runs(records: Sequence[Record]) -> None:
    """Names numbered from 1 to n stand under one level-2 label: the only one printed beside them is that of all."""
    runs: list[list[Record]] = []
    before = 0
    for record in records:
        found = _NUMBER.match(record.of("indicator_name"))
        number = int(found.group(1)) if found else 0
        if number == before + 1 and number > 1:
            runs[-1].append(record)
        else:
            runs.append([record])
        before = number
    for run in runs:
        labels = {record.of("level2") for record in run} - {""}
        if len(labels) == 1 and "level2" in run[0].roles.values():
            for record in run:
                _set_level(record, "level2", next(iter(labels)))


def _label_under_parents(records: Sequence[Record]) -> None:
    """An empty level-1 cell belongs to the next label above or below it of which its level 2 is a part."""
    parents = vocabulary().level2_parents
    printed = [record.of("level1") for record in records]
    for number, record in enumerate(records):
        fitting = parents.get(normal(record.of("level2")).removesuffix("指标"), ())
        is_empty = not printed[number] or "level1" in record.blank_levels
        if not is_empty or normal(printed[number]) in fitting or "level1" not in record.roles.values():
            continue
        beside = [next((text for text in texts if text), "") for texts in (reversed(printed[:number]), printed[number + 1 :])]
        label = next((text for text in beside if normal(text) in fitting), None)
        if label:
            _set_level(record, "level1", label)
