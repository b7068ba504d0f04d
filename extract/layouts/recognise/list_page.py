"""The projects of a list table on one page: recognised by its columns, without regard to the pages before and after."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.layouts.breaks.indicator_rows import RecordList
from extract.layouts.recognise.amounts import Amount, amount_under_headings
from extract.layouts.recognise.grid import GridCell
from extract.layouts.recognise.match import MONEY, Band
from extract.layouts.recognise.piece import Columns, Piece
from extract.layouts.recognise.records import Record, Rows, read_records
from extract.layouts.schema import PROJECT_ROLES
from extract.layouts.words import ORGANISATION, is_amount, is_no_amount, money_unit
from extract.provenance import cut, joined
from extract.rows import Row
from extract.text import squeeze
from extract.vocabulary import normal, vocabulary

PROJECT_TEXTS = (*PROJECT_ROLES, "combined")
_NAMES = ("project_name", "unit_name", "whole_department")
# Lines that a cell shows on both sides of a page break are told from chance by this many characters.
_LEAST_OVERLAP = 4
_CONTINUED = re.compile(r"[(（]续[)）]$")
_MARKS = re.compile(r"[*＊×xX#-]*")


@dataclass(eq=False, slots=True)
class Name:
    """The text of one name cell, which may stand over several projects and pages and is printed on one of them."""

    text: str = ""

    def add(self, text: str) -> None:
        self.text = overlapped(self.text, text)


@dataclass(eq=False, slots=True)
class Entry:
    """A row of the table as far as the project goes: a project, or a sum over several. Read from one page, it may be a part of one."""

    texts: dict[str, str]
    amounts: list[Amount]
    place: Row
    piece: Piece
    cells: dict[str, GridCell] = field(default_factory=dict)  # by role, the cells that its texts stand in
    page_rows: Rows = field(default_factory=Rows)  # the indicators printed beside it on its page
    rows: RecordList = field(default_factory=RecordList)  # those of all its pages
    combined_place: Row | None = None
    caption: dict[str, str] = field(default_factory=dict)
    total_kind: str | None = None
    is_merged: bool = False
    is_open: bool = False  # no rule closes it at the end of its page
    shared_name: Name = field(default_factory=Name)

    @property
    def name_cell(self) -> GridCell | None:
        return self.cells.get("project_name")

    @property
    def records(self) -> list[Record]:
        return self.rows.records

    @property
    def name(self) -> str:
        return self.shared_name.text or next((self.texts[role] for role in _NAMES if self.texts.get(role)), "")

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
        texts = [self.name, *self.texts.values(), *self.amount_texts]
        if self.name.endswith(("：", ":")) and vocabulary().labels.role(normal(self.name)) == "ignored":
            # 填表人：, below the table's last project.
            return True
        return not self.records and any(texts) and all(_MARKS.fullmatch(squeeze(text)) for text in texts)

    @property
    def names_only(self) -> bool:
        """A name and nothing else, a dash in the place of money at most."""
        return bool(self.name) and self.is_bare and all(map(is_no_amount, self.amount_texts))

    @property
    def amount_texts(self) -> list[str]:
        return [amount.text for amount in self.amounts]

    @property
    def first_amount(self) -> float | None:
        return next((_number(text) for text in self.amount_texts if is_amount(text)), None)

    @property
    def numbers(self) -> tuple[float, ...]:
        """The amounts of all columns; what is no number counts as nothing."""
        return tuple(_number(text) if is_amount(text) else 0.0 for text in self.amount_texts)

    def says_the_same(self, other: "Entry") -> bool:
        """Whether the other prints the same texts and the same money."""
        roles = ("project_name", "objective", "unit_name", "combined")
        return all(self.texts.get(role, "") == other.texts.get(role, "") for role in roles) and self.amount_texts == other.amount_texts


@dataclass(eq=False, slots=True)
class ListPage:
    """A piece of a list table with the columns it has, the first row below its headings, and what its caption says."""

    piece: Piece
    bands: tuple[Band, ...]
    columns: Columns
    first: int
    caption: dict[str, str]

    @property
    def last(self) -> int:
        return self.piece.grid.row_count - 1

    @property
    def has_indicator_rows(self) -> bool:
        return any(band.role == "indicator_name" for band in self.bands)

    @property
    def project_bands(self) -> list[int]:
        """The numbers of the columns that say something of the project."""
        return [number for number, band in enumerate(self.bands) if band.role in PROJECT_TEXTS or band.role == MONEY]

    def cells(self, row: int) -> list[GridCell | None]:
        """The cell under each heading in ``row``."""
        return self.columns.cells(row)


def read_entries(page: ListPage) -> list[Entry]:
    """The projects in the rows of ``page``, from its first row on; the first may go on with the last of the page before."""
    page.piece.mark_roles(page.columns, page.bands, page.first, page.last)
    starts: list[tuple[int, Entry]] = []
    for row in range(page.first, page.last + 1):
        before = starts[-1][1] if starts else None
        across = _across(page, row)
        if across is not None:
            if ORGANISATION.search(squeeze(across.value)):
                # A unit's heading over all columns.
                starts.append((row, Entry({"project_name": across.value}, [], page.piece.place([across]), page.piece, shared_name=Name(across.value))))
        elif before is None or _begins(page, row, before):
            entry = _entry(page, row)
            if entry is not None:
                _share_name(entry, before)
                starts.append((row, entry))
        else:
            _take_again(page, row, before)
    ends = [*(row - 1 for row, _ in starts[1:]), page.last]
    for (row, entry), end in zip(starts, ends, strict=False):
        if page.has_indicator_rows:
            entry.page_rows = read_records(page.piece, page.columns, page.bands, row, end)
    return [entry for _, entry in starts]


def _across(page: ListPage, row: int) -> GridCell | None:
    """A cell that reaches over all columns: a unit's heading or a note, no project."""
    cells = page.piece.grid.row(row)
    return cells[0] if len(cells) == 1 and cells[0].row == row and page.columns.spans_several(cells[0]) else None


