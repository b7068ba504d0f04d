"""Raised digits (marks of footnotes, powers) as the characters that Unicode has for them, so that a number never takes them in."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extract.geometry.characters import Characters
from extract.geometry.glyphs import Glyphs

Integers = NDArray[np.int64]

# A raised character is no larger than this share of the text that it stands at, and raised by a share of that text's size between these two.
SMALLER, LEAST_RAISE, MOST_RAISE = 0.86, 0.15, 0.75
# And no smaller than this share.
LEAST_SIZE = 0.4
# What another engine has within so many points of a place stands there.
SAME_PLACE = 1.0
# It stands within this share of that size of the text's end or beginning.
NEAR = 0.25
# Raised characters of one mark have one baseline and one size, within this share of their size.
ALIKE = 0.15

_PLAIN, _RAISED = "0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"
_RAISED_OF = {ord(plain): raised for plain, raised in zip(_PLAIN, _RAISED, strict=True)}
_MAY_BE_RAISED = np.array(sorted(_RAISED_OF), dtype=np.uint32)


def with_rise(glyphs: Glyphs, seen: Characters) -> Glyphs:
    """``glyphs`` of an engine that leaves out by how much a document raises text, small digits set where another has ``seen`` them."""
    if len(glyphs) < 2 or glyphs.angle.any():
        return glyphs
    size = glyphs.size
    gap = glyphs.x[1:] - glyphs.x[:-1] - glyphs.advance[:-1]
    larger, smaller = np.maximum(size[1:], size[:-1]), np.minimum(size[1:], size[:-1])
    is_step = (smaller <= SMALLER * larger) & (np.abs(gap) <= NEAR * larger) & (np.abs(np.diff(glyphs.y)) < LEAST_RAISE * larger)
    if not is_step.any():
        return glyphs
    small = np.flatnonzero(np.isin(glyphs.codes, _MAY_BE_RAISED) & (size <= SMALLER * size.max()))
    among = np.flatnonzero(np.isin(seen.codes, _MAY_BE_RAISED))
    one, other = np.nonzero((glyphs.codes[small, None] == seen.codes[among]) & (np.abs(glyphs.x[small, None] - seen.x[among]) <= SAME_PLACE))
    rise = glyphs.y[small[one]] - seen.y[among[other]]
    at_place = np.zeros(len(small), dtype=bool)
    at_place[one[np.abs(rise) <= SAME_PLACE]] = True
    # A raised digit is no higher above where the engine has it than the text that it stands at, which is larger by a few times at most.
    moved = ~at_place[one] & (np.abs(rise) <= MOST_RAISE / LEAST_SIZE * size[small[one]])
    y = glyphs.y.copy()
    y[small[one[moved]]] -= rise[moved]
    return replace(glyphs, y=y)


def with_raised(glyphs: Glyphs, place: Integers) -> Glyphs:
    """``glyphs`` with raised digits and signs replaced and set on the baseline of their text. ``place``: the cell of each, which both share."""
    if not len(glyphs):
        return glyphs
    candidates = np.flatnonzero(np.isin(glyphs.codes, _MAY_BE_RAISED) & (glyphs.size <= SMALLER * glyphs.size.max()))
    if not len(candidates):
        return glyphs
    larger = np.flatnonzero((glyphs.size * SMALLER >= glyphs.size[candidates].min()) & ~glyphs.is_blank)
    if not len(larger):
        return glyphs
    along, across = glyphs.along_and_across()
    larger = larger[np.argsort(across[larger], kind="stable")]
    # Lines grow downwards: the text's baseline is below that of what is raised.
    at = across[candidates]
    begin, end = np.searchsorted(across[larger], [at, at + MOST_RAISE * glyphs.size[larger].max()])
    counts = end - begin
    raised = np.repeat(candidates, counts)
    base = larger[np.repeat(begin, counts) + np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)]
    size = glyphs.size[base]
    raise_by = across[base] - across[raised]
    behind = along[raised] - along[base] - glyphs.advance[base]
    before = along[base] - along[raised] - glyphs.advance[raised]
    fits = (
        (place[raised] == place[base])
        & (glyphs.angle[raised] == glyphs.angle[base])
        & (glyphs.size[raised] <= SMALLER * size)
        & (raise_by >= LEAST_RAISE * size)
        & (raise_by <= MOST_RAISE * size)
        & ((np.abs(behind) <= NEAR * size) | (np.abs(before) <= NEAR * size))
    )
    base_of = dict(zip(raised[fits].tolist(), base[fits].tolist(), strict=True))
    return _set_down(glyphs, _with_neighbours(glyphs, candidates, base_of)) if base_of else glyphs


def _with_neighbours(glyphs: Glyphs, candidates: Integers, base_of: dict[int, int]) -> dict[int, int]:
    """The base of each raised character: that of its neighbour where only the neighbour stands at the text, as in 10⁻¹²."""
    along, across = glyphs.along_and_across()
    pending = list(base_of)
    while pending:
        one = pending.pop()
        size = glyphs.size[one]
        near = candidates[
            (np.abs(across[candidates] - across[one]) <= ALIKE * size)
            & (np.abs(glyphs.size[candidates] - size) <= ALIKE * size)
            & (glyphs.angle[candidates] == glyphs.angle[one])
            & (
                (np.abs(along[candidates] - along[one] - glyphs.advance[one]) <= NEAR * size)
                | (np.abs(along[one] - along[candidates] - glyphs.advance[candidates]) <= NEAR * size)
            )
        ]
        for other in near.tolist():
            if other not in base_of:
                base_of[other] = base_of[one]
                pending.append(other)
    return base_of


def _set_down(glyphs: Glyphs, base_of: dict[int, int]) -> Glyphs:
    raised, base = np.array(list(base_of)), np.array(list(base_of.values()))
    text, x, y = glyphs.text.copy(), glyphs.x.copy(), glyphs.y.copy()
    text[raised] = [_RAISED_OF[code] for code in glyphs.codes[raised].tolist()]
    is_sideways = glyphs.angle[raised] % 180 != 0
    x[raised] = np.where(is_sideways, glyphs.x[base], x[raised])
    y[raised] = np.where(is_sideways, y[raised], glyphs.y[base])
    return replace(glyphs, text=text, x=x, y=y)
