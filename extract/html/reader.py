"""The one entry of the HTML reader: a document's pages, one at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import dropwhile
from pathlib import Path

from extract.geometry.drawn import LINE_HEIGHT, TEXT_SIZE, ems
from extract.geometry.lattice import lattices
from extract.geometry.lines import fill
from extract.geometry.overleaf import ends_in_table, goes_on
from extract.html.css import UNKNOWN
from extract.html.dom import Element, Tree, parse
from extract.html.encoding import LOST, decode_html
from extract.html.furniture import declared_titles, is_column, named_title
from extract.html.links import document_links
from extract.html.normal_flow import FlowLine, FlowReader, Hidden, Item, PageBox, PageBreak, Picture
from extract.html.positioned import PlacedPage, page_boxes, read_page_box
from extract.html.style import apply_styles
from extract.html.tables import GridTable
from extract.html.texts import count_ink
from extract.pages import Box, Document, Facts, Line, Page, Signs, Table
from extract.reasons import UnreadableError, say
from extract.text import squeeze

NAME = "html"
# A page of flow has no size of its own: its lines are set on the width of A4.
FLOW_WIDTH = 595.0
MOST_BYTES = 100 * 1024 * 1024


def open_document(path: Path, signs: Signs) -> Document:
    """Raises UnreadableError."""
    page = WebPage(path, signs.words)
    return Document(page.pages(), facts=page.facts)


def read_pages(path: Path, gate_words: Sequence[str]) -> Iterator[Page]:
    """The pages of ``path`` in order: its page boxes where text stands at places, else what lies between its page breaks.

    A page is laid out when one of ``gate_words`` (compared without white space) stands on it, or when it may continue a
    table of the page before. Coordinates of flow are made up but consistent: one column width, one line height. Raises
    UnreadableError before the first page where nothing can be read.
    """
    return WebPage(path, gate_words).pages()


class WebPage:
    """An HTML document that was parsed. Raises UnreadableError where nothing can be read."""

    def __init__(self, path: Path, gate_words: Sequence[str]) -> None:
        self._words = tuple(squeeze(word) for word in gate_words)
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableError("too_much_memory", f"HTML of more than {MOST_BYTES} bytes")
        document = parse(decode_html(path.read_bytes()))
        with _damage():
            apply_styles(document)
            self._sources = _sources(document, self._words)
        self._root = document.root

    def pages(self) -> Iterator[Page]:
        """As ``read_pages`` gives them."""
        with _damage():
            before: Page | None = None
            for number, source in enumerate(self._sources, 1):
                before = source.page(number, self._words, before)
                yield before

    def facts(self) -> Facts:
        """Titles and links; the contents only where no page is a box, around which everything was left out."""
        titles, perhaps_titles = declared_titles(self._root)
        has_boxes = any(source.placed is not None for source in self._sources)
        contents = None if has_boxes else tuple(_contents(source.items) for source in self._sources)
        return Facts(tuple(titles), tuple(perhaps_titles), named_title(self._root), contents, tuple(document_links(self._root)))


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except (RecursionError, OverflowError, MemoryError) as error:
        raise UnreadableError("damaged", f"HTML: {type(error).__name__}") from error


@dataclass(slots=True)
class _Source:
    """What a page is made of: a page box, items of the flow, or both."""

    items: list[Item] = field(default_factory=list)
    placed: Element | None = None
    left_out: str | None = None  # what stands around the pages and is on none of them

    def page(self, number: int, words: Sequence[str], before: Page | None) -> Page:
        placed, items = None, self.items
        if self.placed is not None:
            placed = read_page_box(self.placed)
            items = FlowReader(words, skips_placed=True).read(self.placed)
            for table in placed.tables:
                shell = Element("div", {}, [table], table.style)
                items = FlowReader(words, skips_placed=True, items=items).read(shell)
        text = "\n".join(filter(None, [placed.text if placed else "", *_texts(items)]))
        squeezed = squeeze(text)
        if any(word in squeezed for word in words):
            return self._laid_out(number, words, text, placed, items)
        if before is not None and squeezed and ends_in_table(before):
            candidate = self._laid_out(number, words, text, placed, items)
            if goes_on(before, candidate):
                return candidate
        return self._described(number, text, placed, items, is_laid_out=False)

    def _laid_out(self, number: int, words: Sequence[str], text: str, placed: PlacedPage | None, items: Sequence[Item]) -> Page:
        tables: tuple[Table, ...] = ()
        lines: tuple[Line, ...] = ()
        top = 0.0
        if placed is not None:
            tables, lines = fill(lattices(placed.rules()), placed.glyphs())
            top = placed.height
        flow_tables, flow_lines, height = _set(items, top)
        tables, lines = tables + flow_tables, lines + flow_lines
        page = self._described(number, text, placed, items, is_laid_out=True, tables=tables, lines=lines, height=height)
        if any(LOST in cell.text for table in tables for cell in table.cells):
            return replace(page, is_unreadable=True, reason="; ".join(filter(None, (page.reason, say("lost_characters")))), tables=())
        return page

    def _described(
        self,
        number: int,
        text: str,
        placed: PlacedPage | None,
        items: Sequence[Item],
        *,
        is_laid_out: bool,
        tables: tuple[Table, ...] = (),
        lines: tuple[Line, ...] = (),
        height: float = 0.0,
    ) -> Page:
        hidden = sum(item.count for item in items if isinstance(item, Hidden))
        reasons = [self.left_out]
        has_picture = any(isinstance(item, Picture) for item in items)
        if placed is not None:
            hidden += placed.hidden_count
            has_picture = has_picture or any(paint.colour is None for paint in placed.paints)
            if placed.doubtful_count:
                reasons.append(say("kept_under_picture", f"{placed.doubtful_count} 字 / {placed.doubtful_count} characters"))
        return Page(
            number,
            round(placed.width if placed else FLOW_WIDTH, 2),
            round(max(placed.height if placed else 0.0, height), 2),
            text,
            NAME,
            is_laid_out=is_laid_out,
            lines=lines,
            tables=tables,
            reason="; ".join(filter(None, reasons)) or None,
            is_image_only=not text.replace(UNKNOWN, "").strip() and has_picture,
            visible_character_count=count_ink(text),
            hidden_character_count=hidden,
        )


def _sources(document: Tree, words: Sequence[str]) -> list[_Source]:
    """The pages' contents. Where most of the text stands in page boxes, what lies around them is the frame of a web site: only
    what holds a table with one of ``words`` is a page then, the rest is counted in the reason of the first."""
    items = FlowReader(words, page_boxes(document.root)).read(document.root)
    boxes = [item for item in items if isinstance(item, PageBox)]
    in_boxes = sum(_placed_count(box.element) for box in boxes)
    in_flow = sum(count_ink(text) for text in _texts(items))
    if boxes and in_boxes <= in_flow:
        items = FlowReader(words).read(document.root)
        boxes = []
    # What stands alone outside of tables and was lost is no line.
    items = [item for item in items if not isinstance(item, FlowLine) or item.text.strip(f" {LOST}")]
    sources: list[_Source] = []
    skipped = hidden = 0
    for part in _parts(items):
        if isinstance(part, PageBox):
            sources.append(_Source(placed=part.element))
        elif not boxes or _has_target(part, words):
            sources.append(_Source(part))
        else:
            skipped += sum(count_ink(text) for text in _texts(part))
            hidden += sum(item.count for item in part if isinstance(item, Hidden))
    if not sources:
        return [_Source()]
    if skipped or hidden:
        count = f"{skipped} 字，另有隐藏的 {hidden} 字 / {skipped} characters, and {hidden} hidden ones"
        sources[0].left_out = say("frame_left_out", count)
    return sources


def _placed_count(element: Element) -> int:
    return sum(count_ink(child) if isinstance(child, str) else _placed_count(child) for child in element.children)


def _parts(items: Sequence[Item]) -> Iterator[PageBox | list[Item]]:
    """The flow between page breaks, and the page boxes. What has neither text nor picture is no page: its hidden text counts on the next."""
    part: list[Item] = []
    for item in items:
        if not isinstance(item, PageBreak | PageBox | GridTable):
            part.append(item)
            continue
        if isinstance(item, GridTable):
            first, *others = item.pieces()
            part.append(first)
            for piece in others:
                yield part
                part = [piece]
            continue
        if any(not isinstance(entry, Hidden) for entry in part):
            yield part
            part = []
        if isinstance(item, PageBox):
            yield item
    if part:
        yield part


def _has_target(part: Sequence[Item], words: Sequence[str]) -> bool:
    return any(word in squeeze("".join(item.texts)) for item in part if isinstance(item, GridTable) for word in words)


def _contents(items: Sequence[Item]) -> str:
    """The lines of a page without those of the site around it, and without the name of the column under which the site files the document."""
    own = _texts([item for item in items if not (isinstance(item, FlowLine | GridTable) and item.is_furniture)])
    return "\n".join(dropwhile(is_column, own))


def _texts(items: Sequence[Item]) -> list[str]:
    return [text for item in items for text in ([item.text] if isinstance(item, FlowLine) else item.texts if isinstance(item, GridTable) else [])]


def _set(items: Sequence[Item], top: float) -> tuple[tuple[Table, ...], tuple[Line, ...], float]:
    """Flow one below the other from ``top``."""
    tables: list[Table] = []
    lines: list[Line] = []
    for item in items:
        if isinstance(item, FlowLine):
            width = min(sum(map(ems, item.text)) * item.size, FLOW_WIDTH)
            free = FLOW_WIDTH - width
            x0 = free / 2 if item.align == "center" else free if item.align in ("right", "end") else 0.0
            size = max(item.size, 1.0)
            lines.append(Line(item.text, Box(round(x0, 2), round(top, 2), round(x0 + width, 2), round(top + size, 2))))
            top += size * LINE_HEIGHT / TEXT_SIZE
        elif isinstance(item, GridTable):
            tables.append(item.drawn(0.0, round(top, 2)))
            top = tables[-1].box.bottom + LINE_HEIGHT - TEXT_SIZE
    return tuple(tables), tuple(lines), top
