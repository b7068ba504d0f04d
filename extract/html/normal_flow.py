"""What follows the flow of the document: lines of text, tables and page breaks, in the order in which they stand."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.geometry.drawn import ems
from extract.html.css import UNKNOWN
from extract.html.dom import Element
from extract.html.furniture import LINKED, is_furniture, is_line_of_furniture, text_of
from extract.html.pictures import is_picture, picture_text
from extract.html.style import MADE, NO_TEXT, ROOT_SIZE, Style
from extract.html.tables import GridTable, SourceCell, bare_word, grid_table
from extract.html.texts import GAP, LineBuilder, count_ink
from extract.text import fold, squeeze

_ROW_GROUPS = ("table-header-group", "table-row-group", "table-footer-group")
# White space of HTML, perhaps a sign, digits.
_SPAN = re.compile(r"[ \t\r\n\f]*\+?0*([0-9]+)")
_MOST_ROWS, _MOST_COLUMNS = 65534, 1000
# Fields whose value is seen: any type that is none of these, as browsers take a type that they do not know for text.
_UNSEEN_FIELDS = frozenset({"hidden", "password", "submit", "button", "reset", "image", "file", "color", "range"})
_BOXES = frozenset({"checkbox", "radio"})
# So many different headings alone in their cells are those of a table.
_HEADINGS_OF_TABLE = 2
# What stands over a table, squeezed: a title, whose the table is, its year, its unit of money.
_TITLE = r"[^:]{0,60}(?:绩效目标|目标申报)[^:。]{0,12}表(?:\([^()]*\))?"
_CAPTIONS = (
    _TITLE,
    r"[^:]{0,6}(?:单位|部门)[^:]{0,8}:[^:]{1,40}",
    r"(?:金额)?(?:单位:?)?(?:人民币)?[十百千]?[万亿]?元",
    r"\(?20\d\d年?度?\)?",
    r"附?(?:件|表)[\d一二三四五六七八九十-]*:?",
)
_CAPTION = re.compile("|".join(_CAPTIONS))
# A picture, or a sign of a font of pictures.
_MARKS_OF_PICTURES = re.compile(f"[{UNKNOWN}\ue000-\uf8ff]+")


@dataclass(frozen=True, slots=True)
class FlowLine:
    """``is_furniture``: it belongs to the site around the document."""

    text: str
    align: str
    size: float
    is_furniture: bool = False


class PageBreak:
    """Here a page ends."""


@dataclass(frozen=True, slots=True)
class PageBox:
    """A box that is a page of its own."""

    element: Element


@dataclass(frozen=True, slots=True)
class Hidden:
    count: int


class Picture:
    """An image, of whose content nothing is known."""


Item = FlowLine | GridTable | PageBreak | PageBox | Hidden | Picture


@dataclass(slots=True)
class FlowReader:
    """Reads an element's content. ``pages`` are the boxes that are pages; ``words`` are the squeezed headings by which a table of data is known.

    ``skips_placed``: what has a place of its own is read by somebody else.
    """

    words: Sequence[str] = ()
    pages: Collection[Element] = ()
    skips_placed: bool = False
    items: list[Item] = field(default_factory=list)
    is_in_link: bool = False
    is_in_furniture: bool = False
    is_in_cell: bool = False
    _builder: LineBuilder = field(default_factory=LineBuilder)

    def read(self, element: Element) -> list[Item]:
        """The items of ``element``'s content."""
        self._content(element)
        self._end_line()
        return self.items

    def _content(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._text(child, element.style)
            elif element.style is not None and element.style.is_row_of_boxes and child.style is not None and child.style.is_inline:
                self._builder.part(child.style)
                self._element(child)
                self._builder.part(child.style)
            else:
                self._element(child)

    def _text(self, text: str, style: Style | None) -> None:
        assert style is not None
        if style.is_hidden or style.is_as_ground:
            count = count_ink(text)
            if count:
                self.items.append(Hidden(count))
            return
        self._builder.add(text, style, is_link=self.is_in_link)

    def _made(self, element: Element) -> None:
        """What a style sheet prints. Signs of fonts of pictures are pictures; outside of cells they are ornaments."""
        self._text(_MARKS_OF_PICTURES.sub(UNKNOWN if self.is_in_cell else "", text_of(element)), element.style)

    def _element(self, element: Element) -> None:
        style = element.style
        assert style is not None
        if self.skips_placed and style.is_placed:
            return
        if style.display == "none" and not (is_picture(element) and "display" not in style.own):
            count = count_text(element)
            if count:
                self.items.append(Hidden(count))
            return
        if element in self.pages:
            self._end_line()
            self.items.append(PageBox(element))
            return
        if element.tag == "br":
            self._end_line()
            if style.breaks_before or style.breaks_after:
                self.items.append(PageBreak())
            return
        if element.tag in MADE and style.is_inline:
            self._made(element)
            return
        if is_picture(element):
            self._picture(element, style)
            return
        if element.tag == "input":
            self._field(element, style)
            return
        if element.tag == "select":
            for option in _chosen(element):
                self._text(option.attributes.get("label") or text_of(option), style)
            return
        around = self.is_in_link, self.is_in_furniture
        self.is_in_link = self.is_in_link or (element.tag == "a" and "href" in element.attributes)
        self.is_in_furniture = self.is_in_furniture or is_furniture(element)
        is_apart = style.is_inline and style.is_apart
        if is_apart:
            self._builder.part(style)
        self._shown(element, style)
        if is_apart:
            self._builder.part(style)
        self.is_in_link, self.is_in_furniture = around

    def _picture(self, element: Element, style: Style) -> None:
        """A picture is seen, not read: within a cell it may be a sign of the value, so that what it says or that it stands there is text."""
        if element.tag == "img":
            self.items.append(Picture())
        if self.is_in_cell and not style.is_placed:
            self._text(picture_text(element), style)

    def _field(self, element: Element, style: Style) -> None:
        kind = element.attributes.get("type", "").strip().lower()
        if kind in _BOXES:
            self._text("☑" if "checked" in element.attributes else "☐", style)
        elif kind not in _UNSEEN_FIELDS:
            self._text(element.attributes.get("value", ""), style)

    def _shown(self, element: Element, style: Style) -> None:
        if style.is_inline and not style.breaks_before and not style.breaks_after:
            self._content(element)
            return
        self._end_line()
        if style.breaks_before:
            self.items.append(PageBreak())
        if style.display in ("table", "inline-table"):
            self._table(element)
        else:
            self._content(element)
        self._end_line()
        if style.breaks_after:
            self.items.append(PageBreak())

    def _end_line(self) -> None:
        for line in self._builder.take():
            text = tidy(line.text, " " if self.is_in_cell else "  ")
            if text:
                is_furniture = self.is_in_furniture or line.link_share >= LINKED or is_line_of_furniture(text)
                self.items.append(FlowLine(text, line.align, max(run.style.size for run in line.runs), is_furniture))

    def _table(self, element: Element) -> None:
        captions, groups = _rows(element, self.items)
        for caption in captions:
            self._content(caption)
            self._end_line()
        rows: list[list[Element | str]] = []
        contents: list[list[list[Item]]] = []
        breaks: list[int] = []
        is_after_break = False
        for row, cells in (row for group in groups for row in group):
            style = row.style if row is not None else None
            if rows and (is_after_break or (style is not None and style.breaks_before)):
                breaks.append(len(rows))
            is_after_break = style is not None and style.breaks_after
            contents.append([self._cell(cell) for cell in cells])
            rows.append(cells)
        if self._is_scaffold(contents):
            # The table only arranges what stands in it.
            self.items.extend(item for row in contents for items in row for item in _unmarked(items))
            return
        self.items.extend(item for row in contents for items in row for item in _uncounted(items))
        if _is_of_captions(contents):
            self.items.extend(line for row in contents for line in _line_of_captions(row))
            return
        part = self._part_within(contents)
        sources = [
            [_source(cell, [item for item in items if item is not part]) for cell, items in zip(*row, strict=True)] for row in zip(rows, contents, strict=True)
        ]
        table = grid_table(sources, breaks, [len(group) for group in groups], self._is_heading)
        if table is not None:
            lines = [item for row in contents for items in row for item in items if isinstance(item, FlowLine)]
            furniture = sum(len(line.text) for line in lines if line.is_furniture)
            self.items.append(replace(table, is_furniture=furniture >= LINKED * max(sum(len(line.text) for line in lines), 1)))
        if part is not None:
            self.items.append(part)

    def _cell(self, cell: Element | str) -> list[Item]:
        if isinstance(cell, str):
            return [FlowLine(cell, "left", ROOT_SIZE)]
        reader = FlowReader(self.words, self.pages, self.skips_placed, is_in_link=self.is_in_link, is_in_furniture=self.is_in_furniture, is_in_cell=True)
        return reader.read(cell)

    def _is_scaffold(self, contents: list[list[list[Item]]]) -> bool:
        """Whether a table only lays out a page: it holds tables or pages, and is no table of data around them.

        A table of data names what stands in it: cells beside those tables are headings and nothing else. One such word is the name of
        the part that a cell holds, or of a place in a menu, if the tables within have headings of their own.
        """
        cells = [cell for row in contents for cell in row]
        items = [item for cell in cells for item in cell]
        if any(isinstance(item, PageBox | PageBreak) for item in items):
            return True
        inner = [item for item in items if isinstance(item, GridTable) and len(item.cells) > 1]
        if not inner:
            return False
        if any(self._has_headings(table) for cell in cells if _has_title(cell) for table in cell if isinstance(table, GridTable)):
            return True
        own = {_word(cell) for cell in cells if self._is_heading(_word(cell))}
        return not own or (len(own) < _HEADINGS_OF_TABLE and any(self._has_headings(table) for table in inner))

    def _part_within(self, contents: list[list[list[Item]]]) -> GridTable | None:
        """The one table with headings of its own that stands beside the name of this part of a form: it goes on with the form's rows."""
        found = [
            (item, row[number - 1] if number else [])
            for row in contents
            for number, cell in enumerate(row)
            for item in cell
            if isinstance(item, GridTable) and self._has_headings(item)
        ]
        if len(found) != 1:
            return None
        name = _word(found[0][1])
        return found[0][0] if "指标" in name and self._is_heading(name) else None

    def _has_headings(self, table: GridTable) -> bool:
        return len({word for cell in table.cells if self._is_heading(word := bare_word("".join(cell.lines)))}) >= _HEADINGS_OF_TABLE

    def _is_heading(self, word: str) -> bool:
        """Whether the whole text of a cell is a heading by which a table of data is known."""
        return word in self.words


def _word(items: Sequence[Item]) -> str:
    """The text of a cell beside the tables in it, without what belongs to the site and what stands behind a label's colon, in the form of a heading."""
    text = "".join(item.text for item in items if isinstance(item, FlowLine) and not item.is_furniture)
    return bare_word(fold(text).partition(":")[0])


def _has_title(cell: Sequence[Item]) -> bool:
    return any(isinstance(item, FlowLine) and re.fullmatch(_TITLE, squeeze(item.text)) for item in cell)


def _is_of_captions(contents: Sequence[Sequence[Sequence[Item]]]) -> bool:
    """Whether a table frames no data but what stands over a table: its title, whose it is, its year and its unit of money."""
    texts = [[item.text for item in cell if isinstance(item, FlowLine)] for row in contents for cell in row]
    is_framed = any(isinstance(item, GridTable) for row in contents for cell in row for item in cell)
    return not is_framed and any(texts) and all(_CAPTION.fullmatch(squeeze("".join(cell))) for cell in texts if cell)


def _line_of_captions(row: Sequence[Sequence[Item]]) -> Sequence[FlowLine]:
    """The lines of a row of captions; the texts of several cells are pieces of one."""
    cells = [[item for item in cell if isinstance(item, FlowLine)] for cell in row]
    cells = [cell for cell in cells if cell]
    if len(cells) < 2:
        return [line for cell in cells for line in cell]
    return [replace(cells[0][0], text="  ".join("".join(line.text for line in cell) for cell in cells), align="left")]


def _unmarked(items: Sequence[Item]) -> Iterator[Item]:
    """What a cell that only lays out holds: pictures in it are signs of no value."""
    for item in items:
        if not isinstance(item, FlowLine) or UNKNOWN not in item.text:
            yield item
        elif text := tidy(item.text.replace(UNKNOWN, " ")):
            yield replace(item, text=text)


def _chosen(select: Element) -> list[Element]:
    """The options of a field that are seen to be chosen: the first where none is marked."""
    options = list(select.iter("option"))
    marked = [option for option in options if "selected" in option.attributes]
    if "multiple" in select.attributes:
        return marked
    return marked[-1:] or options[:1]


def _uncounted(items: Sequence[Item]) -> Iterator[Item]:
    return (item for item in items if isinstance(item, Hidden | Picture))


def tidy(text: str, gap: str = " ") -> str:
    """White space of every kind as single spaces, none at the ends: indents and paddings are places, not text. ``gap`` stands between
    pieces of a line that are set apart."""
    return gap.join(filter(None, (" ".join(piece.split()) for piece in text.split(GAP))))


def count_text(element: Element) -> int:
    """Characters in ``element`` that are text of the document, seen or not; white space not counted."""
    if element.tag in NO_TEXT or element.tag in MADE:
        return 0
    return sum(count_ink(child) if isinstance(child, str) else count_text(child) for child in element.children)


def _source(cell: Element | str, items: Sequence[Item]) -> SourceCell:
    lines: list[str] = []
    for item in items:
        if isinstance(item, FlowLine):
            lines.append(item.text)
        elif isinstance(item, GridTable):
            lines.extend(line for text in item.texts for line in text.split("\n"))
    if isinstance(cell, str):
        return SourceCell(tuple(lines), 1, 1)
    return SourceCell(tuple(lines), _span(cell, "rowspan", _MOST_ROWS), max(_span(cell, "colspan", _MOST_COLUMNS), 1), _indent(cell))


def _span(cell: Element, name: str, most: int) -> int:
    """The number that the attribute begins with, as browsers read it: what follows the digits does not count."""
    found = _SPAN.match(cell.attributes.get(name, ""))
    # More digits than these are past any bound.
    return min(int(found.group(1)[:9]), most) if found else 1


def _indent(cell: Element) -> float:
    """Ems by which a cell's text is moved in: declared, or printed as white space that does not fold."""
    indent, element = 0.0, cell
    while True:
        style = element.style
        assert style is not None
        for name in ("text-indent", "padding-left") if element is not cell else ("text-indent",):
            indent += max(style.length(name) or 0.0, 0.0) / max(style.size, 1.0)
        first = next((child for child in element.children if not isinstance(child, str) or child.strip(" \t\r\n\f")), None)
        if isinstance(first, Element):
            element = first
            continue
        if first is not None:
            text = first.lstrip(" \t\r\n\f")
            indent += sum(map(ems, text[: len(text) - len(text.lstrip())]))
        return indent


_Row = tuple[Element | None, list[Element | str]]


def _rows(table: Element, items: list[Item]) -> tuple[list[Element], list[list[_Row]]]:
    """Captions, and groups of rows with their cells: head first, foot last; cells and texts that stand outside of rows make rows of their own."""
    captions: list[Element] = []
    groups: dict[str, list[list[_Row]]] = {name: [] for name in _ROW_GROUPS}

    def gather(element: Element, name: str) -> None:
        rows: list[_Row] = []
        loose: list[Element | str] = []
        groups[name].append(rows)

        def end_loose() -> None:
            if loose:
                rows.append((None, loose.copy()))
                loose.clear()

        for child in element.children:
            if isinstance(child, str):
                if tidy(child):
                    loose.append(tidy(child))
                continue
            style = child.style
            assert style is not None
            if style.display == "none":
                count = count_text(child)
                if count:
                    items.append(Hidden(count))
            elif style.display == "table-row":
                end_loose()
                rows.append((child, _cells(child, items)))
            elif style.display in _ROW_GROUPS:
                end_loose()
                # Only the first head and foot are moved; a further one stays where it stands.
                gather(child, style.display if not groups[style.display] else _ROW_GROUPS[1])
                rows = []
                groups[name].append(rows)
            elif style.display == "table-caption":
                captions.append(child)
            elif style.display not in ("table-column", "table-column-group") and (child.children or child.tag == "input" or is_picture(child)):
                loose.append(child)
        end_loose()

    gather(table, _ROW_GROUPS[1])
    return captions, [rows for name in _ROW_GROUPS for rows in groups[name] if rows]


def _cells(row: Element, items: list[Item]) -> list[Element | str]:
    cells: list[Element | str] = []
    for child in row.children:
        if isinstance(child, str):
            if tidy(child):
                cells.append(tidy(child))
            continue
        assert child.style is not None
        if child.style.display == "none":
            count = count_text(child)
            if count:
                items.append(Hidden(count))
        elif child.style.display == "table-cell" or count_text(child) or child.tag == "input" or is_picture(child):
            cells.append(child)
    return cells
