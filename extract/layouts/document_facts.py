"""What a document's own pages say of it: title, publisher, type. File names say it wrongly too often to be asked."""

import re
from dataclasses import dataclass

from extract.layouts.words import squeeze, value

# How far down the first page with text a title reaches, in lines, and how long one is at most, in characters.
_TITLE_LINES = 6
_TITLE_LENGTH = 80
_TYPES = (
    ("决算", re.compile(r"决算")),
    ("自评", re.compile(r"自评")),
    ("单位预算", re.compile(r"单位(?:综合)?预算")),
    ("部门预算", re.compile(r"(?:部门|区级部门|本级部门)(?:综合)?预算")),
    ("绩效目标表", re.compile(r"绩效目标.{0,6}表")),
)
_BUDGET_TABLES = re.compile(r"^(?:预算)?(?:表?\d*表?)?(?:部门|单位)?(?:收支|收入|支出)(?:预算)?总(?:体情况)?表")
_YEAR = re.compile(r"(?:20\d\d|二[〇○0]\S\S)年度?")
_KIND = re.compile(r"(?:区级|市级|县级|本级)?(?:部门|单位)(?:综合)?(?:预算|决算).*$|绩效(?:目标|自评).*$")
_CAPTION = re.compile(r"^(?:预算主管部门|部门名称|部门[(（]单位[)）]名称|单位名称|编报单位|填报单位|预算单位)(?:\s*[:：]\s*|\s+)([^\s:：]{3,})")
_NOT_A_TITLE = re.compile(r"^(?:目录|[-—]*\d+[-—]*|.*\.{4,}.*)$")
_NO_NAME = re.compile(r"^(?:部门|单位|项目|整体|支出|预算|专项|资金|政策|财政|和|\d|第|表|附件)+$")
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
        lines = [line for line in lines if line and not re.fullmatch(r"[-—\s\d]*", line)]
        if self.title is None and self._pages_seen == 1:
            self._take_title(lines)
        if self.publisher is None or self._pages_seen == 1:
            found = next((match for line in lines[: 3 * _TITLE_LINES] if (match := _CAPTION.search(line))), None)
            self.publisher = found.group(1) if found else self.publisher
        if self.document_type is None and any(_BUDGET_TABLES.search(squeeze(line)) for line in lines):
            self.document_type = "部门预算"

    def _take_title(self, lines: list[str]) -> None:
        head: list[str] = []
        for line in lines[:_TITLE_LINES]:
            if _NOT_A_TITLE.match(squeeze(line)) or len("".join(head)) + len(line) > _TITLE_LENGTH:
                break
            head.append(line)
            squeezed = squeeze("".join(head))
            found = next((name for name, pattern in _TYPES if pattern.search(squeezed)), None)
            if found:
                self.title = "".join(head)
                self.document_type = found
                if found in ("绩效目标表", "自评"):
                    # Such a title names the kind of the table; who publishes it stands in the caption.
                    return
                publisher = _KIND.sub("", _YEAR.sub("", squeeze(self.title))).strip("的年度")
                self.publisher = _as_printed(self.title, publisher) if len(publisher) > 2 and not _NO_NAME.match(publisher) else None
                return


def _as_printed(text: str, squeezed: str) -> str | None:
    """The part of ``text`` that squeezes to ``squeezed``."""
    pattern = r"\s*".join(re.escape(character) if character.isalnum() else "." for character in squeezed)
    found = re.search(pattern, text)
    return found.group(0).strip() if found else squeezed
