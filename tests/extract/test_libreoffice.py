"""Old documents by way of LibreOffice: what stands in for it where it is not there, and the program itself where it is."""

import http.server
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import xlwt

from extract import libreoffice
from extract.dispatch import read_document, task_fingerprint
from extract.formats import reader_of, sniff
from extract.layouts import read_layouts, signs
from extract.reasons import UnreadableError
from extract.word.reader import read_pages
from tests.layouts.test_families import FAMILIES, read_projects
from tests.word.documents import write_docx

IS_HERE = libreoffice.version() is not None
needs_libreoffice = pytest.mark.skipif(not IS_HERE, reason="LibreOffice is not on this machine")
FAMILY = next(iter(FAMILIES))


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program by LibreOffice's name that says its version, and does what is written to the file ``does`` beside it with $2 the format, $3 the folder, $4 the file."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(
        f'#!/bin/sh\nif [ "$1" = --version ]; then cat "{folder}/version"; exit; fi\n'
        f'echo "$@" > "{folder}/asked"; env > "{folder}/environment"; shift 3; mkdir -p "$3"; . "{folder}/does"\n'
    )
    program.chmod(0o755)
    (folder / "version").write_text("Stand-in 1\n")
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("SECRET", "of the user")
    libreoffice.version.cache_clear()
    yield folder
    libreoffice.version.cache_clear()


@pytest.fixture
def absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(libreoffice, "PROGRAMS", ("no-such-program",))
    libreoffice.version.cache_clear()
    yield
    libreoffice.version.cache_clear()


def old_document(path: Path, text: str = "Book, Workbook, PowerPoint Document") -> Path:
    """An OLE2 file with a stream called as Word's is, whose content holds the names of other programs' streams."""
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, text + "".join(map(chr, range(0x4E00, 0x5E00))))
    book.save(str(path))
    before, after = (name.encode("utf-16-le").ljust(64, b"\0") + (2 * len(name) + 2).to_bytes(2, "little") for name in ("Workbook", "WordDocument"))
    data = path.read_bytes()
    assert data.count(before) == 1
    path.write_bytes(data.replace(before, after))
    return path


def test_the_format_is_told_by_the_root_and_not_by_words_or_by_what_is_embedded(tmp_path: Path) -> None:
    path = old_document(tmp_path / "表.doc")
    assert "Book".encode("utf-16-le") in path.read_bytes() and sniff(path) == "doc"
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "WordDocument" + "".join(map(chr, range(0x4E00, 0x5E00))))
    book.save(str(tmp_path / "表.xls"))
    assert sniff(tmp_path / "表.xls") == "xls"
    cut = tmp_path / "断.xls"
    cut.write_bytes((tmp_path / "表.xls").read_bytes()[:-600])
    with pytest.raises(UnreadableError):
        read_document(cut)


def test_without_it_the_document_says_how_it_becomes_one_that_is_read(tmp_path: Path, absent: None) -> None:
    path = old_document(tmp_path / "表.doc")
    assert reader_of("doc") is None
    with pytest.raises(UnreadableError, match="with LibreOffice on this machine, or saved as") as told:
        read_document(path)
    assert told.value.code == "unsupported_format"
    with pytest.raises(UnreadableError), libreoffice.converted(path, "docx"):
        pass


def test_what_it_makes_is_read_and_is_gone_afterwards(tmp_path: Path, stand_in: Path) -> None:
    made = write_docx(tmp_path / "made.docx", FAMILIES[FAMILY].pages)
    (stand_in / "does").write_text(f'cp "{made}" "$3/document.docx"')
    format_name, rows = read_document(old_document(tmp_path / "--help; 表.doc"))
    assert (format_name, read_projects(rows)) == ("doc", FAMILIES[FAMILY].gives)
    asked = (stand_in / "asked").read_text()
    assert "--headless --convert-to docx" in asked and "help" not in asked
    profile = asked.split("file://")[1].split()[0]
    assert not Path(profile).parent.exists()
    assert "SECRET" not in (stand_in / "environment").read_text()


def test_another_version_and_none_read_anew(tmp_path: Path, stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old_document(tmp_path / "表.doc")
    first = task_fingerprint(path, None)
    (stand_in / "version").write_text("Stand-in 2\n")
    libreoffice.version.cache_clear()
    second = task_fingerprint(path, None)
    monkeypatch.setattr(libreoffice, "PROGRAMS", ())
    libreoffice.version.cache_clear()
    assert len({first, second, task_fingerprint(path, None)}) == 3


def test_what_it_cannot_open_is_told_in_its_words(tmp_path: Path, stand_in: Path) -> None:
    (stand_in / "does").write_text("echo Error: source file could not be loaded >&2")
    with pytest.raises(UnreadableError, match="source file could not be loaded") as told:
        read_document(old_document(tmp_path / "表.doc"))
    assert told.value.code == "not_converted"


def test_one_that_hangs_is_stopped_with_all_that_it_started(tmp_path: Path, stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "MOST_SECONDS", 1)
    (stand_in / "does").write_text(f'sleep 300 & echo $! > "{stand_in}/child"; wait')
    begun = time.monotonic()
    with pytest.raises(UnreadableError) as told:
        read_document(old_document(tmp_path / "表.doc"))
    assert told.value.code == "too_slow" and time.monotonic() - begun < 30
    child = (stand_in / "child").read_text().strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False).stdout.strip()
    assert state in ("", "Z")


def _older(tmp_path: Path, pages: list) -> Path:
    """The pages as a document of Word 97, as LibreOffice writes it."""
    source = write_docx(tmp_path / "new.docx", pages)
    with libreoffice.converted(source, "doc") as made:
        path = tmp_path / "old.doc"
        path.write_bytes(made.read_bytes())
    return path


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_gives_its_rows(family: str, tmp_path: Path) -> None:
    path = _older(tmp_path, FAMILIES[family].pages)
    assert sniff(path) == "doc"
    rows = read_layouts(read_pages(path, signs()))
    assert read_projects(rows) == FAMILIES[family].gives


@needs_libreoffice
@pytest.mark.slow
def test_nothing_is_fetched_and_rubbish_is_told(tmp_path: Path) -> None:
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_PROPFIND = do_OPTIONS = do_GET

        def log_message(self, *_: object) -> None: ...

    with http.server.HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/picture.png"
        page = tmp_path / "page.html"
        page.write_text(f'<html><head><link rel="stylesheet" href="{address}"></head><body><img src="{address}">绩效</body></html>', encoding="utf-8")
        with libreoffice.converted(page, "odt") as made:
            assert made.stat().st_size
        server.shutdown()
    assert asked == []
    with pytest.raises(UnreadableError) as told:
        list(read_pages(old_document(tmp_path / "坏.doc"), signs()))
    assert told.value.code == "not_converted"


@needs_libreoffice
@pytest.mark.slow
def test_what_is_hidden_or_struck_stays_unread(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("显示的文字")
    paragraph.add_run("隐藏的文字").font.hidden = True
    document.save(str(tmp_path / "new.docx"))
    with libreoffice.converted(tmp_path / "new.docx", "doc") as made:
        (tmp_path / "old.doc").write_bytes(made.read_bytes())
    (page,) = read_pages(tmp_path / "old.doc", signs())
    assert page.text.strip() == "显示的文字" and page.hidden_character_count == len("隐藏的文字")
