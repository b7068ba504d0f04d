"""As much of CSS as decides where text stands and whether it is seen: values, and the declarations of an element or a rule."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from tinycss2 import parse_blocks_contents, parse_component_value_list, serialize
from tinycss2.color4 import parse_color

# Red, green, blue and alpha from 0 to 1.
Colour = tuple[float, float, float, float]
# A value, and whether it is marked important.
Declared = tuple[str, bool]

SIDES = ("top", "right", "bottom", "left")
# Points of each unit; em, rem and % need what they refer to.
_POINTS = {"px": 0.75, "pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "": 0.75}
_WIDTHS = {"thin": 0.75, "medium": 2.25, "thick": 3.75}
_LARGEST = 1e6
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(px|pt|in|cm|mm|pc|em|rem|%|)\Z")
_TOKEN = re.compile(r"[^\s()]+(?:\([^()]*\))?")
# A semicolon within brackets (a data URL) ends no declaration.
_END = re.compile(r";(?![^()]*\))")
# What has neither strings nor blocks nor escapes nor comments is split at its semicolons, much faster than tokens are made of it.
_INTRICATE = re.compile(r"[\"'{}\[\]\\@]|/\*")
_LINE_STYLES = {"none", "hidden", "solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"}
_UNDRAWN = {"none", "hidden"}
UNKNOWN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is printed and is no text: a picture, a number that is counted."""
BLACK: Colour = (0.0, 0.0, 0.0, 1.0)
WHITE: Colour = (1.0, 1.0, 1.0, 1.0)


@lru_cache(maxsize=65536)
def _measure(value: str) -> tuple[float, str] | None:
    found = _LENGTH.match(value)
    if not found:
        return None
    number = float(found.group(1))
    return (number, found.group(2)) if math.isfinite(number) and abs(number) < _LARGEST else None


def length(value: str | None, em: float, whole: float | None = None, root_em: float = 12.0) -> float | None:
    """``value`` in points; None where it is not a length, or a share of a ``whole`` that is not known."""
    measure = _measure(value) if value else None
    if measure is None:
        return None
    number, unit = measure
    match unit:
        case "em":
            return number * em
        case "rem":
            return number * root_em
        case "%":
            return None if whole is None else number * whole / 100
        case _:
            return number * _POINTS[unit]


@lru_cache(maxsize=4096)
def colour(value: str) -> Colour | None:
    """The colour that ``value`` names; None where it is none, or that of the text (``currentcolor``)."""
    parsed = parse_color(value)
    if parsed is None or isinstance(parsed, str):
        return None
    try:
        shown = parsed.to("srgb")
    except NotImplementedError:
        return None
    red, green, blue = (min(max(part or 0.0, 0.0), 1.0) for part in shown.coordinates)
    return (red, green, blue, shown.alpha)


def generated_text(content: str, attributes: Mapping[str, str]) -> str:
    """The text that a value of ``content`` prints for an element with these attributes; ``UNKNOWN`` for what is a picture or is counted."""
    parts: list[str] = []
    for token in parse_component_value_list(content, skip_comments=True):
        if token.type == "string":
            parts.append(token.value)
        elif token == "/":
            # What follows is said, not shown.
            break
        elif token.type == "function" and token.lower_name == "attr":
            parts.append(attributes.get(serialize(token.arguments).strip().lower(), ""))
        elif token.type in ("url", "function"):
            parts.append(UNKNOWN)
    return "".join(parts).strip()


@lru_cache(maxsize=65536)
def declarations(text: str) -> Mapping[str, Declared]:
    """Property to value and whether it is marked important; borders, backgrounds and fonts taken apart. Later ones win."""
    return _longhands_of(_parsed(parse_blocks_contents(text)) if _INTRICATE.search(text) else _split(text))


def declared_in(content: Iterable[Any]) -> Mapping[str, Declared]:
    """The same of the tokens of a rule's block."""
    return _longhands_of(_parsed(parse_blocks_contents(content)))


def _split(text: str) -> Iterator[tuple[str, str, bool]]:
    for part in _END.split(text) if "(" in text else text.split(";"):
        name, colon, value = part.partition(":")
        if not colon:
            continue
        name, value = name.strip().lower(), value.strip().lower()
        is_important = value.endswith("important") and value.removesuffix("important").rstrip().endswith("!")
        yield name, value.removesuffix("important").rstrip()[:-1].rstrip() if is_important else value, is_important


def _parsed(nodes: Iterable[Any]) -> Iterator[tuple[str, str, bool]]:
    for node in nodes:
        if node.type == "declaration":
            value = serialize(node.value).strip()
            # What a rule prints is the one value whose letters count.
            yield node.lower_name, value if node.lower_name == "content" else value.lower(), node.important


def _longhands_of(parts: Iterable[tuple[str, str, bool]]) -> Mapping[str, Declared]:
    found: dict[str, Declared] = {}
    for name, value, is_important in parts:
        for long_name, long_value in _longhands(name, value):
            if is_important or not found.get(long_name, ("", False))[1]:
                found[long_name] = (long_value, is_important)
    return found


@lru_cache(maxsize=16384)
def _longhands(name: str, value: str) -> tuple[tuple[str, str], ...]:
    if name == "border" or name in ("border-top", "border-right", "border-bottom", "border-left"):
        parts = _border(value)
        sides = SIDES if name == "border" else (name[7:],)
        return tuple((f"border-{side}-{part}", parts[part]) for side in sides for part in parts)
    if name in ("border-width", "border-style", "border-color", "margin", "padding"):
        stem, _, part = name.partition("-")
        tokens = _TOKEN.findall(value)
        if not 1 <= len(tokens) <= 4:
            return ()
        around = [tokens[0], tokens[1] if len(tokens) > 1 else tokens[0], tokens[2] if len(tokens) > 2 else tokens[0]]
        around.append(tokens[3] if len(tokens) > 3 else around[1])
        return tuple((f"{stem}-{side}" + (f"-{part}" if part else ""), one) for side, one in zip(SIDES, around, strict=True))
    if name == "background":
        tokens = _TOKEN.findall(value)
        plain = next((token for token in tokens if colour(token) is not None), "transparent")
        picture = next((token for token in tokens if token.startswith(("url(", "linear-", "radial-"))), "none")
        return (("background-color", plain), ("background-image", picture))
    if name == "font":
        found = re.search(r"(?:^|\s)([\d.]+(?:px|pt|em|rem|%|cm|mm|in))(?:\s*/\s*([\d.]+\w*%?))?(?=\s)", value)
        if not found:
            return ()
        return (("font-size", found.group(1)), ("line-height", found.group(2) or "normal"))
    return ((name, value),)


def _border(value: str) -> dict[str, str]:
    parts = {"width": "medium", "style": "none", "color": "currentcolor"}
    for token in _TOKEN.findall(value):
        if token in _LINE_STYLES:
            parts["style"] = token
        elif token in _WIDTHS or _measure(token):
            parts["width"] = token
        else:
            parts["color"] = token
    return parts


def border(own: Mapping[str, str], side: str, em: float, ink: Colour) -> tuple[float, Colour] | None:
    """Width (points) and colour of the border on ``side``, None where none is drawn."""
    style = own.get(f"border-{side}-style", "none")
    if style in _UNDRAWN:
        return None
    stated = own.get(f"border-{side}-width", "medium")
    width = _WIDTHS.get(stated) or length(stated, em)
    drawn = colour(own.get(f"border-{side}-color", "currentcolor")) or ink
    return (width, drawn) if width and drawn[3] > 0 else None
