"""Compares what two engines read on one page. It never repairs: it says whether they agree, and if not, in what."""

import numpy as np

from extract.pdf.characters import Characters, stands_at

# More of a page's characters than this share read differently: another engine serves.
DIFFERENT_SHARE = 0.01
# The same character further apart than this (points) is misplaced; engines agree to hundredths otherwise.
PLACE_TOLERANCE = 1.0
# Rules: more painted paths than this share in one engine only.
PATH_SHARE = 0.01


def disagreement(first: Characters, second: Characters, first_name: str, second_name: str) -> str | None:
    """Why two readings of the visible characters of a page differ; None where they agree."""
    larger = max(len(first), len(second))
    if not larger:
        return None
    kinds = np.union1d(first.codes, second.codes)
    difference = np.zeros(len(kinds), dtype=np.int64)
    np.add.at(difference, np.searchsorted(kinds, first.codes), 1)
    np.subtract.at(difference, np.searchsorted(kinds, second.codes), 1)
    different = int(np.abs(difference).sum())
    if different > DIFFERENT_SHARE * larger:
        return f"{first_name} reads {len(first)} characters, {second_name} {len(second)}, {different} of them not in both"
    for one, other, one_name, other_name in ((first, second, first_name, second_name), (second, first, second_name, first_name)):
        alone = np.setdiff1d(one.codes, other.codes)
        if len(alone):
            return f"{one_name} reads {'、'.join(map(_shown, alone[:5].tolist()))}, which {other_name} does not"
    misplaced = _misplaced(first, second)
    if misplaced > DIFFERENT_SHARE * larger:
        return f"{misplaced} characters stand more than {PLACE_TOLERANCE:g} pt apart in {first_name} and {second_name}"
    return None


def path_disagreement(first: int, second: int, first_name: str, second_name: str) -> str | None:
    """Why the number of painted paths (rules and fills) of a page differs."""
    if abs(first - second) <= PATH_SHARE * max(first, second):
        return None
    return f"{first_name} draws {first} paths, {second_name} {second}"


def _misplaced(first: Characters, second: Characters) -> int:
    if len(first) == len(second):
        # Places on a slanted axis: equal readings then sort alike, and the pairs can be held against each other.
        one, other = (reading.take(np.lexsort((reading.x + 7.31 * reading.y, reading.codes))) for reading in (first, second))
        far = (np.abs(one.x - other.x) > PLACE_TOLERANCE) | (np.abs(one.y - other.y) > PLACE_TOLERANCE)
        if not far.any():
            return 0
        return int((~stands_at(one.take(far), second, PLACE_TOLERANCE)).sum())
    return int((~stands_at(first, second, PLACE_TOLERANCE)).sum())


def _shown(code: int) -> str:
    character = chr(code)
    return character if character.isprintable() else f"U+{code:04X}"
