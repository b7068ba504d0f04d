"""Indicator rows over page breaks: a row, or the cell of a level's label, that a break has cut is put together; nothing else is."""

from collections.abc import Sequence

from extract.layouts.recognise.match import LEVELS, VALUES
from extract.layouts.recognise.records import Record, Rows
from extract.provenance import cut, joined
from extract.vocabulary import normal, vocabulary

_OPENING, _CLOSING = "（(《“【", "）)》”】"


class RecordList:
    """The records of one project, page after page."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._across = ""
        # By block and level, the records of the label's cell that reaches the end of the last page.
        self._at_end: dict[tuple[int, str], list[Record]] = {}

    def append(self, rows: Rows, is_after_break: bool, is_cut: bool | None = None) -> None:
        """Puts the rows of a page, or a part of one, behind those before it.

        ``is_after_break``: a page break parts them. ``is_cut``: whether the rules show that it runs through a row; None where they do not tell.
        """
        after = list(rows.records)
        for record in rows.above_across if self._across else ():
            if not record.of("level1"):
                record.set_level_over(self._across)
        self._across = rows.across or self._across
        at_end = {
            (block, role): [one for one in after if one.block == block and role in one.levels and one.levels[role].at_bottom]
            for block in {record.block for record in after}
            for role in LEVELS
        }
        if is_after_break and self.records:
            for block in sorted({record.block for record in after}):
                self._join(block, after, is_cut, at_end)
        self.records += after
        self._at_end = at_end

    def _join(self, block: int, after: list[Record], is_cut: bool | None, at_end: dict[tuple[int, str], list[Record]]) -> None:
        above = [record for record in self.records if record.block == block]
        below = [record for record in after if record.block == block]
        if not above or _names_level(below[0]):
            return
        pairs = [(above[-1].levels.get(role), below[0].levels.get(role)) for role in LEVELS]
        knows_open = is_cut is True or any(upper and lower and upper.is_open_bottom and lower.is_open_top for upper, lower in pairs)
        for role in LEVELS:
            upper = self._at_end.get((block, role), [])
            lower = [record for record in below if role in record.levels and record.levels[role].at_top]
            if upper and lower and _is_one_cell(upper[-1], lower[0], role, knows_open) and _join_label(upper, lower, role):
                # A cell that covers the whole page goes on: what is printed further on is the label of all of it.
                at_end[block, role] = [*upper, *at_end[block, role]] if any(record in at_end[block, role] for record in lower) else at_end[block, role]
        if join_over_break(above[-1], below[0], is_cut):
            after.remove(below[0])
            for records in at_end.values():
                if below[0] in records:
                    records.append(above[-1])


def _names_level(record: Record) -> bool:
    """Whether it is a row of nothing but a level's whole name, for the rows below it."""
    labels = [role for role in LEVELS if normal(record.of(role)) in vocabulary().level_names]
    return record.is_level_alone and any(role not in record.levels or record.levels[role].row_count == 1 for role in labels)


def _is_one_cell(upper: Record, lower: Record, role: str, knows_open: bool) -> bool:
    """Whether the cells above and below the break are parts of one. Where cut cells are left open, one that a rule closes below ends there,
    unless its text and the one overleaf are the two parts of a label."""
    # A cell that is ruled off above and left open below shows that this table's rules tell.
    knows_open = knows_open or (lower.levels[role].is_open_bottom and not lower.levels[role].is_open_top)
    return upper.levels[role].is_open_bottom or not knows_open or bool(upper.of(role) and lower.of(role))


def _join_label(upper: Sequence[Record], lower: Sequence[Record], role: str) -> bool:
    """Gives all rows of a cell that a break has cut its whole label; false where the two parts bear labels of their own."""
    above, below = upper[-1].of(role), lower[0].of(role)
    whole = _whole_label(above, below)
    if whole is None or (role == "level1" and not all(_fits(whole, record) for record in (upper if not above else lower if not below else ()))):
        return False
    for record in (*upper, *lower):
        record.set_level(role, cut(joined((above, below)), whole))
    return True


def _fits(level1: str, record: Record) -> bool:
    """Whether the level 2 of a row, where it is a known one, can stand under ``level1``: else the row's empty cell is no part of the label's."""
    parents = vocabulary().level2_parents.get(normal(record.of("level2")).removesuffix("指标"))
    return not parents or vocabulary().level1_of.get(normal(level1)) in (None, *parents)


def _whole_label(above: str, below: str) -> str | None:
    if not above or not below:
        return above or below
    known = vocabulary().level_names
    whole, parts = normal(above + below), [normal(above) in known, normal(below) in known]
    # A label may be known without its end, too: 服务对象满意度指标, cut behind 服务对象.
    if whole in known or (not parts[1] and any(name.startswith(whole) for name in known)):
        return above + below
    # The whole label is printed again overleaf.
    return below if parts == [False, True] and normal(below).startswith(normal(above)) else None


def join_over_break(before: Record, after: Record, is_cut: bool | None) -> bool:
    """Joins ``after`` to ``before`` where a page break has cut one row in two; False where they are two rows. ``is_cut``: as in ``RecordList.append``."""
    if is_cut is False or (is_cut is None and not _is_cut(before, after)):
        return False
    for key, text in after.texts.items():
        if before.roles.get(key) in LEVELS:
            before.texts[key] = _joined_label(before.texts.get(key, ""), text)
        elif text:
            before.texts[key] = before.texts.get(key, "") + text
            before.roles.setdefault(key, after.roles[key])
    before.place["page_last"] = after.place["page_last"]
    return True


def _is_cut(before: Record, after: Record) -> bool:
    """Whether two rows on both sides of a page break are one: no rule parts their names and their values, or what each row has stands in one only."""
    if before.is_cut_below and after.is_cut_above:
        return True
    if any(record.is_blank and record.of("indicator_name") for record in (before, after)):
        return False
    has_name, has_target = (
        [bool(record.of("indicator_name")) for record in (before, after)],
        [any(record.of(role) for role in VALUES) for record in (before, after)],
    )
    if not has_name[1] and not has_target[1]:
        return all(role in after.levels and after.levels[role].is_blank for role in set(LEVELS) & set(after.roles.values()))
    if not has_name[0] and not has_target[0]:
        return before.is_open
    if not all(has_name):
        return True
    for role in ("weight", "comparator"):
        # These stand on one line, and so in one of the two parts of a row.
        is_filled = [bool(record.of(role)) for record in (before, after)]
        if any(is_filled) and (role == "weight" or all(is_filled)):
            return not all(is_filled)
    if not all(has_target):
        return True
    return _is_unbalanced(before.of("indicator_name")) and any(mark in after.of("indicator_name") for mark in _CLOSING)


def _is_unbalanced(text: str) -> bool:
    return sum(text.count(mark) for mark in _OPENING) > sum(text.count(mark) for mark in _CLOSING)


def _joined_label(before: str, after: str) -> str:
    return after if normal(after) in vocabulary().level_names or not before else before
