"""Compares what two engines read on one page. It never repairs: it says whether they agree, and if not, in what."""

import numpy as np

from extract.geometry.characters import Characters, stands_at

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
    one, other = first.ordered(), second.ordered()
    if len(one) == len(other) and (one.codes == other.codes).all():
        far = (np.abs(one.x - other.x) > PLACE_TOLERANCE) | (np.abs(one.y - other.y) > PLACE_TOLERANCE)
        misplaced = int((~stands_at(one.take(far), other, PLACE_TOLERANCE)).sum()) if far.any() else 0
    else:
        difference = _difference(one, other, first_name, second_name)
        if difference is not None:
            return difference
        misplaced = int((~stands_at(one, other, PLACE_TOLERANCE)).sum())
    if misplaced > DIFFERENT_SHARE * larger:
        return f"{misplaced} characters stand more than {PLACE_TOLERANCE:g} pt apart in {first_name} and {second_name}"
    return None


def _difference(first: Characters, second: Characters, first_name: str, second_name: str) -> str | None:
    kinds, which = np.unique(np.concatenate([first.codes, second.codes]), return_inverse=True)
    counts = [np.bincount(part, minlength=len(kinds)) for part in np.split(which, [len(first)])]
    different = int(np.abs(counts[0] - counts[1]).sum())
    if different > DIFFERENT_SHARE * max(len(first), len(second)):
        return f"{first_name} reads {len(first)} characters, {second_name} {len(second)}, {different} of them not in both"
    for (one, other), name, other_name in ((counts, first_name, second_name), (counts[::-1], second_name, first_name)):
        alone = kinds[(one > 0) & (other == 0)]
        if len(alone):
            return f"{name} reads {'、'.join(map(_shown, alone[:5].tolist()))}, which {other_name} does not"
    return None


def path_disagreement(first: int, second: int, first_name: str, second_name: str) -> str | None:
    """Why the number of painted paths (rules and fills) of a page differs."""
    if abs(first - second) <= PATH_SHARE * max(first, second):
        return None
    return f"{first_name} draws {first} paths, {second_name} {second}"


def _shown(code: int) -> str:
    character = chr(code)
    return character if character.isprintable() else f"U+{code:04X}"
