"""Pages of boxes with places: each text at its left and top, each rule a box with a border; the lattice makes tables of them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from extract.geometry.drawn import ems
from extract.geometry.glyphs import ASCENT, DESCENT, Glyphs, empty_glyphs
from extract.geometry.page_space import PageSpace
from extract.geometry.rules import THIN, Rules, Shape, rules_from
from extract.html.css import SIDES, WHITE, Colour, border
from extract.html.dom import Element
from extract.html.normal_flow import count_text, tidy
from extract.html.style import Style
from extract.html.texts import LineBuilder, Run, TextLine, count_ink
from extract.text import squeeze

# A box with places in it is a page when it is at least so wide and high (points).
SMALLEST_PAGE = 150.0
# Text that cannot begin later than so many points before its box ends goes on in the next line: estimated widths are not exact.
_WRAP_SLACK = 1.5


@dataclass(frozen=True, slots=True)
class Rectangle:
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Paint:
    """Something painted over what came before it: ``colour`` None for a picture, of which nothing is known."""

    order: tuple[int, int]
    box: Rectangle
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text; ``y`` is its first baseline."""

    order: tuple[int, int]
    x: float
    y: float
    runs: tuple[Run, ...]
    is_vertical: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def middle(self) -> tuple[float, float]:
        size = self.runs[0].style.size
        return self.x + 0.5 * sum(ems(c) * run.style.size for run in self.runs for c in run.text), self.y - 0.35 * size

    @property
    def width(self) -> float:
        return sum(ems(character) * run.style.size for run in self.runs for character in run.text)


@dataclass(slots=True)
class PlacedPage:
    """What a page box holds. ``tables`` and ``has_flow`` are what does not stand at places of its own and is read as flow."""

    width: float
    height: float
    lines: list[PlacedLine] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    tables: list[Element] = field(default_factory=list)
    hidden_count: int = 0
    doubtful_count: int = 0

    @property
    def text(self) -> str:
        return "\n".join(tidy(line.text) for line in self.lines)

    def glyphs(self) -> Glyphs:
        """Every character at its estimated place, in the order of the document."""
        texts: list[str] = []
        places: list[tuple[float, float, float, float]] = []
        for line in self.lines:
            x, y = line.x, line.y
            for run in line.runs:
                size, spacing = run.style.size, run.style.spacing
                for character in run.text:
                    advance = ems(character) * size
                    texts.append(character)
                    places.append((x, y, advance, size))
                    if line.is_vertical:
                        y += size + spacing
                    else:
                        x += advance + spacing
        if not texts:
            return empty_glyphs()
        columns = np.array(places, dtype=np.float64)
        return Glyphs(np.array(texts), columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3], np.zeros(len(texts), dtype=np.int64))

    def rules(self) -> Rules:
        return rules_from(self.shapes, PageSpace(0.0, 0.0, self.width, self.height))


def page_boxes(root: Element) -> set[Element]:
    """The outermost sheets on which text stands at places (positioned, of their own size, and large), and their like beside
    them: a page without text is a page."""
    found: set[Element] = set()
    pending = [root]
    while pending:
        element = pending.pop()
        children = [child for child in element.children if not isinstance(child, str)]
        sheets = [child for child in children if _is_sheet(child)]
        with_text = [child for child in sheets if child.holds_placed_text]
        kinds = {(child.tag, child.attributes.get("class")) for child in with_text}
        found.update(child for child in sheets if (child.tag, child.attributes.get("class")) in kinds)
        pending.extend(child for child in children if child.holds_placed_text and child not in found)
    return found


def _is_sheet(element: Element) -> bool:
    style = element.style
    if style is None or style.position == "static" or style.display == "none":
        return False
    return all((style.length(name) or 0.0) >= SMALLEST_PAGE for name in ("width", "height"))


def read_page_box(element: Element) -> PlacedPage:
    """The content of the page box ``element``: hidden text counted and left out."""
    style = element.style
    assert style is not None
    width, height = style.length("width"), style.length("height")
    reader = _Reader(width, height)
    reader.content(element, _Frame(0.0, 0.0, width, height))
    clips = style.own.get("overflow", "visible") in ("hidden", "clip", "auto", "scroll")
    return _seen(reader, style.ground, clips=clips)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What places refer to: the origin in points from the page's top left, and the size where it is known."""

    x: float
    top: float
    width: float | None
    height: float | None


