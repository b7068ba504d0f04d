"""Rules to grids and cells by numbers alone: what meets, what is joined, what closes a table, each just within its bound and just beyond."""

from collections.abc import Sequence

import numpy as np
import pytest

from extract.geometry.lattice import COVER, GAP, ORNAMENT, OVERRUN, REACH, SNAP, Lattice, Printed, lattices, merged
from extract.geometry.rules import Rules

Rule = tuple[float, float, float]
NEAR = 0.01


def drawn(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Lattice]:
    return lattices(Rules(np.array(level, dtype=float).reshape(-1, 3), np.array(upright, dtype=float).reshape(-1, 3)))


def box(x0: float, y0: float, x1: float, y1: float) -> tuple[list[Rule], list[Rule]]:
    return [(y0, x0, x1), (y1, x0, x1)], [(x0, y0, y1), (x1, y0, y1)]


def cells(grid: Lattice) -> list[tuple[int, int, int, int]]:
    return [cell[:4] for cell in grid.cells]


def test_rules_within_a_snap_are_one_at_their_mean_by_length() -> None:
    assert merged(np.array([[10.0, 0, 100], [10 + SNAP, 0, 300]])).tolist() == [[pytest.approx(10 + 0.75 * SNAP), 0, 300]]
    assert merged(np.array([[10.0, 0, 100], [10 + SNAP + NEAR, 0, 300]])).tolist() == [[10, 0, 100], [pytest.approx(10 + SNAP + NEAR), 0, 300]]


def test_pieces_of_a_rule_are_joined_over_a_gap_and_no_further() -> None:
    assert merged(np.array([[10.0, 0, 50], [10, 50 + GAP, 90]])).tolist() == [[10, 0, 90]]
    assert merged(np.array([[10.0, 0, 50], [10, 50 + GAP + NEAR, 90]])).tolist() == [[10, 0, 50], [10, 50 + GAP + NEAR, 90]]
    # A piece within another does not end it.
    assert merged(np.array([[10.0, 0, 90], [10, 20, 30], [10, 91, 120]])).tolist() == [[10, 0, 120]]


def test_ornaments_are_left_out() -> None:
    assert merged(np.array([[10.0, 100, 100 + ORNAMENT]])).tolist() == [[10, 100, 100 + ORNAMENT]]
    assert merged(np.array([[10.0, 100, 100 + ORNAMENT - NEAR]])).tolist() == []


@pytest.mark.parametrize(("short_by", "found"), [(0.0, 1), (REACH, 1), (REACH + NEAR, 0)])
@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_a_rule_meets_another_within_reach(side: str, short_by: float, found: int) -> None:
    """One level and two uprights (or turned): the rule that stops short still closes the table, or does not."""
    level, upright = box(100, 100, 300, 200)
    if side in ("left", "right"):
        level = [(y, x0 + short_by * (side == "left"), x1 - short_by * (side == "right")) for y, x0, x1 in level]
    else:
        upright = [(x, y0 + short_by * (side == "top"), y1 - short_by * (side == "bottom")) for x, y0, y1 in upright]
    assert [cells(grid) for grid in drawn(level, upright)] == [[(0, 0, 1, 1)]] * found


def test_a_box_that_is_not_closed_is_no_grid_and_two_fields_are_one() -> None:
    level, upright = box(100, 100, 300, 200)
    assert len(drawn(level, upright)) == 1
    assert drawn(level[:1], upright) == []
    assert drawn(level, upright[:1]) == []
    assert [cells(grid) for grid in drawn(level, [*upright, (200, 100, 200)])] == [[(0, 0, 1, 1), (0, 1, 1, 1)]]


@pytest.mark.parametrize(("share", "count"), [(COVER + 0.01, 2), (COVER - 0.01, 1)])
def test_a_rule_parts_two_fields_where_it_covers_enough_of_their_border(share: float, count: int) -> None:
    """The rule reaches down from the top; between the bottom rule and it lies the rest."""
    level, upright = box(100, 100, 300, 200)
    level = [*level, (150, 100, 100 + 200 * share)]
    (grid,) = drawn(level, upright)
    assert len(grid.cells) == count
    assert len(grid.ys) == count + 1


def test_fields_that_are_cut_off_are_open() -> None:
    """Uprights that run on below the last level rule: a row that the page's end cuts."""
    level, upright = box(100, 100, 300, 200)
    level, upright = [*level, (150, 100, 300)], [(x, y0, y1 + OVERRUN + 20) for x, y0, y1 in [*upright, (200, 100, 200)]]
    (grid,) = drawn(level, upright)
    assert grid.ys.tolist() == [100, 150, 200, 224]
    assert [(cell.row, cell.is_open_top, cell.is_open_bottom) for cell in grid.cells] == [
        (0, False, False), (0, False, False), (1, False, False), (1, False, False), (2, False, True), (2, False, True),
    ]  # fmt: skip
    turned = [(x, 100 - OVERRUN - 20, 200) for x, _, _ in upright]
    (grid,) = drawn(level, turned)
    assert grid.ys.tolist() == [76, 100, 150, 200]
    assert [(cell.is_open_top, cell.is_open_bottom) for cell in grid.cells[:2]] == [(True, False)] * 2
    (grid,) = drawn(level, [(x, 100, 200 + OVERRUN) for x in (100, 200, 300)])
    assert grid.ys.tolist() == [100, 150, 200], "within the overrun it is no row"
    (grid,) = drawn(level, [(100, 100, 200), (200, 100, 300), (300, 100, 200)])
    assert grid.ys.tolist() == [100, 150, 200], "one rule alone is no row"


