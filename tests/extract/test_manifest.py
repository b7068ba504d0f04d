"""``documents.csv`` in every form that people and spreadsheets save it in."""

import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.discover import MANIFEST_COLUMNS
from extract.manifest import read_expected_publishers, read_manifest

HEAD = ",".join(("file_path", *MANIFEST_COLUMNS))
ROWS = ("县/一.html,丙县,丙县教育局,2025,单位预算公开,单位预算,http://a/b,2025-03-09", "二.pdf,丙县,丙县卫生健康局,2026,,,,")
TEXT = "\n".join((HEAD, *ROWS, ""))
FIRST = dict(zip(MANIFEST_COLUMNS, ROWS[0].split(",")[1:], strict=True))


def _read(folder: Path, data: bytes | str):
    (folder / "documents.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_manifest(folder)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-16-be with mark"])
@pytest.mark.parametrize("delimiter", ",\t;")
def test_every_encoding_and_line_end_gives_the_same(tmp_path, encoding, ends, delimiter):
    text = TEXT.replace("\n", ends).replace(",", delimiter)
    data = codecs.BOM_UTF16_BE + text.encode("utf-16-be") if encoding.endswith("mark") else text.encode(encoding)
    rows, complaints = _read(tmp_path, data)
    assert not complaints
    assert rows["县/一.html"] == FIRST
    assert rows["二.pdf"] == dict.fromkeys(MANIFEST_COLUMNS) | {"region": "丙县", "publisher": "丙县卫生健康局", "fiscal_year": "2026"}


@pytest.mark.parametrize(("most", "odd"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_a_line_in_another_encoding_is_told_and_not_used(tmp_path, most, odd):
    lines = [HEAD.encode(), *(row.encode(most) for row in ROWS), "三.pdf,丁市财政局,竞赛".encode(odd)]
    rows, complaints = _read(tmp_path, b"\n".join(lines))
    assert rows["县/一.html"] == FIRST
    assert "三.pdf" not in rows
    assert complaints == ["documents.csv line 4: is not in the encoding of the other lines; not used"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("教育局市民政厅预算公开一二三", min_size=1, max_size=9), min_size=1, max_size=5), st.lists(st.binary(max_size=30), max_size=3))
def test_a_name_is_read_as_written_or_not_at_all(tmp_path, names, junk):
    lines = [b"file_path,region", *(f"{number}.pdf,{name}".encode() for number, name in enumerate(names)), *junk]
    rows, _ = _read(tmp_path, b"\n".join(lines))
    assert {rows[f"{number}.pdf"]["region"] for number in range(len(names)) if f"{number}.pdf" in rows} <= set(names)


@pytest.mark.parametrize(
    "text", ["2026-01-31", "20260131", "2026/1/31", "2026.01.31", "2026年1月31日", "２０２６/１/３１", "2026/1/31 0:00", "2026-01-31 00:00:00"]
)
def test_dates_as_they_are_written(tmp_path, text):
    rows, complaints = _read(tmp_path, f"file_path,published_on\na.pdf,{text}\n")
    assert (rows["a.pdf"]["published_on"], complaints) == ("2026-01-31", [])


@pytest.mark.parametrize("text", ["1/31/2026", "31.1.2026", "2026-13-01", "2026/2/30", "2026131", "46053", "2026-W05-6", "2026-1.31", "一月"])
def test_what_is_no_date_for_sure_is_told(tmp_path, text):
    rows, complaints = _read(tmp_path, f"file_path,published_on\na.pdf,{text}\n")
    assert rows["a.pdf"]["published_on"] is None
    assert complaints == [f"documents.csv line 2: published_on {text!r} is not a date (YYYY-MM-DD); not used"]


@pytest.mark.parametrize(("text", "year"), [("2026", "2026"), ("2026年", "2026"), ("2026年度", "2026"), ("2026.0", "2026"), ("２０２６", "2026")])
def test_years_as_they_are_written(tmp_path, text, year):
    assert _read(tmp_path, f"file_path,fiscal_year\na.pdf,{text}\n") == ({"a.pdf": dict.fromkeys(MANIFEST_COLUMNS) | {"fiscal_year": year}}, [])


@pytest.mark.parametrize("text", ["1998", "1999年", "2061", "26", "二〇二六", "2026-2027", "20260"])
def test_a_year_that_cannot_be_published_is_told(tmp_path, text):
    rows, complaints = _read(tmp_path, f"file_path,fiscal_year\na.pdf,{text}\n")
    assert rows["a.pdf"]["fiscal_year"] is None
    assert complaints == [f"documents.csv line 2: fiscal_year {text!r} is not a year from 2000 to 2060; not used"]


@pytest.mark.parametrize("path", ["县/一.html", "县\\一.html", "./县/一.html", ".\\县\\一.html", " 县//一.html ", "县/./一.html", '"县/一.html"'])
def test_paths_as_they_are_written(tmp_path, path):
    rows, complaints = _read(tmp_path, f"file_path,region\n{path},丙县\n")
    assert (list(rows), complaints) == (["县/一.html"], [])


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        (",丁市", "names no file"),
        ("./a.pdf,丁市", "names 'a.pdf' again, after line 2"),
        ("b.pdf,丁市,,,", None),
        ("b.pdf,丁市,2026", "has 3 values under 2 headings"),
        (",", None),
        ("b.pdf", None),
    ],
)
def test_rows_that_cannot_be_used_are_told(tmp_path, more, complaint):
    rows, complaints = _read(tmp_path, f"file_path,region\na.pdf,丙县\n{more}\n")
    assert rows["a.pdf"]["region"] == "丙县"
    assert complaints == ([f"documents.csv line 3: {complaint}; not used"] if complaint else [])


