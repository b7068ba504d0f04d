"""Discovery, formats, encodings and landing: what is offered ends in a row, only what is new is read, and nothing is half there."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from extract.discover import DocumentsFolderError, find_files
from extract.encodings import decode
from extract.landing import LIVE_SET, damaged_folders, extract_documents
from extract.raw_schema import SCHEMAS
from extract.reasons import UnreadableError
from tests.extract.test_text_layer import SIMPLE, WRAPPED_NAME, WRAPPED_UNIT
from tests.extract.text_typesetter import typeset
from tests.pdf.generator import text, write_pdf

TABLE = typeset([[SIMPLE, WRAPPED_NAME], [WRAPPED_UNIT, SIMPLE]])


@pytest.fixture
def folders(tmp_path):
    documents, raw = tmp_path / "documents", tmp_path / "raw"
    documents.mkdir()
    return documents, raw


def by_path(result):
    return {path: record for record in result.live for path in record["file_paths"]}


def rows_of(raw, record, table):
    return pl.read_parquet(raw / record["folder"] / f"{table}.parquet")


def test_every_kind_of_bad_input_has_its_own_reason_and_the_rest_is_loaded(folders):
    documents, raw = folders
    (documents / "good.txt").write_text(TABLE, encoding="utf-8")
    (documents / "gb.txt").write_bytes(TABLE.replace("高水平", "高质量").encode("gb18030"))
    (documents / "empty.txt").write_bytes(b"")
    (documents / "mixed.txt").write_bytes(TABLE.encode("utf-8") + TABLE.encode("gb18030"))
    (documents / "broken.txt").write_bytes(TABLE.encode("utf-8").replace("绩".encode(), b"\xe7\xbb", 3))
    (documents / "prose.txt").write_text("关于做好年度工作的通知\n各单位：\n请认真执行。\n", encoding="utf-8")
    (documents / "~$book.xlsx").write_bytes(b"\x05user" + b"\x00" * 160)
    (documents / "claims.pdf").write_bytes(b"dummy pdf content")
    (documents / "page.pdf").write_text("<!DOCTYPE html><html><body>403</body></html>")
    (documents / "photo.txt").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)))
    (documents / "data.bin").write_bytes(bytes(range(256)))
    os.mkfifo(documents / "pipe.txt")
    (documents / "out.txt").symlink_to("/etc/hostname")
    records = by_path(extract_documents(documents, raw))
    outcomes = {path: (record["status"], record["reason"]) for path, record in records.items()}
    assert {path for path, (status, _) in outcomes.items() if status == "loaded"} == {"good.txt", "gb.txt"}
    expected = {
        "empty.txt": "0 bytes",
        "mixed.txt": "mixed or damaged",
        "broken.txt": "mixed or damaged",
        "~$book.xlsx": "lock file",
        "claims.pdf": "no PDF",
        "photo.txt": "JPEG",
        "data.bin": "binary data",
        "pipe.txt": "not a regular file",
        "out.txt": "out of the documents folder",
    }
    for path, words in expected.items():
        assert outcomes[path][0] == "quarantined", path
        assert words in outcomes[path][1], path
    assert outcomes["page.pdf"][0] == "no_target_table"
    assert outcomes["prose.txt"] == ("no_target_table", outcomes["prose.txt"][1])
    assert "no performance target table" in outcomes["prose.txt"][1]


def test_gb18030_and_utf8_give_the_same_rows(folders):
    documents, raw = folders
    (documents / "a.txt").write_text(TABLE, encoding="utf-8-sig")
    (documents / "b.txt").write_bytes(TABLE.encode("gb18030"))
    (documents / "c.txt").write_text(TABLE.replace("\n", "\r\n"), encoding="utf-16")
    records = by_path(extract_documents(documents, raw))
    assert [rows_of(raw, records[name], "documents")["encoding"].item() for name in ("a.txt", "b.txt", "c.txt")] == ["utf-8", "gb18030", "utf-16"]
    for table in ("project_rows", "indicator_cells", "page_blocks"):
        first, *others = (rows_of(raw, record, table).drop("document_key") for record in records.values())
        assert first.height > 0
        assert all(first.equals(other) for other in others)


def test_decoding_by_the_wrong_table_is_noticed():
    with pytest.raises(UnreadableError):
        decode("绩效目标表".encode()[:-1] + "项目支出绩效目标申报一览表格式说明".encode())


def test_raw_rows_keep_the_text_as_printed_beside_its_fold_of_the_same_length(folders):
    documents, raw = folders
    (documents / "a.txt").write_text(TABLE, encoding="utf-8")
    (record,) = extract_documents(documents, raw).live
    for table in ("project_rows", "indicator_cells"):
        frame = rows_of(raw, record, table)
        assert dict(frame.schema) == {name: kind() for name, kind in SCHEMAS[table].items()}
        for name in frame.columns:
            if name.endswith("_fold"):
                texts = frame.select(pl.col(name).str.len_chars().alias("a"), pl.col(name.removesuffix("_fold") + "_text").str.len_chars().alias("b"))
                assert texts.filter(pl.col("a").ne_missing(pl.col("b"))).is_empty()
    assert "".join(rows_of(raw, record, "indicator_cells").filter(pl.col("project_ordinal") == 1)["combined_text"]) == SIMPLE[4]
    assert "，" not in rows_of(raw, record, "indicator_cells")["combined_fold"][0]


def test_only_what_changed_is_read(folders):
    documents, raw = folders
    (documents / "a.txt").write_text(TABLE, encoding="utf-8")
    (documents / "b.txt").write_text(TABLE.replace("设备", "器材"), encoding="utf-8")
    first = extract_documents(documents, raw)
    assert (first.new, first.unchanged) == (2, 0)
    again = extract_documents(documents, raw)
    assert (again.new, again.unchanged, again.digest) == (0, 2, first.digest)
    (documents / "sub").mkdir()
    (documents / "sub" / "c.txt").write_text(TABLE.replace("设备", "教材"), encoding="utf-8")
    added = extract_documents(documents, raw)
    assert (added.new, added.unchanged) == (1, 2)
    (documents / "a.txt").unlink()
    removed = extract_documents(documents, raw)
    assert (removed.new, removed.unchanged, removed.removed) == (0, 2, 1)
    assert removed.digest != added.digest


def test_one_content_at_two_paths_is_one_document(folders):
    documents, raw = folders
    (documents / "b.txt").write_text(TABLE, encoding="utf-8")
    (documents / "a.txt").write_text(TABLE, encoding="utf-8")
    (record,) = extract_documents(documents, raw).live
    assert record["file_paths"] == ["a.txt", "b.txt"]


def test_a_changed_file_of_the_same_size_and_time_is_noticed(folders):
    documents, raw = folders
    path = documents / "a.txt"
    path.write_text(TABLE, encoding="utf-8")
    before = path.stat()
    extract_documents(documents, raw)
    path.write_text(TABLE.replace("设备", "器材"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert extract_documents(documents, raw).new == 1


def test_a_raw_folder_that_somebody_edited_is_found(folders):
    documents, raw = folders
    (documents / "a.txt").write_text(TABLE, encoding="utf-8")
    (record,) = extract_documents(documents, raw).live
    assert damaged_folders(raw) == []
    path = raw / record["folder"] / "project_rows.parquet"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    assert damaged_folders(raw) == [record["folder"]]


def test_parquet_bytes_do_not_depend_on_folder_or_order(tmp_path):
    digests = []
    for names in (("a", "b"), ("z", "y")):
        documents, raw = tmp_path / f"d{names[0]}", tmp_path / f"w{names[0]}"
        documents.mkdir()
        (documents / f"{names[0]}.txt").write_text(TABLE, encoding="utf-8")
        (documents / f"{names[1]}.txt").write_text(TABLE.replace("设备", "器材"), encoding="utf-8")
        digests.append({record["document_key"]: record["files"] for record in extract_documents(documents, raw).live})
    assert digests[0] == digests[1]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("项目支出绩效目标表\n项目名称 校舍修缮\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|校舍|≥3所\n", "quarantined"),
        ("2026年度项目申报表\n项目名称：校舍修缮\n年度目标：完成\n", "quarantined"),
        ("项目名称\t总体目标\n指标名称\t指标值\n校舍\t3所\n", "quarantined"),
        ("附件：项目支出绩效目标表\n请各单位报送项目绩效目标，按要求填写。\n", "no_target_table"),
        ("项目支出绩效自评表\n项目名称 指标值 实际完成值\n", "no_target_table"),
        ("目录\n一、绩效目标\n二、项目名称与资金\n", "no_target_table"),
    ],
)
def test_a_text_that_shows_a_target_table_which_cannot_be_read_is_not_said_to_hold_none(folders, text, status):
    documents, raw = folders
    (documents / "a.txt").write_text(text, encoding="utf-8")
    record = by_path(extract_documents(documents, raw))["a.txt"]
    assert record["status"] == status, record["reason"]


def test_what_was_built_within_the_documents_is_no_document(folders):
    documents, _ = folders
    (documents / "a.txt").write_text(TABLE, encoding="utf-8")
    for _ in range(2):
        assert list(by_path(extract_documents(documents, documents / "built" / "raw", apart=documents / "built"))) == ["a.txt"]
    assert (documents / "built" / "raw").is_dir()


def test_a_missing_folder_is_one_line(tmp_path):
    with pytest.raises(DocumentsFolderError, match="does not exist"):
        find_files(tmp_path / "nowhere")


def test_odd_names_keep_their_row(folders):
    documents, raw = folders
    Path(os.fsdecode(os.fsencode(documents) + b"/\xff\xfe'\"; drop.txt")).write_text(TABLE, encoding="utf-8")
    (documents / "换\n行.txt").write_text(TABLE.replace("设备", "器材"), encoding="utf-8")
    records = by_path(extract_documents(documents, raw))
    assert all(record["status"] == "loaded" for record in records.values())
    assert len(records) == 2
    json.loads((raw / LIVE_SET).read_text(encoding="utf-8"))


def test_a_listener_hears_of_documents_and_pages(folders):
    documents, raw = folders
    (documents / "two pages.txt").write_text(TABLE, encoding="utf-8")
    write_pdf(documents / "three.pdf", [text(50, 50, "prose")] * 3)
    heard = []
    listener = SimpleNamespace(begins=lambda count: heard.append(f"{count} begin"), reads=heard.append, lands=lambda: heard.append("landed"))
    extract_documents(documents, raw, listener=listener)
    assert (heard[0], heard[-1]) == ("2 begin", "landed")
    assert sum(entry for entry in heard if isinstance(entry, int)) == 5
    assert heard.count("landed") == 2
    heard.clear()
    extract_documents(documents, raw, listener=listener)
    assert heard == ["0 begin"]
