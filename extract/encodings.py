"""Bytes of Chinese text to characters, and whether what comes out is such text."""

from extract.reasons import UnreadableError

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Characters of GB2312, which nearly all Chinese official text keeps to; bytes decoded by the wrong table mostly miss it.
_LEAST_SHARE_OF_COMMON = 0.9


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding: UTF-8, UTF-16 with its mark, or GB18030. Raises UnreadableError (broken_encoding) where none fits."""
    encodings = ["utf-16"] if data.startswith(_UTF16) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and "\ufffd" not in text and is_plausible(text):
            return text, encoding.removesuffix("-sig")
    raise UnreadableError("broken_encoding")


def is_plausible(text: str) -> bool:
    """Whether every line of ``text`` is made of characters in use, as text decoded by the wrong table is not."""
    return all(map(_is_line_plausible, text.split("\n")))


def _is_line_plausible(line: str) -> bool:
    letters = [c for c in line if "\u3400" <= c <= "\u9fff" or "\ue000" <= c <= "\uf8ff"]
    common = sum(len(c.encode("gb2312", "ignore")) == 2 for c in letters)
    return len(letters) < 8 or common >= _LEAST_SHARE_OF_COMMON * len(letters)
