"""Forms: label cells beside their values, then an indicator block; one form a project, cut by page breaks anywhere."""

import re
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest

from extract.layouts.captions import YEAR_ALONE
from extract.layouts.grid import GridCell
from extract.layouts.match import Band, Header, find_header
from extract.layouts.piece import Columns, Piece
from extract.layouts.records import Levels, Record, append_records, read_records
from extract.layouts.schema import PROJECT_ROLES, vocabulary
from extract.layouts.words import is_amount, is_no_amount, money_unit, normal, squeeze

_OUTER_LABELS = ("combined",)
# A label and its amount in one cell: 年度资金总额：12.50万元
_LABELLED_AMOUNT = re.compile(r"^(\D*?[\u4e00-\u9fff)）]\s*[:：]?)\s*(-?\d[\d,]*(?:\.\d+)?\s*(?:万元|元)?)$")
# Points by which the columns of one form may stand elsewhere on its next page.
_COLUMN_SHIFT = 12.0
# Characters from which on a text that stood before is taken for its repetition, not for words used twice.
_LEAST_REPEATED = 15
_DIGITS = "0123456789"


@dataclass(eq=False, slots=True)
class Amount:
    """An amount of money with its label as printed. ``parent`` is the amount it is part of."""

    label: str
    key: str
    text: str
    unit: str | None
    period: str
    parent: "Amount | None"
    place: dict[str, object]


@dataclass(eq=False, slots=True)
class Field:
    """What stands beside a label: the role of the label and the texts, one a cell."""

    role: str
    key: str
    texts: list[str]


@dataclass(eq=False, slots=True)
class _MoneyGroup:
    """A label over several amounts: its rows in the piece, its text, and the first amount of each column of labels."""

    cell: GridCell
    piece: Piece
    last_row: int
    firsts: list[tuple[float, Amount]] = field(default_factory=list)
    is_cut: bool = False
    unit: str | None = None

    def parent(self, x0: float, label: str, key: str) -> Amount | None:
        """What an amount is part of: the sum at the head of its column, for a part else of the nearest column left of it.

        ``x0``: where its label begins. 基本支出 and 项目支出 below each other are two parts of a total that is not printed.
        """
        role = vocabulary().money.role
        if key in {one.key for _, one in self.firsts}:
            return None
        heads = [one for one in self.firsts if self.is_cut or one[0] <= x0 + _COLUMN_SHIFT]
        if role(key) != "parts":
            heads = [one for one in heads if abs(one[0] - x0) <= _COLUMN_SHIFT]
        first = min(heads, key=lambda one: abs(one[0] - x0), default=(0.0, None))[1]
        return None if first is not None and role(first.key) == "parts" and not squeeze(label).startswith("其中") else first

    def add(self, x0: float, amount: Amount) -> None:
        if all(abs(begin - x0) > _COLUMN_SHIFT for begin, _ in self.firsts):
            self.firsts.append((x0, amount))


