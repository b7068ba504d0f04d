"""From a stream of pages to raw rows: which table goes on with which, and what becomes of each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.layouts.document_facts import DocumentFacts
from extract.layouts.ledger import LABEL, Ledger, names_levels
from extract.layouts.list_table import ListTable
from extract.layouts.raw_rows.form_rows import land_form
from extract.layouts.raw_rows.list_rows import land_list
from extract.layouts.raw_rows.project_rows import Outcome
from extract.layouts.recognise.aside import cells_aside
from extract.layouts.recognise.captions import Caption, read_caption
from extract.layouts.recognise.form import Form
from extract.layouts.recognise.grid import Grid, GridCell
from extract.layouts.recognise.match import Band, Header, headers, is_self_evaluation
from extract.layouts.recognise.piece import Piece
from extract.layouts.text_tables import shows_target_table
from extract.layouts.words import names_results
from extract.pages import Line, Page, Table
from extract.provenance import CellId, Text, cells_of
from extract.reasons import say
from extract.rows import DocumentRows, Row
from extract.text import count_characters, squeeze
from extract.vocabulary import normal, vocabulary

# Text behind a table that is longer than this (characters) is text of the page, not a note to the table.
_LONGEST_NOTE = 160
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+部分|\d+[.．、](?!\d))")
# Points between two tables of a page that are drawn as one.
_SMALLEST_GAP = 24.0
_FIRST_ROWS = 4
_PART_OF_TITLE = re.compile(r"^续表?\d*|[(（](?:续表?\d*|接上页|接上表|[一二三四五六七八九十]|\d{1,2})[)）]$")
_REMARK = re.compile(r"(?:\([^()]*\))+$")
_FORM_LABELS = ("project_name", "whole_department", "department", "unit_name", "project_code", "objective")


@dataclass(eq=False, slots=True)
class _Other:
    """A table that is no target: what it is, for the part of it overleaf."""

    outcome: Outcome
    pieces: list[Piece] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class _Open:
    """The table being read, its caption, and where its last piece ends."""

    table: Form | ListTable | _Other
    caption: Caption
    page: int
    bottom: float
    x0: float
    x1: float
    title: str = ""  # over the table on its page, which other forms in one grid share
    may_go_on: bool = True

    def is_titled(self, title: str) -> bool:
        """Whether ``title`` is printed over this table, or over the grid that it stands in."""
        return _bare_title(title) in (_bare_title(self.caption.title), _bare_title(self.title))

    def advance(self, piece: Piece, table: Table) -> None:
        """``piece``, of ``table``, is its last piece so far."""
        self.page, self.bottom, self.may_go_on = piece.page, table.box.bottom, True


def _feed(open_table: _Open, piece: Piece, header: Header | None = None, pairs: dict[str, str] | None = None) -> None:
    target = open_table.table
    if isinstance(target, ListTable):
        target.feed(piece, header, pairs or {})
    elif isinstance(target, Form):
        target.feed(piece)
    else:
        target.pieces.append(piece)


def _goes_on_as_form(before: _Open, piece: Piece) -> bool:
    """Whether nothing but its title stood in the open form so far, or the piece prints its head again."""
    form = before.table
    return isinstance(form, Form) and (form.has_title_only or (piece.page != before.page and form.repeats(piece)))


def read_layouts(pages: Iterable[Page]) -> DocumentRows:
    """Raw rows of a document. Texts are as printed (``*_text``); keys and folded texts are filled in on landing."""
    reading = _Reading()
    count = 0
    for page in pages:
        count += 1
        reading.take_page(page)
    reading.finish()
    rows, facts = reading.rows, reading.facts
    whole = {row["project_name_text"] for row in rows.project_rows if row["scope"] == "department"}
    if facts.publisher is None and len(whole) == 1:
        facts.publisher = str(whole.pop())
    rows.document |= {"page_count": count, "title_text": facts.title, "publisher_text": facts.publisher, "document_type": facts.document_type}
    return rows


class _Reading:
    def __init__(self) -> None:
        self.rows = DocumentRows()
        self.facts = DocumentFacts()
        self._ledger = Ledger(self.rows)
        self._open: _Open | None = None
        self._bands: tuple[Band, ...] = ()

    def take_page(self, page: Page) -> None:
        self.facts.note_page(page.text)
        tables = _outermost(page.tables) if page.is_laid_out and not page.is_unreadable else []
        blocks = [_block(page, number, Outcome("other_content")) for number in range(1, len(tables) + 1)] or [
            _block(page, 1, _outcome_without_table(page, self._is_of_results))
        ]
        self.rows.page_blocks += blocks
        lines = [replace(line, text=Text(line.text, [CellId(page.number, 0, number, 1)])) for number, line in enumerate(page.lines, 1)]
        self._ledger.open_page(page, blocks, _numbered(page.tables, tables), lines)
        if not tables:
            if self._open is not None and (not page.is_laid_out or count_characters([line.text for line in page.lines]) > _LONGEST_NOTE):
                self.close()
            return
        above_last = -1.0
        for number, table in enumerate(tables, 1):
            if table.doubt:
                blocks[number - 1] |= {"outcome": "unreadable", "reason": say("rows_not_read", table.doubt)}
                continue
            above = tuple(line for line in lines if above_last <= line.box.top and line.box.bottom <= table.box.top + 4)
            above_last = table.box.top
            for first, last in _forms(table, goes_on=number == 1 and self._form_has_block()):
                piece = Piece(
                    page.number, number, blocks[number - 1], Grid(table, first, last, page.number, number), above if first == 0 else (), page.as_displayed
                )
                self._take_piece(piece, table, is_first=number == 1 and first == 0)
        self._note_rest(page, tables[-1])

    def _form_has_block(self) -> bool:
        """Whether a form is open whose indicator block has begun."""
        return self._open is not None and isinstance(self._open.table, Form) and self._open.table.has_block

    @property
    def _is_of_results(self) -> bool:
        return self.facts.document_type in ("决算", "自评")

    def finish(self) -> None:
        """To be called behind the last page."""
        self.close()
        self._ledger.settle()

    def _note_rest(self, page: Page, last: Table) -> None:
        rest = [squeeze(line.text) for line in page.lines if line.box.top > last.box.bottom - 4]
        if self._open is not None and (any(_HEADING.match(text) or text.endswith("目标表") for text in rest) or count_characters(rest) > _LONGEST_NOTE):
            self._open.may_go_on = False

    def _take_piece(self, piece: Piece, table: Table, is_first: bool) -> None:
        caption = read_caption(piece.above)
        found = headers(piece.grid)
        before = self._open if self._goes_on(piece, table, caption, is_first) else None
        if is_self_evaluation(piece.grid, found) or names_results(squeeze(caption.title)):
            self._start(_Other(Outcome("self_evaluation", reason=say("self_evaluation_table"))), piece, table, caption)
        elif found and found[0].kind == "list":
            self._take_list(piece, table, caption, found[0])
        elif (
            before is not None
            and not (found and isinstance(before.table, ListTable))
            and (_goes_on_as_form(before, piece) or not self._is_new_form(piece, caption, found))
        ):
            _feed(before, piece)
            before.advance(piece, table)
        elif self._is_new_form(piece, caption, found) or found:
            self._start(None, piece, table, caption)
        else:
            self._start(_Other(Outcome("other_content", reason=say("no_target_headings"), is_doubtful=True)), piece, table, caption)

    def _goes_on(self, piece: Piece, table: Table, caption: Caption, is_first: bool) -> bool:
        """Whether a piece without headings of a new table may belong to the table before it."""
        last = self._open
        if last is None:
            return False
        is_alike = min(table.box.x1, last.x1) - max(table.box.x0, last.x0) > 0.6 * max(1.0, min(table.box.x1 - table.box.x0, last.x1 - last.x0))
        if piece.page == last.page:
            return is_alike and isinstance(last.table, Form) and not last.table.has_block and not caption.title and table.box.top - last.bottom <= _SMALLEST_GAP
        repeats = not caption.title or last.is_titled(caption.title)
        named = {role: caption.pairs[role] for role in ("project_name", "project_code", "whole_department") if role in caption.pairs}
        repeats = repeats and all(squeeze(last.caption.pairs.get(role, "")) == squeeze(name) for role, name in named.items())
        return is_first and piece.page == last.page + 1 and last.may_go_on and is_alike and repeats

    def _is_new_form(self, piece: Piece, caption: Caption, found: list[Header]) -> bool:
        """Whether a form begins: with its project's or department's label, a title of its own, or money under a title."""
        words = vocabulary()
        first_header = found[0].first_row if found else piece.grid.row_count
        if first_header == 0 and not caption.is_target_title:
            return False
        opening = [cell for row in range(min(_FIRST_ROWS, first_header, piece.grid.row_count)) for cell in piece.grid.starts(row)]
        labels = {cell.key for cell in opening if words.labels.role(cell.key) in _FORM_LABELS and _has_place(piece.grid, cell.row, cell.last_column)}
        in_list = self._open is not None and isinstance(self._open.table, ListTable)
        if any(words.labels.role(key) in ("project_name", "whole_department") for key in labels) and (not in_list or len(labels) > 1):
            return True
        if any(_is_title(cell.value) and _is_alone(piece.grid, cell) for cell in opening):
            return True
        if not caption.is_target_title:
            return False
        last = self._open
        if last is None or isinstance(last.table, _Other) or not last.is_titled(caption.title) or piece.page != last.page + 1:
            return True
        # A break behind the first rows of a form leaves its money to the next page.
        awaits_money = isinstance(last.table, Form) and not (last.table.amounts or last.table.has_block)
        return not awaits_money and any(words.money.role(cell.key) for cell in opening)

    def _take_list(self, piece: Piece, table: Table, caption: Caption, header: Header) -> None:
        last = self._open
        if (
            last is not None
            and isinstance(last.table, ListTable)
            and last.page in (piece.page, piece.page - 1)
            and {*header.keys} == {band.key for band in last.table.bands}
            and (not caption.title or _bare_title(caption.title) == _bare_title(last.caption.title))
        ):
            last.table.feed(piece, header, caption.pairs)
            last.advance(piece, table)
        else:
            self._start(ListTable(), piece, table, caption, header)

    def _start(self, target: ListTable | _Other | None, piece: Piece, table: Table, caption: Caption, header: Header | None = None) -> None:
        before = self._open
        self.close()
        title = caption.title or (before.title if before is not None and before.page == piece.page else "")
        self._open = _Open(target or Form(self._bands), caption, piece.page, table.box.bottom, table.box.x0, table.box.x1, title)
        _feed(self._open, piece, header, caption.pairs | _pairs_in_table(piece, header))

    def close(self) -> None:
        """Ends the open table: its rows are landed, or its blocks say why not."""
        if self._open is None:
            return
        target, caption = self._open.table, self._open.caption
        self._open = None
        if isinstance(target, _Other):
            outcome = target.outcome
        elif self._is_of_results:
            outcome = Outcome("other_content", reason=say("final_accounts"))
        elif isinstance(target, Form):
            target.finish()
            self._bands = target.bands or self._bands
            outcome = land_form(self.rows, target, caption, self.facts.title)
        else:
            outcome = land_list(self.rows, target, caption, self.facts.title)
        if not isinstance(target, _Other):
            self._ledger.note({source: LABEL for line in caption.lines for source in cells_of(line)}, asides=cells_aside(target.pieces))
        for piece in target.pieces:
            self._close_piece(piece, outcome, caption.is_target_title and _names_table(caption.title))
            if not isinstance(target, _Other):
                self._ledger.note(piece.notes, piece.roles)
                self._ledger.add_form_words(piece.page, piece.table_number, target.headings | (target.labels if isinstance(target, Form) else set()))
        self._ledger.settle(before=target.pieces[-1].page)

    def _close_piece(self, piece: Piece, outcome: Outcome, is_titled: bool) -> None:
        block, is_target = piece.block, outcome.outcome == "target_table"
        if block["outcome"] != "target_table" or is_target:
            block |= {"outcome": outcome.outcome, "layout": outcome.layout, "reason": outcome.reason or block["reason"]}
        block["row_count"] += piece.row_count if is_target else 0
        if outcome.is_doubtful:
            self._ledger.doubt(piece.page, piece.table_number, is_titled)


def _pairs_in_table(piece: Piece, header: Header | None) -> dict[str, str]:
    """What rows above the headings, inside the table's rules, say of all its rows."""
    cells = [cell for row in range(header.first_row if header else 0) for cell in piece.grid.starts(row)]
    lines = [Line(cell.value, cell.box) for cell in cells if cell.value]
    piece.note(LABEL, *(cell for cell in cells if cell.value))
    return read_caption(lines).pairs


