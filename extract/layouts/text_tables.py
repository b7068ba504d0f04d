"""Target tables in texts without geometry: the declared lists that come as such, and what shows a table that cannot be read."""

import re
from collections.abc import Sequence
from functools import cache

import yaml

from extract.layouts.schema import DECLARATIONS
from extract.pages import TextList
from extract.text import squeeze
from extract.vocabulary import normal, vocabulary

_TITLE = re.compile(r"绩效(?:目标|自评).{0,8}表|项目.{0,6}申报(?:表|书)$")
_LONGEST_TITLE = 60
# What parts the cells of a line in a text.
_BETWEEN_CELLS = re.compile(r"[\s|｜│┃,，;；:：]+")
# So many different headings are those of a table.
_HEADINGS_ALONE_IN_LINES, _HEADINGS_UNDER_TITLE, _HEADINGS_ALONE = 2, 2, 4


@cache
def text_lists() -> tuple[TextList, ...]:
    """The lists whose declaration has a ``text_layer``: its headings, and the labels that a numbered item in the last column begins with."""
    declared = [yaml.safe_load(path.read_text(encoding="utf-8")).get("text_layer") for path in sorted(DECLARATIONS.glob("*.yml"))]
    return tuple(
        TextList(tuple(text["headings"]), re.compile(rf"\d+、\s*(?:{'|'.join(map(re.escape, text['indicator_cell_begins_with']))})\s*[:,]"))
        for text in declared
        if text
    )


def shows_target_table(lines: Sequence[str]) -> bool:
    """Whether headings of target tables stand as words of their own: some under a title or alone in their lines, more without either."""
    headings = frozenset(vocabulary().gate_words())
    squeezed = [squeeze(line) for line in lines]
    titles = [line for line in squeezed if _TITLE.search(line)]
    if any("自评" in title for title in titles):
        return False
    if len(headings.intersection(squeezed)) >= _HEADINGS_ALONE_IN_LINES:
        return True
    words = {normal(word) for line in lines for word in _BETWEEN_CELLS.split(line)}
    if any(vocabulary().self_evaluation.role(word) for word in words):
        return False
    found = words & headings
    return len(found) >= (_HEADINGS_UNDER_TITLE if any(len(title) <= _LONGEST_TITLE for title in titles) else _HEADINGS_ALONE)
