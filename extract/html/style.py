"""The computed style of every element: what it inherits, what sheets and attributes say, and whether its text is seen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extract.geometry.rules import WHITE as WHITE_LEVEL
from extract.html.css import BLACK, WHITE, Colour, Declared, colour, declarations, generated_text, length
from extract.html.dom import Element, Tree
from extract.html.sheet import StyleSheet, Subject

ROOT_SIZE = 12.0
# Text smaller than this (points) is not there to be read.
SMALLEST = 0.75
NORMAL_LINE = 1.2

_NEVER_SHOWN = {
    "head",
    "script",
    "style",
    "title",
    "meta",
    "link",
    "base",
    "template",
    "datalist",
    "noscript",
    "noframes",
    "object",
    "video",
    "audio",
    "canvas",
    "iframe",
    "param",
    "source",
    "track",
}
_BLOCKS = [
    "html",
    "body",
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "div",
    "dl",
    "dd",
    "dt",
    "fieldset",
    "figcaption",
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
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
]
_DISPLAY = {
    **dict.fromkeys(_NEVER_SHOWN, "none"),
    **dict.fromkeys(_BLOCKS, "block"),
    "table": "table",
    "tr": "table-row",
    "td": "table-cell",
    "th": "table-cell",
    "thead": "table-header-group",
    "tbody": "table-row-group",
    "tfoot": "table-footer-group",
    "caption": "table-caption",
    "col": "table-column",
    "colgroup": "table-column-group",
}
# What is never displayed and holds no text of the document, so that it is not counted as hidden.
NO_TEXT = frozenset(_NEVER_SHOWN)
MADE = {"::before": 0, "::after": -1}
"""Elements that style sheets make, and where they stand among those of the element around them."""
_INLINE = frozenset({"inline", "inline-block", "inline-flex", "inline-grid", "contents", "ruby"})
_HEADINGS = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_SIZES = {"xx-small": 6.75, "x-small": 7.5, "small": 9.75, "medium": 12.0, "large": 13.5, "x-large": 18.0, "xx-large": 24.0}
_FONT_SIZES = {"1": 7.5, "2": 9.75, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_BREAKS = frozenset({"always", "page", "left", "right", "recto", "verso"})
_PLACED = frozenset({"absolute", "fixed"})
# A page of which nothing is seen is not published: what hides the whole of it is taken away by a script once it is loaded.
_WHOLE_PAGE = frozenset({"html", "body"})
_HIDING = ("visibility", "opacity", "clip", "overflow", "overflow-x", "text-indent")
_DELETED = frozenset({"del", "s", "strike"})
# Raised text is smaller than so much of the size around it, where its style only says by how much it is raised.
_RAISED_SIZE = 0.85
# So many ems beside an element part it from its neighbours; less is the room between characters.
_ROOM = 2.0
_ROOMS = ("margin-left", "margin-right", "padding-left", "padding-right")
# Rows of boxes: what stands in them is set apart.
_ROWS_OF_BOXES = frozenset({"flex", "inline-flex", "grid", "inline-grid"})


@dataclass(frozen=True, slots=True)
class Style:
    """``own`` holds what is declared for the element itself; the rest is computed. Sizes in points; ``ground`` is what lies behind the text."""

    own: Mapping[str, str]
    display: str = "block"
    position: str = "static"
    size: float = ROOT_SIZE
    line_height: float | None = None
    spacing: float = 0.0
    ink: Colour = BLACK
    ground: Colour | None = WHITE
    is_visible: bool = True
    is_faded: bool = False
    is_shrunk: bool = False
    is_deleted: bool = False
    is_raised: bool = False
    keeps_space: bool = False
    wraps: bool = True
    align: str = "left"
    is_vertical: bool = False

    @property
    def line(self) -> float:
        """Height of a line in points."""
        return self.line_height if self.line_height is not None else NORMAL_LINE * self.size

    @property
    def is_inline(self) -> bool:
        return self.display in _INLINE

    @property
    def is_row_of_boxes(self) -> bool:
        """Whether the elements within are set apart from each other."""
        return self.display in _ROWS_OF_BOXES

    @property
    def is_apart(self) -> bool:
        """Whether an element within a line is set apart from what stands beside it: moved to a side, or with room around it."""
        room = _ROOM * max(self.size, 1.0)
        return self.own.get("float") in ("left", "right") or any((self.length(name) or 0.0) >= room for name in _ROOMS)

    @property
    def is_placed(self) -> bool:
        """Out of the flow, at a place of its own."""
        return self.position in _PLACED

    @property
    def is_hidden(self) -> bool:
        """Whether text with this style leaves no ink, whatever lies behind it, or is struck out."""
        return not self.is_visible or self.is_faded or self.is_shrunk or self.is_deleted or self.size < SMALLEST or self.ink[3] == 0

    @property
    def is_as_ground(self) -> bool:
        """Whether text has the colour of the element's ground: seen only where something else lies between."""
        if self.ground is None:
            return False
        if all(part >= WHITE_LEVEL for part in self.ink[:3]) and all(part >= WHITE_LEVEL for part in self.ground[:3]):
            return True
        return max(abs(a - b) for a, b in zip(self.ink[:3], self.ground[:3], strict=True)) < 0.01

    @property
    def breaks_before(self) -> bool:
        return self.own.get("break-before", self.own.get("page-break-before")) in _BREAKS

    @property
    def breaks_after(self) -> bool:
        return self.own.get("break-after", self.own.get("page-break-after")) in _BREAKS

    def length(self, name: str, whole: float | None = None) -> float | None:
        return length(self.own.get(name), self.size, whole)


