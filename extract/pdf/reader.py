"""The one entry of the PDF reader: a document's pages, one at a time."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.geometry.alignment import BY_ALIGNMENT, CUT_BEFORE, aligned_table
from extract.geometry.characters import Characters, characters, of_glyphs, stands_at
from extract.geometry.glyphs import Glyphs
from extract.geometry.lattice import Printed, lattices
from extract.geometry.lines import fill
from extract.geometry.overleaf import ends_in_table, goes_on, last_table
from extract.geometry.page_space import PageSpace
from extract.geometry.raised import with_rise
from extract.geometry.rules import Rules
from extract.geometry.turned import SIDEWAYS, holds_turned_table, turn_of, turned_back
from extract.geometry.watermark import overlay
from extract.memory import give_back_memory
from extract.pages import Document, Page, Signs
from extract.pdf import form_fields, gate, oxide, plumber, referee, symbols
from extract.pdf.covered import unseen
from extract.pdf.engine import EngineFailure
from extract.pdf.file_marks import names_in
from extract.pdf.gate import GateCharacters, GateDocument, GatePage
from extract.pdf.margins import margins_as
from extract.pdf.oxide import OxideDocument
from extract.pdf.pictures import MOST_CHARACTERS, is_picture
from extract.pdf.plumber import PlumberDocument
from extract.reasons import UnreadableError, say
from extract.text import squeeze

# A character of another engine is a hidden one of the gate's when it stands within so many points of it.
SAME_PLACE = 1.0
# Engines keep what they decoded of a document until it is closed: it is opened anew after so many pages.
PAGES_HELD = 24
_USER_UNIT, _LAYERS = b"/UserUnit", b"/OCProperties"


def open_document(path: Path, signs: Signs) -> Document:
    """What cannot be read is said when the first page is asked for."""
    return Document(read_pages(path, signs.words))


def read_pages(path: Path, gate_words: Sequence[str], only: Container[int] | None = None) -> Iterator[Page]:
    """The pages of ``path`` in order, each read when it is asked for and closed before the next.

    A page is laid out when one of ``gate_words`` (compared without white space) stands on it, or when it may continue
    a table of the page before. ``only`` names the pages to read (from 1), all where it is null. Raises UnreadableError before the first page where nothing can be read.
    """
    words = tuple(map(squeeze, gate_words))
    document = _Document(path, words)
    try:
        before: Page | None = None
        for index in range(document.page_count):
            if only is not None and index + 1 not in only:
                before = None
                continue
            before = document.page(index, before)
            yield before
            if (index + 1) % PAGES_HELD == 0:
                document.let_go()
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page as one engine reads it, hidden characters and second prints left out."""

    engine: str
    glyphs: Glyphs
    rules: Rules
    path_count: int | None
    hidden_count: int
    is_pale: NDArray[np.bool_] | None = None  # which glyphs are in pale ink, None where none is

    def characters(self) -> Characters:
        return of_glyphs(self.glyphs)


