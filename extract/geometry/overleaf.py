"""Tables that a page's end cuts: whether one may go on overleaf, and whether the next page begins with the rest of it."""

import re

from extract.pages import Line, Page, Table

# A table that goes on overleaf keeps its sides within so many points.
SAME_EDGE = 8.0
# Least share of the wider of two tables' widths that both cover, where the second goes on with the first.
LEAST_SHARED = 0.7
# 第 3 页 共 12 页 and the like; other page numbers have no letters.
_PAGE_NUMBER = re.compile(r"[第共]?\s*\d+\s*页[\s,，/]*(?:[第共]?\s*\d+\s*页)?|[Pp]age\s+\d+(?:\s+of\s+\d+)?")


def ends_in_table(page: Page) -> bool:
    """Whether the last thing on a page, but for its number, is a table: it may go on overleaf."""
    return bool(page.tables) and not any(line.box.top > last_table(page).box.bottom and _has_words(line) for line in page.lines)


def goes_on(before: Page, page: Page) -> bool:
    """Whether ``page`` begins (but for a running head) with a table as wide as the last table of the page before.

    A column of one merged cell has no rule of its own where it reaches over a whole page: there one side may stand elsewhere.
    """
    if not page.tables:
        return page.is_unreadable
    first, last = page.tables[0].box, last_table(before).box
    shared = min(first.x1, last.x1) - max(first.x0, last.x0)
    if min(abs(first.x0 - last.x0), abs(first.x1 - last.x1)) > SAME_EDGE or shared < LEAST_SHARED * max(first.x1 - first.x0, last.x1 - last.x0):
        return False
    running_heads = {line.text for line in before.lines}
    return not any(line.box.bottom < first.top and _has_words(line) and line.text not in running_heads for line in page.lines)


def last_table(page: Page) -> Table:
    return max(page.tables, key=lambda table: table.box.bottom)


def _has_words(line: Line) -> bool:
    return any(character.isalpha() for character in line.text) and not _PAGE_NUMBER.fullmatch(line.text)
