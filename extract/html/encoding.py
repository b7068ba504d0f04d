"""Bytes of an HTML document to text."""

import codecs
import re

from extract.encodings import is_plausible
from extract.reasons import UnreadableError

# Browsers look for the declaration in the first 1024 bytes; templates of some sites put scripts before it.
_DECLARED_WITHIN = 8192
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What is declared as one of these is tried as UTF-8, then as GB18030: declarations that name the wrong one of the two are common.
_PROVEN = {"utf-8", "gb2312", "gbk", "gb18030", "ascii", "iso8859-1", "cp1252"}


# A sign that nobody reads (NUL, U+FFFD, bytes of no character) among twenty beyond ASCII is a blot; more are another encoding.
_MOST_LOST = 0.05
LOST = "\ufffd"


def decode_html(data: bytes) -> str:
    """By byte order mark, declared character set, else UTF-8 and then GB18030; single lost characters are ``LOST``.

    Raises UnreadableError (broken_encoding) where no encoding fits.
    """
    mark = next((name for start, name in _MARKS if data.startswith(start)), None)
    # Bytes that are UTF-8 throughout are no other encoding's; GB18030 fits nearly everything, so its text is judged by ``decode``.
    for name in (mark,) if mark else filter(None, (_declared(data), "utf-8")):
        try:
            text = data.decode(name)
        except (UnicodeError, LookupError):
            continue
        if LOST not in (text := text.replace("\x00", LOST)) or _is_legible(text):
            return text
    for name in (mark,) if mark else ("utf-8", "gb18030"):
        text = data.decode(name, "replace").replace("\x00", LOST)
        if _is_legible(text):
            return text
    raise UnreadableError("broken_encoding")


def _is_legible(text: str) -> bool:
    lost = text.count(LOST)
    others = sum(not character.isascii() for character in text) - lost
    return lost <= _MOST_LOST * others and is_plausible(text)


def _declared(data: bytes) -> str | None:
    """The declared character set where it is neither UTF-8 nor a Chinese national one, which are told by the bytes."""
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    if not found:
        return None
    try:
        codec = codecs.lookup(found.group(1).decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None
    # A declaration that can be read byte by byte is not in UTF-16, whatever it says.
    return None if codec.name in _PROVEN or codec.name.startswith(("utf-16", "utf-32", "utf-7")) else codec.name