def apply_styles(document: Tree) -> None:
    """Sets ``style`` of every element, and ``holds_placed_text`` of those around text that has a place of its own."""
    root, sheet = document.root, document.sheet
    stack: list[tuple[Element, int, int]] = [(root, 0, 0)]
    open_elements: list[Element] = []
    # What the selectors are asked about: the elements that are open.
    subjects: list[Subject] = []
    # What sheets print at the begin and the end of elements; put in last, as no selector asks for it.
    printed: list[tuple[Element, int, Element]] = []
    while stack:
        element, depth, index = stack.pop()
        del open_elements[depth:], subjects[depth:]
        above = open_elements[-1].style if open_elements else None
        declared: list[Mapping[str, Declared]] = []
        if not sheet.is_empty:
            subjects.append(Subject(element, subjects[-1] if subjects else None, index))
            declared = sheet.declared(subjects[-1])
        element.style = _computed(element, declared, above)
        if sheet.has_contents and element.tag not in NO_TEXT:
            printed += _generated(element, sheet, subjects[-1])
        open_elements.append(element)
        children = element.children
        if any(type(child) is str and not child.isspace() for child in children) and element.tag not in NO_TEXT:
            _mark_placed(open_elements)
        within = [(child, depth + 1, number) for number, child in enumerate(element.elements)]
        stack.extend(reversed(within))
    for element, place, made in printed:
        element.children.insert(place if place == 0 else len(element.children), made)


def _generated(element: Element, sheet: StyleSheet, subject: Subject) -> Iterator[tuple[Element, int, Element]]:
    """Each element that a sheet makes within ``element``, and whether it stands first (0) or last (-1); what is not seen is none of the document's text."""
    for tag, place in MADE.items():
        declared = sheet.declared(subject, tag.removeprefix("::"))
        text = generated_text(next((source["content"][0] for source in reversed(declared) if "content" in source), ""), element.attributes)
        if text:
            made = Element(tag, {}, [text])
            made.style = _computed(made, declared, element.style)
            if made.style.display != "none" and not made.style.is_hidden:
                yield element, place, made


def _mark_placed(open_elements: list[Element]) -> None:
    at = next((at for at in range(len(open_elements) - 1, -1, -1) if open_elements[at].style.is_placed), None)  # type: ignore[union-attr]
    if at is None:
        return
    for element in reversed(open_elements[: at + 1]):
        if element.holds_placed_text:
            return
        element.holds_placed_text = True


def _computed(element: Element, declared: list[Mapping[str, Declared]], above: Style | None) -> Style:
    own = _own(element, declared)
    display = own.get("display") or _DISPLAY.get(element.tag, "inline")
    if above is None:
        above = Style({})
    if display == "inherit":
        display = above.display
    is_deleted = above.is_deleted or element.tag in _DELETED or "line-through" in own.get("text-decoration", own.get("text-decoration-line", ""))
    if not own and not above.own and element.tag != "sup" and not is_deleted:
        return replace(above, own=own, display=display, size=above.size * _HEADINGS.get(element.tag, 1.0))
    position = own.get("position", "static")
    if position == "sticky":
        position = "relative"
    size = _size(own.get("font-size"), above.size, element.tag)
    ink = colour(own["color"]) or above.ink if "color" in own else above.ink
    space, writing = own.get("white-space"), own.get("writing-mode")
    shown = own.get("visibility")
    return Style(
        own,
        "block" if position in _PLACED and display in _INLINE else display,
        position,
        size,
        _line_height(own["line-height"], size, above) if "line-height" in own else above.line_height,
        (length(own["letter-spacing"], size) or 0.0) if "letter-spacing" in own else above.spacing,
        ink,
        _ground(own, above.ground),
        above.is_visible if shown in (None, "inherit") else shown not in ("hidden", "collapse"),
        above.is_faded or _is_faded(own),
        above.is_shrunk or _is_shrunk(own, size),
        is_deleted,
        above.is_raised or (display in _INLINE and _is_raised(element.tag, own, size, above.size)),
        above.keeps_space if space is None else space in ("pre", "pre-wrap", "break-spaces"),
        above.wraps if space is None else space not in ("nowrap", "pre"),
        own.get("text-align", above.align),
        above.is_vertical if writing is None else writing.startswith(("vertical", "tb")),
    )


