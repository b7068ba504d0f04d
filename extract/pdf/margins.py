"""The line that ends or begins a page, a page number mostly, where two engines place its characters apart.

The engines agree on what the line says and on everything else. No cell hangs on it, so that no third engine is asked: it stands as the gate has it.
"""

from dataclasses import replace

import numpy as np

from extract.geometry.characters import Characters, characters
from extract.geometry.glyphs import Glyphs
from extract.geometry.rules import Rules

# Characters of one line stand so near (points) to one baseline.
_BASELINE = 1.0
# What is longer is no page number or heading.
_MOST_CHARACTERS = 40


def margins_as(expected: Characters, glyphs: Glyphs, rules: Rules) -> Glyphs | None:
    """``glyphs``, with the characters of the page's first and last line where ``expected`` has them; None where neither line stands apart.

    A line must be level, say the same in both and stand outside of all upright rules.
    """
    shown = np.flatnonzero(~glyphs.is_blank)
    if not len(shown) or not len(expected):
        return None
    x, advance = glyphs.x.copy(), glyphs.advance.copy()
    for y in sorted({float(glyphs.y[shown].min()), float(glyphs.y[shown].max())}):
        line = shown[np.abs(glyphs.y[shown] - y) <= _BASELINE]
        if len(line) > _MOST_CHARACTERS or glyphs.angle[line].any() or _is_beside_rules(y, rules):
            continue
        line = line[np.argsort(glyphs.x[line], kind="stable")]
        meant = characters(glyphs.codes[line], glyphs.x[line], glyphs.y[line])
        there = expected.take(np.abs(expected.y - y) <= _BASELINE)
        there = there.take(np.argsort(there.x, kind="stable"))
        # What is left out of the comparison, or compared as several, has no place of its own.
        if len(meant) == len(line) and np.array_equal(meant.codes, there.codes):
            # blanks go along with what they stand between, and the line's characters are as much narrower or wider as the line is
            beside = np.abs(glyphs.y - y) <= _BASELINE
            x[beside] = np.interp(glyphs.x[beside], glyphs.x[line], there.x)
            x[line] = there.x
            was = float(np.ptp(glyphs.x[line]))
            advance[beside] *= float(np.ptp(there.x)) / was if was else 1.0
    return None if np.array_equal(x, glyphs.x) else replace(glyphs, x=x, advance=advance)


def _is_beside_rules(y: float, rules: Rules) -> bool:
    return bool(((rules.upright[:, 1] <= y + _BASELINE) & (rules.upright[:, 2] >= y - _BASELINE)).any())