class Form:
    """One form, fed its pieces in reading order."""

    def __init__(self, bands_before: tuple[Band, ...] = ()) -> None:
        """``bands_before``: the columns of the form before this one, in force where this one prints no headings."""
        self.bands_before = bands_before
        self.fields: list[Field] = []
        self.amounts: list[Amount] = []
        self.records: list[Record] = []
        self.bands: tuple[Band, ...] = ()
        self.headings: set[str] = set()
        self.labels: set[str] = set()
        self.pieces: list[Piece] = []
        self.title_in_table = ""
        self.year_in_table: str | None = None
        self.unit: str | None = None
        self._levels = Levels()
        self._last: Field | None = None
        self._values: list[tuple[GridCell, Field]] = []
        self._held: tuple[Piece, int] | None = None
        self._group: _MoneyGroup | None = None
        self._cut_label = ""
        self._totals: list[tuple[float, Amount]] = []
        self._in_block = False

    @property
    def has_block(self) -> bool:
        return bool(self.bands)

    @property
    def has_title_only(self) -> bool:
        """Whether nothing but rows of one cell stood in it so far."""
        return all(len(piece.grid.row(row)) == 1 for piece in self.pieces for row in range(piece.grid.row_count))

    def of(self, role: str) -> str:
        return next((text for one in self.fields if one.role == role for text in ["".join(one.texts)] if text), "")

    def has_label(self, role: str) -> bool:
        return any(one.role == role for one in self.fields)

    @property
    def objective(self) -> str:
        """This year's goal where both this year's and the whole period's are printed."""
        found = [one for one in self.fields if one.role == "objective"]
        annual = [one for one in found if vocabulary().annual_objective.role(one.key)]
        first = next((one for one in (*annual, *found) if any(one.texts)), None)
        if first is None:
            return ""
        # 年度目标1, 年度目标2: one goal in several cells.
        # A label may stand before each row of its goal, too.
        return "".join(text for one in found if one.key.rstrip(_DIGITS) == first.key.rstrip(_DIGITS) for text in one.texts)

    @property
    def names_both_periods(self) -> bool:
        """Whether goals or money of this year and of the whole period stand apart."""
        keys = [one.key for one in self.fields if one.role == "objective"]
        is_annual = {bool(vocabulary().annual_objective.role(key)) for key in keys}
        return len(is_annual) > 1 or {"annual", "whole_project"} <= {amount.period for amount in self.amounts}

    def feed(self, piece: Piece) -> None:
        is_first = not self.pieces
        self.pieces.append(piece)
        self._release(piece)
        row, grid = 0, piece.grid
        columns = None if is_first or not self.bands else Columns(grid, self.bands, has_header=False)
        fresh = True
        while row < grid.row_count:
            header = find_header(grid, row)
            if header is not None and header.kind == "form":
                self._take_header(header, piece)
                columns = Columns(grid, self.bands, has_header=True)
                row = header.last_row + 1
                continue
            if self._in_block and columns is not None:
                end = self._end_of_block(piece, columns, row)
                if end > row:
                    records = read_records(piece, columns, self.bands, row, end - 1, self._levels, is_continued=bool(self.records))
                    append_records(self.records, records, is_after_break=fresh and not is_first)
                    fresh = False
                    row = end
                    continue
                self._in_block = False
            if not self.bands and self._begins_without_headings(piece, row):
                self.bands, self._in_block = self.bands_before, True
                self.headings.update(band.key for band in self.bands)
                columns = Columns(grid, self.bands, has_header=False)
                continue
            if row == grid.row_count - 1:
                self._held = piece, row
                break
            self._take_labels(piece, row, at_top=row == 0 and not is_first)
            row += 1
            if columns is not None and self.bands and self._resumes(piece, columns, row):
                self._in_block = True

    def finish(self) -> None:
        """To be called when the last piece is fed."""
        self._release(None)

    def _release(self, after: Piece | None) -> None:
        """Takes the last row of the piece before, or gives it to the first row of ``after`` where a page break has cut one row in two."""
        if self._held is None:
            return
        (piece, row), self._held = self._held, None
        at_top = row == 0 and piece is not self.pieces[0]
        if after is not None and after.grid.row_count and self._is_cut_row(piece, row, after, is_rest=at_top and self._last is not None):
            for cell, texts in _pairs_over_break(piece, row, after):
                after.grid.set_text_above(cell, "".join(one.value for one in texts))
                piece.use(*texts)
            return
        self._take_labels(piece, row, at_top)

    def _is_cut_row(self, piece: Piece, row: int, after: Piece, is_rest: bool) -> bool:
        """Whether a label is whole only over the page break, or stands overleaf beside the rest of its value."""
        held = [cell for cell in piece.grid.starts(row) if cell.value]
        pairs = _pairs_over_break(piece, row, after)
        parts = [(one, cell) for cell, above in pairs for one in above if one.value and cell.value]
        if find_header(after.grid, 0) is not None:
            return False
        if any(_is_label(normal(one.value + cell.value)) and not (_is_label(one.key) and _is_label(cell.key)) for one, cell in parts):
            return all(_is_label(normal(one.value + cell.value)) for one, cell in parts if _is_label(cell.key))
        if any(_is_label(cell.key) for _, cell in parts):
            return False
        label, above = pairs[0]
        return not is_rest and len(held) == 1 and bool(above) and not _is_label(held[0].key) and _is_label(label.key)

    def _begins_without_headings(self, piece: Piece, row: int) -> bool:
        """Whether an indicator block begins with its first row: level names stand where the form before had those headings."""
        if not self.bands_before or not (self.fields or self.amounts):
            return False
        cells = Columns(piece.grid, self.bands_before, has_header=False).cells(row)
        levels = [cell for cell, band in zip(cells, self.bands_before, strict=True) if band.role in ("level1", "level2")]
        return len(levels) == 2 and all(cell is not None and cell.row == row and cell.key in vocabulary().level_names for cell in levels)

    def _take_header(self, header: Header, piece: Piece) -> None:
        self.bands, self._in_block = header.bands, True
        self.headings.update(header.keys)
        for band in header.bands:
            for row in range(header.first_row, header.last_row + 1):
                piece.use(piece.grid.at(row, band.column))
        for row in range(header.first_row, header.last_row + 1):
            for cell in piece.grid.row(row):
                if vocabulary().columns.role(cell.key) in _OUTER_LABELS or vocabulary().labels.role(cell.key):
                    piece.use(cell)

    def _end_of_block(self, piece: Piece, columns: Columns, first: int) -> int:
        """The row in which the indicator block that covers ``first`` ends: a label of the form begins there, or the table ends."""
        words = vocabulary()
        for row in range(first, piece.grid.row_count):
            if row > first and find_header(piece.grid, row):
                return row
            for cell in piece.grid.starts(row)[:2]:
                role = words.labels.role(cell.key)
                is_label = (role is not None and role != "ignored") or words.money.role(cell.key) is not None
                if (
                    is_label
                    and cell.column <= columns.first_column
                    and (columns.spans_several(cell) or cell.last_column < columns.first_column)
                    and not self._is_beside_block(piece, columns, cell, role)
                ):
                    return row
        return piece.grid.row_count

    def _is_beside_block(self, piece: Piece, columns: Columns, cell: GridCell, role: str | None) -> bool:
        """Whether a goal's label goes on beside the rows of the block, which stand under it in the form: a merged cell that a page break has cut."""
        is_beside = role == "objective" and cell.row_span > 1 and cell.last_column < columns.first_column
        return is_beside and all(self._is_record(piece, columns, row) for row in range(cell.row, cell.last_row + 1))

    def _resumes(self, piece: Piece, columns: Columns, row: int) -> bool:
        return (
            False if row >= piece.grid.row_count or not self.records else self._end_of_block(piece, columns, row) > row and self._is_record(piece, columns, row)
        )

    def _is_record(self, piece: Piece, columns: Columns, row: int) -> bool:
        cells = [cell for cell, band in zip(columns.cells(row), self.bands, strict=True) if cell is not None and band.role in ("indicator_name", "target")]
        return len({id(cell) for cell in cells}) > 1

    # Labels and values

    def _take_labels(self, piece: Piece, row: int, at_top: bool) -> None:
        words, grid = vocabulary(), piece.grid
        self._join_group_label(piece, row, at_top)
        starts = grid.starts(row)
        self._carry_group(piece, row, starts)
        if not at_top and any(id(cell) not in piece.used for cell in starts):
            self._values = []
        alone = [cell for cell in starts if cell.value] if len(starts) == len(grid.row(row)) else []
        if len(alone) == 1 and 2 * alone[0].column_span > grid.column_count and self._take_whole_row(piece, alone[0]):
            return
        number = 0
        took = False
        while number < len(starts):
            cell = starts[number]
            number += 1
            if id(cell) in piece.used:
                took = True
                continue
            money = words.money.role(cell.key)
            role = words.labels.role(cell.key)
            if role is not None and role != "ignored" and not (money and self._group):
                number = self._take_field(piece, cell, role, number, starts)
                took = True
            elif money == "groups" and self._is_money_label(piece, cell):
                # One amount only, right of what is else the label over several.
                took = self._take_amount(piece, cell) or took
            elif money == "groups":
                # Overleaf, the label stands in the lower part of its cell: the sums are those taken above the page break.
                self._totals = self._totals if at_top else []
                self._group = _MoneyGroup(cell, piece, cell.last_row, list(self._totals), at_top, money_unit(cell.value))
                self._date_totals(words.period(squeeze(cell.value)))
                self.labels.add(cell.key)
                piece.use(cell)
                took = self._take_columns_of_money(piece, cell) or True
            elif amount := _LABELLED_AMOUNT.match(cell.value):
                took = self._take_amount_within(piece, cell, amount.group(1), amount.group(2)) or took
            elif money or (role is None and self._group is not None and self._is_money_label(piece, cell)):
                took = self._take_amount(piece, cell) or took
            elif at_top and number == 1 and self.amounts and (unit := money_unit(cell.value)):
                # The rest of the label over the amounts.
                self.unit = self.unit or unit
                piece.use(cell)
            elif role is None and self._take_pair(piece, cell):
                took = True
            elif role == "ignored":
                self.labels.add(cell.key)
                piece.use(cell)
                took = True
                self._last = Field("ignored", cell.key, []) if cell.column == 0 else self._last
                self._group = None if cell.column == 0 and self._group and self._group.cell.column == 0 else self._group
        if at_top and not took:
            self._continue(piece, starts)
            self._continue_beside(piece, starts)
        elif not took:
            self._take_unlabelled(piece, starts)

    def _join_group_label(self, piece: Piece, row: int, at_top: bool) -> None:
        """Puts together a label over amounts that a page break has cut in two."""
        first = piece.grid.at(row, 0)
        if first is None or first.row != row:
            return
        above, self._cut_label = self._cut_label, first.value if first.last_row == piece.grid.row_count - 1 else ""
        if at_top and above and first.value and vocabulary().money.role(normal(above + first.value)) == "groups":
            piece.grid.set_text_above(first, above)

    def _date_totals(self, period: str) -> None:
        """Gives sums above a page break, and their parts, the period that the label over them says overleaf."""
        for _, total in self._totals:
            for amount in self.amounts:
                if amount.period == "undeclared" and total in (amount, amount.parent):
                    amount.period = period

    def _carry_group(self, piece: Piece, row: int, starts: tuple[GridCell, ...]) -> None:
        """A money group ends with its rows; an empty cell at the top of the next page is its label, cut."""
        group = self._group
        if group is None:
            return
        if group.piece is not piece:
            first = starts[0] if row == 0 and starts and (not starts[0].value or (not _is_label(starts[0].key) and money_unit(starts[0].value))) else None
            self._group = _MoneyGroup(group.cell, piece, first.last_row, group.firsts, True, group.unit) if first is not None else None
        elif row > group.last_row:
            below = piece.grid.at(row, group.cell.column)
            if below is not None and below.row == row and (not below.value or below.key.strip("()") in ("万元", "元")):
                # The group's label was drawn as one cell a row.
                group.last_row = below.last_row
                group.unit = group.unit or money_unit(below.value)
                piece.use(below)
            else:
                self._group = None

    def _take_whole_row(self, piece: Piece, cell: GridCell) -> bool:
        """A row of one cell: a title, or a goal's label over the goal."""
        words = vocabulary()
        if words.labels.role(cell.key) == "objective":
            below = next(piece.grid.below(cell), None)
            self.labels.add(cell.key)
            piece.use(cell, below)
            self._last = Field("objective", cell.key, [below.value if below else ""])
            self.fields.append(self._last)
            return True
        if YEAR_ALONE.match(squeeze(cell.value)) and not self.fields:
            self.year_in_table = cell.value
            piece.use(cell)
            return True
        if self._take_pair(piece, cell):
            return True
        title = squeeze(cell.value)
        if not self.fields and not self.amounts and "目标" in title and (title.endswith("表") or "表(" in title or "表" in title[-8:]) and len(title) < 120:
            self.title_in_table = cell.value
            piece.use(cell)
            return True
        return len(cell.value) > _LEAST_REPEATED and any(cell.value in text for one in self.fields[-1:] for text in one.texts)

    def _take_pair(self, piece: Piece, cell: GridCell) -> bool:
        """A label and its value in one cell, parted by a colon or a blank."""
        label, _, content = cell.value.replace("：", " ").replace(":", " ").partition(" ")
        role = vocabulary().labels.role(normal(label))
        if role not in PROJECT_ROLES or not content.strip():
            return False
        self.labels.add(normal(label))
        piece.use(cell)
        self._last = Field(role, normal(label), [cell.value[len(label) + 1 :].strip()])
        self.fields.append(self._last)
        return True

    def _take_field(self, piece: Piece, label: GridCell, role: str, number: int, starts: tuple[GridCell, ...]) -> int:
        """The value of a label: what stands right of it up to the next label, over all of the label's rows."""
        words, grid = vocabulary(), piece.grid
        self.labels.add(label.key)
        piece.use(label)
        self._group = None
        one = Field(role, label.key, [])
        self.fields.append(one)
        self._last = one
        if role != "objective":
            value = grid.at(label.row, label.last_column + 1)
            if value is not None and value.row == label.row and words.labels.role(value.key) is None:
                one.texts.append(value.value)
                self._values.append((value, one))
                piece.use(value)
                return number + 1
            return number
        block = [cell for row in range(label.row, label.last_row + 1) for cell in grid.starts(row) if cell.column > label.last_column]
        heads = [cell for cell in block if words.labels.role(cell.key) == "objective"]
        if not heads and sum(goal.role == "objective" for _, goal in self._values) > 1:
            # The label of two goals, whose own labels stand above the page break.
            self.fields.remove(one)
            self._continue(piece, tuple(block))
            return len(starts)
        if len(heads) > 1 or (heads and len(block) > 1):
            self.fields.remove(one)
            for head in heads:
                self.labels.add(head.key)
                beside = grid.at(head.row, head.last_column + 1)
                under = [cell for cell in block if cell.row > head.last_row and head.column <= cell.column <= head.last_column and cell not in heads]
                values = [beside] if beside is not None and beside not in heads else under
                self._last = Field(role, head.key, [cell.value for cell in values])
                self.fields.append(self._last)
                self._values.append((head, self._last))
                piece.use(head, *values)
            return len(starts)
        beside = 0
        for cell in block:
            if words.labels.role(cell.key) is not None and cell.row == label.row:
                break
            one.texts.append(cell.value)
            piece.use(cell)
            beside += cell.row == label.row
        if not one.texts and (below := next(grid.below(label), None)) is not None and words.labels.role(below.key) is None:
            # Two goals side by side, each under its label.
            one.texts.append(below.value)
            piece.use(below)
        if not beside:
            self._values.append((label, one))
        return number + beside

    def _is_money_label(self, piece: Piece, cell: GridCell) -> bool:
        """Within a money group: a text with a place for an amount right of it."""
        place = piece.grid.at(cell.row, cell.last_column + 1)
        return any(map(str.isalpha, cell.value)) and not is_amount(cell.value) and place is not None and place.row == cell.row and is_amount(place.value)

    def _take_amount(self, piece: Piece, label: GridCell) -> bool:
        place = piece.grid.at(label.row, label.last_column + 1)
        if place is None or place.row != label.row or not (is_amount(place.value) or is_no_amount(place.value)):
            self.labels.add(label.key)
            return False
        if self.records and label.key in vocabulary().total_words:
            # The sum of the weights below the indicators.
            self.labels.add(label.key)
            return False
        under, beneath = next(piece.grid.below(label), None), next(piece.grid.below(place), None)
        if (
            not place.value
            and under is not None
            and vocabulary().money.role(under.key)
            and beneath is not None
            and not is_amount(beneath.value)
            and not is_no_amount(beneath.value)
        ):
            # A heading over the amounts' own headings.
            return False
        beside = [cell for cell in piece.grid.starts(label.row) if cell.column > label.last_column]
        beside = list(takewhile(lambda cell: is_amount(cell.value) or is_no_amount(cell.value), beside))
        if self._group is None and label.key in vocabulary().total_words and len(beside) > 1:
            self._take_row_of_amounts(piece, label, beside)
            return True
        if self._group is not None:
            parent = self._group.parent(label.box.x0, label.value, label.key)
        elif vocabulary().money.role(label.key) == "totals":
            parent = None
        else:
            parent = self._total_near(label)
        over = self._group.cell.value if self._group else ""
        unit = money_unit(label.value) or (self._group.unit if self._group else None) or self._unit_over(piece, place)
        period = vocabulary().period(squeeze(label.value), squeeze(over)) if parent is None else parent.period
        own = vocabulary().period(squeeze(label.value))
        amount = Amount(label.value, label.key, place.value, unit, own if own != "undeclared" else period, parent, piece.place([label, place]))
        if parent is None and self._group is not None:
            self._group.add(label.box.x0, amount)
        if parent is None and vocabulary().money.role(label.key) != "parts":
            self._totals.append((label.box.x0, amount))
        self.amounts.append(amount)
        self.labels.add(label.key)
        piece.use(label, place)
        self._last = None
        return True

    def _total_near(self, label: GridCell) -> Amount | None:
        """The sum whose label begins nearest to where ``label`` does."""
        return min(self._totals, key=lambda one: abs(one[0] - label.box.x0), default=(0.0, None))[1]

    def _take_amount_within(self, piece: Piece, cell: GridCell, label: str, text: str) -> bool:
        """An amount in the cell of its label."""
        kind = vocabulary().money.role(normal(label))
        if kind not in ("totals", "parts"):
            return False
        parent = self._total_near(cell) if kind == "parts" else None
        over = squeeze(self._group.cell.value) if self._group else ""
        period = vocabulary().period(squeeze(label), over)
        if period == "undeclared" and parent is not None:
            period = parent.period
        unit = money_unit(label) or (self._group.unit if self._group else None)
        amount = Amount(label.strip(), normal(label), text, unit, period, parent, piece.place([cell]))
        if kind == "totals":
            self._totals.append((cell.box.x0, amount))
        self.amounts.append(amount)
        self.labels.add(normal(label))
        piece.use(cell)
        self._last = None
        return True

    def _take_row_of_amounts(self, piece: Piece, label: GridCell, places: list[GridCell]) -> None:
        """A sum in several columns, each amount called by the label and its column's heading."""
        grid = piece.grid
        outer = grid.at(label.row, 0)
        around = squeeze(outer.value) if outer is not None and outer is not label else ""
        first: Amount | None = None
        for place in places:
            above = [cell for row in range(place.row) for cell in [grid.at(row, place.column)] if cell is not None and cell.value and not is_amount(cell.value)]
            unit = next((unit for cell in reversed(above) for unit in [money_unit(cell.value)] if unit), None) or money_unit(around)
            for heading, amount_text in _headings_with_amounts(above[-1].value if above else "", place.value):
                text = f"{label.value} {heading}".strip()
                period = vocabulary().period(squeeze(text), around)
                amount = Amount(text, normal(heading) or label.key, amount_text, unit, period, first, piece.place([label, place]))
                first = first or amount
                self.amounts.append(amount)
            piece.use(label, place, *above)
        self.labels.add(label.key)
        self._last = None

    def _unit_over(self, piece: Piece, place: GridCell) -> str | None:
        """The unit that a heading above a place for an amount declares."""
        for row in range(place.row - 1, -1, -1):
            over = piece.grid.at(row, place.column)
            unit = money_unit(over.value) if over is not None else None
            if unit:
                return unit
        return None

    def _take_columns_of_money(self, piece: Piece, group: GridCell) -> bool:
        """Amounts that stand under their labels instead of beside them: headings in the group's first rows, amounts in its last."""
        grid, last = piece.grid, group.last_row
        below = next(grid.below(group), None)
        if below is not None and not below.value and below.row_span == 1 and any(is_amount(cell.value) for cell in grid.row(below.row)):
            last = below.row
        places = [cell for cell in grid.row(last) if cell.column > group.last_column and any(over.value for over in self._over(piece, group, cell))]
        if (
            group.row_span < 2
            or len(places) < 2
            or not all(is_amount(cell.value) or is_no_amount(cell.value) for cell in places)
            or not any(is_amount(cell.value) for cell in places)
        ):
            return False
        total: Amount | None = None
        for place in places:
            path = [
                cell for row in range(group.row, place.row) for cell in [grid.at(row, place.column)] if cell is not None and cell.column > group.last_column
            ]
            path = list(dict.fromkeys(path))
            if not path:
                return False
            total = self._take_amount_under(piece, group, path, place, total)
        self._group = None
        return True

    def _over(self, piece: Piece, group: GridCell, place: GridCell) -> list[GridCell]:
        """The headings over a place within a money group, the outermost first."""
        path = [
            cell for row in range(group.row, place.row) for cell in [piece.grid.at(row, place.column)] if cell is not None and cell.column > group.last_column
        ]
        return list(dict.fromkeys(path))

    def _take_amount_under(self, piece: Piece, group: GridCell, path: list[GridCell], place: GridCell, total: Amount | None) -> Amount:
        amount = amount_under_headings(
            [cell.value for cell in path], [cell.key for cell in path], place.value, self.amounts, total, piece.place([*path, place])
        )
        over = squeeze(group.value)
        amount.unit = next((unit for text in (*(cell.value for cell in path), group.value) for unit in [money_unit(text)] if unit), None)
        if amount.period == "undeclared":
            amount.period = vocabulary().period(over)
        self.amounts.append(amount)
        self.labels.update(cell.key for cell in path)
        piece.use(place, *path)
        return total or amount

    def _continue(self, piece: Piece, starts: tuple[GridCell, ...]) -> None:
        """A row at the top of a page without a label of its own goes on with the last label's value."""
        texts = [cell for cell in starts if cell.value]
        if len(starts) > 1 and texts[:1] == [*starts[:1]] and starts[0].column == 0 and not any(_overlap(starts[0], value) > 0 for value, _ in self._values):
            # Something is printed where labels stand: a label that is not known, and its value.
            self._last = Field("ignored", starts[0].key, [])
        elif self._last is not None and self._last.role != "ignored" and texts:
            for cell in texts:
                over = [(_overlap(cell, value), one) for value, one in self._values]
                share, one = max(over, key=lambda pair: pair[0], default=(0.0, self._last))
                (one if share > 0 else self._last).texts.append(cell.value)
            piece.use(*texts)
        elif self._last is None:
            self._take_unlabelled(piece, starts)

    def _continue_beside(self, piece: Piece, starts: tuple[GridCell, ...]) -> None:
        """The further rows beside the empty rest of a label: each one text of the same value."""
        label = starts[0] if starts and not starts[0].value else None
        for row in range(label.row + 1, label.last_row + 1) if label is not None else ():
            cells = piece.grid.starts(row)
            if len(cells) != 1 or _is_label(cells[0].key):
                return
            self._continue(piece, cells)

    def _take_unlabelled(self, piece: Piece, starts: tuple[GridCell, ...]) -> None:
        """A wide cell without a label after the money is the goal, whose label was cut off by the page break."""
        texts = [cell for cell in starts if cell.value]
        if (
            len(texts) == 1
            and not self.has_label("objective")
            and (self.amounts or len(self.pieces) > 1)
            and not self.records
            and 2 * texts[0].column_span > piece.grid.column_count
        ):
            self._last = Field("objective", "", [texts[0].value])
            self.fields.append(self._last)
            piece.use(texts[0])


