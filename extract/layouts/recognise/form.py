"""Forms: label cells beside their values, then an indicator block; one form a project, cut by page breaks anywhere."""

import re
from dataclasses import dataclass

from extract.layouts.breaks.indicator_rows import RecordList
from extract.layouts.recognise.amounts import LABELLED_AMOUNT, Amount
from extract.layouts.recognise.aside import is_ignored_label
from extract.layouts.recognise.captions import YEAR_ALONE
from extract.layouts.recognise.contents import settled_by_contents
from extract.layouts.recognise.form_money import FormMoney
from extract.layouts.recognise.grid import GridCell
from extract.layouts.recognise.match import LEVELS, Band, Header, find_header, headers
from extract.layouts.recognise.piece import Columns, Piece
from extract.layouts.recognise.records import Record, read_records
from extract.layouts.schema import PROJECT_ROLES
from extract.layouts.words import is_amount, money_unit
from extract.provenance import cut, joined
from extract.text import squeeze
from extract.vocabulary import normal, vocabulary

_OUTER_LABELS = ("combined",)
_IGNORED = "ignored"
# Characters from which on a text that stood before is taken for its repetition, not for words used twice.
_LEAST_REPEATED = 15
_DIGITS = "0123456789"
# Words of which one stands in every name of a level, however a city calls it.
_LEVEL_WORD = re.compile(r"指标|目标|产出|效益|效果|成本|满意|数量|质量|时效|影响|投入|管理|过程|决策|绩效")
_PARTED = re.compile(r"[:：]")


@dataclass(eq=False, slots=True)
class Field:
    """What stands beside a label: the role of the label and the texts, one a cell."""

    role: str
    key: str
    texts: list[str]