class _Reader:
    def __init__(self, width: float | None, height: float | None) -> None:
        self.width, self.height = width, height
        self.lines: list[PlacedLine] = []
        self.paints: list[Paint] = []
        self.shapes: list[Callable[[float], Shape]] = []
        self.tables: list[Element] = []
        self.hidden_count = 0
        self._order = 0

    def content(self, element: Element, frame: _Frame, level: int = 0) -> None:
        """Reads what is placed in ``element``; text without a place is left to who reads the flow."""
        for child in element.children:
            if not isinstance(child, str):
                self._element(child, frame, level)

    def _element(self, element: Element, frame: _Frame, level: int) -> None:
        style = element.style
        assert style is not None
        if style.display == "none":
            # What is not placed is counted where the flow is read.
            self.hidden_count += count_text(element) if style.is_placed else 0
        elif style.is_placed or _is_moved(style):
            self._placed(element, style, frame, level)
        elif style.position == "relative":
            width, height = style.length("width", frame.width), style.length("height", frame.height)
            self.content(element, _Frame(frame.x, frame.top, frame.width if width is None else width, frame.height if height is None else height), level)
        else:
            self.content(element, frame, level)

    def _placed(self, element: Element, style: Style, frame: _Frame, level: int) -> None:
        self._order += 1
        order = self._order
        level = _z_index(style, level)
        edges = {side: border(style.own, side, style.size, style.ink) for side in SIDES}
        widths = {side: edge[0] if edge else 0.0 for side, edge in edges.items()}
        padding = _padding(style, frame.width)
        inner_width, inner_height = style.length("width", frame.width), style.length("height", frame.height)
        if style.own.get("box-sizing") == "border-box":
            inner_width = None if inner_width is None else max(inner_width - widths["left"] - widths["right"] - padding["left"] - padding["right"], 0.0)
            inner_height = None if inner_height is None else max(inner_height - widths["top"] - widths["bottom"] - padding["top"] - padding["bottom"], 0.0)
        left, top = style.length("left", frame.width), style.length("top", frame.height)
        around_x = widths["left"] + widths["right"] + padding["left"] + padding["right"]
        around_y = widths["top"] + widths["bottom"] + padding["top"] + padding["bottom"]
        right, bottom = style.length("right", frame.width), style.length("bottom", frame.height)
        if left is None and right is not None and frame.width is not None and inner_width is not None:
            left = frame.width - right - inner_width - around_x
        elif left is not None and right is not None and inner_width is None and frame.width is not None:
            inner_width = max(frame.width - left - right - around_x, 0.0)
        collected = _Collected()
        self._collect(element, collected)
        text_lines = collected.builder.take()
        text_height = sum(_height(line) for line in text_lines)
        if top is None and bottom is not None and frame.height is not None:
            top = frame.height - bottom - around_y - (inner_height if inner_height is not None else text_height)
        x0 = frame.x + (left or 0.0) + (style.length("margin-left", frame.width) or 0.0)
        y0 = frame.top + (top or 0.0) + (style.length("margin-top", frame.width) or 0.0)
        content_x, content_top = x0 + widths["left"] + padding["left"], y0 + widths["top"] + padding["top"]
        lines = self._set(text_lines, style, content_x, content_top, inner_width, (level, order))
        self.lines.extend(lines)
        known_width = inner_width if inner_width is not None else max((line.x + line.width - content_x for line in lines), default=0.0)
        known_height = inner_height if inner_height is not None else text_height
        box = Rectangle(x0, y0, x0 + known_width + around_x, y0 + known_height + around_y)
        self._paint(element, style, box, edges, (level, order))
        inner = (known_width + padding["left"] + padding["right"], known_height + padding["top"] + padding["bottom"])
        frame_within = _Frame(x0 + widths["left"], y0 + widths["top"], *inner)
        for child in collected.placed:
            self._element(child, frame_within, level)

    def _collect(self, element: Element, collected: "_Collected") -> None:
        style = element.style
        assert style is not None
        for child in element.children:
            if isinstance(child, str):
                if style.is_hidden:
                    self.hidden_count += count_ink(child)
                else:
                    collected.builder.add(child, style)
                continue
            inner = child.style
            assert inner is not None
            if inner.is_placed or (_is_moved(inner) and not inner.is_inline):
                collected.placed.append(child)
            elif inner.display == "none":
                self.hidden_count += count_text(child)
            elif child.tag == "br":
                collected.builder.end_line()
            elif child.tag == "img":
                continue
            elif inner.display in ("table", "inline-table") and not child.holds_placed_text:
                self.tables.append(child)
            else:
                if not inner.is_inline:
                    collected.builder.end_line()
                self._collect(child, collected)
                if not inner.is_inline:
                    collected.builder.end_line()

    def _set(self, lines: Sequence[TextLine], style: Style, x: float, top: float, width: float | None, order: tuple[int, int]) -> list[PlacedLine]:
        """Lines at their baselines, broken where the box ends."""
        result: list[PlacedLine] = []
        is_vertical = style.is_vertical
        for line in lines:
            parts = [line.runs] if is_vertical or not width or not style.wraps else _wrapped(line.runs, width)
            for runs in parts:
                size = max(run.style.size for run in runs)
                height = max(run.style.line for run in runs)
                baseline = top + (height - size * (ASCENT + DESCENT)) / 2 + ASCENT * size
                placed = PlacedLine(order, x, baseline, tuple(runs), is_vertical)
                free = (width or 0.0) - placed.width
                if free > 0 and line.align in ("center", "right", "end"):
                    placed = PlacedLine(order, x + (free / 2 if line.align == "center" else free), baseline, tuple(runs), is_vertical)
                result.append(placed)
                top += height
        return result

    def _paint(self, element: Element, style: Style, box: Rectangle, edges: dict[str, tuple[float, Colour] | None], order: tuple[int, int]) -> None:
        if not style.is_visible or style.is_faded:
            return
        has_area = box.x1 > box.x0 and box.bottom > box.top
        is_picture = element.tag == "img" or style.own.get("background-image", "none") != "none"
        fill = style.ground if "background-color" in style.own and not is_picture else None
        if has_area and is_picture:
            self.paints.append(Paint(order, box, None))
        elif has_area and fill is not None:
            self.paints.append(Paint(order, box, fill))
        if has_area and (fill is not None or is_picture) and min(box.x1 - box.x0, box.bottom - box.top) <= THIN:
            # A thin fill or a stretched picture is a rule.
            self.shapes.append(_filled(box, fill if fill is not None else (0.0, 0.0, 0.0, 1.0)))
        for side, edge in edges.items():
            if edge is not None:
                self.shapes.append(_edge(box, side, *edge))