def _take_again(page: ListPage, row: int, before: Entry) -> None:
    """Cells that print a project's texts and money again, in a row of its own each, as spreadsheets do: they say nothing new. A further goal does."""
    cells = page.cells(row)
    for role, text in _texts(page, cells).items():
        if text and text == before.texts.get(role):
            before.texts[role] = cut(joined((before.texts[role], text)), text)
            if role == "project_name" and text == before.shared_name.text:
                before.shared_name.add(text)
        elif text and role == "objective" and _is_further_goal(page, cells, row):
            before.texts[role] = joined((before.texts.get(role, ""), text))
    for mine, other in zip(before.amounts, _amounts(page, cells), strict=False):
        if other.text and other.text == mine.text:
            mine.text = cut(joined((mine.text, other.text)), other.text)


def _entry(page: ListPage, row: int) -> Entry | None:
    cells = page.cells(row)
    project_cells = [cell for number in page.project_bands if (cell := cells[number]) is not None]
    if not project_cells:
        return None
    by_role = {band.role: cell for cell, band in zip(reversed(cells), reversed(page.bands), strict=True) if cell is not None and band.role is not None}
    return Entry(
        _texts(page, cells),
        # A cell of money that began with a project above is that one's.
        _amounts(page, [cell if cell is None or cell.row == row or row == page.first else None for cell in cells]),
        page.piece.place([cell for cell in cells if cell is not None]),
        page.piece,
        cells=by_role,
        combined_place=page.piece.place([by_role["combined"]]) if "combined" in by_role else None,
        caption=page.caption,
        is_merged=any(cell.row_span > 1 for cell in project_cells),
        is_open=any(cell.is_open_bottom for cell in project_cells),
    )


def _share_name(entry: Entry, before: Entry | None) -> None:
    """Projects under one name cell share its text."""
    if before is not None and entry.name_cell is not None and entry.name_cell is before.name_cell:
        entry.shared_name = before.shared_name
    else:
        entry.shared_name.add(entry.texts.get("project_name", ""))