def test_a_cell_over_two_columns_and_a_missing_rule() -> None:
    level, upright = box(0, 0, 300, 300)
    level += [(100, 0, 300), (200, 0, 300)]
    upright += [(100, 100, 300), (200, 0, 300)]
    (grid,) = drawn(level, upright)
    assert cells(grid) == [(0, 0, 1, 2), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]
    assert grid.cell_at.tolist() == [[0, 0, 1], [2, 3, 4], [5, 6, 7]]
    assert grid.box == (0, 0, 300, 300)


def test_a_region_that_is_no_rectangle_is_cut_row_by_row() -> None:
    """An L of three fields: the rule between its arm and its foot is missing."""
    level, upright = box(0, 0, 200, 200)
    level += [(100, 100, 200)]
    upright += [(100, 0, 100)]
    (grid,) = drawn(level, upright)
    assert cells(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)]
    # A U: two arms of one row, and the foot below both.
    level, upright = box(0, 0, 300, 200)
    (grid,) = drawn([*level, (100, 100, 200)], [*upright, (100, 0, 100), (200, 0, 100)])
    assert cells(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 3)]
    # A column beside two fields stays one cell over both rows.
    (grid,) = drawn([*level, (100, 100, 300)], [*upright, (100, 0, 200)])
    assert cells(grid) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def parts(gap_rule: Rule, right_top: float = 100.0, right_bottom: float = 200.0) -> list[Lattice]:
    """Two tables side by side, and an upright between them that no level rule meets."""
    level, upright = box(0, 100, 100, 200)
    right_level, right_upright = box(200, right_top, 300, right_bottom)
    level, right_level = [*level, (150, 0, 100)], [*right_level, ((right_top + right_bottom) / 2, 200, 300)]
    return drawn([*level, *right_level], [*upright, *right_upright, gap_rule])


@pytest.mark.parametrize(
    ("gap_rule", "right_top", "right_bottom", "count"),
    [
        ((150, 100, 200), 100, 200, 1),
        ((150, 100 + REACH, 200 - REACH), 100, 200, 1),
        ((150, 100 - REACH, 200 + REACH), 100, 200, 1),
        ((150, 100 + REACH + NEAR, 200), 100, 200, 2),
        ((150, 100, 200 - REACH - NEAR), 100, 200, 2),
        ((150, 100 - REACH - NEAR, 200), 100, 200, 2),
        ((150, 100, 200 + REACH + NEAR), 100, 200, 2),
        ((150, 100, 200), 100 - REACH, 200 + REACH, 1),
        ((150, 100, 200), 100 - REACH - NEAR, 200, 2),
        ((150, 100, 200), 100, 200 + REACH + NEAR, 2),
        ((350, 100, 200), 100, 200, 2),
        ((-50, 100, 200), 100, 200, 2),
    ],
)
def test_parts_hang_together_by_an_upright_as_high_as_both_that_stands_between_them(gap_rule: Rule, right_top: float, right_bottom: float, count: int) -> None:
    assert len(parts(gap_rule, right_top, right_bottom)) == count


def test_three_parts_hang_together_one_after_the_other() -> None:
    level, upright = [], []
    for left in (400, 0, 200):
        more_level, more_upright = box(left, 100, left + 100, 200)
        level, upright = [*level, *more_level], [*upright, *more_upright]
    (grid,) = drawn(level, [*upright, (150, 100, 200), (350, 100, 200)])
    assert grid.xs.tolist() == pytest.approx([0, 100, 150, 200, 300, 350, 400, 500])
    assert len(drawn(level, [*upright, (150, 100, 200)])) == 2


def test_grids_come_in_reading_order() -> None:
    places = [(0, 300), (200, 0), (0, 0)]
    level, upright = [], []
    for x, y in places:
        more_level, more_upright = box(x, y, x + 100, y + 100)
        level, upright = [*level, *more_level], [*upright, *more_upright]
    assert [grid.box[:2] for grid in drawn(level, upright)] == [(0, 0), (200, 0), (0, 300)]


@pytest.mark.parametrize(("short_by", "found"), [(2.5, 1), (3.5, 0)])
def test_a_corner_left_open_by_less_than_three_points_is_closed(short_by: float, found: int) -> None:
    level, upright = box(50, 100, 150, 200)
    assert len(drawn([(y, x0 + short_by, x1) for y, x0, x1 in level], upright)) == found