_NO_PADDING = dict.fromkeys(SIDES, 0.0)


def _padding(style: Style, whole: float | None) -> dict[str, float]:
    if not any(name.startswith("padding") for name in style.own):
        return _NO_PADDING
    return {side: max(style.length(f"padding-{side}", whole) or 0.0, 0.0) for side in SIDES}


def _is_moved(style: Style) -> bool:
    return style.position == "relative" and any(name in style.own for name in ("left", "top"))


@dataclass(slots=True)
class _Collected:
    """The lines of a placed box, and the boxes placed within it, which are painted over them."""

    builder: LineBuilder = field(default_factory=LineBuilder)
    placed: list[Element] = field(default_factory=list)


def _z_index(style: Style, level: int) -> int:
    stated = style.own.get("z-index", "auto")
    return int(stated) if stated.lstrip("+-").isdecimal() and len(stated) < 11 else level


def _height(line: TextLine) -> float:
    return max(run.style.line for run in line.runs)


def _wrapped(runs: Sequence[Run], width: float) -> list[list[Run]]:
    """``runs`` broken into lines of ``width``: before any full-width character, between Latin words at spaces."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in runs:
        size = run.style.size
        for word in _words(run.text):
            advance = sum(map(ems, word)) * size
            if lines[-1] and used + advance > width + _WRAP_SLACK and word.strip():
                lines.append([])
                used = 0.0
            if not lines[-1] and not word.strip() and len(lines) > 1:
                continue
            if lines[-1] and lines[-1][-1].style is run.style:
                lines[-1][-1].text += word
            else:
                lines[-1].append(Run(word, run.style))
            used += advance
    return [line for line in lines if line]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for character in text:
        if words and ems(character) < 1.0 and not character.isspace() and not words[-1].isspace() and ems(words[-1][-1]) < 1.0:
            words[-1] += character
        else:
            words.append(character)
    return words


def _filled(box: Rectangle, colour: Colour) -> Callable[[float], Shape]:
    def shape(height: float) -> Shape:
        corners = ((box.x0, height - box.top), (box.x1, height - box.top), (box.x1, height - box.bottom), (box.x0, height - box.bottom))
        return Shape(corners, True, False, True, None, colour[:3])

    return shape


def _edge(box: Rectangle, side: str, width: float, colour: Colour) -> Callable[[float], Shape]:
    match side:
        case "top":
            ends = (box.x0, box.top + width / 2), (box.x1, box.top + width / 2)
        case "bottom":
            ends = (box.x0, box.bottom - width / 2), (box.x1, box.bottom - width / 2)
        case "left":
            ends = (box.x0 + width / 2, box.top), (box.x0 + width / 2, box.bottom)
        case _:
            ends = (box.x1 - width / 2, box.top), (box.x1 - width / 2, box.bottom)
    return lambda height: Shape(tuple((x, height - y) for x, y in ends), False, True, False, colour[:3], None)


def _seen(reader: _Reader, ground: Colour | None, *, clips: bool) -> PlacedPage:
    """The page without what cannot be seen on it."""
    width = reader.width or max((line.x + line.width for line in reader.lines), default=0.0)
    height = reader.height or max((line.y for line in reader.lines), default=0.0) + DESCENT * 20
    page = PlacedPage(width, height, shapes=[shape(height) for shape in reader.shapes], tables=reader.tables, hidden_count=reader.hidden_count)
    under_picture: list[PlacedLine] = []
    for printed in sorted(reader.lines, key=lambda line: line.order):
        line = _without_as_ground(printed, reader.paints, page)
        if line is None:
            continue
        x, y = line.middle
        if _is_off(line, width, height, clips=clips) or any(paint.order > line.order and paint.colour and paint.box.holds(x, y) for paint in reader.paints):
            page.hidden_count += count_ink(line.text)
        elif any(paint.order > line.order and paint.colour is None and paint.box.holds(x, y) for paint in reader.paints):
            under_picture.append(line)
        else:
            page.lines.append(line)
    # Whether a picture hides what lies under it cannot be known without the picture. What is printed again in the open is
    # left out as hidden; anything else is kept, because nothing must be lost.
    in_the_open = Counter(squeeze(line.text) for line in page.lines)
    for covered in under_picture:
        if in_the_open[squeeze(covered.text)]:
            page.hidden_count += count_ink(covered.text)
        else:
            page.lines.append(covered)
            page.doubtful_count += count_ink(covered.text)
    page.lines.sort(key=lambda line: line.order)
    page.paints = reader.paints
    return page


def _is_off(line: PlacedLine, width: float, height: float, *, clips: bool) -> bool:
    """Whether the line begins where it cannot be seen: outside of a page that cuts what overhangs, or a page's size away."""
    slack_x, slack_y = (0.0, 0.0) if clips else (width, height)
    middle_x, middle_y = line.middle
    return not (-slack_x <= middle_x and line.x <= width + slack_x and -slack_y <= middle_y <= height + slack_y)


def _without_as_ground(line: PlacedLine, paints: Sequence[Paint], page: PlacedPage) -> PlacedLine | None:
    """The line without the runs whose colour is that of what they stand on, None where nothing is left."""
    if not any(run.style.is_as_ground for run in line.runs):
        return line
    x, y = line.middle
    under = [paint for paint in paints if paint.order < line.order and paint.box.holds(x, y)]
    ground = max(under, key=lambda paint: paint.order).colour if under else WHITE
    if under and (ground is None or any(abs(a - b) > 0.03 for a, b in zip(ground[:3], line.runs[0].style.ink[:3], strict=True))):
        return line
    page.hidden_count += sum(count_ink(run.text) for run in line.runs if run.style.is_as_ground)
    kept = tuple(run for run in line.runs if not run.style.is_as_ground)
    return PlacedLine(line.order, line.x, line.y, kept, line.is_vertical) if any(run.text.strip() for run in kept) else None