class Form:
    """One form, fed its pieces in reading order."""

    def __init__(self, bands_before: tuple[Band, ...] = ()) -> None:
        """``bands_before``: the columns of the form before this one, in force where this one prints no headings."""
        self.bands_before = bands_before
        self.fields: list[Field] = []
        self._rows = RecordList()
        self.bands: tuple[Band, ...] = ()
        self.headings: set[str] = set()
        self.labels: set[str] = set()
        self.pieces: list[Piece] = []
        self.title_in_table = ""
        self.year_in_table: str | None = None
        self.unit: str | None = None
        self._last: Field | None = None
        self._values: list[tuple[GridCell, Field]] = []
        self._held: tuple[Piece, int] | None = None
        self._money = FormMoney(self.labels)
        self._in_block = False
        self._is_foreign = False  # below the indicators stood labels that nobody knows, each beside something
        self._has_duties = False  # the last row taken stands among duties

    @property
    def records(self) -> list[Record]:
        return self._rows.records

    @property
    def amounts(self) -> list[Amount]:
        return self._money.amounts

    @property
    def has_block(self) -> bool:
        return bool(self.bands)

    @property
    def has_title_only(self) -> bool:
        """Whether nothing but rows of one cell stood in it so far."""
        return all(len(piece.grid.row(row)) == 1 for piece in self.pieces for row in range(piece.grid.row_count))

    def of(self, role: str) -> str:
        return next((text for one in self.fields if one.role == role for text in [joined(one.texts)] if text), "")

    def has_label(self, role: str) -> bool:
        return any(one.role == role for one in self.fields)

    @property
    def objective(self) -> str:
        """This year's goal where both this year's and the whole period's are printed."""
        return joined(text for one in self._goals(of_year=True) for text in one.texts)

    @property
    def period_objective(self) -> str:
        """The whole period's goal where this year's is printed beside it."""
        return joined(text for one in self._goals(of_year=False) for text in one.texts)

    def _goals(self, of_year: bool) -> list[Field]:
        found = [one for one in self.fields if one.role == "objective"]
        annual = [one for one in found if vocabulary().annual_objective.role(one.key)]
        first = next((one for one in (*annual, *found) if any(one.texts)), None)
        # 年度目标1, 年度目标2: one goal in several cells. A label may stand before each row of its goal, too.
        return [one for one in found if first is not None and (one.key.rstrip(_DIGITS) == first.key.rstrip(_DIGITS)) == of_year]

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
        if not is_first:
            row = self._skip_repeated(piece)
        while row < grid.row_count:
            header = find_header(grid, row)
            if header is not None and header.kind == "form":
                if self._is_foreign:
                    # The headings of another form, whose labels nobody knows: its rows are not this one's.
                    piece.mark_roles(Columns(grid, header.bands, has_header=True), header.bands, header.last_row + 1, grid.row_count - 1)
                    return
                self._take_header(header, piece)
                columns = Columns(grid, self.bands, has_header=True)
                row = header.last_row + 1
                continue
            if self._in_block and columns is not None:
                end = self._end_of_block(piece, columns, row)
                if end > row:
                    piece.mark_roles(columns, self.bands, row, end - 1)
                    self._rows.append(read_records(piece, columns, self.bands, row, end - 1), is_after_break=fresh and not is_first)
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

    def repeats(self, piece: Piece) -> bool:
        """Whether the rows above a piece's headings print what stands in this form already, and nothing else."""
        found = headers(piece.grid)
        return bool(self.bands and found) and found[0].first_row > 0 and self._repeated_rows(piece) == found[0].first_row

    def _repeated_rows(self, piece: Piece) -> int:
        """How many rows at the top of a piece print nothing that does not stand in this form already."""
        known = self.labels | {normal(text) for one in self.fields for text in (*one.texts, joined(one.texts))} | {normal(self.title_in_table)}
        row = 0
        while row < piece.grid.row_count and all(cell.key in known for cell in piece.grid.starts(row) if cell.value):
            if find_header(piece.grid, row) is not None or not any(cell.value for cell in piece.grid.starts(row)):
                break
            row += 1
        return row

    def _skip_repeated(self, piece: Piece) -> int:
        """The first row behind a head that is printed again overleaf; 0 where it is none."""
        if not self.repeats(piece):
            return 0
        count = self._repeated_rows(piece)
        for row in range(count):
            piece.note("repeated_heading", *piece.grid.row(row))
        return count

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
                after.grid.set_text_above(cell, joined(one.value for one in texts))
                piece.take(*texts)
            return
        self._take_labels(piece, row, at_top)

    def _is_cut_row(self, piece: Piece, row: int, after: Piece, is_rest: bool) -> bool:
        """Whether a label is whole only over the page break, or stands overleaf beside the rest of its value."""
        is_label = vocabulary().is_label
        held = [cell for cell in piece.grid.starts(row) if cell.value]
        pairs = _pairs_over_break(piece, row, after)
        parts = [(one, cell) for cell, above in pairs for one in above if one.value and cell.value]
        if find_header(after.grid, 0) is not None:
            return False
        if any(is_label(normal(one.value + cell.value)) and not (is_label(one.key) and is_label(cell.key)) for one, cell in parts):
            return all(is_label(normal(one.value + cell.value)) for one, cell in parts if is_label(cell.key))
        if any(is_label(cell.key) for _, cell in parts):
            return False
        label, above = pairs[0]
        return not is_rest and len(held) == 1 and bool(above) and not is_label(held[0].key) and is_label(label.key)

    def _begins_without_headings(self, piece: Piece, row: int) -> bool:
        """Whether an indicator block begins with its first row: level names stand where the form before had those headings."""
        if not self.bands_before or not (self.fields or self.amounts):
            return False
        cells = Columns(piece.grid, self.bands_before, has_header=False).cells(row)
        levels = [cell for cell, band in zip(cells, self.bands_before, strict=True) if band.role in ("level1", "level2")]
        return len(levels) == 2 and all(cell is not None and cell.row == row and cell.key in vocabulary().level_names for cell in levels)

    def _take_header(self, header: Header, piece: Piece) -> None:
        columns = Columns(piece.grid, header.bands, has_header=True)
        self.bands, self._in_block = header.bands, True
        first = header.last_row + 1
        if first < piece.grid.row_count:
            self.bands = settled_by_contents(header.bands, columns, range(first, self._end_of_block(piece, columns, first)))
        self.headings.update(header.keys)
        use = "repeated_heading" if self.records else "heading"
        for row in range(header.first_row, header.last_row + 1):
            piece.note(use, *(piece.grid.at(row, band.column) for band in header.bands))
            for cell in piece.grid.row(row):
                if vocabulary().columns.role(cell.key) in _OUTER_LABELS or vocabulary().labels.role(cell.key):
                    piece.note("label", cell)
                if cell.row == row:
                    self._take_goal_left_of_block(piece, cell, header.bands[0].column)

    def _take_goal_left_of_block(self, piece: Piece, label: GridCell, first_column: int) -> None:
        """The goal that stands with its label in the heading's row, left of the block and as high as it."""
        words = vocabulary()
        goal = piece.grid.at(label.row, label.last_column + 1)
        if words.labels.role(label.key) != "objective" or goal is None or goal.row != label.row or goal.last_column >= first_column:
            return
        if goal.value and not words.is_label(goal.key) and words.columns.role(goal.key) is None:
            self._last = Field("objective", label.key, [goal.value])
            self.fields.append(self._last)
            piece.take(goal)

    def _end_of_block(self, piece: Piece, columns: Columns, first: int) -> int:
        """The row in which the indicator block that covers ``first`` ends: a label of the form begins there, or the table ends."""
        words = vocabulary()
        for row in range(first, piece.grid.row_count):
            if row > first and find_header(piece.grid, row):
                return row
            if self._is_beside_levels(piece, columns, row):
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

    def _is_beside_levels(self, piece: Piece, columns: Columns, row: int) -> bool:
        """Whether something else stands where the rows above print levels by their names: 填报人, 联系电话. Then no indicator stands beside it."""
        at = {number: band.role for number, band in enumerate(self.bands) if band.role in LEVELS}
        cells = [cell for number in at if (cell := columns.cells(row)[number]) is not None]
        if not at or len(cells) < len(at) or any(cell.row != row or not cell.value or _may_name_level(cell.key) for cell in cells):
            return False
        known = vocabulary().level_names
        above = ([cell.key for number in at if (cell := columns.cells(one)[number]) is not None] for one in range(row - 1, -1, -1))
        is_across = columns.spans_several(cells[0])
        before = ([normal(record.of(role)) for role in at.values()] for record in self.records[-1:] if not is_across)
        return any(len(keys) == len(at) and known.issuperset(keys) for keys in (*above, *before))

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
        """Takes a row of labels and their values. ``at_top``: it begins a page on which the form goes on."""
        grid = piece.grid
        self._money.join_label(piece, row, at_top)
        starts = grid.starts(row)
        self._money.carry(piece, row, starts)
        if not at_top and any(not piece.is_taken(cell) for cell in starts):
            self._values = []
        alone = [cell for cell in starts if cell.value] if len(starts) == len(grid.row(row)) else []
        if len(alone) == 1 and 2 * alone[0].column_span > grid.column_count and self._take_whole_row(piece, alone[0]):
            return
        duties = self._is_among_duties(piece, row)
        took = [self._take_cell(piece, cell, at_top, duties) for cell in starts]
        if self.records and not at_top and not any(took) and len(alone) > 1:
            self._is_foreign = True
        if at_top and not any(took):
            self._continue(piece, starts)
            self._continue_beside(piece, starts)
        elif not any(took):
            self._take_unlabelled(piece, starts)

    def _take_cell(self, piece: Piece, cell: GridCell, at_top: bool, duties: bool) -> bool:
        """What a cell is by its own word: the label of a field, of money, of something that is not taken; false where it is none, but a value."""
        if piece.is_taken(cell):
            return True
        role = vocabulary().labels.role(cell.key)
        money = self._money_role(cell, duties)
        if role is not None and role != _IGNORED and not (money and self._money.is_open):
            self._take_field(piece, cell, role)
            return True
        if money or not duties:
            took = self._take_any_money(piece, cell, money, role, at_top)
            if took is not None:
                return took
        if role == _IGNORED:
            self._take_ignored(piece, cell)
            return True
        return role is None and self._take_pair(piece, cell)

    @staticmethod
    def _money_role(cell: GridCell, duties: bool) -> str | None:
        words = vocabulary()
        return words.money.role(cell.key) if not duties or cell.key in words.total_words else None

    def _take_any_money(self, piece: Piece, cell: GridCell, money: str | None, role: str | None, at_top: bool) -> bool | None:
        """Takes an amount or the label over several; whether it was one, None where the cell does not speak of money."""
        is_open_label = self._money.is_open and role is None and self._money.is_label(piece, cell)
        if money == "group" and not self._money.is_label(piece, cell):
            self._money.begin(piece, cell, at_top=at_top)
            return True
        if money != "group" and (amount := LABELLED_AMOUNT.match(cell.value)):
            return self._take_money(self._money.take_within(piece, cell, amount.group(1), amount.group(2)))
        if money or is_open_label:
            # Of a label over several with one amount beside it that is the amount.
            return self._take_money(self._money.take(piece, cell, is_after_records=bool(self.records)))
        if at_top and cell is piece.grid.row(cell.row)[0] and self.amounts and (unit := money_unit(cell.value)):
            # The rest of the label over the amounts.
            self.unit = self.unit or unit
            piece.note("label", cell)
            return False
        return None

    def _take_ignored(self, piece: Piece, cell: GridCell) -> None:
        self.labels.add(cell.key)
        piece.note("label", cell)
        if cell.column == 0:
            self._last = Field(_IGNORED, cell.key, [])
            self._money.close(column=0)

    def _is_among_duties(self, piece: Piece, row: int) -> bool:
        """Whether a row stands beside the label of something else than goal and money (main tasks, duties): amounts there are not the project's, but their sum is."""
        outer = piece.grid.at(row, 0)
        if outer is None or len(piece.grid.row(row)) == 1:
            return False
        if outer.value or outer.row > 0 or piece is self.pieces[0]:
            self._has_duties = outer.row_span > 1 and is_ignored_label(outer.key)
        return self._has_duties

    def _take_money(self, is_taken: bool) -> bool:
        """What follows an amount does not go on with the text before it."""
        if is_taken:
            self._last = None
        return is_taken

    def _take_whole_row(self, piece: Piece, cell: GridCell) -> bool:
        """A row of one cell: a title, or a goal's label over the goal."""
        words = vocabulary()
        if words.labels.role(cell.key) == "objective":
            below = next(piece.grid.below(cell), None)
            self.labels.add(cell.key)
            piece.note("label", cell)
            piece.take(below)
            self._last = Field("objective", cell.key, [below.value if below else ""])
            self.fields.append(self._last)
            return True
        if YEAR_ALONE.match(squeeze(cell.value)) and not self.fields:
            self.year_in_table = cell.value
            piece.take(cell)
            return True
        if self._take_pair(piece, cell):
            return True
        title = squeeze(cell.value)
        if not self.fields and not self.amounts and "目标" in title and (title.endswith("表") or "表(" in title or "表" in title[-8:]) and len(title) < 120:
            self.title_in_table = cell.value
            piece.take(cell)
            return True
        return len(cell.value) > _LEAST_REPEATED and any(cell.value in text for one in self.fields[-1:] for text in one.texts)

    def _take_pair(self, piece: Piece, cell: GridCell) -> bool:
        """A label and its value in one cell, parted by a colon or a blank."""
        role, label, content = _pair(cell)
        if role not in PROJECT_ROLES or not content:
            return False
        beside = piece.grid.at(cell.row, cell.last_column + 1)
        if not _PARTED.search(cell.value) and beside is not None and beside.value and not vocabulary().is_label(beside.key) and _pair(beside)[0] is None:
            # What only a blank parts from the word is the end of a longer label, and its value stands beside it.
            return False
        self.labels.add(label)
        piece.take(cell)
        self._last = Field(role, label, [cut(cell.value, content)])
        self.fields.append(self._last)
        return True

    def _take_field(self, piece: Piece, label: GridCell, role: str) -> None:
        """The value of a label: what stands right of it up to the next label, a goal's over all of the label's rows."""
        self.labels.add(label.key)
        piece.note("label", label)
        self._money.close()
        self._last = taken = Field(role, label.key, [])
        if role == "objective":
            self._take_goals(piece, label, taken)
            return
        self.fields.append(taken)
        value = piece.grid.at(label.row, label.last_column + 1)
        if value is not None and value.row == label.row and not self._is_label_of_next(piece, value):
            taken.texts.append(value.value)
            self._values.append((value, taken))
            piece.take(value)
        elif (below := next(piece.grid.below(label), None)) is not None and below.value and not vocabulary().is_label(below.key):
            # Labels in one row over their values in the next.
            taken.texts.append(below.value)
            piece.take(below)

    @staticmethod
    def _is_label_of_next(piece: Piece, cell: GridCell) -> bool:
        """Whether the cell beside a label is not its value but the next label: a word for a label, or for money with a place of its own."""
        words = vocabulary()
        below = next(piece.grid.below(cell), None)
        has_place = piece.grid.at(cell.row, cell.last_column + 1) is not None or (below is not None and is_amount(below.value))
        return words.labels.role(cell.key) is not None or (words.money.role(cell.key) is not None and has_place)

    def _take_goals(self, piece: Piece, label: GridCell, goal: Field) -> None:
        """A goal, or several under labels of their own, beside a label; ``goal`` is the label's own."""
        grid = piece.grid
        # A label over its goal and the indicator block ends for us where the block's headings stand.
        end = next((row for row in range(label.row + 1, label.last_row + 1) if find_header(grid, row) is not None), label.last_row + 1)
        block = [cell for row in range(label.row, end) for cell in grid.starts(row) if cell.column > label.last_column]
        heads = [cell for cell in block if vocabulary().labels.role(cell.key) == "objective"]
        if not heads and sum(known.role == "objective" for _, known in self._values) > 1:
            # The label of two goals, whose own labels stand above the page break.
            self._continue(piece, tuple(block))
        elif len(heads) > 1 or (heads and len(block) > 1):
            for head in heads:
                self._take_goal_of_head(piece, head, block, heads)
        else:
            self.fields.append(goal)
            self._take_goal_beside(piece, label, goal, block)

    def _take_goal_of_head(self, piece: Piece, head: GridCell, block: list[GridCell], heads: list[GridCell]) -> None:
        """The goal beside, or else below, a label that stands within the block of another."""
        beside = piece.grid.at(head.row, head.last_column + 1)
        under = [cell for cell in block if cell.row > head.last_row and head.column <= cell.column <= head.last_column and cell not in heads]
        values = [beside] if beside is not None and beside not in heads else under
        self.labels.add(head.key)
        self._last = Field("objective", head.key, [cell.value for cell in values])
        self.fields.append(self._last)
        self._values.append((head, self._last))
        piece.note("label", head)
        piece.take(*values)

    def _take_goal_beside(self, piece: Piece, label: GridCell, goal: Field, block: list[GridCell]) -> None:
        words = vocabulary()
        is_beside = False
        for cell in block:
            if words.labels.role(cell.key) is not None and cell.row == label.row:
                break
            goal.texts.append(cell.value)
            piece.take(cell)
            is_beside = is_beside or cell.row == label.row
        below = next(piece.grid.below(label), None)
        if not goal.texts and below is not None and not words.is_word(below.key):
            # Two goals side by side, each under its label.
            goal.texts.append(below.value)
            piece.take(below)
        if not is_beside:
            self._values.append((label, goal))

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
            piece.take(*texts)
        elif self._last is None:
            self._take_unlabelled(piece, starts)

    def _continue_beside(self, piece: Piece, starts: tuple[GridCell, ...]) -> None:
        """The further rows beside the empty rest of a label: each one text of the same value."""
        label = starts[0] if starts and not starts[0].value else None
        for row in range(label.row + 1, label.last_row + 1) if label is not None else ():
            cells = piece.grid.starts(row)
            if len(cells) != 1 or vocabulary().is_label(cells[0].key):
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
            piece.take(texts[0])


def _pair(cell: GridCell) -> tuple[str | None, str, str]:
    """Role and normal form of the word that a cell begins with, up to a colon or a blank, and the text behind it."""
    label, _, content = cell.value.replace("：", " ").replace(":", " ").partition(" ")
    return vocabulary().labels.role(normal(label)), normal(label), cell.value[len(label) + 1 :].strip() if content else ""


def _may_name_level(key: str) -> bool:
    """Whether a word is the name of a level, or the end of one that a page break has cut."""
    return bool(_LEVEL_WORD.search(key)) or any(name.endswith(key) for name in vocabulary().level_names)


def _overlap(one: GridCell, other: GridCell) -> float:
    return min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)


def _pairs_over_break(piece: Piece, row: int, after: Piece) -> list[tuple[GridCell, list[GridCell]]]:
    """The cells of the first row overleaf, each with those of ``row`` that begin there and stand over it."""
    starts = piece.grid.starts(row)
    return [(cell, [one for one in starts if _overlap(cell, one) > 0.5 * (one.box.x1 - one.box.x0)]) for cell in after.grid.row(0)]