WIDTHS = (60, 50, 70, 40, 90, 55)


def cut_page(rows: int, cut: Sequence[int], printed: Printed | None = None, *, top: bool = True, bottom: bool = True) -> list[Lattice]:
    """The grids of a page of ``rows`` rows whose columns ``cut`` are merged cells that the page's ends cut: no level rule reaches into them.

    ``top`` and ``bottom``: whether the other columns are ruled at the page's ends, or run on with the uprights.
    """
    xs, ys = edges(rows)
    ruled = [y for number, y in enumerate(ys) if (top or number) and (bottom or number < rows)]
    level = [(y, xs[number], xs[number + 1]) for y in ruled for number in range(len(WIDTHS)) if number not in cut]
    return lattices(Rules(np.array(level, dtype=float), np.array([(x, ys[0], ys[-1]) for x in xs], dtype=float)), printed)


def edges(rows: int) -> tuple[list[float], list[float]]:
    return [50 + sum(WIDTHS[:number]) for number in range(len(WIDTHS) + 1)], [100 + 40 * number for number in range(rows + 1)]


def is_whole(found: list[Lattice], rows: int, cut: Sequence[int]) -> bool:
    """Whether one grid has every column, those that are cut as one open cell each."""
    if len(found) != 1:
        return False
    (grid,) = found
    xs, ys = edges(rows)
    assert grid.xs.tolist() == pytest.approx(xs)
    assert grid.ys.tolist() == pytest.approx(ys)
    open_cells = [cell for cell in grid.cells if cell.column in cut]
    assert [cell.column for cell in open_cells] == list(cut)
    assert len(grid.cells) == len(cut) + rows * (len(WIDTHS) - len(cut))
    return [(cell.row, cell.row_span, cell.is_open_top, cell.is_open_bottom) for cell in open_cells] == [(0, rows, True, True)] * len(cut)


@pytest.mark.parametrize("rows", [2, 7])
@pytest.mark.parametrize(("top", "bottom"), [(True, True), (True, False), (False, True)])
@pytest.mark.parametrize("cut", [(0,), (0, 1, 2), (4, 5), (5,), (2, 3), (0, 5), (0, 2, 3), (0, 1, 2, 3, 4), (1, 2, 3, 4, 5)])
def test_columns_that_both_ends_of_a_page_cut_belong_to_the_table(cut: tuple[int, ...], top: bool, bottom: bool, rows: int) -> None:
    assert is_whole(cut_page(rows, cut, top=top, bottom=bottom), rows, cut)


@pytest.mark.parametrize("cut", [(2,), (1, 4)])
def test_a_single_cut_column_between_closed_ones_is_known_by_its_text_or_by_the_page_before(cut: tuple[int, ...]) -> None:
    xs, ys = edges(5)
    nowhere = np.empty(0)
    middles = np.array([(xs[number] + xs[number + 1]) / 2 for number in cut])
    assert len(cut_page(5, cut)) == len(cut) + 1, "closed boxes side by side are tables of their own"
    assert is_whole(cut_page(5, cut, top=False), 5, cut)
    assert is_whole(cut_page(5, cut, Printed(middles, np.full(len(cut), ys[2]))), 5, cut)
    assert not is_whole(cut_page(5, cut, Printed(middles, np.full(len(cut), ys[0] - 5.0))), 5, cut)
    assert is_whole(cut_page(5, cut, Printed(nowhere, nowhere, xs)), 5, cut)
    assert not is_whole(cut_page(5, cut, Printed(nowhere, nowhere, [x + 10 for x in xs])), 5, cut)


def test_a_page_of_one_row_that_both_ends_cut() -> None:
    (grid,) = drawn([], [(x, 100, 400) for x in (50, 150, 300)])
    assert [tuple(cell) for cell in grid.cells] == [(0, 0, 1, 1, True, True), (0, 1, 1, 1, True, True)]
    assert drawn([], [(x, 100, 400) for x in (50, 300)]) == [], "two lines are no columns"
    assert drawn([], [(50, 100, 400), (150, 100, 395), (300, 100, 390)]) == [], "nor are lines of different heights"


def test_two_tables_below_one_another_keep_their_own_cut_columns() -> None:
    level = [(y, 150, 300) for y in (100, 150, 200, 300, 350, 400)]
    upright = [(x, top, top + 100) for x in (50, 150, 300) for top in (100, 300)]
    assert [(grid.xs.tolist(), grid.ys.tolist()) for grid in drawn(level, upright)] == [([50, 150, 300], [100, 150, 200]), ([50, 150, 300], [300, 350, 400])]
    assert [grid.xs.tolist() for grid in drawn(level, [*upright, (20, 100, 400)])] == [[50, 150, 300]] * 2, "a line beside both is part of neither"
