"""A real build of a folder full of odd names and of what is no file: all have their row, nothing they say is taken for a command."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.extract.text_typesetter import typeset
from tests.hostile.mutations import good_documents
from tests.twin.records import founding_records
from warehouse import releases

ROOT = Path(__file__).parents[2]
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
# A project's name that would end a statement; its objective holds control and direction characters.
CONTENT_NAME = "项目');drop/**/table/**/dim_project;--"
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def offer(folder: Path) -> int:
    """Fills ``folder``; gives how many paths are offered in it."""
    records = founding_records()
    folder.mkdir()
    for number, name in enumerate(NAMES):
        first = (*records[number][:2], CONTENT_NAME, "服\u202e\x1b[31m\u2066务" + records[number][3], records[number][4]) if number == 0 else records[number]
        text = typeset([[first, records[number + 1]], [records[number + 2]]])
        Path(folder, os.fsdecode(name)).write_text(text, encoding="utf-8")
    (folder / "directory.pdf").mkdir()
    (folder / "directory.pdf" / "page.html").write_bytes(good_documents_of(folder)["page.html"])
    os.mkfifo(folder / "pipe.pdf")
    (folder / "device.pdf").symlink_to("/dev/zero")
    (folder / "out of it.txt").symlink_to("/etc/passwd")
    (folder / "folder out of it").symlink_to("/etc")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "up").symlink_to("..")
    count = len(NAMES) + 1 + 6
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)  # the address of a socket is short
        try:
            listener.bind("socket.txt")
        finally:
            os.chdir(here)
    return count + 1


def good_documents_of(folder: Path) -> dict[str, bytes]:
    made = folder.with_name("made")
    made.mkdir()
    return good_documents(made)


@pytest.mark.slow
def test_odd_names_and_what_is_no_file(tmp_path: Path) -> None:
    offered = offer(tmp_path / "documents")
    command = [sys.executable, "-m", "warehouse.build", "--documents", str(tmp_path / "documents"), "--warehouse", str(tmp_path / "w")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300, check=False)
    said = done.stdout.decode("utf-8")
    assert done.returncode == 0, said + done.stderr.decode(errors="replace")
    assert not CONTROL.search(said), CONTROL.search(said)
    assert done.stderr == b""
    assert said.count("quarantined: ") == 7
    assert not list(tmp_path.rglob("injected"))

    published = tmp_path / "w" / "performance_targets.duckdb"
    with duckdb.connect(str(published), read_only=True) as connection:
        by_status = dict(connection.execute("select status, count(*) from document_file join dim_document using (document_key) group by 1").fetchall())
        assert by_status == {"loaded": len(NAMES) + 1, "quarantined": 7}
        assert sum(by_status.values()) == offered
        paths = {path for (path,) in connection.execute("select file_path from document_file").fetchall()}
        # Each as it is; bytes that are no UTF-8 by their codes.
        assert {name.decode("utf-8", "backslashreplace") for name in NAMES} < paths
        assert "directory.pdf/page.html" in paths
        assert connection.execute("select count(*) from dim_project where project_name = ?", [CONTENT_NAME]).fetchone() == (1,)
        texts = connection.execute(
            "select concat_ws('|', indicator_name, target_text, objective_text) from fact_indicator join dim_project using (project_key)"
        )
        assert not any(CONTROL.search(text) for (text,) in texts.fetchall())

    (account,) = (json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "w" / "runs").glob("*.json"))
    assert len(account["quarantined"]) == 7
    pages = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "w" / "work" / "data_docs").rglob("*.html"))
    assert "<script" not in pages
    compared = releases.differences(published, published)
    assert compared == ["no row differs"]


def test_what_a_query_shows_cannot_move_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "performance_targets.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table document_file as select 'a' || chr(27) || '[2J' || chr(13) || chr(8238) || chr(8294) || chr(155) || 'b' as file_path")
    environment = os.environ | {"WAREHOUSE": str(tmp_path), "PYTHONUTF8": "1"}
    asked = 'from document_file;\nselect * from "no\x1bthing";\n'
    done = subprocess.run([sys.executable, "-m", "warehouse.shell"], cwd=ROOT, input=asked.encode(), capture_output=True, env=environment, check=False)
    said = done.stdout.decode("utf-8")
    assert "b" in said
    assert not CONTROL.search(said), repr(said)
