"""A page number that two engines place apart stands as the gate has it, where nothing hangs on it."""

import numpy as np
import pytest

from extract.geometry.characters import characters
from extract.geometry.glyphs import Glyphs
from extract.geometry.rules import Rules
from extract.pdf.margins import margins_as

FOOT = 812.0
TABLE = (("绩", 100.0, 300.0), ("效", 109.0, 300.0))
WIDE = (("—", 287.5, FOOT), (" ", 296.5, FOOT), ("3", 305.5, FOOT), ("5", 314.5, FOOT), (" ", 323.5, FOOT), ("—", 332.5, FOOT))
NARROW = (("—", 287.5, FOOT), ("3", 298.4, FOOT), ("5", 302.5, FOOT), ("—", 308.5, FOOT))


def _glyphs(*placed: tuple[str, float, float], angle: int = 0) -> Glyphs:
    text, x, y = zip(*placed, strict=True)
    nine = np.full(len(text), 9.0)
    return Glyphs(np.array(text), np.array(x), np.array(y), nine, nine, np.full(len(text), angle))


def _expected(*placed: tuple[str, float, float]):
    text, x, y = zip(*placed, strict=True)
    return characters(np.array([ord(one) for one in text], dtype=np.uint32), np.array(x), np.array(y))


def _rules(first: float, last: float) -> Rules:
    return Rules(np.array([[first, 90.0, 500.0], [last, 90.0, 500.0]]), np.array([[90.0, first, last], [500.0, first, last]]))


def test_a_page_number_stands_where_the_gate_has_it():
    read = _glyphs(*TABLE, *WIDE)
    placed = margins_as(_expected(*TABLE, *NARROW), read, _rules(280, 320))
    assert placed is not None
    assert placed.x.tolist() == pytest.approx([100.0, 109.0, 287.5, 292.95, 298.4, 302.5, 305.5, 308.5])
    assert placed.advance.tolist() == pytest.approx([9.0, 9.0, *[9.0 * 21 / 45] * 6])
    assert placed.text.tolist() == read.text.tolist() and placed.y.tolist() == read.y.tolist()


def test_a_page_of_one_line_is_no_exception():
    placed = margins_as(_expected(*NARROW), _glyphs(*WIDE), Rules(np.empty((0, 3)), np.empty((0, 3))))
    assert placed is not None and placed.advance.tolist() == pytest.approx([9.0 * 21 / 45] * 6)


def test_the_first_line_too():
    heading = [(text, x, 40.0) for text, x, _ in WIDE]
    placed = margins_as(_expected(*((text, x, 40.0) for text, x, _ in NARROW), *TABLE), _glyphs(*heading, *TABLE), _rules(280, 320))
    assert placed is not None and placed.x[5] == 308.5


@pytest.mark.parametrize(
    ("why", "read", "expected", "rules"),
    [
        ("it is where it should be", _glyphs(*TABLE, *NARROW), (*TABLE, *NARROW), _rules(280, 320)),
        ("it stands in a table", _glyphs(*TABLE, *WIDE), (*TABLE, *NARROW), _rules(280, 820)),
        ("it says something else", _glyphs(*TABLE, *WIDE), (*TABLE, ("—", 287.5, FOOT), ("3", 298.4, FOOT), ("6", 302.5, FOOT), ("—", 308.5, FOOT)), _rules(280, 320)),
        ("it is on its side", _glyphs(*TABLE, *WIDE, angle=90), (*TABLE, *NARROW), _rules(280, 320)),
        ("it is long", _glyphs(*TABLE, *(("一", 10.0 * x, FOOT) for x in range(41))), (*TABLE, *(("一", 9.0 * x, FOOT) for x in range(41))), _rules(280, 320)),
        ("the gate has nothing there", _glyphs(*TABLE, *WIDE), TABLE, _rules(280, 320)),
    ],
)  # fmt: skip
def test_a_line_is_left_where_it_is(why, read, expected, rules):
    assert margins_as(_expected(*expected), read, rules) is None, why
