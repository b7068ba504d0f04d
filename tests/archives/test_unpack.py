"""Unpacking stays within its folder and its limits, and says of every member what became of it."""

import os
import stat
import time
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest

from extract.archives import unpack as module
from extract.archives.unpack import ArchiveTask, Member, unpack, unpacked
from tests.archives.zips import with_flag, zipped
from tests.hostile.mutations import mutated


def _unpack(tmp_path: Path, data: bytes) -> tuple[list[Member], Path]:
    path, folder = tmp_path / "a.zip", tmp_path / "raw" / "here"
    path.write_bytes(data)
    return unpack(ArchiveTask(str(path), str(folder), len(data))), folder


def _told(members: list[Member]) -> dict[str, str | None]:
    return {member.path: member.fault for member in members}


def test_members_stand_under_names_of_our_own_in_order_of_their_paths(tmp_path: Path) -> None:
    members, folder = _unpack(tmp_path, zipped({"乙/表.PDF": b"2", "../甲.txt": b"1", "丙.表格": b"3", "~$表.xlsx": b"4", "空/": b""}))
    assert [(member.path, member.file) for member in members] == [
        ("~$表.xlsx", "~$00001.xlsx"), ("丙.表格", "00002.unknown"), ("乙/表.PDF", "00003.pdf"), ("甲.txt", "00004.txt")
    ]  # fmt: skip
    assert (folder / "00004.txt").read_bytes() == b"1"
    assert unpacked(folder) == members
    assert sorted(path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*") if path.is_file()) == ["a.zip"] + ["raw"] * 5
    (folder / "00003.pdf").unlink()
    assert unpacked(folder) is None


def test_what_is_hidden_is_left_out_and_an_archive_of_nothing_says_so(tmp_path: Path) -> None:
    members, _ = _unpack(tmp_path, zipped({"__MACOSX/._表.pdf": b"x", ".DS_Store": b"x", "甲/.git/表.txt": b"x"}))
    assert members == [Member("", None, "archive_empty")]


def test_archives_in_an_archive_are_unpacked_to_a_depth(tmp_path: Path) -> None:
    inner = zipped({"表.txt": b"deep"})
    for level in range(module.MOST_LEVELS):
        inner = zipped({f"{level}.zip": inner, f"表{level}.txt": b"x"})
    members, folder = _unpack(tmp_path, inner)
    assert _told(members) == {"2.zip/1.zip/0.zip": "archive_limit", "2.zip/1.zip/表0.txt": None, "2.zip/表1.txt": None, "表2.txt": None}
    assert len(list(folder.iterdir())) == 4


def test_a_name_that_is_there_twice_is_told_apart(tmp_path: Path) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("表.txt", b"1")
        archive.writestr("表.txt", b"2")
    members, folder = _unpack(tmp_path, data.getvalue())
    assert [(member.path, (folder / str(member.file)).read_bytes()) for member in members] == [("表.txt", b"1"), ("表.txt (2)", b"2")]


def test_encrypted_linked_and_strangely_packed_members_are_told_and_the_others_read(tmp_path: Path) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("好.txt", b"good")
        link = zipfile.ZipInfo("链.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, b"/etc/passwd")
    members, _ = _unpack(tmp_path, data.getvalue())
    assert _told(members) == {"好.txt": None, "链.txt": "not_a_regular_file"}
    members, _ = _unpack(tmp_path, with_flag(zipped({"密.pdf": b"x"}), 1))
    assert _told(members) == {"密.pdf": "archive_encrypted"}
    packed = zipped({"怪.pdf": b"x" * 99}, "utf-8")
    changed = packed.replace(b"\x08\x00", b"\x09\x00")
    members, _ = _unpack(tmp_path, changed)
    assert _told(members) == {"怪.pdf": "unsupported_format"} and "9" in str(members[0].detail)


def test_a_damaged_member_costs_no_other_and_a_damaged_archive_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"甲.txt": b"good", "乙.txt": b"also good"}, "utf-8"))
    data[data.find(b"also") if b"also" in data else data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x01\x02")) - 2] ^= 0xFF
    members, folder = _unpack(tmp_path, bytes(data))
    assert sorted(member.fault or "" for member in members) == ["", "damaged"]
    assert len(list(folder.iterdir())) == 2
    members, _ = _unpack(tmp_path, bytes(data[:40]))
    assert [(member.path, member.fault) for member in members] == [("", "damaged")]


def test_every_limit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"炸.txt": bytes(12 * 1024**2), "好.txt": b"x"}, "utf-8")
    members, folder = _unpack(tmp_path, bomb)
    assert _told(members) == {"好.txt": None, "炸.txt": "archive_limit"}
    assert sum(path.stat().st_size for path in folder.iterdir()) < 1000
    random = {f"{number}.bin": os.urandom(3000) for number in range(4)}
    monkeypatch.setattr(module, "MOST_MEMBERS", 3)
    members, _ = _unpack(tmp_path, zipped(random))
    assert _told(members) == {"0.bin": None, "1.bin": None, "2.bin": None, "": "archive_limit"}
    assert "1 / 4" in str(members[-1].detail)
    monkeypatch.setattr(module, "MOST_BYTES", 5000)
    assert list(_told(_unpack(tmp_path, zipped(random))[0]).values())[:3] == [None, "archive_limit", "archive_limit"]
    monkeypatch.setattr(module, "MOST_BYTES", 10**6)
    monkeypatch.setattr(module, "MOST_BYTES_OF_ONE", 100)
    assert set(_told(_unpack(tmp_path, zipped(random))[0]).values()) == {"archive_limit"}


def test_a_file_that_is_its_own_archive_many_times_over_ends_soon(tmp_path: Path) -> None:
    inner = zipped({f"{number}.txt": bytes(1000) for number in range(1000)})
    begun = time.monotonic()
    members, _ = _unpack(tmp_path, zipped({f"{number}.zip": inner for number in range(1000)}))
    assert len([member for member in members if member.file]) <= module.MOST_MEMBERS
    assert any(member.fault == "archive_limit" for member in members) and time.monotonic() - begun < 60


@pytest.mark.slow
def test_mutated_archives_lose_nothing_silently_and_write_nowhere_else(tmp_path: Path) -> None:
    """``FUZZ`` in the environment asks for more of them than every run reads."""
    texts = {f"{folder}/表{number}.txt": os.urandom(20) * 20 for folder in ("甲", "乙") for number in range(4)}
    good = {"a.zip": zipped({**texts, "里.zip": zipped(texts)}, "gbk")}
    ends: Counter[str] = Counter()
    for _, data in mutated(good, int(os.environ.get("FUZZ", "300")), 2026):
        members, folder = _unpack(tmp_path, data)
        assert {path.name for path in folder.iterdir()} == {module.INDEX, *(member.file for member in members if member.file)}
        assert members and all((member.file is None) == (member.fault is not None) for member in members)
        assert len({member.path for member in members}) == len(members) and unpacked(folder) == members
        ends.update(member.fault or "read" for member in members)
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip", "raw"} and [path.name for path in (tmp_path / "raw").iterdir()] == ["here"]
    assert ends["read"] and ends["damaged"], ends
