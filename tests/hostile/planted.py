"""Documents whose every field holds what would act if anything let it: scripts, formulas, sequences of a terminal, marks of direction, very long text.

``built`` is a warehouse of them and of files with odd names; the tests of whatever shows, exports or prints rows share it. Nobody writes to it.
"""

import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from tests.archives.zips import zipped
from tests.extract.text_typesetter import typeset
from tests.hostile.mutations import good_documents
from tests.twin.records import founding_records

ROOT = Path(__file__).parents[2]
# What a page shows if a script of a document ran: the mark to look for in a browser.
MARK = "planted"
SCRIPTS = (
    f"<script>document.title='{MARK}'</script>",
    f"<img src=x onerror=\"document.title='{MARK}'\">",
    f'"><svg/onload="document.title=\'{MARK}\'">',
    f"</script><script>document.title='{MARK}'</script>",
    f"javascript:document.title='{MARK}'",
    "<style>*{display:none}</style>",
    "<!-- ]]> --><b>",
    "{{7*7}}${7*7}<%=7*7%>",
    "&lt;b&gt;&amp;",
)
FORMULAS = (
    '=HYPERLINK("http://planted.invalid/","看")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "=1+1",
    "＝2＋2",
    "{=1+1}",
    '=WEBSERVICE("http://planted.invalid/")',
    "http://planted.invalid/",
    "mailto:a@planted.invalid",
    "'=1+1",
    "1E5",
    "00012",
)
MARKS = (
    "\x1b[2J\x1b]0;planted\x07",
    "\x1b]8;;http://planted.invalid/\x1b\\看\x1b]8;;\x1b\\",
    "\u202e倒\u2066立\u2069",
    "零\u200b宽\u200d\ufeff",
    "\t=1+1",
    "\r=1+1",
    "_x000D__x0041_",
)
HOSTILE = (*SCRIPTS, *FORMULAS, *MARKS)
LONG = "=长" * 20_000  # longer than a cell of Excel holds