def _bare_title(title: str) -> str:
    """A title without what says that it is printed again, or for which part of the table: （续）, （二）, 续表."""
    return _PART_OF_TITLE.sub("", squeeze(title))


def _names_table(title: str) -> bool:
    """Whether a title calls what stands below it a table, a year or another remark in brackets left out."""
    return "表" in _REMARK.sub("", squeeze(title))[-8:]


def _has_place(grid: Grid, row: int, last_column: int) -> bool:
    return grid.at(row, last_column + 1) is not None


def _is_alone(grid: Grid, cell: GridCell) -> bool:
    return 2 * cell.column_span > grid.column_count and not any(other.value for other in grid.row(cell.row) if other is not cell)


def _is_title(text: str) -> bool:
    folded = squeeze(text)
    return "绩效目标" in folded and "表" in folded[-8:] and len(folded) < 120 and vocabulary().labels.role(normal(text)) is None


def _forms(table: Table, goes_on: bool) -> list[tuple[int, int]]:
    """The row ranges of forms that are drawn as one table, one under the other, or of a list whose headings stand again between its rows.

    ``goes_on``: the block of a form before it may go on in it.
    """
    grid = Grid(table)
    words = vocabulary()
    found = headers(grid)
    again = [header.first_row for header in found if header.kind == found[0].kind == "list" and header.keys == found[0].keys][1:]
    if again:
        return [(start, end - 1) for start, end in pairwise([0, *again, grid.row_count])]
    starts = [0]
    blocks = [header.first_row for header in found if header.kind == "form"]
    has_label = False
    opening = next((cell.key for cell in grid.starts(0)[:1] if words.labels.role(cell.key) in _FORM_LABELS), None)
    for row in range(grid.row_count):
        cells = grid.starts(row)
        roles = [words.labels.role(cell.key) for cell in cells[:2]]
        names_project = roles[:1] and roles[0] in _FORM_LABELS and any(words.labels.role(cell.key) == "project_name" for cell in cells[1:-1])
        if row and cells and (any(starts[-1] <= block < row for block in blocks) or (goes_on and len(starts) == 1 and not has_label)):
            is_label = (
                (roles[0] in ("project_name", "whole_department") or cells[0].key == opening or names_project) and cells[0].column == 0 and len(cells) > 1
            )
            if is_label or (len(cells) == 1 and _is_title(cells[0].value)):
                starts.append(_first_label(grid, row, starts[-1]))
        has_label = has_label or any(role in _FORM_LABELS for role in roles) or (len(cells) == 1 and _is_title(cells[0].value))
    return [(start, end - 1) for start, end in pairwise([*starts, grid.row_count])]