def test_lists_that_cannot_be_used_are_told(tmp_path):
    assert _read(tmp_path, b"") == ({}, ["documents.csv: is empty; not used"])
    assert _read(tmp_path, "名称,地区\na.pdf,丙县\n") == ({}, ["documents.csv: no column file_path; not used"])
    rows, complaints = _read(tmp_path, 'File_Path , Region,备注\na.pdf,"丙县\n新区",x\nb.pdf,"' + "丁" * 200_000)
    assert rows["a.pdf"]["region"] == "丙县\n新区"
    assert [line.split(":")[1].split(" (")[0] for line in complaints] == [" column '备注' is not known; not used", " field larger than field limit"]


def _expected(folder: Path, text: str, encoding: str = "utf-8"):
    (folder / "expected_publishers.csv").write_bytes(text.encode(encoding))
    return read_expected_publishers(folder)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_who_is_expected_to_publish(tmp_path, encoding):
    rows, complaints = _expected(tmp_path, "Publisher\tregion\tfiscal_year\n丙县教育局\t丙县\t2025年度\n丙县财政局\t\t2025\n丙县教育局\t丙县\t2026\n", encoding)
    assert complaints == []
    assert [tuple(row.values()) for row in rows] == [("丙县", "丙县教育局", "2025"), (None, "丙县财政局", "2025"), ("丙县", "丙县教育局", "2026")]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("丙县,,2025", " line 3: names no publisher"),
        ("丙县,丙县财政局,", " line 3: fiscal_year '' is not a year from 2000 to 2060"),
        ("丙县,丙县财政局,去年", " line 3: fiscal_year '去年' is not a year from 2000 to 2060"),
        ("丙县,丙县教育局,2025.0", " line 3: is line 2 again"),
        ("丙县,丙县财政局,2025,x", " line 3: has 4 values under 3 headings"),
    ],
)
def test_an_expected_publisher_that_cannot_be_used_is_told(tmp_path, row, complaint):
    rows, complaints = _expected(tmp_path, f"region,publisher,fiscal_year\n丙县,丙县教育局,2025\n{row}\n")
    assert [row["publisher"] for row in rows] == ["丙县教育局"]
    assert complaints == [f"expected_publishers.csv{complaint}; not used"]


def test_a_list_of_nobody_is_told_and_none_at_all_is_not(tmp_path):
    assert read_expected_publishers(tmp_path) == ([], [])
    assert _expected(tmp_path, "单位\n丙县教育局\n") == ([], ["expected_publishers.csv: no column publisher; not used"])