class _Document:
    def __init__(self, path: Path, words: Sequence[str]) -> None:
        self._path = path
        self._words = words
        self._gate = GateDocument(path)
        self.page_count = self._gate.page_count
        names = names_in(path, (_USER_UNIT, _LAYERS, *form_fields.NAMES_IN_FILE, *symbols.NAMES_IN_FILE))
        self._has_user_units, self._has_layers, self._has_symbols = _USER_UNIT in names, _LAYERS in names, not names.isdisjoint(symbols.NAMES_IN_FILE)
        self._form = None if names.isdisjoint(form_fields.NAMES_IN_FILE) else form_fields.printed_form(path)
        if self._form is not None:
            self._path = self._form.path
            self._gate.close()
            self._gate = GateDocument(self._path)
        self._slow: PlumberDocument | None = None
        self._fast: OxideDocument | None = None
        self._fast_failure: str | None = None
        self._is_fast_opened = False

    def close(self) -> None:
        self._gate.close()
        self._close_others()
        if self._form is not None:
            self._form.close()

    def let_go(self) -> None:
        """Frees what the engines hold of the pages so far."""
        self._gate.close()
        self._gate = GateDocument(self._path)
        self._close_others()
        give_back_memory()

    def _close_others(self) -> None:
        if self._slow is not None:
            self._slow.close()
        self._slow = self._fast = None
        self._is_fast_opened = False

    def page(self, index: int, before: Page | None) -> Page:
        try:
            page = self._gate.page(index)
        except EngineFailure as failure:
            return Page(index + 1, 0.0, 0.0, "", gate.NAME, is_laid_out=False, is_unreadable=True, reason=str(failure))
        try:
            columns = _open_columns(before), _table_columns(before)
            if page.holds(self._words):
                return _after(before, _with_pictures(page, self._laid_out(index, page, *columns)))
            if before is not None and ends_in_table(before) and not page.is_blank:
                candidate = self._laid_out(index, page, *columns)
                if goes_on(before, candidate):
                    return candidate
            space = page.space()
            is_scan = page.is_blank and page.has_image()
            fault = self._fault_of_blank(index, page) if page.is_blank and not is_scan else None
            not_read = None if is_scan or fault else _not_characters(page, space)
            return Page(
                index + 1,
                space.width,
                space.height,
                page.text,
                gate.NAME,
                is_laid_out=False,
                reason=not_read or fault,
                is_unreadable=fault is not None,
                is_image_only=is_scan or not_read is not None,
                visible_character_count=len(page.squeezed),
            )
        finally:
            page.close()

    def _laid_out(self, index: int, page: GatePage, columns: Sequence[float], table_columns: Sequence[float]) -> Page:
        space = page.space(self._user_unit(index))
        assembled = partial(_assembled, index, page, space, self._words, columns, table_columns)
        seen = _without_white_on_white(page, space)
        try:
            np.logical_or(seen.is_hidden, unseen(page, space, seen, has_layers=self._has_layers), out=seen.is_hidden)
        except (UnreadableError, EngineFailure) as doubt:
            return _unreadable(index, page, space, str(doubt), is_disputed=False)
        expected = characters(seen.codes[~seen.is_hidden], seen.x[~seen.is_hidden], seen.y[~seen.is_hidden])
        fast, objection = self._fast_reading(index, space, seen)
        if fast is not None and objection is None:
            objection = referee.disagreement(fast.characters(), expected, fast.engine, gate.NAME)
            if objection is not None and (placed := margins_as(expected, fast.glyphs, fast.rules)) is not None:
                fast = replace(fast, glyphs=placed)
                objection = referee.disagreement(fast.characters(), expected, fast.engine, gate.NAME)
            is_disputed = objection is not None
            if objection is None and fast.path_count is not None:
                objection = referee.path_disagreement(fast.path_count, page.path_count(), fast.engine, gate.NAME)
        else:
            is_disputed = fast is not None
        if fast is not None and objection is None:
            return assembled(fast, None, is_disputed=False)
        slow, failure = self._slow_reading(index, space, seen)
        if slow is None:
            return _unreadable(index, page, space, f"{objection}; {failure}")
        difference = referee.disagreement(*_without_signs(slow, expected), slow.engine, gate.NAME)
        if difference is None:
            return assembled(slow, objection, is_disputed=is_disputed)
        if fast is not None and not is_disputed:
            # Only the rules are in question: the characters are those that two engines agree on.
            mixed = replace(fast, rules=slow.rules, path_count=None)
            return assembled(mixed, f"{objection}; rules by {slow.engine}, whose characters differ: {difference}", is_disputed=True)
        # Two engines that both see nothing are no evidence against one that sees something.
        if fast is not None and len(slow.characters()) and referee.disagreement(fast.characters(), slow.characters(), fast.engine, slow.engine) is None:
            return assembled(slow, f"{difference}; {fast.engine} and {slow.engine} agree", is_disputed=True)
        return _unreadable(index, page, space, f"{objection}; {difference}")

    def _fast_reading(self, index: int, space: PageSpace, seen: GateCharacters) -> tuple[_Reading | None, str | None]:
        """The fast engine's reading, and why it must not serve."""
        if not self._is_fast_opened:
            self._is_fast_opened = True
            try:
                self._fast = OxideDocument(self._path)
                if self._fast.page_count != self.page_count:
                    self._fast_failure = f"{oxide.NAME} counts {self._fast.page_count} pages, {gate.NAME} {self.page_count}"
                    self._fast = None
            except EngineFailure as failure:
                self._fast_failure = str(failure)
        if self._fast is None:
            return None, self._fast_failure
        try:
            glyphs, rules, path_count = self._fast.read(index, space, has_symbols=self._has_symbols)
        except EngineFailure as failure:
            return None, str(failure)
        recovery = self._fast.recovery()
        reading = self._reading(oxide.NAME, glyphs, rules, path_count, index, space, seen)
        return reading, f"{oxide.NAME} repaired the document: {recovery}" if recovery else None

    def _slow_reading(self, index: int, space: PageSpace, seen: GateCharacters) -> tuple[_Reading | None, str | None]:
        try:
            document = self._opened_slow()
            if miscount := self._other_page_count(document):
                return None, miscount
            glyphs, rules = document.read(index, space)
        except EngineFailure as failure:
            return None, str(failure)
        return self._reading(plumber.NAME, glyphs, rules, None, index, space, seen), None

    def _reading(self, engine: str, glyphs: Glyphs, rules: Rules, path_count: int | None, index: int, space: PageSpace, seen: GateCharacters) -> _Reading:
        glyphs, hidden = _visible(with_rise(glyphs, Characters(seen.codes, seen.x, seen.y)), seen, space)
        rules = rules if self._form is None else self._form.without_borders(index, rules, space)
        return _Reading(engine, glyphs, rules, path_count, hidden, _pale(glyphs, seen))

    def _fault_of_blank(self, index: int, page: GatePage) -> str | None:
        """Why a page without text or picture is not simply empty."""
        if page.has_unread_text:
            return f"{gate.NAME} finds text drawn on the page, but can read no character of it"
        if not page.is_without_objects:
            return None
        try:
            document = self._opened_slow()
            return self._other_page_count(document) or document.content_fault(index)
        except EngineFailure as failure:
            return str(failure)

    def _other_page_count(self, document: PlumberDocument) -> str | None:
        if document.page_count == self.page_count:
            return None
        return f"{plumber.NAME} counts {document.page_count} pages, {gate.NAME} {self.page_count}"

    def _opened_slow(self) -> PlumberDocument:
        if self._slow is None:
            self._slow = PlumberDocument(self._path)
        return self._slow

    def _user_unit(self, index: int) -> float:
        """pdfium does not tell a page's user unit; the slow engine is asked only where the file names one."""
        if not self._has_user_units:
            return 1.0
        try:
            return self._opened_slow().user_unit(index)
        except EngineFailure:
            return 1.0