def _first_label(grid: Grid, row: int, least: int) -> int:
    """The first of the rows with labels right above ``row``: a unit or a code may stand over the project's name."""
    while row - 1 > least and any(vocabulary().labels.role(cell.key) in _FORM_LABELS for cell in grid.starts(row - 1)[:1]):
        row -= 1
    return row


def _numbered(tables: Sequence[Table], outermost: Sequence[Table]) -> list[tuple[int, int, Table]]:
    """Each table with its number on the page and the number of its block: one inside another, from which it takes its characters, belongs to that one's block."""
    inner = [one for one in tables if one not in outermost]
    around = [next(number for number, other in enumerate(outermost, 1) if _lies_in(one, other)) for one in inner]
    return [(number, number, one) for number, one in enumerate(outermost, 1)] + [
        (len(outermost) + number, block, one) for number, (block, one) in enumerate(zip(around, inner, strict=True), 1)
    ]


def _lies_in(inner: Table, outer: Table) -> bool:
    box, around = inner.box, outer.box
    return around.x0 <= box.x0 and around.top <= box.top and box.x1 <= around.x1 and box.bottom <= around.bottom


def _outermost(tables: Iterable[Table]) -> list[Table]:
    """Top to bottom, without tables inside another's box (strokes of a logo or a diagonal are taken for small tables)."""
    tables = sorted(tables, key=lambda table: (table.box.top, table.box.x0))
    return [
        one
        for number, one in enumerate(tables)
        if not any(_lies_in(one, other) and (other.box != one.box or at < number) for at, other in enumerate(tables) if at != number)
    ]