def _begins(page: ListPage, row: int, before: Entry) -> bool:
    """Whether a project begins in ``row``, where some of a project's cells begin anew: not where they are empty or say the same again."""
    cells = page.cells(row)
    own = {number: cell for number in page.project_bands if (cell := cells[number]) is not None and cell.row == row}
    roles = {page.bands[number].role for number, cell in own.items() if cell.value}
    if not own:
        return False
    if not roles:
        return _is_cut_block(page, own, before)
    names = {"project_name"} if any(band.role == "project_name" for band in page.bands) else {"unit_name", "whole_department"}
    if not roles & {*names, "objective", MONEY, "combined"}:
        return False
    if roles == {"objective"} and _is_further_goal(page, cells, row):
        return False
    if not page.has_indicator_rows:
        return True
    amounts = [cell.value for cell, band in zip(cells, page.bands, strict=True) if band.role == MONEY and cell is not None]
    texts = _texts(page, cells)
    said = {role: texts.get(role, "") for role in ("project_name", "objective", "unit_name")}
    if all(text == before.texts.get(role, "") for role, text in said.items()) and amounts == before.amount_texts:
        return False
    # Beside a name or a goal that is printed again, an empty cell says nothing else.
    if not (said["project_name"] or said["objective"]) or len(amounts) != len(before.amount_texts):
        return True
    says_again = [text in ("", before.texts.get(role, "")) for role, text in said.items()]
    return not all(says_again + [new in ("", old) for new, old in zip(amounts, before.amount_texts, strict=True)])


def _is_further_goal(page: ListPage, cells: Sequence[GridCell | None], row: int) -> bool:
    """Whether a goal begins beside a name and an amount that both stand over the rows above too: one project has several goals."""
    found = {role: [cell for cell, band in zip(cells, page.bands, strict=True) if band.role == role and cell] for role in ("project_name", MONEY, "objective")}
    over = [found["project_name"], found[MONEY]]
    shared = all(of_role and all(cell.row < row for cell in of_role) and any(cell.value for cell in of_role) for of_role in over)
    return shared and any(cell.row == row for cell in found["objective"])


def _is_cut_block(page: ListPage, own: Mapping[int, GridCell], before: Entry) -> bool:
    """A project of which only the first rows stand on this page and all of its own texts overleaf: its empty cells reach down to the page's end."""
    wanted = {"objective", MONEY} & {band.role for band in page.bands} or {"project_name"}
    begun = [cell for number, cell in own.items() if page.bands[number].role in wanted]
    is_merged = before.is_merged or any(cell.row_span > 1 for cell in begun) or all(cell.is_open_bottom for cell in begun)
    return {page.bands[number].role for number in own} >= wanted and {cell.last_row for cell in begun} == {page.last} and is_merged


def _texts(page: ListPage, cells: Sequence[GridCell | None]) -> dict[str, str]:
    """What a row says of the project, by role."""
    texts: dict[str, str] = {}
    for number in page.project_bands:
        band, cell = page.bands[number], cells[number]
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


def _amounts(page: ListPage, cells: Sequence[GridCell | None]) -> list[Amount]:
    amounts: list[Amount] = []
    for cell, band in zip(cells, page.bands, strict=True):
        if band.role != MONEY or cell is None:
            continue
        total = amounts[0] if amounts else None
        amount = amount_under_headings(list(band.path), [normal(text) for text in band.path], cell.value, amounts, total, page.piece.place([cell]))
        amount.unit = next((unit for unit in map(money_unit, band.path) if unit), None) or page.caption.get("money_unit")
        amounts.append(amount)
    return amounts


def _number(amount: str) -> float:
    found = re.search(r"-?(?:\d[\d,]*\.?\d*|\.\d+)", squeeze(amount))
    return float(found.group().replace(",", "")) if found else 0.0


def overlapped(before: str, after: str) -> str:
    """Both texts as one, what the end of the first and the beginning of the second share once: a cell printed over a page break shows some lines twice."""
    both = joined((before, after))
    if before and _CONTINUED.sub("", after) == before:
        return cut(both, before)
    if not after or after == before or (after in before and len(after) >= _LEAST_OVERLAP):
        return cut(both, before)
    if not before or (before in after and len(before) >= _LEAST_OVERLAP):
        return cut(both, after)
    for length in range(min(len(before), len(after)), _LEAST_OVERLAP - 1, -1):
        if before.endswith(after[:length]):
            return cut(both, before + after[length:])
    return both
