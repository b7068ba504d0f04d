"""The element tree of a document, built leniently: whatever the tags say, a tree comes out."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from extract.html.css import StyleSheet
from extract.reasons import QuarantinedError

if TYPE_CHECKING:
    from extract.html.style import Style

# Elements nested deeper hang on the last one within the limit, as in browsers; what walks the tree may call itself this often.
DEEPEST = 200
# More elements than this are no document.
MOST_ELEMENTS = 4_000_000

_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})
# Tags whose start ends an open paragraph (HTML, the p element).
ENDS_PARAGRAPH = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    }
)
# A start tag that ends open elements (the values) unless one of those behind the slash stands between.
_TABLE_SCOPE = frozenset({"table"})
_LIST_SCOPE = frozenset({"ul", "ol", "table"})
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), _TABLE_SCOPE),
    "tbody": (frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"}), _TABLE_SCOPE),
    "thead": (frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"}), _TABLE_SCOPE),
    "tfoot": (frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"}), _TABLE_SCOPE),
    "li": (frozenset({"li"}), _LIST_SCOPE),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_PARAGRAPH = (frozenset({"p"}), frozenset({"td", "th", "table", "div", "li", "section", "article"}))
# An end tag does not reach out of a cell, and so on, to close what was opened around it.
_BARRIERS = frozenset({"td", "th", "table", "tr", "tbody", "thead", "tfoot"})
_TABLE_PARTS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "table"})


@dataclass(eq=False, slots=True)
class Element:
    """``children`` are elements and texts in order. ``style`` is None until the tree is styled."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)
    style: "Style | None" = None
    holds_placed_text: bool = False


@dataclass(slots=True)
class Document:
    root: Element
    sheet: StyleSheet


def parse(text: str) -> Document:
    """Raises QuarantinedError (damaged, too_much_memory) where no tree can be made of ``text``."""
    builder = _Builder()
    try:
        builder.feed(text)
        builder.close()
    except QuarantinedError:
        raise
    except (AssertionError, ValueError, IndexError, RecursionError) as error:
        raise QuarantinedError("damaged", f"HTML: {type(error).__name__}: {error}"[:200]) from error
    return Document(builder.root, builder.sheet)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html", {})
        self.sheet = StyleSheet()
        self._open = [self.root]
        self._count = 0
        self._style: Element | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("html", "body") and self._is_open_root(tag):
            self._adopt(attrs, tag)
            return
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise QuarantinedError("too_much_memory", f"more than {MOST_ELEMENTS} HTML elements")
        if tag in _ENDS:
            self._end_open(*_ENDS[tag])
        elif tag in ENDS_PARAGRAPH:
            self._end_open(*_PARAGRAPH)
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, value or "")
        element = Element(tag, attributes)
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < DEEPEST:
            self._open.append(element)
        if tag == "style":
            self._style = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML knows no self-closing but for void elements: <div/> opens a div.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._style = None
        if tag == "br":
            self.handle_starttag("br", [])
            return
        if tag in ("html", "body"):
            return
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return
            if self._open[at].tag in _BARRIERS and tag not in _TABLE_PARTS:
                return
            if self._open[at].tag == "table":
                return

    def handle_data(self, data: str) -> None:
        if self._style is not None:
            self.sheet.add(data, self._style.attributes.get("media", ""))
            return
        self._open[-1].children.append(data)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """``<![if …]>`` and its like are comments; the library fails on names it does not know."""
        end = self.rawdata.find(">", i)
        return -1 if end < 0 else end + 1

    def _is_open_root(self, tag: str) -> bool:
        return tag == "html" or any(element.tag == "body" for element in self._open)

    def _adopt(self, attrs: list[tuple[str, str | None]], tag: str) -> None:
        """A second ``<html>`` or ``<body>`` only adds attributes to the first."""
        target = self.root if tag == "html" else next(element for element in self._open if element.tag == "body")
        for name, value in attrs:
            target.attributes.setdefault(name, value or "")

    def _end_open(self, ended: frozenset[str], scope: frozenset[str]) -> None:
        last = None
        for at in range(len(self._open) - 1, 0, -1):
            tag = self._open[at].tag
            if tag in scope:
                break
            if tag in ended:
                last = at
                break
        if last is not None:
            del self._open[last:]
