"""Projects of a list table over page breaks: which first project of a page goes on with the last one of the page before, and what they are together."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, pairwise

from extract.layouts.codes import CODE_AHEAD
from extract.layouts.recognise.grid import GridCell
from extract.layouts.recognise.list_page import PROJECT_TEXTS, Entry, ListPage, overlapped, read_entries
from extract.layouts.recognise.match import MONEY
from extract.layouts.words import ORGANISATION
from extract.provenance import cut, joined
from extract.text import squeeze
from extract.vocabulary import normal, vocabulary

# The cells of one indicator's row; level labels may be merged over several.
_ROW_ROLES = ("indicator_name", "target", "period_target", "comparator", "unit", "nature", "weight", "note")
_UNIT_ROLES = frozenset({"department", "unit_name", "unit_code", "whole_department"})
_FIRST_ITEM = re.compile(r"^\s*[(（]?\s*(?:1|一)\s*[)）]?\s*[、.．，,:：)）]")
_ITEM_HEAD = re.compile(r"\d\s*[、.．]")


class Break:
    """What the rules drawn at a page break say: whose cells they leave open. ``tells``: in this table cut cells are left open, closed ones are whole."""

    def __init__(self, page: ListPage, open_bands: Iterable[int], tells: bool) -> None:
        self._page = page
        self._open = {page.bands[number].role for number in open_bands}
        self.tells = tells

    @property
    def is_row_cut(self) -> bool | None:
        """Whether the break runs through an indicator's row; None where the rules do not tell."""
        return bool(self._open & set(_ROW_ROLES)) if self.tells else None

    @property
    def is_name_cut(self) -> bool:
        return self.is_cut("project_name")

    def is_cut(self, role: str) -> bool:
        """Whether the rules leave a cell of this role open."""
        return role in self._open

    def is_project_cut(self, before: Entry) -> bool | None:
        """Whether the break runs through a project; None where the rules do not tell. A cut name alone can stand over several projects."""
        if not self.tells:
            return None
        roles = {band.role for band in self._page.bands}
        if self._open & (roles & {"objective", MONEY, "combined"} or roles & set(PROJECT_TEXTS)):
            return True
        cells = self._page.cells(self._page.first)
        top = [cell for number in self._page.project_bands if (cell := cells[number]) is not None]
        is_certain = self.is_name_cut or before.is_merged or any(cell.value or cell.is_open_bottom for cell in top)
        return False if is_certain else None


def join_pages(pages: Sequence[ListPage]) -> list[Entry]:
    """The projects of all pages, each whole."""
    entries: list[Entry] = []
    read = [read_entries(page) for page in pages]
    merges = _merged_roles(read)
    for page, found, at in zip(pages, read, chain([None], _breaks(pages)), strict=False):
        before = entries[-1] if entries else None
        goes_on = False
        # What stands over all columns, a unit's heading, goes on with nothing.
        if found and found[0].cells and before is not None and at is not None:
            goes_on = _goes_on(before, found[0], page, at)
            if goes_on or _is_same_name(before, found[0], at):
                _share_name(before, found)
            _share_units(entries, found, at, merges)
            if goes_on:
                _absorb(before, found.pop(0), page, at)
        if before is not None and goes_on and found and page.has_indicator_rows and before.says_the_same(found[0]):
            # Below what goes on from the page before its texts stand again.
            before.rows.append(found.pop(0).page_rows, is_after_break=False)
        for entry in found:
            entry.rows.append(entry.page_rows, is_after_break=False)
        entries += found
    return entries


def _breaks(pages: Sequence[ListPage]) -> Iterator[Break]:
    """One page end that leaves a cut cell without a rule shows that all cut cells are left so in this table."""
    open_bands = [_open_bands(above, below) for above, below in pairwise(pages)]
    return (Break(page, bands, any(open_bands)) for page, bands in zip(pages[1:], open_bands, strict=True))


def _open_bands(above: ListPage, below: ListPage) -> set[int]:
    pairs = zip(above.cells(above.last), below.cells(below.first), strict=False)
    # A rule below the last row parts, whether or not the next page draws one above its first.
    return {number for number, (upper, lower) in enumerate(pairs) if (upper.is_open_bottom if upper is not None else lower is not None and lower.is_open_top)}


def _is_same_name(before: Entry, entry: Entry, at: Break) -> bool:
    """Whether the cell of the name goes on overleaf; its text may stand on one of the two pages only."""
    if at.tells:
        return at.is_name_cut
    is_in_one = not entry.texts.get("project_name") or not before.name
    return is_in_one and not before.is_called_total and entry.piece.page == int(before.place["page_last"]) + 1


def _share_name(before: Entry, found: Sequence[Entry]) -> None:
    """Gives the projects under the first name cell of a page the name of the last project of the page before, and that one what is printed here."""
    name = found[0].shared_name
    before.shared_name.add(name.text)
    for entry in found:
        if entry.shared_name is name:
            entry.shared_name = before.shared_name


def _share_units(entries: Sequence[Entry], found: Sequence[Entry], at: Break, merges: Set[str]) -> None:
    """The cell of a unit, of a department or of a code that a break has cut, merged over several projects, says the same of all of them.

    ``merges``: the roles of which the table merges cells over projects. Where the rules tell, they alone say which cells are cut.
    """
    before = entries[-1]
    for role in _UNIT_ROLES if at.tells else _UNIT_ROLES & merges:
        cell, above = found[0].cells.get(role), before.cells.get(role)
        upper, lower = before.texts.get(role, ""), found[0].texts.get(role, "")
        is_cut = at.is_cut(role) if at.tells else not lower
        if cell is None or above is None or not is_cut or not (upper or lower):
            continue
        whole = overlapped(upper, lower)
        under = [entry for entry in (*entries[_first_under(entries, role, above) :], *found) if entry.cells.get(role) in (above, cell)]
        for entry in under:
            entry.texts[role] = whole


