"""The documents of a build and what their rows come of."""

from dataclasses import replace
from pathlib import Path

import pytest

from extract.landing import extract_documents
from warehouse.corrections import Correction
from warehouse.isolation import Held
from warehouse.live import Live

ABSENT = "f" * 64


@pytest.fixture
def live(tmp_path: Path) -> Live:
    offered = tmp_path / "documents"
    offered.mkdir()
    for name in ("a", "b"):
        (offered / f"{name}.txt").write_text(f"no target table, {name}", encoding="utf-8")
    return Live(tmp_path / "raw", extract_documents(offered, tmp_path / "raw"), (), ())


def _correction(sha256: str) -> Correction:
    return Correction(1, sha256[:16], sha256, "documents", None, None, None, "title_text", "", "甲", "甲", "漏印")


def test_a_document_is_another_where_anything_that_its_rows_come_of_is(live):
    signed = live.signatures()
    first, second = signed
    held = replace(live, held=[Held(first, "a check", 1, "", "")])
    corrected = replace(live, corrections=[_correction(first.ljust(64, "0"))])
    again = [dict(record) for record in live.extraction.live]
    again[0]["folder"] = "another reader's"
    read_again = replace(live, extraction=replace(live.extraction, live=again))
    for other in (held, corrected, read_again):
        assert other.signatures()[first] != signed[first] and other.signatures()[second] == signed[second]


def test_where_a_document_is_offered_is_a_part_of_what_it_is(live, tmp_path):
    signed = live.signatures()
    offered = tmp_path / "documents"
    (offered / "c.txt").write_bytes((offered / "a.txt").read_bytes())
    (offered / "documents.csv").write_text("file_path,region\nb.txt,某市\n", encoding="utf-8")
    again = replace(live, extraction=extract_documents(offered, live.raw))
    assert again.signatures().keys() == signed.keys()
    assert all(again.signatures()[key] != signed[key] for key in signed)


def test_a_document_of_which_only_corrections_speak_is_one(live):
    corrected = replace(live, corrections=[_correction(ABSENT)])
    assert set(corrected.signatures()) == {*live.signatures(), ABSENT[:16]}
    assert ABSENT[:16] not in corrected.sizes() and all(size > 0 for size in corrected.sizes().values())
