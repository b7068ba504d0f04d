"""The two texts of every cell: as printed, and folded for matching, character for character the same length.

SQL finds things in the folded text and cuts them out of the printed text at the same positions, so folding never
changes a length. What NFKC would lengthen (``㎡``, ``…``) or what would join a number to the digits beside it
(``①``, ``²``) therefore stays as it is.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

# Decompositions that are another drawing of the same character. <circle>, <super>, <square> and the like carry meaning.
_FOLDED_FORMS = ("<wide>", "<narrow>", "<small>", "<compat>", "<noBreak>")
# What leaves no mark of its own: controls, zero widths, soft hyphens, joiners, selectors of variants.
INVISIBLE = dict.fromkeys(
    [
        *range(0x00, 0x09),
        0x0B,
        0x0C,
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0x00AD,
        0x034F,
        0x061C,
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
    ]
)

# Radicals of the supplement that stand for a whole character (Unicode's EquivalentUnifiedIdeograph) and have no decomposition:
# how browsers name glyphs that a font shares between both.
_SUPPLEMENT = dict(zip("⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰", "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙", strict=True))

# Traditional characters, each before its simplified form: those of the words by which tables are known.
_TRADITIONAL = Path(__file__).with_name("traditional.txt")


def _traditional() -> dict[str, str]:
    lines = _TRADITIONAL.read_text(encoding="utf-8").splitlines()
    return {pair[0]: pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {ord(drawn): character for drawn, character in (_SUPPLEMENT | _traditional()).items()}
    for code in range(0x80, 0x30000):
        character = chr(code)
        decomposition = unicodedata.decomposition(character)
        if not decomposition:
            continue
        canonical = not decomposition.startswith("<")
        folded = unicodedata.normalize("NFKC", character)
        if len(folded) == 1 and folded != character and (canonical or decomposition.startswith(_FOLDED_FORMS)):
            table[code] = folded
    return table


_FOLD = _fold_table()
# Radicals and compatibility ideographs are how some fonts encode the ordinary character; they print the same.
_PRINTED = {code: folded for code, folded in _FOLD.items() if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF} | INVISIBLE
_LATIN_BREAK = re.compile(r"(?<=[A-Za-z])\n(?=[A-Za-z])")


def fold(text: str) -> str:
    """Full-width, small and compatibility forms to their plain form, the Traditional characters of ``traditional.txt`` to the simplified. Same length as ``text``."""
    # What is folded lies beyond ASCII.
    return text if text.isascii() else text.translate(_FOLD)


def printed(text: str) -> str:
    """``text`` without what is not printed (control, zero-width and soft characters) and with radicals as their characters."""
    return text.translate(_PRINTED)


def join_lines(lines: str | Iterable[str]) -> str:
    """The lines of one cell as one text: nothing between Chinese, one space where a break parts two Latin words."""
    text = lines if isinstance(lines, str) else "\n".join(lines)
    return _LATIN_BREAK.sub(" ", text).replace("\n", "")


def squeeze(text: str) -> str:
    """Folded and without any white space: the form in which headings and names are compared."""
    return "".join(fold(text).split())


def unsqueezed(text: str, span: tuple[int, int]) -> str:
    """What stands in ``text`` at the positions that ``span`` (first, end) has in its squeezed form, as printed."""
    places = [place for place, character in enumerate(fold(text)) if not character.isspace()]
    first, end = span
    return text[places[first] : places[end - 1] + 1] if first < end else ""


def count_characters(texts: Iterable[str]) -> int:
    """Characters that are not white space."""
    return sum(len("".join(text.split())) for text in texts)
