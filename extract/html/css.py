"""As much of CSS as decides where text stands and whether it is seen: values, declarations and the rules of style sheets."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

Colour = tuple[float, float, float, float]

SIDES = ("top", "right", "bottom", "left")
# Points of each unit; em, rem and % need what they refer to.
_POINTS = {"px": 0.75, "pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "": 0.75}
_WIDTHS = {"thin": 0.75, "medium": 2.25, "thick": 3.75}
_LARGEST = 1e6
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(px|pt|in|cm|mm|pc|em|rem|%|)\Z")
_TOKEN = re.compile(r"[^\s()]+(?:\([^()]*\))?")
# A semicolon within brackets (a data URL) ends no declaration.
_END = re.compile(r";(?![^()]*\))")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LINE_STYLES = {"none", "hidden", "solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"}
_UNDRAWN = {"none", "hidden"}
# Names matter where they may be paper; others are only known not to be.
_NAMED: dict[str, Colour] = {
    "transparent": (0.0, 0.0, 0.0, 0.0),
    "white": (1.0, 1.0, 1.0, 1.0),
    "snow": (1.0, 0.98, 0.98, 1.0),
    "black": (0.0, 0.0, 0.0, 1.0),
    "red": (1.0, 0.0, 0.0, 1.0),
    "blue": (0.0, 0.0, 1.0, 1.0),
    "green": (0.0, 0.5, 0.0, 1.0),
    "yellow": (1.0, 1.0, 0.0, 1.0),
    "gray": (0.5, 0.5, 0.5, 1.0),
    "grey": (0.5, 0.5, 0.5, 1.0),
    "silver": (0.75, 0.75, 0.75, 1.0),
}
BLACK, WHITE = _NAMED["black"], _NAMED["white"]


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
    """Red, green, blue and alpha from 0 to 1; None where ``value`` is none of the forms read here."""
    if value.startswith("#"):
        digits = value[1:]
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits)
        if len(digits) not in (6, 8) or not re.fullmatch("[0-9a-f]+", digits):
            return None
        parts = [int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2)]
        return (parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else 1.0)
    if value.startswith(("rgb(", "rgba(")):
        numbers = re.findall(r"([\d.]+)(%?)", value)
        try:
            parts = [float(number) / (100 if percent else 255 if at < 3 else 1) for at, (number, percent) in enumerate(numbers)]
        except ValueError:
            return None
        return (parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else 1.0) if len(parts) in (3, 4) else None
    return _NAMED.get(value)


@lru_cache(maxsize=65536)
def declarations(text: str) -> Mapping[str, tuple[str, bool]]:
    """Property to value and whether it is marked important; borders, backgrounds and fonts taken apart. Later ones win."""
    found: dict[str, tuple[str, bool]] = {}
    for part in _END.split(_COMMENT.sub("", text)) if "(" in text or "/*" in text else text.split(";"):
        name, colon, value = part.partition(":")
        if not colon:
            continue
        name, value = name.strip().lower(), value.strip().lower()
        is_important = value.endswith("!important")
        if is_important:
            value = value[: -len("!important")].rstrip()
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


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str | None
    id: str | None
    classes: frozenset[str]

    def fits(self, tag: str, attributes: Mapping[str, str], classes: frozenset[str]) -> bool:
        return (self.tag is None or self.tag == tag) and (self.id is None or self.id == attributes.get("id")) and self.classes <= classes


@dataclass(frozen=True, slots=True)
class _Rule:
    compounds: tuple[_Compound, ...]
    # Between the compounds: whether the left one must be the parent, not any ancestor.
    is_parent: tuple[bool, ...]
    rank: tuple[int, int, int, int]
    declared: Mapping[str, tuple[str, bool]]


# What a rule is asked about: tag, attributes and classes of an element, for it and each of its ancestors.
Subject = tuple[str, Mapping[str, str], frozenset[str]]

_SIMPLE = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)\Z", re.IGNORECASE)
_SCREEN = re.compile(r"(?:only\s+)?(?:screen|all)?\s*\Z")


@dataclass(slots=True)
class StyleSheet:
    """The rules of a document's own style sheets. Selectors that ask for more than tags, classes, ids and ancestors are passed over."""

    _by_key: dict[str, list[_Rule]] = field(default_factory=dict)
    _count: int = 0

    def add(self, text: str, media: str = "") -> None:
        if not _SCREEN.match(media.strip().lower()):
            return
        for selectors, block in _blocks(_COMMENT.sub("", text)):
            declared = declarations(block)
            for selector in selectors.split(","):
                rule = self._rule(selector.strip(), declared)
                if rule is not None:
                    last = rule.compounds[-1]
                    key = f"#{last.id}" if last.id else f".{min(last.classes)}" if last.classes else last.tag or "*"
                    self._by_key.setdefault(key, []).append(rule)

    def _rule(self, selector: str, declared: Mapping[str, tuple[str, bool]]) -> _Rule | None:
        compounds, is_parent = [], []
        follows = False
        for token in re.sub(r"\s*>\s*", " > ", selector).split():
            if token == ">":
                follows = True
                continue
            found = _SIMPLE.match(token)
            if not found or not token:
                return None
            marks = re.findall(r"[.#][\w-]+", found.group(2))
            tag = found.group(1).lower() if found.group(1) and found.group(1) != "*" else None
            ids = [mark[1:] for mark in marks if mark[0] == "#"]
            if compounds:
                is_parent.append(follows)
            follows = False
            compounds.append(_Compound(tag, ids[0] if ids else None, frozenset(mark[1:] for mark in marks if mark[0] == ".")))
        if not compounds:
            return None
        self._count += 1
        rank = (sum(c.id is not None for c in compounds), sum(len(c.classes) for c in compounds), sum(c.tag is not None for c in compounds), self._count)
        return _Rule(tuple(compounds), tuple(is_parent), rank, declared)

    def declared(self, subject: Subject, ancestors: Sequence[Subject]) -> list[Mapping[str, tuple[str, bool]]]:
        """The declarations that hold for ``subject``, the weightiest last."""
        if not self._by_key:
            return []
        tag, attributes, classes = subject
        keys = [tag, "*", *(f".{name}" for name in classes)]
        if "id" in attributes:
            keys.append(f"#{attributes['id']}")
        rules = [rule for key in keys for rule in self._by_key.get(key, ()) if _holds(rule, subject, ancestors)]
        return [rule.declared for rule in sorted(rules, key=lambda rule: rule.rank)]


