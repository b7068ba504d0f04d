"""List tables: column headings name the project too; one row an indicator, or one row a project with all its indicators in one cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.layouts.amounts import Amount, amount_under_headings
from extract.layouts.breaks import RecordList
from extract.layouts.grid import GridCell
from extract.layouts.match import MONEY, Band, Header
from extract.layouts.piece import Columns, Piece
from extract.layouts.records import Record, read_records
from extract.layouts.schema import PROJECT_ROLES, vocabulary
from extract.layouts.words import CODE_AHEAD, ORGANISATION, is_amount, money_unit, normal, squeeze
from extract.provenance import cut, joined

_PROJECT_TEXTS = (*PROJECT_ROLES, "combined")
_NAMES = ("project_name", "unit_name", "whole_department")
# The cells of one indicator's row; level labels may be merged over several.
_ROW_ROLES = ("indicator_name", "target", "period_target", "comparator", "unit", "nature", "weight", "note")
_FIRST_ITEM = re.compile(r"^\s*[(（]?\s*(?:1|一)\s*[)）]?\s*[、.．，,:：)）]")
# Lines that a cell shows on both sides of a page break are told from chance by this many characters.
_LEAST_OVERLAP = 4
_MARKS = re.compile(r"[*＊×xX#-]*")
_ITEM_HEAD = re.compile(r"\d\s*[、.．]")


@dataclass(eq=False, slots=True)
class Name:
    """The text of one name cell, which may stand over several projects and pages and is printed on one of them."""

    text: str = ""

    def add(self, text: str) -> None:
        self.text = _overlapped(self.text, text)


@dataclass(eq=False, slots=True)
class Entry:
    """A row of the table as far as the project goes: a project, or a sum over several."""

    texts: dict[str, str]
    amounts: list[Amount]
    place: dict[str, object]
    piece: Piece
    rows: RecordList = field(default_factory=RecordList)
    combined_place: dict[str, object] | None = None
    caption: dict[str, str] = field(default_factory=dict)
    total_kind: str | None = None
    is_merged: bool = False
    is_open: bool = False  # no rule closes it at the end of its page
    shared_name: Name = field(default_factory=Name)

    @property
    def name(self) -> str:
        return self.shared_name.text or next((self.texts[role] for role in _NAMES if self.texts.get(role)), "")

    @property
    def records(self) -> list[Record]:
        return self.rows.records

    @property
    def has_money(self) -> bool:
        return any(is_amount(amount.text) for amount in self.amounts)

    @property
    def is_bare(self) -> bool:
        """Money and a name, but neither goal nor indicators."""
        return not self.texts.get("objective") and not self.texts.get("combined") and not any(not record.is_blank for record in self.records)

    @property
    def is_called_total(self) -> bool:
        """Whether one of its texts is a word for a sum."""
        return any(normal(text) in vocabulary().total_words for text in (self.name, *self.texts.values()))

    @property
    def is_filler(self) -> bool:
        """Nothing but the marks of a template: a row of ** under the headings."""
        texts = [self.name, *self.texts.values(), *(amount.text for amount in self.amounts)]
        return not self.records and any(texts) and all(_MARKS.fullmatch(squeeze(text)) for text in texts)

    @property
    def names_only(self) -> bool:
        """A name and nothing else."""
        return bool(self.name) and self.is_bare and not any(amount.text for amount in self.amounts)

    @property
    def first_amount(self) -> float | None:
        return next((_number(amount.text) for amount in self.amounts if is_amount(amount.text)), None)

    @property
    def numbers(self) -> tuple[float, ...]:
        """The amounts of all columns; what is no number counts as nothing."""
        return tuple(_number(amount.text) if is_amount(amount.text) else 0.0 for amount in self.amounts)


@dataclass(eq=False, slots=True)
class _Part:
    """A piece with the columns it has, the first row below its headings, and what its caption says."""

    piece: Piece
    bands: tuple[Band, ...]
    columns: Columns
    first: int
    caption: dict[str, str]

    def edge(self, row: int) -> list[GridCell | None]:
        """The cell under each heading in the first or the last row."""
        return self.columns.cells(row)


class ListTable:
    """A list table, fed its pieces in reading order and read when all are there."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.bands: tuple[Band, ...] = ()
        self.headings: set[str] = set()
        self.pieces: list[Piece] = []
        self._parts: list[_Part] = []
        self._leaves_cuts_open = False
        self._open: set[int] = set()  # numbers of the bands whose cells go on from the page before
        self._caption: dict[str, str] = {}
        self._last_row = 0
        self._name_cell: GridCell | None = None

    @property
    def has_indicator_rows(self) -> bool:
        return any(band.role == "indicator_name" for band in self.bands)

    def feed(self, piece: Piece, header: Header | None, caption: dict[str, str]) -> None:
        """``header``: the heading of this piece, None where it has none of its own. ``caption``: what is printed above it."""
        self.pieces.append(piece)
        first = 0
        if header is not None:
            self.bands = header.bands
            self.headings.update(header.keys)
            self.headings.update(normal(text) for band in header.bands for text in band.path)
            for row in range(header.first_row, header.last_row + 1):
                piece.note("heading" if len(self.pieces) == 1 else "repeated_heading", *piece.grid.row(row))
            first = header.last_row + 1
        columns = Columns(piece.grid, self.bands, has_header=header is not None)
        if first < piece.grid.row_count:
            self._parts.append(_Part(piece, self.bands, columns, first, caption))

    def read(self) -> None:
        """Fills ``entries``. A page end that leaves one cut cell without a rule shows that all cut cells are left so in this table."""
        bounds = [self._open_bands(before, part) for before, part in pairwise(self._parts)]
        self._leaves_cuts_open = any(bounds)
        for part, bands in zip(self._parts, [set(), *bounds], strict=False):
            self._open = bands
            self._read_part(part)

    @staticmethod
    def _open_bands(before: _Part, part: _Part) -> set[int]:
        last, first = before.edge(before.piece.grid.row_count - 1), part.edge(part.first)
        return {
            number
            for number, (above, below) in enumerate(zip(last, first, strict=False))
            if (above is not None and above.is_open_bottom) or (below is not None and below.is_open_top)
        }

    def _read_part(self, part: _Part) -> None:
        piece, columns = part.piece, part.columns
        self.bands, self._caption = part.bands, part.caption or self._caption
        project_bands = [number for number, band in enumerate(self.bands) if band.role in _PROJECT_TEXTS or band.role == MONEY]
        self._last_row = piece.grid.row_count - 1
        piece.mark_roles(columns, self.bands, part.first, self._last_row)
        starts: list[tuple[int, Entry, bool]] = []
        for row in range(part.first, piece.grid.row_count):
            entry = self._entry(piece, columns, project_bands, row, is_top=row == part.first)
            if entry is not None:
                self.entries.append(entry)
            if self.entries and (entry is not None or row == part.first):
                starts.append((row, self.entries[-1], entry is None))
        if not self.has_indicator_rows:
            return
        for number, (row, owner, continues) in enumerate(starts):
            end = starts[number + 1][0] - 1 if number + 1 < len(starts) else piece.grid.row_count - 1
            self._take_records(piece, columns, row, end, owner, continues)

    def _take_records(self, piece: Piece, columns: Columns, row: int, end: int, owner: Entry, continues: bool) -> None:
        rows = read_records(piece, columns, self.bands, row, end)
        is_after_break = continues and bool(owner.records) and owner.records[-1].piece is not piece
        owner.rows.append(rows, is_after_break, self._is_row_cut())
        if continues and rows.records:
            owner.place["page_last"] = piece.page

    def _is_row_cut(self) -> bool | None:
        """Whether the page break runs through an indicator's row; None where the rules do not tell."""
        if not self._leaves_cuts_open:
            return None
        return any(self.bands[number].role in _ROW_ROLES for number in self._open)

    def _is_project_cut(self, cells: Sequence[GridCell | None]) -> bool | None:
        """Whether the page break runs through a project; None where the rules do not tell. A cut name alone can stand over several projects."""
        if not self._leaves_cuts_open:
            return None
        roles = {band.role for band in self.bands}
        deciding = roles & {"objective", MONEY, "combined"} or roles & set(_PROJECT_TEXTS)
        if self._open & {number for number, band in enumerate(self.bands) if band.role in deciding}:
            return True
        before = self.entries[-1] if self.entries else None
        tells = (
            self._is_name_cut() or (before is not None and before.is_merged) or any(cell is not None and (cell.value or cell.is_open_bottom) for cell in cells)
        )
        return False if tells else None

    def _is_name_cut(self) -> bool:
        return any(self.bands[number].role == "project_name" for number in self._open)

    def _entry(self, piece: Piece, columns: Columns, bands: list[int], row: int, is_top: bool) -> Entry | None:
        """The project that begins in ``row``; None where the row goes on with the last one."""
        cells = columns.cells(row)
        own = [number for number in bands if cells[number] is not None and cells[number].row == row]
        if not own and not is_top:
            return None
        texts, amounts, place_cells = (
            self._texts(piece, cells, bands, row),
            self._amounts(piece, cells, row),
            [cells[number] for number in bands if cells[number] is not None],
        )
        if not place_cells:
            return None
        before = self.entries[-1] if self.entries else None
        name_cell = next((cell for cell, band in zip(cells, self.bands, strict=True) if band.role == "project_name"), None)
        if is_top:
            self._name_cell = name_cell
            is_cut = self._is_project_cut([cells[number] for number in bands])
            if before is not None and self._joins(before, texts, amounts, piece, is_cut):
                before.shared_name.add(texts.get("project_name", ""))
                return None
        elif before is not None and not self._begins(own, cells, before, texts):
            return None
        combined = next((cell for cell, band in zip(cells, self.bands, strict=True) if band.role == "combined" and cell is not None), None)
        entry = Entry(texts, amounts, piece.place([cell for cell in cells if cell is not None]), piece, caption=self._caption)
        entry.is_merged = any(cell.row_span > 1 for cell in place_cells)
        entry.is_open = any(cell.is_open_bottom for cell in place_cells)
        self._share_name(entry, before, name_cell, is_top)
        if combined is not None:
            entry.combined_place = piece.place([combined])
        return entry

    def _share_name(self, entry: Entry, before: Entry | None, name_cell: GridCell | None, is_top: bool) -> None:
        """Projects under one name cell share its text, also where the cell goes on overleaf and the text stands on one page only."""
        text = entry.texts.get("project_name", "")
        if self._leaves_cuts_open:
            goes_on = is_top and self._is_name_cut()
        else:
            goes_on = (
                is_top
                and before is not None
                and not before.is_called_total
                and (not text or not before.name)
                and entry.piece.page == int(before.place["page_last"]) + 1
            )
        is_same_cell = not is_top and name_cell is not None and name_cell is self._name_cell
        if before is not None and (goes_on or is_same_cell):
            entry.shared_name = before.shared_name
        if not is_same_cell:
            entry.shared_name.add(text)
        self._name_cell = name_cell

    def _begins(self, own: list[int], cells: list[GridCell | None], before: Entry, texts: dict[str, str]) -> bool:
        """Whether a new project begins where some of the project's cells begin anew: not where they are empty or say the same again."""
        roles = {self.bands[number].role for number in own if cells[number].value}
        if not roles and self._is_cut_block(own, cells, before):
            return True
        if not roles & {
            "project_name",
            "objective",
            MONEY,
            "combined",
            *(() if "project_name" in {band.role for band in self.bands} else ("unit_name", "whole_department")),
        }:
            return False
        if not self.has_indicator_rows:
            return True
        amounts = [cells[number].value for number in range(len(self.bands)) if self.bands[number].role == MONEY and cells[number] is not None]
        same_texts = all(texts.get(role, "") == before.texts.get(role, "") for role in ("project_name", "objective", "unit_name"))
        return not (same_texts and amounts == [amount.text for amount in before.amounts])

    def _is_cut_block(self, own: list[int], cells: list[GridCell | None], before: Entry) -> bool:
        """A project of which only the first rows stand on this page and all of its own texts overleaf: its empty cells reach down to the page's end."""
        wanted = {"objective", MONEY} & {band.role for band in self.bands} or {"project_name"}
        begun = [cells[number] for number in own if self.bands[number].role in wanted]
        ends = {cell.last_row for cell in begun}
        is_merged = before.is_merged or any(cell.row_span > 1 for cell in begun) or all(cell.is_open_bottom for cell in begun)
        return {self.bands[number].role for number in own} >= wanted and ends == {self._last_row} and is_merged

    def _joins(self, before: Entry, texts: dict[str, str], amounts: list[Amount], piece: Piece, is_cut: bool | None) -> bool:
        """At the top of a page: whether the row goes on with the project of the page before; then its texts are joined.

        ``is_cut``: what the rules say of it.
        """
        follows = piece.page in (before.piece.page, int(before.place["page_last"]) + 1) or piece.page == before.piece.page + 1
        if not follows or before.is_called_total:
            return False
        if before.names_only and texts.get("project_name") and amounts and ORGANISATION.search(squeeze(before.name)):
            # A unit's heading at the foot of a page.
            return False
        if is_cut is False and not self._is_repeated(before, texts, amounts):
            return False
        if is_cut is None and not self._is_continuation(before, texts, amounts):
            return False
        for role, text in texts.items():
            # A row of its own is cut where the page ends; only a cell merged over many rows is printed again overleaf.
            is_own = not self.has_indicator_rows and role in ("combined", "objective")
            before.texts[role] = before.texts.get(role, "") + text if is_own else _overlapped(before.texts.get(role, ""), text)
        for mine, other in zip(before.amounts, amounts, strict=False):
            if not mine.text or mine.text == other.text:
                mine.text = cut(joined((mine.text, other.text)), other.text)
        before.place["page_last"] = piece.page
        if before.combined_place is not None and texts.get("combined"):
            before.combined_place["page_last"] = piece.page
        return True

    def _is_repeated(self, before: Entry, texts: dict[str, str], amounts: list[Amount]) -> bool:
        """Whether the same project is printed again: all its texts and its money."""
        same_texts = all(texts.get(role, "") == before.texts.get(role, "") for role in ("project_name", "objective", "unit_name", "combined"))
        return self.has_indicator_rows and same_texts and [amount.text for amount in amounts] == [amount.text for amount in before.amounts]

    def _is_continuation(self, before: Entry, texts: dict[str, str], amounts: list[Amount]) -> bool:
        name, before_name = texts.get("project_name", ""), before.shared_name.text
        has_money = any(amount.text for amount in amounts)
        if not any(texts.values()) and not has_money:
            return True
        if name and before_name and CODE_AHEAD.match(before_name + name) and not CODE_AHEAD.match(before_name):
            # The break runs through the code before the name.
            return True
        same = {role: bool(text) and _is_part(before.texts.get(role, ""), text) for role, text in texts.items() if text}
        same_money = not has_money or [amount.text for amount in amounts] == [amount.text for amount in before.amounts]
        if self.has_indicator_rows:
            if same and all(same.values()) and same_money:
                return True
            if same.get("project_name") and same_money and (not texts.get("objective") or same.get("objective")):
                return True
        if normal(name) in vocabulary().total_words:
            return False
        knows_money = any(band.role == MONEY for band in self.bands)
        if knows_money and has_money and before.has_money:
            return False
        if before.is_bare and before.has_money and not self.has_indicator_rows:
            return False
        if knows_money and has_money != before.has_money:
            # The row's money stands in one of its two parts only.
            return not has_money or not (CODE_AHEAD.match(before_name) and CODE_AHEAD.match(name))
        if not name or not before_name:
            return True
        if knows_money and self.has_indicator_rows and not has_money:
            return not (CODE_AHEAD.match(before_name) and CODE_AHEAD.match(name))
        combined = texts.get("combined", "")
        if combined and before.is_open and not before.texts.get("combined"):
            # No rule closes the row before, and its indicators stand wholly in the piece overleaf.
            return True
        return bool(combined) and not _FIRST_ITEM.match(combined) and bool(before.texts.get("combined")) and bool(_ITEM_HEAD.search(before.texts["combined"]))

    def _texts(self, piece: Piece, cells: list[GridCell | None], bands: list[int], row: int) -> dict[str, str]:
        texts: dict[str, str] = {}
        for number in bands:
            band, cell = self.bands[number], cells[number]
            if band.role == MONEY or cell is None:
                continue
            if band.role == "objective" and texts.get("objective") and vocabulary().annual_objective.role(band.key) and cell.value:
                # This year's goal where the whole period's stands beside it.
                texts["period_objective"], texts["objective"] = texts["objective"], cell.value
            elif band.role == "objective" and "objective" in texts:
                texts.setdefault("period_objective", cell.value)
            else:
                texts.setdefault(str(band.role), cell.value)
        return texts

    def _amounts(self, piece: Piece, cells: list[GridCell | None], row: int) -> list[Amount]:
        amounts: list[Amount] = []
        total: Amount | None = None
        for cell, band in zip(cells, self.bands, strict=True):
            if band.role != MONEY or cell is None:
                continue
            amount = amount_under_headings(list(band.path), [normal(text) for text in band.path], cell.value, amounts, total, piece.place([cell]))
            amount.unit = next((unit for unit in map(money_unit, band.path) if unit), None) or self._caption.get("money_unit")
            total = total or amount
            amounts.append(amount)
        return amounts


def _number(amount: str) -> float:
    found = re.search(r"-?(?:\d[\d,]*\.?\d*|\.\d+)", squeeze(amount))
    return float(found.group().replace(",", "")) if found else 0.0


def _is_part(before: str, text: str) -> bool:
    """Whether ``text`` repeats ``before`` or a part of it, or goes on with it after some characters that both pages show."""
    return text in before or before in text or _overlapped(before, text) != before + text


def _overlapped(before: str, after: str) -> str:
    """Both texts as one, what the end of the first and the beginning of the second share once: a cell printed over a page break shows some lines twice."""
    both = joined((before, after))
    if not after or after == before or (after in before and len(after) >= _LEAST_OVERLAP):
        return cut(both, before)
    if not before or (before in after and len(before) >= _LEAST_OVERLAP):
        return cut(both, after)
    for length in range(min(len(before), len(after)), _LEAST_OVERLAP - 1, -1):
        if before.endswith(after[:length]):
            return cut(both, before + after[length:])
    return both