def _without_white_on_white(page: GatePage, space: PageSpace) -> GateCharacters:
    """The gate's characters, white ones hidden where no coloured ground or picture lies behind them."""
    seen = page.characters(space)
    if seen.is_white.any():
        middle_x, middle_y = seen.x + 0.3 * seen.size, seen.y - 0.3 * seen.size
        on_ground = np.zeros(len(seen.codes), dtype=bool)
        for x0, top, x1, bottom in page.grounds(space):
            on_ground |= (middle_x >= x0) & (middle_x <= x1) & (middle_y >= top) & (middle_y <= bottom)
        np.logical_or(seen.is_hidden, seen.is_white & ~on_ground, out=seen.is_hidden)
    return seen


def _visible(glyphs: Glyphs, seen: GateCharacters, space: PageSpace) -> tuple[Glyphs, int]:
    """Without what is off the page, printed twice, or hidden; and how many characters were hidden or off the page."""
    on_page = (glyphs.x >= 0) & (glyphs.x <= space.width) & (glyphs.y >= 0) & (glyphs.y <= space.height)
    keep = on_page | glyphs.is_blank
    if seen.is_hidden.any():
        mine = Characters(glyphs.codes, glyphs.x, glyphs.y)
        hidden, shown = (Characters(seen.codes[kind], seen.x[kind], seen.y[kind]) for kind in (seen.is_hidden, ~seen.is_hidden))
        candidates = np.flatnonzero(keep & stands_at(mine, hidden, SAME_PLACE))
        keep[candidates[~stands_at(mine.take(candidates), shown, SAME_PLACE)]] = False
    return glyphs.take(keep).without_overprints(), int((~keep).sum())


def _without_signs(reading: _Reading, expected: Characters) -> tuple[Characters, Characters]:
    """Both readings without the characters of symbol fonts: the gate leaves single ones out where such a font is not embedded."""
    sign = reading.glyphs.sign
    if sign is None:
        return reading.characters(), expected
    signs = of_glyphs(reading.glyphs.take(sign != ""))
    mine, theirs = (Characters(np.zeros_like(one.codes), one.x, one.y) for one in (expected, signs))
    at_signs = stands_at(mine, theirs, SAME_PLACE)
    return of_glyphs(reading.glyphs.take(sign == "")), expected.take(~at_signs)