# Names as bytes; all are of good documents.
NAMES = (
    b"line\nbreak.txt",
    b"carriage\rreturn.txt",
    b"escape\x1b[2J\x1b]0;title\x07.txt",
    b"\xc2\x9b31mcontrol.txt",  # a one-character control sequence introducer
    "right\u202eto left.txt".encode(),
    "isolate\u2066d\u2069.txt".encode(),
    "emoji \U0001f468\u200d\U0001f469\u200d\U0001f467.txt".encode(),
    b"invalid \xff\xfe utf-8.txt",
    b"lone \xed\xa0\x80 surrogate.txt",
    b"quotes ' \" ` ''.txt",
    b"'; drop table dim_document; --.txt",
    b"$(touch injected) `touch injected` ;&|.txt",
    b"{{ 7 * 7 }} {% raw %} ${HOME}.txt",
    b"%s%n%d 100%.txt",
    b"--documents",
    b"-rf.txt",
    b"* ? [a-z].txt",
    b"back\\slash.txt",
    b"<script>alert(1)<script>.txt",
    b" blanks at both ends ",
    b"\xe9\x95\xbf" * 80 + b".txt",
    b"nul.txt",
    b"a" * 255,
)
# An archive of files that are called so.
ARCHIVE = "names\x1b[2J\u202e.zip"
# A project's name that would end a statement; its objective holds control and direction characters.
CONTENT_NAME = "项目');drop/**/table/**/dim_project;--"
_HEADINGS = ("项目名称", "主管部门", "预算单位", "预算金额（万元）", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值", "备注", "=其他<b>")
_kept: list[tempfile.TemporaryDirectory[str]] = []  # removed when the process ends
# Paths of documents that are hostile all over, and how many there are.
PLANTED = ("planted.html", "planted.txt", "linked.html")


@dataclass(frozen=True, slots=True)
class Built:
    """A warehouse, its folder of documents, how many paths that offers, and what the build printed."""

    warehouse: Path
    documents: Path
    offered: int
    printed: bytes
    errors: bytes
    status: int


@cache
def built() -> Built:
    """Built once for all tests of a run."""
    folder = tempfile.TemporaryDirectory(prefix="planted")
    _kept.append(folder)
    documents, warehouse = Path(folder.name) / "documents", Path(folder.name) / "w"
    offered = _offer(documents)
    command = [sys.executable, "-m", "warehouse.build", "--documents", str(documents), "--warehouse", str(warehouse)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300, check=False)
    return Built(warehouse, documents, offered, done.stdout, done.stderr, done.returncode)


def planted_page() -> str:
    """A project in two rows, an indicator each; the strings of ``HOSTILE`` move on by a field from row to row."""
    rows = [("项目支出绩效目标表",), _HEADINGS]
    for number in range(len(HOSTILE)):
        name, department, unit, money, goal, level2, indicator, target, remark, other = (HOSTILE[(number + step) % len(HOSTILE)] for step in range(10))
        project = (f"{name}第{number}号项目", f"{department}局", f"{unit}处", money if number % 2 else f"{number}.05", LONG if number == 0 else goal)
        rows.append((*project, "产出指标", level2, indicator, target, remark, other))
        rows.append((*project, "效益指标", "社会效益指标", f"{indicator}率", f"≥{number}.5%", remark, other))
    table = "\n".join("<tr>" + "".join(f"<td{_span(row)}>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f'<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>{escape(SCRIPTS[0])}</title><body><table border="1">{table}</table></body></html>\n'


def _span(row: tuple[str, ...]) -> str:
    return f' colspan="{len(_HEADINGS)}"' if len(row) == 1 else ""


def planted_text() -> str:
    """The list of five columns, its indicators in one cell."""
    records = []
    for number, text in enumerate((*SCRIPTS, *FORMULAS)):
        indicators = f"1、产出指标：{text}{number}，年度指标值：{text}。2、效益指标：{text}率，年度指标值：≥{number}%。"
        records.append((f"{text}局", f"{text}处", f"{text}{number}号项目", f"{text}提高水平", indicators))
    return typeset([records[:12], records[12:]])


def _manifest() -> str:
    lines = ["file_path,region,publisher,fiscal_year,title,document_type,url"]
    for path, at in zip(PLANTED, (0, 1, 2), strict=True):
        fields = [FORMULAS[at], SCRIPTS[at], "2022", f"{SCRIPTS[at]}{MARKS[at]}{FORMULAS[at]}", FORMULAS[at + 1], SCRIPTS[4]]
        lines.append(",".join('"' + field.replace('"', '""') + '"' for field in (path, *fields)))
    return "\n".join(lines) + "\n"


def _offer(folder: Path) -> int:
    """Fills ``folder``; gives how many paths are offered in it."""
    records = founding_records()
    folder.mkdir()
    for number, name in enumerate(NAMES):
        first = (*records[number][:2], CONTENT_NAME, "服\u202e\x1b[31m\u2066务" + records[number][3], records[number][4]) if number == 0 else records[number]
        text = typeset([[first, records[number + 1]], [records[number + 2]]])
        Path(folder, os.fsdecode(name)).write_text(text, encoding="utf-8")
    links = "".join(f'<p><a href="{escape(text)}.pdf">{escape(text)}绩效目标表附件</a></p>' for text in (SCRIPTS[4], *FORMULAS[:3]))
    (folder / "planted.html").write_text(planted_page(), encoding="utf-8")
    (folder / "planted.txt").write_text(planted_text(), encoding="utf-8")
    (folder / "linked.html").write_text(f'<!DOCTYPE html><meta charset="utf-8"><title>附件</title>{links}', encoding="utf-8")
    (folder / "documents.csv").write_text(_manifest(), encoding="utf-8")
    (folder / "directory.pdf").mkdir()
    (folder / "directory.pdf" / "page.html").write_bytes(_good_documents_of(folder)["page.html"])
    (folder / ARCHIVE).write_bytes(zipped({f"{number}/{name.decode('utf-8', 'replace')}": text.encode() for number, name in enumerate(NAMES)}))
    os.mkfifo(folder / "pipe.pdf")
    (folder / "device.pdf").symlink_to("/dev/zero")
    (folder / "out of it.txt").symlink_to("/etc/passwd")
    (folder / "folder out of it").symlink_to("/etc")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "up").symlink_to("..")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)  # the address of a socket is short
        try:
            listener.bind("socket.txt")
        finally:
            os.chdir(here)
    return 2 * len(NAMES) + len(PLANTED) + 1 + 7


def _good_documents_of(folder: Path) -> dict[str, bytes]:
    made = folder.with_name("made")
    made.mkdir()
    return good_documents(made)
