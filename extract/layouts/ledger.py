"""The ledger: every cell and every line of a page that prints a target table, and what became of it.

A cell is written down by its place, from the page as read. What became of it is said by whoever took it: the fields of the
landed rows (``DocumentRows.land``), and the notes of the pieces (headings, labels). A cell that nobody took is a remainder.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.layouts.losses import LEVEL, REMAINDER, Settled, losses
from extract.layouts.recognise.aside import Aside, Asides
from extract.layouts.words import MONEY_UNIT, value
from extract.pages import Box, Cell, Line, Page, Table
from extract.provenance import CellId, cells_of
from extract.reasons import say
from extract.rows import DocumentRows, Row, places
from extract.text import count_characters, squeeze
from extract.vocabulary import normal, vocabulary

LANDED = "landed"
HEADING = "heading"
REPEATED_HEADING = "repeated_heading"
LABEL = "label"
FILLER = "filler"
ASIDE = "aside"
OTHER_TABLE = "other_table"
OUTSIDE = "outside"
USES = (LANDED, HEADING, REPEATED_HEADING, LABEL, LEVEL, FILLER, ASIDE, OTHER_TABLE, OUTSIDE, REMAINDER)

# What a template prints in places that were not filled in: dashes, 指标1：, 目标 1:, …
_FILLER = re.compile(r"^(?:[-–—―/\\.。·…、*×]|指标?\d*[:：、.]?(?=$|[-–—―/\\.·…])|目标\d+[:：、.]?)+$")
# A title inside the table that says no more than what kind of form it is, and the unit of its money.
_TITLE = re.compile(
    r"^(?:附?(?:预算)?表\d+(?:-\d+)*)?(?:20\d\d|年度?|省级|市级|区级|县级|部门|单位|政策|项目|专项|资金|支出|预算|整体|绩效|目标|申报|和|及|、)*目标(?:申报)?表(?:\([^()]*\))?$"
)
_MONEY_UNIT = re.compile(rf"^\(?(?:(?:金额)?单位:?)?(?:人民币)?{MONEY_UNIT}\)?$")
# So many cells that are the name of a level make a table one of indicators, whatever its headings say.
_LEAST_LEVEL_CELLS = 3
# And so many that are filled in make it one under a title that says so.
_LEAST_FILLED = 5
_LONGEST_WORD = 40
_TARGETS = ("target_table", "unreadable")


@dataclass(eq=False, slots=True)
class _Sheet:
    """A page as read: its blocks, the cells of its tables with their identity and block, and its lines."""

    number: int
    displayed: Callable[[Box], Box | None]  # a box of the page on the page as displayed
    blocks: list[Row]
    cells: list[tuple[CellId, Cell, int]] = field(default_factory=list)
    lines: list[tuple[CellId, Line]] = field(default_factory=list)


class Ledger:
    """Fed the pages in order; ``settle`` writes those whose tables are all closed into ``rows``."""

    def __init__(self, rows: DocumentRows) -> None:
        self._rows = rows
        self._sheets: list[_Sheet] = []
        self._notes: dict[CellId, str] = {}
        self._roles: dict[CellId, str] = {}
        self._asides: Asides = {}
        self._words: dict[tuple[int, int], set[str]] = {}
        self._doubtful: dict[tuple[int, int], bool] = {}

    def open_page(self, page: Page, blocks: list[Row], tables: Iterable[tuple[int, int, Table]], lines: Iterable[Line]) -> None:
        """``tables``: each with its number on the page and the number of its block; ``lines`` know their place."""
        number = page.number
        sheet = _Sheet(number, page.as_displayed, blocks)
        for table_number, block, table in tables:
            sheet.cells += [(CellId(number, table_number, cell.row + 1, cell.column + 1), cell, block) for cell in table.cells if cell.text.strip()]
        sheet.lines = [(cells_of(line.text)[0], line) for line in lines if line.text.strip()]
        self._sheets.append(sheet)

    def note(self, notes: Mapping[CellId, str], roles: Mapping[CellId, str] | None = None, asides: Mapping[CellId, Aside] | None = None) -> None:
        """What the pieces of a table wrote down about their cells."""
        self._notes |= notes
        self._roles |= roles or {}
        self._asides |= asides or {}

    def add_form_words(self, page: int, block: int, words: set[str]) -> None:
        """The headings and labels of a block's table, in normal form."""
        self._words.setdefault((page, block), set()).update(words)

    def doubt(self, page: int, block: int, is_titled: bool) -> None:
        """A table that no layout knows: where it names levels, or is filled in under a title of targets, it is a target table that could not be read."""
        self._doubtful[page, block] = is_titled

    def settle(self, before: int | None = None) -> None:
        """Writes the pages numbered below ``before``, all where it is None."""
        while self._sheets and (before is None or self._sheets[0].number < before):
            self._settle(self._sheets.pop(0))

    def _settle(self, sheet: _Sheet) -> None:
        settled = [
            [self._settled(place, cell.text, block) for place, cell, own in sheet.cells if own == number] for number, block in enumerate(sheet.blocks, 1)
        ]
        for block, cells in zip(sheet.blocks, settled, strict=True):
            self._judge(sheet.number, block, cells)
        if any(block["outcome"] in _TARGETS for block in sheet.blocks):
            boxes = {place: sheet.displayed(cell.box) for place, cell, _ in sheet.cells} | {place: sheet.displayed(line.box) for place, line in sheet.lines}
            lines = [self._settled(place, line.text, sheet.blocks[0]) for place, line in sheet.lines]
            for block, cells in [*zip(sheet.blocks, settled, strict=True), (sheet.blocks[0], lines)]:
                self._rows.table_cells += [self._row(cell, boxes[cell.place], block) for cell in cells]

    def _judge(self, page: int, block: Row, cells: list[Settled]) -> None:
        """Settles the outcome of a block by what became of its cells, and counts the rows that were not read."""
        left = [cell for cell in cells if cell.use == REMAINDER]
        if block["outcome"] == "target_table" and not any(cell.use == LANDED for cell in cells):
            if left:
                block |= {"outcome": "unreadable", "reason": say("cells_without_rows", _said(left))}
            else:
                block |= {"outcome": "other_content", "reason": block["reason"] or say("headings_only")}
        elif (page, block["block_number"]) in self._doubtful and names_levels(cell.text for cell in cells):
            block |= {"outcome": "unreadable", "reason": f"{block['reason']}; {say('levels_without_rows', _said(cells))}"}
        elif self._doubtful.get((page, block["block_number"])) and len(left) >= _LEAST_FILLED:
            block |= {"outcome": "unreadable", "reason": f"{block['reason']}; {say('title_without_rows', _said(left))}"}
        if block["outcome"] not in _TARGETS:
            return
        block["table_character_count"] = count_characters(cell.text for cell in cells)
        block["cell_character_count"] = count_characters(cell.text for cell in cells if cell.use in (LANDED, HEADING, REPEATED_HEADING, LABEL, LEVEL))
        lost = losses(cells)
        block |= {"lost_indicator_count": len(lost.indicators), "lost_project_count": len(lost.projects)}
        if block["outcome"] == "target_table" and lost.cells:
            block["reason"] = "; ".join(filter(None, (block["reason"], say("rows_not_read", _said(lost.cells)))))

    def _settled(self, place: CellId, text: str, block: Row) -> Settled:
        """A cell with what became of it."""
        use, heading = self._use(place, text, block)
        return Settled(place, text, use, self._roles.get(place), heading, self._rows.landed_cells.get(place, frozenset()))

    def _use(self, place: CellId, text: str, block: Row) -> tuple[str, str | None]:
        """What became of a cell, and the heading or label that it stands aside under."""
        if place in self._rows.landed_cells:
            return LANDED, None
        if place in self._notes:
            return self._notes[place], None
        kind = _kind_by_words(text, self._words.get((place.page, block["block_number"]), set()))
        if kind:
            return kind, None
        if place.table == 0:
            return OUTSIDE, None
        aside = self._asides.get(place)
        return (ASIDE if aside.is_listed else REMAINDER, aside.heading) if aside else (REMAINDER, None)

    def _row(self, cell: Settled, box: Box | None, block: Row) -> Row:
        is_other = cell.use in (REMAINDER, ASIDE) and block["outcome"] not in _TARGETS
        use = OTHER_TABLE if is_other else cell.use
        return {
            "page_number": cell.place.page,
            "block_number": block["block_number"],
            "table_number": cell.place.table,
            "row_number": cell.place.row,
            "column_number": cell.place.column,
            "cell_use": use,
            "cell_role": cell.role,
            "aside_heading_text": None if is_other else cell.heading,
            "reason": self._reason(use, cell.heading, block),
            "cell_text": value(cell.text),
            **places(box),
        }

    @staticmethod
    def _reason(use: str, heading: str | None, block: Row) -> str | None:
        if use != REMAINDER:
            return None
        if block["outcome"] == "unreadable":
            return str(block["reason"])
        return say("unknown_heading", heading) if heading else say("taken_by_nobody")


