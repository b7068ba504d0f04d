"""What a document's own pages say of it: title, publisher, type. File names say it wrongly too often to be asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.layouts.words import ORGANISATION, names_results, value
from extract.text import fold, squeeze, unsqueezed
from extract.vocabulary import normal, vocabulary

# How far down the first page with text a title reaches, in lines, and how long one is at most, in characters.
_TITLE_LINES = 6
_TITLE_LENGTH = 80
# The longest name of a body that stands alone in the line below a title.
_BODY_LENGTH = 30
_TYPES = (
    ("绩效目标表", re.compile(r"绩效目标.{0,6}表(?:\(.*\))?$")),
    ("单位预算", re.compile(r"单位(?:综合)?预算")),
    ("部门预算", re.compile(r"(?:部门|区级部门|本级部门)(?:综合)?预算")),
    ("部门预算", re.compile(r"年度?预算(?:公开|草案|情况|信息|说明|报告)*$")),
    ("绩效目标表", re.compile(r"绩效目标.{0,6}表")),
    ("绩效目标表", re.compile(r"项目.{0,6}申报(?:表|书)(?:\(.*\))?$")),
)
_ACCOUNTS = re.compile(r"决算")
# What parts the things that a title names, and those of them that are plans.
_AND = re.compile(r"[、,，]|及其?|和|与|暨")
_PLAN = re.compile(r"绩效目标|预算(?!执行|绩效(?!目标))")
_BUDGET_TABLES = re.compile(r"^(?:预算)?(?:表?\d*表?)?(?:部门|单位)?(?:收支|收入|支出)(?:预算)?总(?:体情况)?表")
# Behind a department's name: the document sums up its units; no part of the name.
_SUMMED = re.compile(r"\s*[(（]汇总[)）]$")
_ABOUT = re.compile(r"^关于|关于$")
_YEAR = re.compile(r"(?:20\d\d|二[〇○0]\S\S)年度?")
_KIND = re.compile(
    r"(?:关于)?(?:年度?)?预算(?:公开|草案|情况|信息|说明|报告)*$|关于$|(?:区级|市级|县级|本级)?(?:部门|单位)(?:综合)?(?:预算|决算).*$|(?:部门|单位|项目|整体|支出)*绩效(?:目标|自评).*$|(?:部门|单位|预算|支出|专项)*(?:资金)?项目.{0,6}申报(?:表|书).*$"
)
# A label on a cover or over a table, its words perhaps spaced out, and the name behind it.
_CAPTION = re.compile(
    r"^(?:部\s*门\s*[(（]\s*单\s*位\s*[)）]\s*名\s*称|单\s*位\s*名\s*称|(?:预算主管|预算|编制|编报|填报|填制|申报|公开|报送)?\s*部\s*门(?:\s*名\s*称)?|(?:预算|编制|编报|填报|填制|申报|公开|报送)\s*单\s*位(?:\s*名\s*称)?)"
    r"\s*(?:[(（](?:公章|盖章|签章|章|全称)[)）])?(?:\s*[:：]\s*|\s+)([^\s:：]{3,})"
)
# Lines over a title that are no part of it: the number of an annex or a table, a label with its content.
_ABOVE_TITLE = re.compile(r"^附?(?:件|表)[\d一二三四五六七八九十]*(?:[-－—]\d+)*[:：]?$|^[^:：]{2,6}[:：]\S")
_ANNEX_AHEAD = re.compile(r"^附(?:件|表)\s*[\d一二三四五六七八九十]*[:：]?\s*")
_NOT_A_TITLE = re.compile(r"^(?:目录|[-—]*\d+[-—]*|.*\.{4,}.*)$")
_NO_NAME = re.compile(r"^(?:部门|单位|项目|整体|支出|预算|专项|资金|政策|财政|和|\d|第|表|附件)+$")
# What a title that is an item of a list, or was cut from one, begins with.
_BULLET = re.compile(r"^[\s.．。·•、,，:：;；*＊★☆◆◇■□●○▲△※_—-]+(?=\S)")
# The heading of a part of a document, not of the whole.
_SECTION = re.compile(r"第[一二三四五六七八九十\d]+(?:部分|章|节)|[(（]?[一二三四五六七八九十\d]{1,2}(?:[)）、]|[.．](?!\d))")
# The year that may stand alone between a title and the body below it.
_YEAR_ALONE = re.compile(r"[(（]?(?:20\d\d|二[〇○零0][〇○零一二三四五六七八九\d]{2})年度?[)）]?")
# A line so written is a sentence of the text below.
_SENTENCE = re.compile(r"[。；;]|[，,].*[，,]|[:：]$")
# Characters that were lost name nobody.
_LOST = "\ufffd"
_PAGES = 3


@dataclass(slots=True)
class DocumentFacts:
    """Filled page by page; ``title`` and ``publisher`` as printed, null where the pages do not say."""

    title: str | None = None
    publisher: str | None = None
    document_type: str | None = None
    _pages_seen: int = 0

    def note_page(self, text: str) -> None:
        """The text of the next page, of which the first with text say what the document is."""
        if self._pages_seen >= _PAGES or not text.strip():
            return
        self._pages_seen += 1
        lines = [value(line) for line in text.replace("\r", "\n").split("\n")]
        lines = [line for line in lines if line and _LOST not in line and not re.fullmatch(r"[-—\s\d]*", line)]
        if self.title is None and self._pages_seen == 1:
            self._take_title(lines)
        if self.publisher is None or self._pages_seen == 1:
            self.publisher = next((name for line in lines[: 3 * _TITLE_LINES] if (name := _captioned(line))), self.publisher)
        if self.document_type is None and any(_BUDGET_TABLES.search(squeeze(line)) for line in lines):
            self.document_type = "部门预算"

    def note_titles(self, titles: Iterable[str]) -> None:
        """What the source itself calls the document, the surest first; the first that says what kind of document it is holds."""
        for text in titles:
            title = _BULLET.sub("", value(text))
            kind = _kind(squeeze(title))
            if kind and not _SECTION.match(squeeze(title)) and len(title) <= _TITLE_LENGTH and _LOST not in title:
                self.title, self.document_type = title, kind
                self.publisher = _publisher_in_title(title, kind, []) or self.publisher
                return

    def _take_title(self, lines: list[str]) -> None:
        head: list[str] = []
        for number, line in enumerate(lines[:_TITLE_LINES]):
            if not head and _ABOVE_TITLE.match(squeeze(line)):
                continue
            if _NOT_A_TITLE.match(squeeze(line)) or _SENTENCE.search(line) or len("".join(head)) + len(line) > _TITLE_LENGTH:
                break
            head.append(line if head else _ANNEX_AHEAD.sub("", _BULLET.sub("", line)))
            found = _kind(squeeze("".join(head)))
            if found:
                self.title = title = "".join(head)
                self.document_type = found
                below = [line for line in lines[number + 1 : number + 3] if not _YEAR_ALONE.fullmatch(squeeze(line))]
                self.publisher = _publisher_in_title(title, found, below[:1])
                return


def _publisher_in_title(title: str, kind: str, below: list[str]) -> str | None:
    """The body that a title names, or the line below a title that names none."""
    body = _KIND.sub("", _YEAR.sub("", squeeze(title))).strip("的年度")
    body = _SUMMED.sub("", _ABOUT.sub("", body))
    if kind in ("绩效目标表", "自评") and not ORGANISATION.search(body):
        # Such a title names the kind of the table; who publishes it stands in the caption.
        return None
    if len(body) > 2 and not _NO_NAME.match(body):
        return _as_printed(title, body)
    return next((line for line in below if ORGANISATION.search(squeeze(line)) and len(line) <= _BODY_LENGTH and not _ABOVE_TITLE.match(squeeze(line))), None)


def _kind(title: str) -> str | None:
    """The type of document that a squeezed title names. One that names a plan beside results (决算及绩效目标) is a plan's: its tables of results show themselves."""
    kind = "决算" if _ACCOUNTS.search(title) else "自评" if names_results(title) else None
    named = [part for part in _AND.split(title) if _PLAN.search(part) and not _ACCOUNTS.search(part) and not names_results(part)]
    if kind and not named:
        return kind
    found = next((name for part in named or [title] for name, pattern in _TYPES if pattern.search(part)), None)
    return found or (kind and "绩效目标表")


def _as_printed(text: str, squeezed: str) -> str | None:
    """The part of ``text`` that squeezes to ``squeezed``."""
    pattern = "".join(re.escape(character) if character.isalnum() else "." for character in squeezed)
    found = re.search(pattern, squeeze(text))
    return unsqueezed(text, found.span()) if found else squeezed


def _captioned(line: str) -> str | None:
    """The name behind a caption's label. What stands behind a heading of a table is another heading."""
    found = _CAPTION.search(fold(line))
    if not found:
        return None
    beside = [found.group(1)] if ":" in fold(found.group(0)) else found.string[found.start(1) :].split()
    return None if any(vocabulary().is_word(normal(word)) for word in beside) else _SUMMED.sub("", line[found.start(1) : found.end(1)])
