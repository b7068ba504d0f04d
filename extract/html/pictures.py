"""Pictures within a line, and what of them is text: what a page says in place of them where it is a sign, else the mark that one stands there."""

import re

from extract.html.css import UNKNOWN
from extract.html.dom import Element
from extract.html.furniture import text_of
from extract.text import squeeze

_DRAWN = frozenset({"img", "canvas", "object", "embed"})
# A longer text describes a picture.
_LONGEST = 20
# Names of files and words that say only that there is a picture.
_NAMES = re.compile(
    r"\s*|(?:图片?|照片|图像|图标|image|img|picture|pic|photo|icon|ico|undefined|null)[-_()（）\s\d]*|.*\.[a-z]{3,5}\d?|(?:https?:|data:|\.*/).*", re.IGNORECASE
)
# Less than so many points are room, not a picture.
_SMALLEST = 2.0


def is_picture(element: Element) -> bool:
    """Whether an element is drawn and not written: an image, a drawing without text, an empty element with a picture behind it."""
    if element.tag in _DRAWN:
        return element.tag != "object" or not text_of(element).strip()
    if element.tag == "svg":
        return not any(text_of(text).strip() for text in element.iter("text"))
    style = element.style
    return (
        style is not None
        and style.is_inline
        and style.own.get("background-image", "none").startswith("url(")
        and not text_of(element).strip()
        and not element.children
    )


def picture_text(element: Element) -> str:
    """What a page prints in place of a picture where that is a sign or a short text; ``UNKNOWN`` where it is none, nothing where nothing is seen of it."""
    style = element.style
    if style is not None and any(side is not None and side < _SMALLEST for side in (style.length("width"), style.length("height"))):
        return ""
    text = element.attributes.get("alt", "") or element.attributes.get("aria-label", "")
    return text if len(squeeze(text)) <= _LONGEST and not _NAMES.fullmatch(text) else UNKNOWN