def _outcome_without_table(page: Page, is_of_results: bool) -> Outcome:
    """``is_of_results``: the document calls itself final accounts or a self-evaluation, which set no targets."""
    if page.is_unreadable:
        return Outcome("unreadable", reason=say("unreadable_page", page.reason))
    if page.is_image_only:
        return Outcome("image_only", reason=page.reason)
    if not page.visible_character_count and not page.tables:
        return Outcome("other_content", reason=say("empty_page"))
    words = [word for line in page.lines for word in line.text.split()]
    if not is_of_results and names_levels(words) and not any(vocabulary().self_evaluation.role(normal(word)) for word in words):
        return Outcome("unreadable", reason=say("levels_without_rows"))
    if shows_target_table([line.text for line in page.lines]):
        return Outcome("unreadable", reason=say("unreadable_text_table"))
    return Outcome("other_content", reason=page.reason or say("no_table" if page.is_laid_out else "no_target_headings"))


def _laid_out(page: Page) -> int:
    """Characters that lines and cells hold; as many as are visible, unless laying out lost some. A page that was not laid out has lost none."""
    if not page.is_laid_out or page.is_unreadable:
        return page.visible_character_count
    return count_characters(line.text for line in page.lines) + count_characters(cell.text for table in page.tables for cell in table.cells)


def _block(page: Page, number: int, outcome: Outcome) -> Row:
    return {
        "page_number": page.number,
        "block_number": number,
        "outcome": outcome.outcome,
        "layout": outcome.layout,
        "engine": page.engine,
        "row_count": 0,
        "reason": outcome.reason or page.reason,
        "visible_character_count": page.visible_character_count if number == 1 else 0,
        "laid_out_character_count": _laid_out(page) if number == 1 else 0,
        "table_character_count": 0,
        "cell_character_count": 0,
        "lost_indicator_count": 0,
        "lost_project_count": 0,
        "hidden_character_count": page.hidden_character_count if number == 1 else 0,
        "is_engine_disputed": page.is_disputed,
    }
