"""The lines over a table: its title, number and year, and what a caption declares for all its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.layouts.words import MONEY_UNIT, ORGANISATION, money_unit, value
from extract.pages import Box, Line
from extract.provenance import cut, joined
from extract.text import fold, squeeze
from extract.vocabulary import normal, vocabulary

_NUMBER = r"(?:附?(?:预算)?表\s*[\d一二三四五六七八九十]+(?:\s*[-－—]\s*\d+)*|预算\s*\d+\s*表|附件\s*\d*)"
_NUMBER_ALONE = re.compile(rf"^{_NUMBER}[:：]?$")
_NUMBER_AHEAD = re.compile(rf"^({_NUMBER})[:：]?\s*(\S.*)$")
YEAR_ALONE = re.compile(r"^[(（]?\s*20\d\d\s*[(（]?\s*年?\s*度?\s*[)）]?$")
_YEAR_IN_TITLE = re.compile(r"^[(（]?\s*20\d\d\s*年度?[)）]?")
_TITLE = re.compile(r"目标.{0,4}表|目标申报|申报表|自评表|表(?:\(.*\))?$")
_TITLE_TAIL = re.compile(r"^.{0,8}?表(?:\(.*\))?$")
_ITEM = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）、.．]")
_PAIR = re.compile(r"([^\s:：]{2,14})\s*[:：]\s*(.*?)(?=\s+[^\s:：]{2,14}\s*[:：]|$)")
# A label and its value that only a gap parts.
_SPACED_PAIR = re.compile(r"^([^\s:：]{2,14})\s{2,}(\S[^:：]*)$")
# The unit of all money below, without a word that says so.
_UNIT_ALONE = re.compile(rf"[(]?(?:人民币)?{MONEY_UNIT}[)]?")
# A body with its code, over the table and without a label: 341-某市财政局.
_CODED_BODY = re.compile(r"^[\[(]?\d{3,}[\])]?[-_]?[^\d年月-]")
_TITLE_LENGTH = 100
# A title that goes on in the next line stands no further above it than this many line heights.
_LINE_DISTANCE = 2.2


@dataclass(slots=True)
class Caption:
    """``heading``: a numbered heading of the text that ends like a title. ``pairs``: roles of labels (unit_name, department, whole_department, money_unit) with what stands behind them."""

    title: str = ""
    heading: str = ""
    form_number: str | None = None
    year: str | None = None
    pairs: dict[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    @property
    def is_target_title(self) -> bool:
        return "绩效目标" in squeeze(self.title)


def read_caption(lines: Sequence[Line]) -> Caption:
    """What the lines above a table, from the page's top or the table before it, say of the table."""
    caption = Caption()
    used: list[str] = []
    below: Line | None = None
    for line in _rows_of_lines(lines):
        text = cut(line.text, value(line.text))
        folded = squeeze(text)
        if not folded or re.fullmatch(r"[-—\d]+", folded):
            continue
        if _NUMBER_ALONE.match(folded):
            caption.form_number = caption.form_number or text
        elif YEAR_ALONE.match(folded) and not caption.title:
            caption.year = caption.year or text
        elif not caption.title and _take_pairs(text, caption):
            pass
        elif (
            not caption.title
            and _TITLE.search(folded)
            and len(folded) <= _TITLE_LENGTH
            and not folded.endswith(("。", "；", ";", "，"))
            and not _is_heading(folded)
        ):
            caption.title, below = text, line
            used.append(line.text)
            continue
        elif below is not None and _goes_on(line, below, caption.title):
            caption.title, below = text + caption.title, line
        else:
            if below is not None:
                break
            if not caption.heading and _is_heading(folded) and "绩效目标" in folded and _TITLE.search(folded) and len(folded) <= _TITLE_LENGTH:
                caption.heading = cut(text, _ITEM.sub("", folded))
            continue
        used.append(line.text)
    ahead = _NUMBER_AHEAD.match(caption.title)
    if ahead:
        caption.form_number, caption.title = caption.form_number or cut(caption.title, ahead.group(1)), cut(caption.title, ahead.group(2))
    caption.lines = tuple(used)
    return caption


def _rows_of_lines(lines: Sequence[Line]) -> list[Line]:
    """Lines on one height as one line, from the lowest up."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda one: (-one.box.top, one.box.x0)):
        last = rows[-1] if rows else None
        if last is not None and abs(last.box.top - line.box.top) < 0.5 * (line.box.bottom - line.box.top):
            left, right = sorted((last, line), key=lambda one: one.box.x0)
            box = Box(left.box.x0, min(left.box.top, right.box.top), max(left.box.x1, right.box.x1), max(left.box.bottom, right.box.bottom))
            rows[-1] = Line(joined((left.text, right.text), "  "), box)
        else:
            rows.append(line)
    return rows


def title_facts(title: str) -> tuple[str | None, str, str | None]:
    """The form's number, the title without it, and the year it begins with."""
    ahead = _NUMBER_AHEAD.match(title)
    number, rest = (cut(title, ahead.group(1)), cut(title, ahead.group(2))) if ahead else (None, title)
    year = _YEAR_IN_TITLE.match(rest)
    return number, rest, cut(title, year.group(0)) if year else None


def _is_heading(folded: str) -> bool:
    """A heading of the text that only ends like a title: 1.项目支出绩效目标表."""
    return bool(_ITEM.match(folded)) and not re.match(r"^\d{4}年|^\d{3,}", folded)


def _take_pairs(text: str, caption: Caption) -> bool:
    words, took = vocabulary(), False
    alone = [squeeze(piece) for piece in re.split(r"\s{2,}", text)]
    unit = money_unit(text) if "单位" in squeeze(text) else next((piece.strip("()") for piece in alone if _UNIT_ALONE.fullmatch(piece)), None)
    if unit:
        caption.pairs.setdefault("money_unit", cut(text, unit))
        took = True
    body = next((piece for piece in re.split(r"\s{2,}", text) if _CODED_BODY.match(squeeze(piece)) and ORGANISATION.search(squeeze(piece))), None)
    if body:
        caption.pairs.setdefault("department", cut(text, body.strip()))
        took = True
    spaced = _SPACED_PAIR.match(text)
    parted = [spaced.groups()] if spaced is not None and not words.is_word(normal(spaced.group(2))) else []
    for label, content in [*_PAIR.findall(text), *parted]:
        role = words.labels.role(normal(label))
        content = cut(text, content.strip())
        if role in ("unit_name", "department", "whole_department", "project_name", "project_code") and content and money_unit(f"单位:{content}") is None:
            caption.pairs.setdefault(role, content)
            took = True
    return took


def _goes_on(line: Line, below: Line, title: str) -> bool:
    """Whether a title's line above is its beginning: close above it, centred like it, and as wide as a full line or begun in mid-word below."""
    height = max(below.box.bottom - below.box.top, 1.0)
    text = squeeze(line.text)
    is_close = 0 <= below.box.top - line.box.top <= _LINE_DISTANCE * height
    is_alike = 0.8 <= (line.box.bottom - line.box.top) / height <= 1.25
    is_centred = abs((line.box.x0 + line.box.x1) - (below.box.x0 + below.box.x1)) < 8 * height
    is_tail = bool(_TITLE_TAIL.match(squeeze(title))) or squeeze(title).startswith(("项目绩效目标", "绩效目标", "效目标", "目标"))
    return (
        is_close
        and is_alike
        and is_centred
        and is_tail
        and not _is_heading(text)
        and not text.endswith(("。", "；", ";", ":"))
        and not fold(text).startswith("表")
    )
