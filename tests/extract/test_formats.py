"""What a document is, by its bytes."""

import io
import time
import zipfile
from pathlib import Path

import pytest

from extract.dispatch import read_document
from extract.formats import describe, is_archive, sniff
from extract.reasons import UnreadableError

PAGE = "<table><tr><td>绩效目标</td></tr></table>"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", f"<!DOCTYPE html><html>{PAGE}</html>".encode(), "html"),
        ("a.html", f"<!-- saved from a site -->\n<meta charset=utf-8>{PAGE}".encode(), "html"),
        ("a.htm", f"\ufeff<head><title>表</title></head>{PAGE}".encode(), "html"),
        ("a.htm", f'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>{PAGE}</html>'.encode(), "html"),
        ("a.htm", f"<html>{PAGE}</html>".encode("utf-16"), "html"),
        ("a.txt", f"<div>{PAGE}</div>".encode(), "html"),
        ("a.txt", "<绩效目标> 完成三项".encode(), "text"),
        ("a.txt", "绩效目标".encode("utf-16"), "text"),
        ("a.html", f"<!DOCTYPE>{PAGE}".encode(), "html"),
        ("a.htm", "某局的页面".encode("gb18030"), "html"),
        ("a.html", b"abc\x00def", "unknown"),
        ("a.txt", bytes(range(1, 32)) * 9, "unknown"),
        ("a.xml", b'<?xml version="1.0"?><records/>', "unknown"),
        ("a.pdf", b"\n\n%PDF-1.4\n", "pdf"),
        ("a.txt", b"abc\x00def", "unknown"),
        ("a.pdf", b"no document here ", "unknown"),
    ],
)
def test_format(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert sniff(path) == expected


def test_comments_without_end_cost_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"<!---->" * 500 + b"<?xml " * 100)
    begin = time.process_time()
    sniff(path)
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize(("name", "content", "reason"), [("a.pdf", b"", "empty_file"), ("~$a.docx", b"x", "office_lock_file")])
def test_no_document_at_all(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as refusal:
        sniff(path)
    assert refusal.value.code == reason


def _zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(64)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_zip("a.pdf", "b.xlsx"), "a ZIP archive"),
        (_zip("OFD.xml", "Doc_0/Document.xml"), "an OFD document"),
        (_zip("ppt/presentation.xml"), "pptx"),
        (b"PK\x03\x04 and nothing more", "a ZIP archive"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(9), "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(9), "a 7z archive"),
        (b"\x1f\x8b\x08" + bytes(9), "a gzip archive"),
        (b"\xff\xd8\xff\xe1" + bytes(9), "a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "a PNG picture"),
        (b"GIF89a" + bytes(9), "a GIF picture"),
        (b"II*\x00" + bytes(9), "a TIFF picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP picture"),
        (b"{\\rtf1 text}", "an RTF document"),
        (_OLE2 + "EncryptedPackage".encode("utf-16-le"), "an encrypted Office document"),
        (_OLE2 + "PowerPoint Document".encode("utf-16-le"), "ppt"),
        (b"MZ" + bytes(99), "a program"),
        (bytes(range(256)), "binary data"),
        ("只是文字".encode(), "plain text"),
    ],
)
@pytest.mark.parametrize(("name", "code"), [("a.bin", "unknown_format"), ("a.pdf", "not_a_pdf"), ("a.zip", "unknown_format"), ("a.html", "not_a_text")])
def test_what_no_reader_takes_is_named(tmp_path: Path, content: bytes, said: str, name: str, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in describe(path)
    if said in ("plain text", "an RTF document") and name == "a.html":
        return
    with pytest.raises(UnreadableError) as refusal:
        read_document(path, lambda count: None)
    assert (refusal.value.code, said in str(refusal.value)) == (code, True)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_zip("a.pdf", "b.xlsx"), True),
        (_zip("word/a.doc", "xl/b.xls", "ppt/c.ppt"), True),  # folders that are only called so
        (_zip("[Content_Types].xml", "word/document.xml"), False),
        (_zip("_rels/.rels", "xl/workbook.xml"), False),
        (_zip("OFD.xml"), False),
        (_zip("content.xml", "mimetype"), False),
        (_zip("a.pdf")[:30], True),  # its list of files is lost
        (_zip(), False),
        (b"%PDF-1.4", False),
    ],
)
def test_an_archive_of_files_is_none_that_is_one_document(tmp_path: Path, content: bytes, expected: bool) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    assert is_archive(path) is expected
