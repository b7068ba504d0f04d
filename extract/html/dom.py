"""The element tree of a document as browsers build it: Lexbor parses, this keeps what the reader needs of its tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from extract.html.sheet import StyleSheet
from extract.reasons import UnreadableError

if TYPE_CHECKING:
    from extract.html.style import Style

# Elements nested deeper hang on the last one within the limit, as in browsers; what walks the tree may call itself this often.
DEEPEST = 200
# More elements than this are no document.
MOST_ELEMENTS = 4_000_000
# The parser takes time that grows with the square of how deep such elements are nested; no document nests them so.
_DEEPEST_OPEN = 30_000
_BLOCK = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figure|footer|form|header|main|menu|nav|ol|pre|section|table|ul)\b",
    re.IGNORECASE,
)


# What stands in it is seen, and its style sheets hold, only where no script runs.
_WITHOUT_SCRIPTS = "noscript"


@dataclass(eq=False, slots=True)
class Element:
    """``children`` are elements and texts in order. ``style`` is None until the tree is styled."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)
    style: "Style | None" = None
    holds_placed_text: bool = False

    @property
    def elements(self) -> Iterator["Element"]:
        return (child for child in self.children if isinstance(child, Element))

    # What selectors ask an element for, in the words of ElementTree.

    @property
    def attrib(self) -> dict[str, str]:
        return self.attributes

    @property
    def text(self) -> str:
        return "".join(child for child in self.children if type(child) is str)

    def get(self, name: str, default: str | None = None) -> str | None:
        return self.attributes.get(name, default)

    def __iter__(self) -> Iterator["Element"]:
        return self.elements

    def iter(self, tag: str) -> Iterator["Element"]:
        return (element for element in self.descendants() if element.tag == tag)

    def find(self, tag: str) -> "Element | None":
        """The first element within this one, in the order of the document, that is a ``tag``."""
        return next((element for element in self.descendants() if element.tag == tag), None)

    def descendants(self) -> Iterator["Element"]:
        """All elements within this one, in the order of the document."""
        pending = list(self.elements)[::-1]
        while pending:
            element = pending.pop()
            yield element
            pending.extend(list(element.elements)[::-1])


@dataclass(slots=True)
class Tree:
    root: Element
    sheet: StyleSheet


def parse(text: str) -> Tree:
    """Raises UnreadableError (damaged, too_much_memory) where no tree can be made of ``text``."""
    _refuse_absurd_depth(text)
    try:
        root = LexborHTMLParser(text).root
        if root is None:
            raise UnreadableError("damaged", "HTML: no element")
        return _document(root)
    except (SelectolaxError, ValueError, RecursionError) as error:
        raise UnreadableError("damaged", f"HTML: {type(error).__name__}: {error}"[:200]) from error


def _refuse_absurd_depth(text: str) -> None:
    depth = 0
    for tag in _BLOCK.finditer(text):
        depth = depth + 1 if not tag.group(1) else max(depth - 1, 0)
        if depth > _DEEPEST_OPEN:
            raise UnreadableError("damaged", f"HTML: more than {_DEEPEST_OPEN} elements within each other")


def _document(top: LexborNode) -> Tree:
    root = Element("html", _attributes(top))
    sheet = StyleSheet()
    count = 0
    # The node to read next, where it goes, and how deep that is.
    pending: list[tuple[LexborNode, Element, int]] = [(top.first_child, root, 1)] if top.first_child is not None else []
    while pending:
        node, parent, depth = pending.pop()
        following = node.next
        if following is not None:
            pending.append((following, parent, depth))
        tag = node.tag
        if tag == "-text":
            parent.children.append(node.text_content or "")
            continue
        if tag is None or tag[0] == "-":
            continue
        count += 1
        if count > MOST_ELEMENTS:
            raise UnreadableError("too_much_memory", f"more than {MOST_ELEMENTS} HTML elements")
        element = Element(tag, _attributes(node))
        parent.children.append(element)
        if tag == _WITHOUT_SCRIPTS:
            continue
        if tag == "style":
            sheet.add(node.text(deep=True), element.attributes.get("media", ""))
            continue
        first = node.first_child
        if first is not None:
            pending.append((first, element, depth + 1) if depth < DEEPEST else (first, parent, depth))
    return Tree(root, sheet)


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}
