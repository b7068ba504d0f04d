"""A folder takes another's place in one step."""

import threading

import pytest

from warehouse import swap
from warehouse.swap import swapped_in, write


def test_the_new_takes_the_place_of_the_old_and_nothing_stays_beside(tmp_path):
    for text in ("one", "two"):
        with swapped_in(tmp_path / "deep" / "folder") as made:
            (made / text).write_text(text)
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["deep", "deep/folder", "deep/folder/two"]


def test_an_error_leaves_the_old_and_nothing_beside_it(tmp_path):
    with swapped_in(tmp_path / "folder") as made:
        (made / "one").write_text("one")
    with pytest.raises(ValueError, match="stop"), swapped_in(tmp_path / "folder") as made:
        (made / "two").write_text("two")
        raise ValueError("stop")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["folder", "folder/one"]


def test_a_file_or_a_link_in_its_place_is_replaced(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "folder").symlink_to("elsewhere")
    with swapped_in(tmp_path / "folder") as made:
        (made / "one").write_text("one")
    assert not (tmp_path / "folder").is_symlink() and (tmp_path / "folder" / "one").is_file()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_where_names_cannot_be_exchanged_the_old_steps_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    test_the_new_takes_the_place_of_the_old_and_nothing_stays_beside(tmp_path)


def test_who_looks_finds_one_or_the_other(tmp_path):
    with swapped_in(tmp_path / "folder") as made:
        (made / "file").write_text("0")
    if not swap._exchanged(tmp_path / "folder", tmp_path / "folder"):
        pytest.skip("the system does not exchange names")
    is_done, missed = threading.Event(), []

    def look():
        while not is_done.is_set():
            try:
                (tmp_path / "folder").stat()
            except FileNotFoundError:
                missed.append(1)

    looking = threading.Thread(target=look)
    looking.start()
    for number in range(100):
        with swapped_in(tmp_path / "folder") as made:
            (made / "file").write_text(str(number))
    is_done.set()
    looking.join()
    assert missed == []


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    write(tmp_path / "made" / "a.html", "旧")
    write(tmp_path / "made" / "a.html", "新")
    assert [path.read_text(encoding="utf-8") for path in (tmp_path / "made").iterdir()] == ["新"]
