"""An archive's files are read as if they stood in the folder, once for each content."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from extract.archives.offered import locate
from extract.landing import ARCHIVES, ExtractionResult, Record, extract_documents
from tests.archives.zips import with_flag, zipped
from tests.extract.test_text_layer import SIMPLE, WRAPPED_NAME
from tests.extract.text_typesetter import typeset
from warehouse.faults import UsageFault
from warehouse.review.__main__ import found
from warehouse.seen.landed import file_of, landed_documents
from warehouse.settings import Settings

TABLE = typeset([[SIMPLE, WRAPPED_NAME]])
OTHER = typeset([[WRAPPED_NAME, SIMPLE]])


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


def _by_path(result: ExtractionResult) -> dict[str, Record]:
    return {path: record for record in result.live for path in record["file_paths"]}


def test_members_are_documents_and_the_archive_is_none(documents: Path, tmp_path: Path) -> None:
    (documents / "甲.txt").write_text(TABLE, encoding="utf-8")
    packed = zipped({"绩效/甲.txt": TABLE.encode(), "绩效/乙.txt": OTHER.encode(), "说明.txt": "请查收。".encode()}, "gbk")
    (documents / "附件.zip").write_bytes(packed)
    raw = tmp_path / "raw"
    first = extract_documents(documents, raw)
    records = _by_path(first)
    assert {path: record["status"] for path, record in records.items()} == {
        "甲.txt": "loaded", "附件.zip/绩效/甲.txt": "loaded", "附件.zip/绩效/乙.txt": "loaded", "附件.zip/说明.txt": "no_target_table"
    }  # fmt: skip
    assert records["甲.txt"] == records["附件.zip/绩效/甲.txt"] and first.new == 3
    assert locate("附件.zip/绩效/乙.txt", documents, raw / ARCHIVES).read_bytes() == OTHER.encode()
    assert locate("附件.zip/没有.txt", documents, raw / ARCHIVES) is None and locate("没有.txt", documents, raw / ARCHIVES) is None
    again = extract_documents(documents, raw)
    assert (again.new, again.digest) == (0, first.digest)
    (documents / "附件.zip").unlink()
    assert set(_by_path(extract_documents(documents, raw))) == {"甲.txt"}
    assert not list((raw / ARCHIVES).iterdir())


def test_the_same_rows_by_another_way(documents: Path, tmp_path: Path) -> None:
    (documents / "表.txt").write_text(TABLE, encoding="utf-8")
    plain = extract_documents(documents, tmp_path / "plain").live[0]
    (documents / "表.txt").unlink()
    (documents / "一.zip").write_bytes(zipped({"二.zip": zipped({"表.txt": TABLE.encode()})}))
    packed = extract_documents(documents, tmp_path / "packed").live[0]
    assert packed["file_paths"] == ["一.zip/二.zip/表.txt"] and plain["files"] == packed["files"]


def test_what_the_manifest_says_of_an_archive_holds_for_its_members_but_the_title(documents: Path, tmp_path: Path) -> None:
    (documents / "a.zip").write_bytes(zipped({"甲.txt": TABLE.encode(), "乙.txt": OTHER.encode()}))
    (documents / "documents.csv").write_text(
        "file_path,region,publisher,title,url\na.zip,深圳市,教育局,附件,http://sz\na.zip/乙.txt,广州市,,,\nb.zip,,,,\n", encoding="utf-8"
    )
    result = extract_documents(documents, tmp_path / "raw")
    rows = {row["file_path"]: row for row in pl.read_parquet(tmp_path / "raw" / result.lists["document_files"]).to_dicts()}
    told = {path: (row["region"], row["publisher"], row["title"], row["url"]) for path, row in rows.items()}
    assert told == {"a.zip/甲.txt": ("深圳市", "教育局", None, "http://sz"), "a.zip/乙.txt": ("广州市", None, None, None)}
    assert result.complaints == ["documents.csv: 'b.zip' is not in the folder"]


def test_every_fault_has_its_own_row_and_reason(documents: Path, tmp_path: Path) -> None:
    (documents / "密.zip").write_bytes(with_flag(zipped({"表.pdf": b"x"}), 1))
    (documents / "断.zip").write_bytes(zipped({"表.txt": TABLE.encode()})[:60])
    (documents / "又断.zip").write_bytes(zipped({"表.txt": TABLE.encode()})[:60])
    (documents / "空.zip").write_bytes(zipped({".x": b""}))
    (documents / "好.zip").write_bytes(zipped({"表.txt": TABLE.encode()}))
    (documents / "报.7z").write_bytes(bytes.fromhex("377ABCAF271C0004"))
    raw = tmp_path / "raw"
    records = _by_path(extract_documents(documents, raw))
    for path, said in {"密.zip/表.pdf": "password", "断.zip": "damaged", "空.zip": "no files", "报.7z": "7z archive", "又断.zip": "damaged"}.items():
        assert records[path]["status"] == "quarantined" and said in str(records[path]["reason"])
    assert records["断.zip"] == records["又断.zip"] and records["好.zip/表.txt"]["status"] == "loaded"
    assert extract_documents(documents, raw).new == 0


def test_unpacked_files_that_are_lost_are_unpacked_again(documents: Path, tmp_path: Path) -> None:
    (documents / "a.zip").write_bytes(zipped({"甲.txt": TABLE.encode()}))
    raw = tmp_path / "raw"
    first = extract_documents(documents, raw)
    shutil.rmtree(raw / ARCHIVES)
    again = extract_documents(documents, raw)
    assert (again.new, again.digest) == (0, first.digest) and locate("a.zip/甲.txt", documents, raw / ARCHIVES)


def test_a_person_finds_a_member_by_its_path_or_its_name(documents: Path, tmp_path: Path) -> None:
    (documents / "a.zip").write_bytes(zipped({"甲/表.txt": TABLE.encode(), "乙/表.txt": OTHER.encode()}, "gbk"))
    settings = Settings(documents, tmp_path / "warehouse")
    extract_documents(documents, settings.raw)
    for asked in ("a.zip/乙/表.txt", "乙/"):
        path, name = found(settings, asked)
        assert (path.read_bytes(), name) == (OTHER.encode(), "表.txt")
    with pytest.raises(UsageFault, match="several"):
        found(settings, "表.txt")
    read = {one.paths: file_of(one, documents).read_bytes() for one in landed_documents(settings).values()}
    assert read == {("a.zip/甲/表.txt",): TABLE.encode(), ("a.zip/乙/表.txt",): OTHER.encode()}
    (documents / "a.zip").write_bytes(zipped({"甲/表.txt": OTHER.encode()}))
    with pytest.raises(UsageFault, match="is not there"):
        found(settings, "乙/")
