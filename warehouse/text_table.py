"""Rows as a table of text for a terminal: aligned where Chinese takes two columns, no wider than the terminal, and told where it is cut."""

from collections.abc import Sequence
from decimal import Decimal

from wcwidth import wcwidth

from warehouse.progress import plain

_NARROWEST = 10  # to which a column is cut before columns are left out
_NUMBERS = (int, float, Decimal, type(None))
_GAP = " │ "
_CUT = "…"


def table(names: Sequence[str], rows: Sequence[Sequence[object]], columns: int) -> list[str]:
    """Lines of at most ``columns`` of a terminal. One row that has no room stands as a line a column."""
    texts = [[_shown(value) for value in row] for row in rows]
    names = [plain(name) for name in names]
    widths = _fitted([max(map(width, column)) for column in zip(names, *texts, strict=True)], columns)
    if len(rows) == 1 and len(widths) < len(names):
        return _upright(names, texts[0], columns)
    is_number = [all(isinstance(row[place], _NUMBERS) and not isinstance(row[place], bool) for row in rows) for place in range(len(widths))]
    lines = [_GAP.join(padded(name, space) for name, space in zip(names, widths, strict=False)).rstrip(), "─┼─".join("─" * space for space in widths)]
    lines += [_GAP.join(padded(*cell) for cell in zip(row, widths, is_number, strict=False)).rstrip() for row in texts]
    if len(widths) < len(names):
        lines.append(f"{len(widths)} of {len(names)} columns; name those to see")
    return lines


def _upright(names: Sequence[str], values: Sequence[str], columns: int) -> list[str]:
    space = max(map(width, names))
    return [f"{padded(name, space)}{_GAP}{cut(value, max(columns - space - len(_GAP), 1))}".rstrip() for name, value in zip(names, values, strict=True)]


def _fitted(widths: Sequence[int], columns: int) -> list[int]:
    """The widths, the widest cut first; of as many columns as there is room for."""
    shown = list(widths)
    while len(shown) > 1 and sum(min(one, _NARROWEST) for one in shown) + len(_GAP) * (len(shown) - 1) > columns:
        shown.pop()
    room = columns - len(_GAP) * (len(shown) - 1)
    low, high = 1, max(shown, default=1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(min(one, middle) for one in shown) <= room else (low, middle - 1)
    return [min(one, low) for one in shown]


def _shown(value: object) -> str:
    return "" if value is None else plain(str(value))


def width(text: str) -> int:
    """Columns that a terminal takes for ``text``."""
    return sum(max(wcwidth(character), 0) for character in text)


def cut(text: str, columns: int) -> str:
    """``text``, its end left out where it is wider than ``columns``."""
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for character in text:
        used += max(wcwidth(character), 0)
        if used > columns - 1:
            break
        kept.append(character)
    return "".join(kept) + _CUT


def padded(text: str, columns: int, is_right: bool = False) -> str:
    """``text`` in just ``columns``."""
    shown = cut(text, columns)
    blanks = " " * (columns - width(shown))
    return blanks + shown if is_right else shown + blanks
