"""Which rows of a list table are no projects: sums over others (the document's total, the units' subtotals), and headings that name a unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.layouts.recognise.list_page import Entry
from extract.layouts.words import ORGANISATION
from extract.text import squeeze
from extract.vocabulary import normal, vocabulary

# Amounts are printed with two decimals; each of the rows summed can be off by half of the last.
_ROUNDING = 0.005
# So many ways of summing rows up are tried for one of them; a unit needs as many as it has projects.
_MOST_STATES = 5000
# A row that sums up projects of a kind, not those of a unit.
_CATEGORY = re.compile(r"类(?:项目|支出)?$|(?:经费|支出|资金|专项|项目)$|^[一二三四五六七八九十]+、")
_TOTAL_ENDS = ("小计", "合计", "总计", "共计")


def _ends_as_total(name: str) -> bool:
    """Whether a name is an organisation's or another's with a word for a sum behind it."""
    return name.endswith(_TOTAL_ENDS) and name not in vocabulary().total_words


@dataclass(slots=True)
class _Unit:
    """The unit that the rows below belong to, as its own row prints it."""

    entry: Entry | None = None

    def give_to(self, entry: Entry) -> None:
        if self.entry is None or entry.texts.get("unit_name"):
            return
        entry.texts["unit_name"] = self.entry.name
        # One column may hold the unit's code in its row and the projects' codes in theirs.
        code = self.entry.texts.get("unit_code") or self.entry.texts.get("project_code")
        if code and not entry.texts.get("unit_code"):
            entry.texts["unit_code"] = code


def mark_totals(entries: Sequence[Entry]) -> None:
    """Sets ``total_kind`` (document, unit, unit_heading) of the rows that are no projects, and gives the projects below a unit's row its name.

    A sum has a name and money (a name, where no row has money) but neither goal nor indicators, while other rows of its
    table have them. It is called a sum, or is the sum of the rows that follow it, or bears the name of an organisation. Where all rows of
    a table are divided by such sums, goals need not be printed. A heading has a name and nothing else, where other rows have money.
    """
    words = vocabulary()
    knows_goals = any(not entry.is_bare for entry in entries)
    knows_money = any(entry.amounts for entry in entries)
    bare = [entry.is_bare and (entry.has_money or not knows_money) for entry in entries]
    subtotals = _subtotals(entries)
    unit = _Unit()
    for number, entry in enumerate(entries):
        name = normal(entry.name)
        if _ends_as_total(name) and bare[number]:
            # 某局 小计
            entry.total_kind = "unit"
        elif name in words.total_words or (not name and any(normal(text) in words.total_words for text in entry.texts.values())):
            entry.total_kind = "document" if unit.entry is None or name != "小计" else "unit"
            if entry.texts.get("unit_code") and normal(entry.texts["unit_code"]) not in words.total_words:
                entry.total_kind = "unit"
        elif not name and bare[number] and not any(entry.texts.values()) and all(above.is_filler for above in entries[:number]):
            # A sum without a word, over all rows.
            entry.total_kind = "document"
        elif _is_heading(entries, number, knows_money):
            entry.total_kind, unit.entry = "unit_heading", entry
        elif number in subtotals or (bare[number] and knows_goals and (_is_sum(entries, bare, number) or _is_unit_row(entries, bare, number))):
            entry.total_kind = "unit"
            unit.entry = None if _CATEGORY.search(squeeze(entry.name)) and not _names_organisation(entry) else entry
        else:
            unit.give_to(entry)


def _is_heading(entries: Sequence[Entry], number: int, knows_money: bool) -> bool:
    """A row of nothing but the name of an organisation, over a row with more."""
    entry = entries[number]
    follows = number + 1 < len(entries) and (entries[number + 1].has_money or not entries[number + 1].is_bare)
    return knows_money and follows and entry.names_only and _names_organisation(entry)


def _names_organisation(entry: Entry) -> bool:
    name = squeeze(entry.name)
    return bool(ORGANISATION.search(name)) or name in map(squeeze, entry.caption.values())


def _is_unit_row(entries: Sequence[Entry], bare: Sequence[bool], number: int) -> bool:
    """A row named like an organisation over rows that have goals."""
    return number + 1 < len(entries) and not bare[number + 1] and _names_organisation(entries[number])


def _is_sum(entries: Sequence[Entry], bare: Sequence[bool], number: int) -> bool:
    amount, total, count = entries[number].first_amount, 0.0, 0
    for follower in range(number + 1, len(entries)):
        if bare[follower]:
            break
        total += entries[follower].first_amount or 0.0
        count += 1
    return bool(count) and amount is not None and abs(amount - total) <= _ROUNDING * (count + 1) + 1e-9


def _subtotals(entries: Sequence[Entry]) -> frozenset[int]:
    """The rows that divide all rows below the table's total into groups, each the sum of its group in every column; none where they do not.

    The total itself must be the sum of these rows, so that a chance agreement of two amounts divides nothing.
    """
    first = next((number for number, entry in enumerate(entries) if entry.is_called_total), None)
    if first is None:
        return frozenset()
    rows = [entry.numbers for entry in entries[first + 1 :]]
    width = len(entries[first].numbers)
    if len(rows) < 2 or not width or any(len(row) != width for row in rows) or any(number < 0 for row in rows for number in row):
        return frozenset()
    found = _groups(rows)
    if found is None or not _agree(entries[first].numbers, [rows[head] for head in found.outermost]):
        return frozenset()
    heads = found.heads
    if len(heads) == len(rows) or not all(entries[first + 1 + head].is_bare for head in heads):
        return frozenset()
    return frozenset(first + 1 + head for head in heads)


Amounts = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Groups:
    """How rows fall into groups: the first rows of all of them, and of those that are in no other."""

    heads: tuple[int, ...] = ()
    outermost: tuple[int, ...] = ()


def _groups(rows: Sequence[Amounts]) -> _Groups | None:
    """The groups, each a row and those that it is the sum of, that the rows fall into from the first to the last; None where they do not.

    A group may hold groups, of which the first row stands for all.
    """
    # From the end: where a group that begins with a row can end, with the heads in it.
    ends: list[dict[int, tuple[int, ...]]] = [{} for _ in rows]
    for head in range(len(rows) - 1, -1, -1):
        ends[head] = _ends(rows, head, ends)
    # And how the rows from there on fall into groups.
    rest: list[_Groups | None] = [None] * len(rows) + [_Groups()]
    for head in range(len(rows) - 1, -1, -1):
        for end, within in ends[head].items():
            behind = rest[end + 1]
            if behind is not None:
                rest[head] = _Groups((head, *within, *behind.heads), (head, *behind.outermost))
                break
    return rest[0]


def _ends(rows: Sequence[Amounts], head: int, ends: Sequence[dict[int, tuple[int, ...]]]) -> dict[int, tuple[int, ...]]:
    """The last rows of groups that begin with ``head``, with the heads of the groups within; those with the fewest first."""
    if not any(rows[head]):
        return {}
    found: dict[int, tuple[int, ...]] = {}
    seen: set[tuple[int, Amounts]] = set()
    waiting: list[tuple[int, int, Amounts, tuple[int, ...]]] = [(head + 1, 0, (0.0,) * len(rows[head]), ())]
    while waiting:
        at, count, total, within = waiting.pop()
        slack = _ROUNDING * (count + 1) + 1e-9
        if count and all(abs(amount - part) <= slack for amount, part in zip(rows[head], total, strict=True)):
            known = found.get(at - 1)
            found[at - 1] = within if known is None or len(within) < len(known) else known
        state = at, tuple(round(part, 2) for part in total)
        if at == len(rows) or state in seen or len(seen) > _MOST_STATES:
            continue
        seen.add(state)
        more = tuple(part + amount for part, amount in zip(total, rows[at], strict=True))
        if any(part > amount + slack + _ROUNDING for part, amount in zip(more, rows[head], strict=True)):
            continue
        waiting += [(end + 1, count + 1, more, (*within, at, *deeper)) for end, deeper in ends[at].items()]
        waiting.append((at + 1, count + 1, more, within))
    return dict(sorted(found.items(), key=lambda one: len(one[1])))


def _agree(total: Sequence[float], rows: Sequence[Sequence[float]]) -> bool:
    slack = _ROUNDING * (len(rows) + 1) + 1e-9
    return all(abs(amount - sum(row[column] for row in rows)) <= slack for column, amount in enumerate(total))