def _own(element: Element, declared: list[Mapping[str, Declared]]) -> Mapping[str, str]:
    attributes = element.attributes
    own: dict[str, str] = {}
    _add_hints(element, own)
    if "style" in attributes:
        declared = [*declared, declarations(attributes["style"])]
    weighty: dict[str, str] = {}
    for source in declared:
        for name, (value, is_important) in source.items():
            own[name] = value
            if is_important:
                weighty[name] = value
    own.update(weighty)
    if element.tag in _WHOLE_PAGE:
        for name in _HIDING:
            own.pop(name, None)
        if own.get("display") == "none":
            del own["display"]
    return own


def _add_hints(element: Element, own: dict[str, str]) -> None:
    """What attributes of older HTML say in place of styles."""
    attributes = element.attributes
    if "hidden" in attributes or (element.tag == "input" and attributes.get("type", "").lower() == "hidden"):
        own["display"] = "none"
    if "bgcolor" in attributes:
        own["background-color"] = attributes["bgcolor"].strip().lower()
    if "background" in attributes:
        own["background-image"] = "url()"
    if "align" in attributes and element.tag not in ("table", "img"):
        own["text-align"] = attributes["align"].strip().lower()
    if element.tag in ("center", "caption", "th"):
        own.setdefault("text-align", "center")
    if element.tag == "pre":
        own["white-space"] = "pre"
    if element.tag == "img":
        for name in ("width", "height"):
            if name in attributes:
                own[name] = attributes[name].strip().lower()
    if element.tag == "font":
        if "color" in attributes:
            own["color"] = attributes["color"].strip().lower()
        points = _FONT_SIZES.get(attributes.get("size", ""))
        if points:
            own["font-size"] = f"{points}pt"


def _size(value: str | None, above: float, tag: str) -> float:
    if value is None:
        return above * _HEADINGS.get(tag, 1.0)
    if value in ("smaller", "larger"):
        return above / NORMAL_LINE if value == "smaller" else above * NORMAL_LINE
    found = _SIZES.get(value)
    size = found if found is not None else length(value, above, above)
    return above if size is None or size < 0 else size


def _line_height(value: str, size: float, above: Style) -> float | None:
    if value in ("inherit", "unset"):
        return above.line_height
    try:
        height = float(value) * size
    except ValueError:
        stated = length(value, size, size)
        return stated if stated is not None and stated > 0 else None
    return height if 0 < height < 1e6 else None


def _ground(own: Mapping[str, str], above: Colour | None) -> Colour | None:
    """What lies behind the text; None where it is a picture or a colour not known, on which any text may be seen."""
    if own.get("background-image", "none") != "none":
        return None
    if "background-color" not in own:
        return above
    stated = colour(own["background-color"])
    if stated is None:
        return above if own["background-color"] in ("inherit", "initial", "unset", "none", "") else None
    return above if stated[3] == 0 else stated if stated[3] == 1 else None


def _is_faded(own: Mapping[str, str]) -> bool:
    stated = own.get("opacity")
    if stated is None:
        return False
    try:
        return float(stated.rstrip("%")) <= 0
    except ValueError:
        return False


def _is_raised(tag: str, own: Mapping[str, str], size: float, around: float) -> bool:
    """Whether an element within a line stands above it, as marks of notes and powers do."""
    stated = own.get("vertical-align", "super" if tag == "sup" else "baseline")
    raise_by = length(stated, size, size)
    return stated == "super" or (raise_by is not None and raise_by > 0 and size < _RAISED_SIZE * around)


def _is_shrunk(own: Mapping[str, str], size: float) -> bool:
    """Whether the element's box has no room in which its text could be seen, or its text is moved out of it."""
    indent = length(own.get("text-indent"), size)
    if indent is not None and indent < -100 * max(size, 1.0):
        return True
    if own.get("clip", "").replace(" ", "") in ("rect(0,0,0,0)", "rect(0000)", "rect(0px,0px,0px,0px)", "rect(1px,1px,1px,1px)"):
        return True
    if own.get("overflow", own.get("overflow-x", "visible")) not in ("hidden", "clip"):
        return False
    return any(measure is not None and measure < 1 for measure in (length(own.get(name), size) for name in ("width", "height", "max-width", "max-height")))
