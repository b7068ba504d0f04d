"""What a page leads to instead of showing it as a table: attachments, and pictures of pages."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from extract.html.dom import Element
from extract.html.furniture import furniture_words, is_furniture, line_pattern, text_of
from extract.pages import Link

# A picture with a side shorter than this (CSS pixels) shows no page.
_SMALLEST_SIDE = 120.0
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$")
_WORD = re.compile(r"[a-z]+")
_ADDRESSES = {"a": ("href",), "area": ("href",), "iframe": ("src",), "embed": ("src",), "object": ("data",)}
_LAZY = ("data-src", "data-original", "data-url", "src")


def document_links(root: Element) -> list[Link]:
    """Attachments and pictures outside of the site's furniture, each once, in the order of the page."""
    base = next((element.attributes["href"] for element in root.iter("base") if element.attributes.get("href")), "")
    found: dict[tuple[str, str], Link] = {}
    for element in _content(root):
        link = _picture(element) if element.tag == "img" else _attachment(element)
        if link is not None:
            url = link.url if link.kind == "picture" and link.url.startswith("data:") else _resolved(base, link.url)
            found.setdefault((link.kind, url), Link(link.text, url, link.kind))
    return list(found.values())


def _content(root: Element) -> Iterator[Element]:
    pending = [root]
    while pending:
        element = pending.pop()
        if element is not root and (is_furniture(element) or (element.style is not None and element.style.display == "none" and element.tag not in _ADDRESSES)):
            continue
        yield element
        pending.extend(reversed(list(element.elements)))


def _resolved(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _attachment(element: Element) -> Link | None:
    url = next((element.attributes[name].strip() for name in _ADDRESSES.get(element.tag, ()) if element.attributes.get(name, "").strip()), "")
    if not url or url.startswith("#") or url.lower().startswith(("javascript:", "mailto:", "tel:", "data:", "about:")):
        return None
    text = " ".join(text_of(element).split()) or element.attributes.get("title", "").strip()
    name = _file_name(url)
    if not (_is_file(name) or _is_file(text) or line_pattern("attachment_texts").fullmatch(text)):
        return None
    return Link(text or name, url, "attachment")


def _picture(element: Element) -> Link | None:
    url = next((element.attributes[name].strip() for name in _LAZY if element.attributes.get(name, "").strip()), "")
    sides = [float(found.group(1)) for name in ("width", "height") if (found := _NUMBER.match(element.attributes.get(name, "")))]
    if not url or any(side < _SMALLEST_SIDE for side in sides):
        return None
    if url.startswith("data:"):
        # The picture itself stands in its address.
        return Link(element.attributes.get("alt", "").strip(), url.partition(",")[0], "picture")
    name = _file_name(url)
    if furniture_words("signs").intersection(_WORD.findall(name.lower())):
        return None
    return Link(element.attributes.get("alt", "").strip() or name, url, "picture")


def _file_name(url: str) -> str:
    try:
        return unquote(urlsplit(url).path).rpartition("/")[2]
    except ValueError:
        return ""


def _is_file(name: str) -> bool:
    return name.rpartition(".")[2].strip().lower() in furniture_words("attachments") and "." in name