def _pale(glyphs: Glyphs, seen: GateCharacters) -> NDArray[np.bool_] | None:
    """Which of ``glyphs`` are in pale ink, by the gate's characters that stand there."""
    if not seen.is_pale.any():
        return None
    pale = stands_at(Characters(glyphs.codes, glyphs.x, glyphs.y), Characters(seen.codes[seen.is_pale], seen.x[seen.is_pale], seen.y[seen.is_pale]), SAME_PLACE)
    return pale if pale.any() else None


def _open_columns(before: Page | None) -> tuple[float, ...]:
    """The columns of a table without rules between them that may go on overleaf."""
    return before.aligned_columns if before is not None and (before.is_unreadable or ends_in_table(before)) else ()


def _table_columns(before: Page | None) -> tuple[float, ...]:
    """The columns of the table that may go on overleaf."""
    return last_table(before).column_edges if before is not None and before.tables and ends_in_table(before) else ()


def _not_characters(page: GatePage, space: PageSpace) -> str | None:
    """As what the content of a page is drawn whose words are not its characters; None where they are."""
    if page.has_outlined_words():
        return say("words_as_outlines")
    return say("words_beside_picture") if len(page.squeezed) <= MOST_CHARACTERS and is_picture(page, space) else None


def _with_pictures(page: GatePage, read: Page) -> Page:
    """A page that prints the words of target tables and holds none may show it as a picture."""
    if read.tables or read.is_unreadable or not is_picture(page, page.space()):
        return read
    return replace(read, is_image_only=True, reason=say("words_beside_picture"))


def _after(before: Page | None, page: Page) -> Page:
    """Without rules to its columns a page's first row may be the end of the last row of a page that could not be read."""
    if not page.aligned_columns or before is None or not before.is_unreadable or before.aligned_columns:
        return page
    return replace(page, is_unreadable=True, reason=CUT_BEFORE, tables=(), lines=())


def _assembled(
    index: int,
    page: GatePage,
    space: PageSpace,
    words: Sequence[str],
    columns: Sequence[float],
    table_columns: Sequence[float],
    reading: _Reading,
    reason: str | None,
    *,
    is_disputed: bool,
) -> Page:
    over = overlay(reading.glyphs, reading.is_pale, reading.rules)
    if over.doubt is not None:
        return _unreadable(index, page, space, "; ".join(filter(None, [over.doubt, reason])), is_disputed=is_disputed)
    glyphs, rules = reading.glyphs.take(~over.is_overlay).as_shown(), reading.rules
    turn = turn_of(glyphs)
    if turn:
        glyphs, rules = turned_back(glyphs, rules, space, turn)
    found = lattices(rules, Printed(*glyphs.anchors(), table_columns))
    aligned = aligned_table(glyphs, rules, found, words, columns)
    grid = aligned.grid if aligned is not None else None
    if aligned is not None and grid is None:
        return _unreadable(index, page, space, "; ".join(filter(None, [aligned.doubt, reason])), is_disputed=is_disputed)
    if grid is not None:
        found = sorted([*found, grid], key=lambda one: (one.ys[0], one.xs[0]))
        reason = "; ".join(filter(None, [reason, BY_ALIGNMENT]))
    tables, lines = fill(found, glyphs)
    if holds_turned_table(tables, glyphs):
        return _unreadable(index, page, space, "; ".join(filter(None, [SIDEWAYS, reason])), is_disputed=is_disputed)
    width, height = (space.height, space.width) if turn in (90, 270) else (space.width, space.height)
    return Page(
        index + 1,
        round(width, 2),
        round(height, 2),
        page.text,
        reading.engine,
        is_laid_out=True,
        lines=lines,
        tables=tables,
        reason=reason,
        is_disputed=is_disputed,
        visible_character_count=int((~glyphs.is_blank).sum()),
        hidden_character_count=reading.hidden_count + len(reading.glyphs) - len(glyphs),
        aligned_columns=tuple(grid.xs.tolist()) if grid is not None else (),
        turn=turn,
    )


def _unreadable(index: int, page: GatePage, space: PageSpace, reason: str | None, *, is_disputed: bool = True) -> Page:
    return Page(
        index + 1,
        round(space.width, 2),
        round(space.height, 2),
        page.text,
        gate.NAME,
        is_laid_out=True,
        reason=reason,
        is_unreadable=True,
        is_disputed=is_disputed,
        visible_character_count=len(page.squeezed),
    )