def _is_label(key: str) -> bool:
    words = vocabulary()
    return words.labels.role(key) is not None or words.money.role(key) is not None


def _headings_with_amounts(heading: str, amount: str) -> list[tuple[str, str]]:
    """The heading with its amount; where the rule between two columns is missing, their headings stand in one cell, parted by a gap."""
    headings, amounts = heading.split(), amount.split()
    if len(headings) < 2 or not all(vocabulary().money.role(normal(one)) for one in headings):
        return [(heading, amount)]
    return list(zip_longest(headings, amounts[: len(headings)], fillvalue=""))


def _overlap(one: GridCell, other: GridCell) -> float:
    return min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)


def _pairs_over_break(piece: Piece, row: int, after: Piece) -> list[tuple[GridCell, list[GridCell]]]:
    """The cells of the first row overleaf, each with those of ``row`` that begin there and stand over it."""
    starts = piece.grid.starts(row)
    return [(cell, [one for one in starts if _overlap(cell, one) > 0.5 * (one.box.x1 - one.box.x0)]) for cell in after.grid.row(0)]


def amount_under_headings(path: list[str], keys: list[str], text: str, earlier: list[Amount], total: Amount | None, place: dict[str, object]) -> Amount:
    """An amount under a heading, or under a heading below another: there the upper one's sum is what it is part of."""
    words = vocabulary()
    parent = None if total is None else total
    label, key = path[-1], keys[-1]
    is_named_total = words.money.role(keys[0]) == "totals" and words.money.role(key) and key not in words.total_words
    if len(path) > 1 and words.money.role(keys[0]) in ("totals", "parts") and not is_named_total:
        if key in words.total_words:
            key = keys[0]
        else:
            parent = next((one for one in earlier if one.key == keys[0]), parent)
        label = f"{path[0]} {path[-1]}"
    period = words.period(*(squeeze(one) for one in reversed(path)))
    if period == "undeclared" and parent is not None:
        period = parent.period
    return Amount(label, key, text, money_unit(label), period, parent, place)


__all__ = ["Amount", "Field", "Form", "amount_under_headings"]
