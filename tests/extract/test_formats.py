"""What a document is, by its bytes."""

import time
from pathlib import Path

import pytest

from extract.formats import sniff
from extract.reasons import QuarantinedError

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
    with pytest.raises(QuarantinedError) as refusal:
        sniff(path)
    assert refusal.value.code == reason
