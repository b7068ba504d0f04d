"""Shapes to rules by numbers alone: which strokes and fills draw a rule, where it lies, and what is no rule."""

import pytest

from extract.geometry.page_space import PageSpace
from extract.geometry.rules import DARK, LEAN, SHORTEST, THIN, WHITE, Shape, is_dark, is_white, rules_from

SPACE = PageSpace(0, 0, 400, 300)
NEAR = 0.01


def drawn(*shapes: Shape) -> tuple[list[list[float]], list[list[float]]]:
    """Level and upright rules, places from the page's top."""
    rules = rules_from(shapes, SPACE)
    return sorted(rules.level.tolist()), sorted(rules.upright.tolist())


def stroke(*points: tuple[float, float], is_closed: bool = False, colour: object = None) -> Shape:
    return Shape(points, is_closed, True, False, colour, None)


def fill(x0: float, y0: float, x1: float, y1: float, colour: object = None) -> Shape:
    return Shape(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), True, False, True, None, colour)


def test_nothing_drawn_is_no_rule() -> None:
    assert drawn() == ([], [])
    assert [found.shape for found in (rules_from([], SPACE).level, rules_from([], SPACE).upright)] == [(0, 3), (0, 3)]


def test_what_office_programs_draw_as_a_border_is_a_rule_and_what_leans_over_a_point_and_a_half_is_none() -> None:
    assert [len(rules) for rules in drawn(fill(50, 100, 150, 102.25))] == [1, 0]
    assert [len(rules) for rules in drawn(fill(50, 100, 150, 105, (0.9,)))] == [0, 0]
    assert [len(rules) for rules in drawn(stroke((50, 200), (150, 201.5)))] == [0, 0]


def test_a_stroke_is_a_rule_whichever_way_it_is_drawn() -> None:
    assert drawn(stroke((50, 200), (150, 200))) == drawn(stroke((150, 200), (50, 200))) == ([[100, 50, 150]], [])
    assert drawn(stroke((50, 200), (50, 100))) == drawn(stroke((50, 100), (50, 200))) == ([], [[50, 100, 200]])


@pytest.mark.parametrize(("lean", "count"), [(LEAN, 1), (LEAN + NEAR, 0)])
def test_a_rule_may_lean_a_little(lean: float, count: int) -> None:
    assert [len(rules) for rules in drawn(stroke((50, 200), (150, 200 + lean)))] == [count, 0]
    assert [len(rules) for rules in drawn(stroke((50, 100), (50 + lean, 200)))] == [0, count]


@pytest.mark.parametrize(("length", "count"), [(SHORTEST + NEAR, 1), (SHORTEST - NEAR, 0)])
def test_a_dot_is_no_rule(length: float, count: int) -> None:
    assert len(drawn(stroke((50, 200), (50 + length, 200)))[0]) == count
    assert len(drawn(stroke((50, 200), (50, 200 + length)))[1]) == count


def test_a_closed_path_has_its_last_side_and_an_open_one_has_not() -> None:
    corners = ((50, 100), (150, 100), (150, 200), (50, 200))
    assert drawn(stroke(*corners, is_closed=True)) == ([[100, 50, 150], [200, 50, 150]], [[50, 100, 200], [150, 100, 200]])
    assert drawn(stroke(*corners)) == ([[100, 50, 150], [200, 50, 150]], [[150, 100, 200]])
    # Closed by hand already: the side is not drawn twice. A line there and back is no second rule either.
    assert drawn(stroke(*corners, corners[0], is_closed=True)) == drawn(stroke(*corners, is_closed=True))
    assert drawn(stroke((50, 100), (150, 100), is_closed=True)) == ([[200, 50, 150]], [])


@pytest.mark.parametrize(("thickness", "is_rule"), [(THIN, True), (THIN + NEAR, False)])
def test_a_thin_fill_is_its_middle_line_and_a_thicker_one_its_edges(thickness: float, is_rule: bool) -> None:
    level, upright = drawn(fill(50, 0, 150, thickness, (0.0,)))
    assert level == ([[pytest.approx(300 - thickness / 2), 50, 150]] if is_rule else [[pytest.approx(300 - thickness), 50, 150], [300, 50, 150]])
    assert len(upright) == (0 if is_rule else 2)
    level, upright = drawn(fill(0, 100, thickness, 200, (0.0,)))
    assert len(upright) == (1 if is_rule else 2)


def test_a_bright_fill_is_no_frame_and_a_thin_one_is_a_rule() -> None:
    assert drawn(fill(50, 100, 150, 200, (0.8,))) == ([], [])
    assert len(drawn(fill(50, 100, 150, 101, (0.8,)))[0]) == 1
    assert drawn(fill(50, 100, 150, 101, (1.0,))) == ([], [])
    assert drawn(stroke((50, 200), (150, 200), colour=(1.0, 1.0, 1.0))) == ([], [])


def test_shapes_of_one_page_do_not_run_into_each_other() -> None:
    level, upright = drawn(stroke((50, 200), (150, 200)), fill(60, 100, 160, 101, 0.0), stroke((300, 10), (300, 290)), fill(10, 10, 20, 20, 0.9))
    assert level == [[100, 50, 150], [199.5, 60, 160]]
    assert upright == [[300, 10, 290]]


def test_rules_are_cut_at_the_edges_of_the_page_and_beyond_them_are_none() -> None:
    assert drawn(stroke((-50, 200), (450, 200))) == ([[100, 0, 400]], [])
    assert drawn(stroke((50, -50), (50, 350))) == ([], [[50, 0, 300]])
    assert drawn(stroke((50, 301), (150, 301)))[0] == [[-1, 50, 150]]
    assert drawn(stroke((50, 302), (150, 302))) == ([], [])
    assert drawn(stroke((50, -1), (150, -1)))[0] == [[301, 50, 150]]
    assert drawn(stroke((50, -2), (150, -2))) == ([], [])
    assert drawn(stroke((401, 100), (401, 200)))[1] == [[401, 100, 200]]
    assert drawn(stroke((402, 100), (402, 200))) == ([], [])
    assert drawn(stroke((410, 200), (450, 200))) == ([], [])


@pytest.mark.parametrize(
    ("colour", "white", "dark"),
    [
        (None, False, True), (0.0, False, True), (1.0, True, False), ((WHITE, WHITE, WHITE), True, False), ((WHITE, WHITE, WHITE - NEAR), False, False),
        ((DARK - NEAR,), False, True), ((DARK,), False, False), ((1.0, 0.0, 0.0), False, True), ((0.0, 0.0, 0.0, 1.0), False, True),
        ((0.0, 0.0, 0.0, 0.0), True, False), ((1.0, 1.0, 1.0, 0.0), False, True), ((0.0, 0.0, 0.0, 0.5), False, False), (("pattern",), False, False),
    ],
)  # fmt: skip
def test_white_and_dark(colour: object, white: bool, dark: bool) -> None:
    assert (is_white(colour), is_dark(colour)) == (white, dark)
