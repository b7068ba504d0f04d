"""Characters to cells: what hangs over a rule, and what a page's end cuts through."""

import numpy as np

from extract.geometry.glyphs import Glyphs
from extract.geometry.lattice import lattices
from extract.geometry.lines import fill
from extract.geometry.rules import Rules

SIZE = 10.0


def _glyphs(*texts):
    """Each text as (text, x, baseline), its characters half a size wide for Latin and a size for Chinese."""
    rows = []
    for text, x, y in texts:
        for character in text:
            advance = SIZE if character >= "\u2e80" else SIZE / 2
            rows.append((character, x, y, advance))
            x += advance
    characters, x, y, advance = zip(*rows, strict=True)
    count = len(rows)
    return Glyphs(np.array(characters), np.array(x), np.array(y), np.array(advance), np.full(count, SIZE), np.zeros(count, dtype=np.int64))


def _grid(level, upright):
    return lattices(Rules(np.array(level, dtype=float), np.array(upright, dtype=float)))


def _texts(found, *texts):
    tables, lines = fill(found, _glyphs(*texts))
    return [cell.text for table in tables for cell in table.cells], [line.text for line in lines]


CLOSED = ([(100, 0, 120), (120, 0, 120)], [(0, 100, 120), (60, 100, 120), (120, 100, 120)])
OPEN_BELOW = ([(100, 0, 120), (120, 60, 120)], [(0, 100, 120), (60, 100, 120), (120, 100, 120)])


def test_digits_that_a_narrow_cell_pushes_over_its_rule_stay_with_their_number():
    cells, _ = _texts(_grid(*CLOSED), ("107.000", 20, 115), ("57.00000", 54, 115))
    assert cells == ["107.000", "57.00000"]


def test_two_full_cells_side_by_side_stay_apart():
    cells, _ = _texts(_grid(*CLOSED), ("甲乙丙丁戊己", 0, 115), ("子丑寅卯", 60, 115))
    assert cells == ["甲乙丙丁戊己", "子丑寅卯"]


def test_a_line_cut_by_the_page_end_belongs_to_its_open_cell_only():
    # The middle of the line stands above the table's end, the foot of it below.
    cells, lines = _texts(_grid(*OPEN_BELOW), ("上一行", 2, 110), ("切断的", 2, 123.5), ("注：", 62, 123.5))
    assert cells == ["上一行\n切断的", ""]
    assert lines == ["注："]
