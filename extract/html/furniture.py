"""What on a web page belongs to the site and not to the document, by ``furniture.yml`` and by how much of it is links."""

import re
from functools import cache
from pathlib import Path

import yaml

from extract.html.dom import Element
from extract.text import squeeze

FURNITURE = Path(__file__).with_name("furniture.yml")
# A line or table of which so much is links leads elsewhere.
LINKED = 0.5
_WORD = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
# What a page is called in its title element, apart from the site's name.
_PARTS = re.compile(r"\s*[_|｜]+\s*|\s+[-–—]+\s+|—{1,2}|-{1,2}(?=[^-]*(?:网|政府|门户|平台)$)")
_NAMED = ("articletitle", "og:title", "dc.title", "title")


@cache
def furniture_words(name: str) -> frozenset[str]:
    """The entries of ``furniture.yml`` under ``name``."""
    return frozenset(yaml.safe_load(FURNITURE.read_text(encoding="utf-8"))[name])


@cache
def line_pattern(name: str) -> re.Pattern[str]:
    """Any of the regular expressions under ``name``."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in sorted(furniture_words(name))))


def is_furniture(element: Element) -> bool:
    """Whether an element, by its tag, role, class or id, is a part of the site around the document."""
    if element.tag in furniture_words("tags") or element.attributes.get("role", "").lower() in furniture_words("roles"):
        return True
    if element.tag in ("html", "body"):
        return False
    return any(_is_name_of_furniture(element.attributes[name]) for name in ("class", "id") if name in element.attributes)


@cache
def _is_name_of_furniture(name: str) -> bool:
    return any(word.lower() in furniture_words("names") for word in _WORD.findall(name))


def is_line_of_furniture(text: str) -> bool:
    """Whether a line says where one is on a site, when and by whom it was put there, or what can be done with it."""
    return bool(line_pattern("lines").fullmatch(squeeze(text)))


def is_column(text: str) -> bool:
    """Whether a text is only the name of a site's column, which heads many documents."""
    return bool(line_pattern("columns").fullmatch(squeeze(text)))


def declared_titles(root: Element) -> tuple[list[str], list[str]]:
    """What the page calls itself, without names of columns: its named title and its headings outside of the site's furniture, the surest
    first; and the parts of its title element, which often names only the column."""
    named: dict[str, str] = {}
    headings: list[str] = []
    titles: list[str] = []
    pending = [(root, False)]
    while pending:
        element, within = pending.pop()
        if element.tag == "meta":
            name = (element.attributes.get("name") or element.attributes.get("property") or "").lower()
            named.setdefault(name, element.attributes.get("content", ""))
        elif element.tag == "title":
            titles += _PARTS.split(text_of(element))
        elif element.tag in ("h1", "h2", "h3") and not within:
            headings.append(text_of(element))
        within = within or is_furniture(element)
        pending.extend((child, within) for child in reversed(list(element.elements)))
    return _tidied([*(named[name] for name in _NAMED if name in named), *headings]), _tidied(titles)


def _tidied(texts: list[str]) -> list[str]:
    return [text for text in dict.fromkeys(" ".join(text.split()) for text in texts) if text and not is_column(text)]


def named_title(root: Element) -> str | None:
    """The title in the standard description that sites of governments give of a page; None where there is none."""
    names = (element for element in root.iter("meta") if element.attributes.get("name", "").lower() == _NAMED[0])
    return next((text for element in names if (text := " ".join(element.attributes.get("content", "").split()))), None)


def text_of(element: Element) -> str:
    """The text within an element, in the order of the document."""
    return "".join(child if isinstance(child, str) else text_of(child) for child in element.children)