def _first_under(entries: Sequence[Entry], role: str, cell: GridCell) -> int:
    """The number of the first of the last projects that stand under a cell."""
    number = len(entries)
    while number and entries[number - 1].cells.get(role) is cell:
        number -= 1
    return number


def _merged_roles(pages: Sequence[Sequence[Entry]]) -> frozenset[str]:
    """The roles of cells that are merged over several projects: some stand under one on a page, or all that begin on one print theirs."""
    pairs = [(one, other) for found in pages for one, other in pairwise(found)]
    merged = {role for one, other in pairs for role in _UNIT_ROLES if one.cells.get(role) is not None and one.cells[role] is other.cells.get(role)}
    filled = {role for role in _UNIT_ROLES if pairs and all(other.texts.get(role) for _, other in pairs) and any(_is_high(other, role) for _, other in pairs)}
    return frozenset(merged | filled)


def _is_high(entry: Entry, role: str) -> bool:
    return role in entry.cells and entry.cells[role].row_span > 1


def _goes_on(before: Entry, entry: Entry, page: ListPage, at: Break) -> bool:
    last = int(before.place["page_last"])
    if entry.piece.page not in (before.piece.page, before.piece.page + 1, last + 1) or before.is_called_total:
        return False
    if before.names_only and entry.texts.get("project_name") and entry.amounts and ORGANISATION.search(squeeze(before.name)):
        # A unit's heading at the foot of a page.
        return False
    is_cut = at.is_project_cut(before)
    if is_cut is None:
        return _is_continuation(before, entry, page)
    return is_cut or (page.has_indicator_rows and before.says_the_same(entry))


def _absorb(before: Entry, rest: Entry, page: ListPage, at: Break) -> None:
    """Puts the part of a project that stands overleaf to the part before it."""
    for role, text in rest.texts.items():
        # A row of its own is cut where the page ends; only a cell merged over many rows is printed again overleaf.
        is_own = not page.has_indicator_rows and role in ("combined", "objective")
        before.texts[role] = joined((before.texts.get(role, ""), text)) if is_own else overlapped(before.texts.get(role, ""), text)
    for mine, other in zip(before.amounts, rest.amounts, strict=False):
        if not mine.text or mine.text == other.text:
            mine.text = cut(joined((mine.text, other.text)), other.text)
    before.place["page_last"] = rest.piece.page
    if before.combined_place is not None and rest.texts.get("combined"):
        before.combined_place["page_last"] = rest.piece.page
    is_after_break = bool(before.records) and before.records[-1].piece is not rest.piece
    before.rows.append(rest.page_rows, is_after_break, at.is_row_cut)


def _is_continuation(before: Entry, rest: Entry, page: ListPage) -> bool:
    """Whether the first row of a page goes on with the last project, where the rules do not tell: by what each of the two parts prints."""
    has_money = any(rest.amount_texts)
    if not any(rest.texts.values()) and not has_money:
        return True
    if _is_code_cut(before, rest):
        return True
    if page.has_indicator_rows and _is_printed_again(before, rest, has_money):
        return True
    if normal(rest.texts.get("project_name", "")) in vocabulary().total_words:
        return False
    knows_money = any(band.role == MONEY for band in page.bands)
    if knows_money and has_money and before.has_money:
        return False
    if before.is_bare and before.has_money and not page.has_indicator_rows:
        return False
    if knows_money and has_money != before.has_money:
        # The row's money stands in one of its two parts only.
        return not has_money or not _have_codes(before, rest)
    return _is_rest(before, rest, is_without_money=knows_money and page.has_indicator_rows and not has_money)


def _is_code_cut(before: Entry, rest: Entry) -> bool:
    """Whether the break runs through the code before the name."""
    above, below = before.shared_name.text, rest.texts.get("project_name", "")
    return bool(above and below and CODE_AHEAD.match(above + below)) and not CODE_AHEAD.match(above)


def _have_codes(before: Entry, rest: Entry) -> bool:
    """Whether both parts begin with a project's code: then they are two projects."""
    return bool(CODE_AHEAD.match(before.shared_name.text) and CODE_AHEAD.match(rest.texts.get("project_name", "")))


def _is_printed_again(before: Entry, rest: Entry, has_money: bool) -> bool:
    """Whether a project's merged cells show their texts on both pages."""
    same_money = not has_money or rest.amount_texts == before.amount_texts
    same = {role: _is_part(before.texts.get(role, ""), text) for role, text in rest.texts.items() if text}
    if same and all(same.values()) and same_money:
        return True
    return bool(same.get("project_name")) and same_money and (not rest.texts.get("objective") or bool(same.get("objective")))


def _is_rest(before: Entry, rest: Entry, is_without_money: bool) -> bool:
    """Whether what stands overleaf can be the rest of a project's row, by its name and its cell of indicators."""
    if not rest.texts.get("project_name") or not before.shared_name.text:
        return True
    if is_without_money:
        return not _have_codes(before, rest)
    combined = rest.texts.get("combined", "")
    if combined and before.is_open and not before.texts.get("combined"):
        # No rule closes the row before, and its indicators stand wholly in the piece overleaf.
        return True
    return bool(combined) and not _FIRST_ITEM.match(combined) and bool(_ITEM_HEAD.search(before.texts.get("combined", "")))


def _is_part(before: str, text: str) -> bool:
    """Whether ``text`` repeats ``before`` or a part of it, or goes on with it after some characters that both pages show."""
    return text in before or before in text or overlapped(before, text) != before + text