def names_levels(texts: Iterable[str]) -> bool:
    """Whether some of the texts, each a cell or a word of its own, are names of levels of indicators: what prints them so prints targets."""
    known = vocabulary().level_names
    found = [key for text in texts if len(text) <= _LONGEST_WORD for key in [normal(text)] if key in known and key.endswith("指标")]
    return len(found) >= _LEAST_LEVEL_CELLS and len(set(found)) > 1


def _kind_by_words(text: str, form_words: set[str]) -> str | None:
    """What a cell says by itself: a heading or label, a level's name, a title, a place of the template that was left as it was."""
    if len(text) > 3 * _LONGEST_WORD:
        return None
    words, key = vocabulary(), normal(text)
    # A label that is drawn twice in one cell is still that label.
    key = key[: (key + key).find(key, 1)] if key else key
    if key in words.level_names:
        return LEVEL
    bare = squeeze(text)
    is_label = key in form_words or key in words.total_words or any(one.role(key) for one in (words.columns, words.labels, words.money))
    if is_label or _TITLE.match(bare) or _MONEY_UNIT.match(bare):
        return LABEL
    return FILLER if _FILLER.match(bare) else None


def _said(cells: Sequence[Settled]) -> str:
    """How many cells, and what the first of them prints."""
    example = value(cells[0].text)
    return f"{len(cells)} 格 / {len(cells)} cells: {example[:30]}{'…' if len(example) > 30 else ''}"