def _holds(rule: _Rule, subject: Subject, ancestors: Sequence[Subject]) -> bool:
    if not rule.compounds[-1].fits(*subject):
        return False
    at = len(ancestors) - 1
    for compound, must_be_parent in zip(reversed(rule.compounds[:-1]), reversed(rule.is_parent), strict=True):
        if must_be_parent:
            if at < 0 or not compound.fits(*ancestors[at]):
                return False
        else:
            while at >= 0 and not compound.fits(*ancestors[at]):
                at -= 1
            if at < 0:
                return False
        at -= 1
    return True


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule; rules within ``@media`` for screens and ``@supports`` are taken out of it."""
    at = 0
    open_groups = 0
    while at < len(text):
        brace = text.find("{", at)
        close = text.find("}", at)
        if close >= 0 and (brace < 0 or close < brace):
            open_groups, at = max(open_groups - 1, 0), close + 1
            continue
        if brace < 0:
            return
        head = text[at:brace].rsplit(";", 1)[-1].strip()
        if head.startswith("@"):
            name, _, condition = head[1:].partition(" ") if " " in head else (head[1:].split("(")[0], "", "")
            if (name == "media" and _SCREEN.match(condition.strip().lower())) or name.startswith("supports"):
                open_groups, at = open_groups + 1, brace + 1
            else:
                at = _end_of_group(text, brace)
            continue
        end = text.find("}", brace)
        end = len(text) if end < 0 else end
        yield head, text[brace + 1 : end]
        at = end + 1


def _end_of_group(text: str, brace: int) -> int:
    depth = 0
    for mark in re.compile("[{}]").finditer(text, brace):
        depth += 1 if mark.group() == "{" else -1
        if depth == 0:
            return mark.end()
    return len(text)
