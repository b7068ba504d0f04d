"""Which rows of a list table are sums over others: the document's total and the units' subtotals."""

from collections.abc import Sequence

from extract.layouts.list_table import Entry
from extract.layouts.schema import vocabulary
from extract.layouts.words import ORGANISATION, normal, squeeze

# Amounts are printed with two decimals; each of the rows summed can be off by half of the last.
_ROUNDING = 0.005


def mark_totals(entries: Sequence[Entry]) -> None:
    """Sets ``total_kind`` (document, unit) of the rows that are sums, and gives the projects below a unit's row its name.

    A sum has a name and money (a name, where no row has money) but neither goal nor indicators, while other rows of its
    table have them; it is called a sum, or is the sum of the rows that follow it, or bears the name of an organisation.
    """
    words = vocabulary()
    knows_goals = any(not entry.is_bare for entry in entries)
    knows_money = any(entry.amounts for entry in entries)
    bare = [entry.is_bare and (entry.has_money or not knows_money) for entry in entries]
    unit: Entry | None = None
    for number, entry in enumerate(entries):
        name = normal(entry.name)
        if name in words.total_words or (not name and any(normal(text) in words.total_words for text in entry.texts.values())):
            entry.total_kind = "document" if unit is None or name != "小计" else "unit"
            if entry.texts.get("unit_code") and normal(entry.texts["unit_code"]) not in words.total_words:
                entry.total_kind = "unit"
        elif bare[number] and knows_goals and (_is_sum(entries, bare, number) or _is_unit_row(entries, bare, number)):
            entry.total_kind = "unit"
            unit = entry
        elif unit is not None and "unit_name" not in entry.texts:
            entry.texts["unit_name"] = unit.name
            # One column may hold the unit's code in its row and the projects' codes in theirs.
            code = unit.texts.get("unit_code") or unit.texts.get("project_code")
            if code and not entry.texts.get("unit_code"):
                entry.texts["unit_code"] = code


def _is_unit_row(entries: Sequence[Entry], bare: Sequence[bool], number: int) -> bool:
    """A row named like an organisation over rows that have goals."""
    entry = entries[number]
    follows = number + 1 < len(entries) and not bare[number + 1]
    name = squeeze(entry.name)
    return follows and (bool(ORGANISATION.search(name)) or name in map(squeeze, entry.caption.values()))


def _is_sum(entries: Sequence[Entry], bare: Sequence[bool], number: int) -> bool:
    amount, total, count = entries[number].first_amount, 0.0, 0
    for follower in range(number + 1, len(entries)):
        if bare[follower]:
            break
        total += entries[follower].first_amount or 0.0
        count += 1
    return bool(count) and amount is not None and abs(amount - total) <= _ROUNDING * (count + 1) + 1e-9
