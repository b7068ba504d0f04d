"""A member's name in the encoding it was written in, and never a path out of the archive."""

import struct
import zipfile
from io import BytesIO
from zlib import crc32

import pytest

from extract.archives.names import path_of
from tests.archives.zips import zipped

_NAME = "附件2：深圳市教育局2024年项目支出绩效目标表.pdf"


def _paths(data: bytes) -> list[str | None]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [path_of(info) for info in archive.infolist()]


@pytest.mark.parametrize("encoding", [None, "gbk", "gb18030", "utf-8"])
def test_a_name_is_read_in_the_encoding_of_its_program(encoding: str | None) -> None:
    assert _paths(zipped({f"预算/{_NAME}": b"x", "a.txt": b"y"}, encoding)) == [f"预算/{_NAME}", "a.txt"]


def test_a_name_in_no_known_encoding_keeps_its_bytes_apart() -> None:
    assert _paths(zipped({"é.pdf": b"x", "è.pdf": b"y"}, "cp437")) == ["é.pdf", "è.pdf"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/root/表.pdf", "root/表.pdf"),
        ("预算\\单位\\表.pdf", "预算/单位/表.pdf"),
        ("./甲//乙.pdf", "甲/乙.pdf"),
        ("..", "无名文件"),
        ("甲/", "甲"),
        ("表\n.pdf", "表\\n.pdf"),
        ("a\u202efdp.exe", "a\\u202efdp.exe"),
        ("项目　支出.pdf", "项目　支出.pdf"),
    ],
)
def test_a_path_stays_within_the_archive_and_on_one_line(name: str, path: str) -> None:
    assert _paths(zipped({name: b"x"})) == [path]


def test_a_folder_is_no_file() -> None:
    assert _paths(zipped({"甲/": b"", "乙\\": b"", "塡": b""}, "gbk")) == [None, None, "塡"]


def test_a_name_repeated_in_utf_8_is_preferred_where_it_is_of_the_same_bytes() -> None:
    raw = "表.pdf".encode("gbk")
    for crc, expected in ((crc32(raw), "另名.pdf"), (0, "表.pdf")):
        info = zipfile.ZipInfo()
        info.orig_filename = raw.decode("cp437")
        content = b"\x01" + struct.pack("<I", crc) + "另名.pdf".encode()
        info.extra = struct.pack("<HH", 1, 2) + b"xx" + struct.pack("<HH", 0x7075, len(content)) + content
        assert path_of(info) == expected
