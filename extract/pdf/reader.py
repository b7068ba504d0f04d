"""The one entry of the PDF reader: a document's pages, one at a time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.pages import Line, Page, Table
from extract.pdf import gate, oxide
from extract.pdf.gate import GateDocument, GatePage, UnreadableDocument
from extract.pdf.glyphs import Glyphs
from extract.pdf.lattice import grids
from extract.pdf.lines import fill
from extract.pdf.oxide import OxideDocument
from extract.pdf.rules import Rules

__all__ = ["DEFAULT_GATE_WORDS", "UnreadableDocument", "read_pages"]

DEFAULT_GATE_WORDS = ("绩效指标", "绩效目标", "三级指标", "指标值", "指标名称", "年度指标值")
# A table that goes on overleaf keeps its sides within so many points.
SAME_EDGE = 8.0


def read_pages(path: Path, gate_words: Sequence[str] = DEFAULT_GATE_WORDS) -> Iterator[Page]:
    """The pages of ``path`` in order, each read when it is asked for and closed before the next.

    A page is laid out when one of ``gate_words`` (compared without white space) stands on it, or when it may continue
    a table of the page before. Raises ``UnreadableDocument`` before the first page where nothing can be read.
    """
    words = gate.gate_words(gate_words)
    document = GateDocument(path)
    try:
        fast = OxideDocument(path)
        before: Page | None = None
        for index in range(document.page_count):
            page = document.page(index)
            try:
                if page.holds(words):
                    result = _laid_out(index, page, fast)
                elif before is not None and before.is_laid_out and ends_in_table(before) and goes_on(before, candidate := _laid_out(index, page, fast)):
                    result = candidate
                else:
                    result = _text_only(index, page)
            finally:
                page.close()
            before = result
            yield result
    finally:
        document.close()


def ends_in_table(page: Page) -> bool:
    """Whether the last thing on a page, but for its number, is a table: it may go on overleaf."""
    return bool(page.tables) and not any(line.box.top > _last_table(page).box.bottom and _has_words(line) for line in page.lines)


def goes_on(before: Page, page: Page) -> bool:
    """Whether ``page`` begins (but for a running head) with a table as wide as the last table of the page before."""
    if not page.tables:
        return False
    first, last = page.tables[0], _last_table(before)
    if abs(first.box.x0 - last.box.x0) > SAME_EDGE or abs(first.box.x1 - last.box.x1) > SAME_EDGE:
        return False
    running_heads = {line.text for line in before.lines}
    return not any(line.box.bottom < first.box.top and _has_words(line) and line.text not in running_heads for line in page.lines)


def _last_table(page: Page) -> Table:
    return max(page.tables, key=lambda table: table.box.bottom)


def _has_words(line: Line) -> bool:
    return any(character.isalpha() for character in line.text)


def _text_only(index: int, page: GatePage) -> Page:
    space = page.space()
    return Page(
        index + 1,
        space.width,
        space.height,
        page.text,
        gate.NAME,
        is_laid_out=False,
        is_image_only=page.is_blank and page.has_image(),
        visible_character_count=len(page.squeezed),
    )


def _laid_out(index: int, page: GatePage, fast: OxideDocument) -> Page:
    space = page.space()
    glyphs, rules = fast.glyphs(index, space), fast.rules(index, space)
    return _assembled(index, page, glyphs, rules, oxide.NAME)


def _assembled(index: int, page: GatePage, glyphs: Glyphs, rules: Rules, engine: str) -> Page:
    space = page.space()
    glyphs = glyphs.without_overprints()
    tables, lines = fill(grids(rules), glyphs)
    return Page(
        index + 1,
        space.width,
        space.height,
        page.text,
        engine,
        is_laid_out=True,
        lines=lines,
        tables=tables,
        visible_character_count=int((~glyphs.is_blank).sum()),
    )
