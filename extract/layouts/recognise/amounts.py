"""Amounts of money with their labels, wherever these stand: beside, above or in the amount's own cell."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from extract.layouts.words import MONEY_UNIT, money_unit
from extract.provenance import cut
from extract.rows import Row
from extract.text import squeeze
from extract.vocabulary import normal, vocabulary

# A label and its amount in one cell: 年度资金总额：12.50万元, 资金金额1620.98（万元）
LABELLED_AMOUNT = re.compile(rf"^(\D*?[\u4e00-\u9fff)）]\s*[:：]?)\s*(-?\d[\d,]*(?:\.\d+)?\s*[(（]?(?:{MONEY_UNIT})?[)）]?)$")


@dataclass(eq=False, slots=True)
class Amount:
    """An amount of money with its label as printed. ``parent`` is the amount it is part of, ``group`` what stands over a label that says less alone."""

    label: str
    key: str
    text: str
    unit: str | None
    period: str
    parent: "Amount | None"
    place: Row
    group: str | None = None


def amount_under_headings(path: list[str], keys: list[str], text: str, earlier: list[Amount], total: Amount | None, place: Row) -> Amount:
    """An amount under a heading, or under a heading below another: there the upper one's sum is what it is part of."""
    words = vocabulary()
    parent, group, label, key = total, None, path[-1], keys[-1]
    is_named_total = words.money.role(keys[0]) == "total" and words.money.role(key) and key not in words.total_words
    if len(path) > 1 and words.money.role(keys[0]) in ("total", "part") and not is_named_total:
        if key in words.total_words:
            key = keys[0]
        else:
            parent = next((one for one in earlier if one.key == keys[0]), parent)
        group = path[0]
    elif words.money.role(key) == "total" and total is not None and total.key != key and not squeeze(label).startswith("其中"):
        # A sum beside another is no part of it.
        parent = None
    period = words.period(*(squeeze(one) for one in reversed(path)))
    if period == "undeclared" and parent is not None:
        period = parent.period
    return Amount(label, key, text, money_unit(group or "") or money_unit(label), period, parent, place, group)


def headings_with_amounts(heading: str, amount: str) -> list[tuple[str, str]]:
    """The heading with its amount; where the rule between two columns is missing, their headings stand in one cell, parted by a gap."""
    headings, amounts = heading.split(), amount.split()
    if len(headings) < 2 or not all(vocabulary().money.role(normal(one)) for one in headings):
        return [(heading, amount)]
    return [(cut(heading, one), cut(amount, other)) for one, other in zip_longest(headings, amounts[: len(headings)], fillvalue="")]
