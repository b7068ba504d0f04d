"""The money block of a form: labels, and labels over labels, with the amounts beside or below them."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

from extract.layouts.recognise.amounts import Amount, amount_under_headings, headings_with_amounts
from extract.layouts.recognise.grid import GridCell
from extract.layouts.recognise.piece import Piece
from extract.layouts.words import is_amount, is_no_amount, money_unit
from extract.provenance import cut
from extract.text import squeeze
from extract.vocabulary import normal, vocabulary

# Points by which the columns of one form may stand elsewhere on its next page.
_COLUMN_SHIFT = 12.0
# Money in words; a unit alone in a bracket (百万元) is none.
_SAID = re.compile(r"(?<![(百千万亿])[\d零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+[万亿]*[元圆]|据实")
# Characters of an amount that is said in words.
_LONGEST_SAID = 40


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
        if role(key) != "part":
            heads = [one for one in heads if abs(one[0] - x0) <= _COLUMN_SHIFT]
        first = min(heads, key=lambda one: abs(one[0] - x0), default=(0.0, None))[1]
        return None if first is not None and role(first.key) == "part" and not squeeze(label).startswith("其中") else first

    def add(self, x0: float, amount: Amount) -> None:
        """Makes a sum the head of its column, in the place of the one above it."""
        is_total = vocabulary().money.role(amount.key) == "total"
        beside = [one for one in self.firsts if abs(one[0] - x0) <= _COLUMN_SHIFT]
        if not beside or is_total:
            self.firsts = [one for one in self.firsts if one not in beside] + [(x0, amount)]


class FormMoney:
    """The amounts of one form. ``labels`` is the form's own set, to which their labels are added."""

    def __init__(self, labels: set[str]) -> None:
        self.amounts: list[Amount] = []
        self._labels = labels
        self._group: _MoneyGroup | None = None
        self._cut_label = ""
        self._totals: list[tuple[float, Amount]] = []

    @property
    def is_open(self) -> bool:
        """Whether a label over several amounts is in force."""
        return self._group is not None

    def close(self, column: int | None = None) -> None:
        """Ends the label over amounts in force, or only one that stands in ``column``."""
        if self._group is not None and column in (None, self._group.cell.column):
            self._group = None

    def begin(self, piece: Piece, cell: GridCell, *, at_top: bool) -> None:
        """A label over several amounts. Overleaf it stands in the lower part of its cell: the sums are those taken above the page break."""
        self._totals = self._totals if at_top else []
        self._group = _MoneyGroup(cell, piece, cell.last_row, list(self._totals), at_top, money_unit(cell.value))
        self._date_totals(vocabulary().period(squeeze(cell.value)))
        self._labels.add(cell.key)
        piece.note("label", cell)
        self._take_columns(piece, cell)

    def join_label(self, piece: Piece, row: int, at_top: bool) -> None:
        """Puts together a label over amounts that a page break has cut in two."""
        first = piece.grid.at(row, 0)
        if first is None or first.row != row:
            return
        above, self._cut_label = self._cut_label, first.value if first.last_row == piece.grid.row_count - 1 else ""
        if at_top and above and first.value and vocabulary().money.role(normal(above + first.value)) == "group":
            piece.grid.set_text_above(first, above)

    def _date_totals(self, period: str) -> None:
        """Gives sums above a page break, and their parts, the period that the label over them says overleaf."""
        for _, total in self._totals:
            for amount in self.amounts:
                if amount.period == "undeclared" and total in (amount, amount.parent):
                    amount.period = period

    def carry(self, piece: Piece, row: int, starts: tuple[GridCell, ...]) -> None:
        """A money group ends with its rows; an empty cell at the top of the next page is its label, cut."""
        group = self._group
        if group is None:
            return
        if group.piece is not piece:
            first = (
                starts[0]
                if row == 0 and starts and (not starts[0].value or (not vocabulary().is_label(starts[0].key) and money_unit(starts[0].value)))
                else None
            )
            self._group = _MoneyGroup(group.cell, piece, first.last_row, group.firsts, True, group.unit) if first is not None else None
        elif row > group.last_row:
            below = piece.grid.at(row, group.cell.column)
            if below is not None and below.row == row and (not below.value or below.key.strip("()") in ("万元", "元")):
                # The group's label was drawn as one cell a row.
                group.last_row = below.last_row
                group.unit = group.unit or money_unit(below.value)
                piece.note("label", below)
            else:
                self._group = None

    def is_label(self, piece: Piece, cell: GridCell) -> bool:
        """Within a money group: a text with a place for an amount right of it."""
        place = piece.grid.at(cell.row, cell.last_column + 1)
        return any(map(str.isalpha, cell.value)) and not is_amount(cell.value) and place is not None and place.row == cell.row and is_amount(place.value)

    def take(self, piece: Piece, label: GridCell, *, is_after_records: bool) -> bool:
        """The amount beside its label, which stands in a row of its own or among others; false where there is none."""
        place = piece.grid.at(label.row, label.last_column + 1)
        if place is None or place.row != label.row or not (is_amount(place.value) or is_no_amount(place.value) or self._is_said(piece, label, place)):
            self._labels.add(label.key)
            return False
        if is_after_records and label.key in vocabulary().total_words:
            # The sum of the weights below the indicators.
            self._labels.add(label.key)
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
        elif vocabulary().money.role(label.key) == "total":
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
        if parent is None and vocabulary().money.role(label.key) != "part":
            self._totals.append((label.box.x0, amount))
        self.amounts.append(amount)
        self._labels.add(label.key)
        piece.take(label, place)
        return True

    def _is_said(self, piece: Piece, label: GridCell, place: GridCell) -> bool:
        """Whether the place beside a label of money says the amount in words (据实结算, 壹佰万元整): it is neither a label nor a heading."""
        words = vocabulary()
        is_word = words.is_label(place.key) or words.columns.role(place.key) is not None or any(map(is_amount, place.text.split("\n")))
        under = next(piece.grid.below(label), None)
        if under is not None and is_amount(under.value):
            # The label is a heading over amounts.
            return False
        text = squeeze(place.value)
        is_at_head = self._group is not None or label.column == 0 or label is piece.grid.row(label.row)[0]
        is_money = is_at_head or bool(_SAID.search(text))
        return words.money.role(label.key) in ("total", "part") and is_money and not is_word and len(text) <= _LONGEST_SAID

    def _total_near(self, label: GridCell) -> Amount | None:
        """The sum whose label begins nearest to where ``label`` does; of several in one column the last above it."""
        return min(reversed(self._totals), key=lambda one: abs(one[0] - label.box.x0), default=(0.0, None))[1]

    def take_within(self, piece: Piece, cell: GridCell, label: str, text: str) -> bool:
        """An amount in the cell of its label."""
        kind = vocabulary().money.role(normal(label))
        if kind not in ("total", "part"):
            return False
        parent = self._total_near(cell) if kind == "part" else None
        over = squeeze(self._group.cell.value) if self._group else ""
        period = vocabulary().period(squeeze(label), over)
        if period == "undeclared" and parent is not None:
            period = parent.period
        unit = money_unit(label) or (self._group.unit if self._group else None)
        amount = Amount(cut(cell.value, label.strip()), normal(label), cut(cell.value, text), unit, period, parent, piece.place([cell]))
        if kind == "total":
            self._totals.append((cell.box.x0, amount))
        self.amounts.append(amount)
        self._labels.add(normal(label))
        piece.take(cell)
        return True

    def _take_row_of_amounts(self, piece: Piece, label: GridCell, places: list[GridCell]) -> None:
        """A sum in several columns, each amount called by the label and its column's heading."""
        grid = piece.grid
        outer = grid.at(label.row, 0)
        around, begin = (squeeze(outer.value), outer.row) if outer is not None and outer is not label else ("", 0)
        first: Amount | None = None
        for place in places:
            over = [cell for row in range(place.row) for cell in [grid.at(row, place.column)] if cell is not None and cell.value]
            above = [cell for cell in over if not is_amount(cell.value)]
            within = [cell for cell in over if cell.row >= begin]
            if within and not any(is_amount(cell.value) for cell in (*within, place)) and vocabulary().money.role(within[-1].key) is None:
                # An empty place in a column of words.
                continue
            unit = next((unit for cell in reversed(above) for unit in [money_unit(cell.value)] if unit), None) or money_unit(around)
            for heading, amount_text in headings_with_amounts(above[-1].value if above else "", place.value):
                period = vocabulary().period(squeeze(label.value + heading), around)
                text, key, group = (heading, normal(heading), label.value) if heading else (label.value, label.key, None)
                amount = Amount(text, key, amount_text, unit, period, first, piece.place([label, place]), group)
                first = first or amount
                self.amounts.append(amount)
            piece.note("heading", *above)
            piece.take(label, place)
        self._labels.add(label.key)

    def _unit_over(self, piece: Piece, place: GridCell) -> str | None:
        """The unit that a heading above a place for an amount declares."""
        for row in range(place.row - 1, -1, -1):
            over = piece.grid.at(row, place.column)
            unit = money_unit(over.value) if over is not None else None
            if unit:
                return unit
        return None

    def _take_columns(self, piece: Piece, group: GridCell) -> bool:
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
            or not (any(is_amount(cell.value) for cell in places) or all(self._stands_under_money(piece, group, cell) for cell in places))
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

    def _stands_under_money(self, piece: Piece, group: GridCell, place: GridCell) -> bool:
        over = self._over(piece, group, place)
        return bool(over) and vocabulary().money.role(over[-1].key) in ("total", "part")

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
        self._labels.update(cell.key for cell in path)
        piece.note("heading", *path)
        piece.take(place)
        return total or amount
