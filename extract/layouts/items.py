"""Indicators that are numbered: where one begins in a cell that holds several, its parts, and the number before a name of its own cell."""

import re
from collections.abc import Iterator
from functools import cache

from extract.provenance import cut
from extract.rows import Row
from extract.text import fold
from extract.vocabulary import rows

_ANNUAL = r"(?:本年度?|年度|当年)?(?:绩效)?(?:指标|目标)值"
_PERIOD = r"(?:实施周期|实施期|项目|中期|中长期|总体|项目周期)(?:绩效)?(?:指标|目标)值"
_CODE = r"(?:\d+\s*[-—–]\s*)?"
# How values stand behind the name: both periods' or one's behind their labels, else behind the first comma; a stop or comma ends the last.
_VALUES = tuple(
    re.compile(pattern + r"(?:[。;,]\s*)?$", re.DOTALL)
    for pattern in (
        rf"(?P<indicator_name>.*?)[;,。\s]*{_PERIOD}\s*:\s*(?P<period_target>.*?)[;,。\s]*{_ANNUAL}\s*:\s*(?P<target>.*?)",
        rf"(?P<indicator_name>.*?)[;,。\s]*{_PERIOD}\s*:\s*(?P<period_target>.*?)(?P<target>)",
        rf"(?P<indicator_name>.*?)[;,。\s]*{_ANNUAL}\s*:\s*(?P<target>.*?)",
        r"(?P<indicator_name>[^;,]*)[;,]?\s*(?P<target>.*?)",
    )
)
_BEGINS_WITH_VALUE = re.compile(rf"(?:{_ANNUAL}|{_PERIOD})\s*:")
# Forms number their rows 指标1：, 指标2：; what follows is the name.
_NUMBERING = re.compile(r"(?:(?:指标\s*\d*\s*[:;、.]|[:;、])\s*)+")


@cache
def _labels(place: str) -> str:
    words = sorted({row["word"] for row in rows("indicator_levels") if row["place"] in (place, "both")}, key=lambda word: (-len(word), word))
    return "|".join((*map(re.escape, words), "[一-龥]{2,4}指标"))


@cache
def _head() -> re.Pattern[str]:
    """Where an item begins: its number, with a code or without, and the name of a level 1."""
    return re.compile(rf"(?<!\d)(?P<number>\d{{1,3}})\s*[、.,]\s*(?P<level1>{_CODE}(?:{_labels('level1')}))\s*[;:,]\s*")


@cache
def _level2() -> re.Pattern[str]:
    return re.compile(rf"(?P<level2>{_CODE}(?:{_labels('level2')}))\s*[;:,]\s*(?=.)", re.DOTALL)


def begins_as_items(text: str) -> bool:
    """Whether a text is a cell of items: it begins with the first, and that with a level's whole name."""
    head = _head().match(fold(text).lstrip())
    return head is not None and head.group("number") == "1" and head.group("level1").endswith("指标")


def holds_items(text: str) -> bool:
    """Whether a cell of indicators has one that can be cut out of it."""
    return _head().search(fold(text)) is not None


def items(text: str) -> Iterator[Row]:
    """The indicators of a cell that holds several: each as printed, in the cells of ``text``, and its parts cut out of it."""
    folded = fold(text)
    heads = list(_head().finditer(folded))
    for head, end in zip(heads, [*(later.start() for later in heads[1:]), len(folded)], strict=False):
        spans = {"number": head.span("number"), "level1": head.span("level1"), **_parts(folded, head.end(), end)}
        parts = {f"{name}_text": text[slice(*span)] for name, span in spans.items()}
        yield {"combined_text": cut(text, text[head.start() : end]), **parts}


def _parts(folded: str, first: int, end: int) -> dict[str, tuple[int, int]]:
    """The places of level 2, name and values in an item behind its level 1."""
    found: dict[str, tuple[int, int]] = {}
    # A second label counts only where something follows that is a name: 社会效益 before 年度指标值 is the indicator's name itself.
    level2 = _level2().match(folded, first, end)
    if level2 and not _BEGINS_WITH_VALUE.match(folded, level2.end(), end):
        found["level2"], first = level2.span("level2"), level2.end()
    values = next(filter(None, (pattern.match(folded[first:end]) for pattern in _VALUES)))
    return found | {name: (first + values.start(name), first + values.end(name)) for name in values.groupdict()}


def named(name: str) -> Row:
    """An indicator's name without the number that a form prints before it, and that number."""
    found = _NUMBERING.match(fold(name))
    if found is None or found.end() == len(name):
        return {"indicator_name_text": name}
    digits = re.search(r"\d+", found.group())
    number = {"number_text": cut(name, name[digits.start() : digits.end()])} if digits else {}
    return {"indicator_name_text": cut(name, name[found.end() :]), **number}
