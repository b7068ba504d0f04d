"""Good documents changed at random: every one ends with a status and within limits, and no other document is touched by it.

``FUZZ=3000 FUZZ_SEED=1`` in the environment asks for more of them, and others, than every run reads.
"""

import hashlib
import os
from collections import Counter
from pathlib import Path

import polars
import pytest

from extract.landing import extract_documents
from extract.raw_schema import SCHEMAS
from extract.workers import Limits
from tests.hostile.mutations import good_documents, mutated

STATUSES = {"loaded", "loaded_in_part", "no_target_table", "quarantined"}
LIMITS = Limits(wall_seconds=60, cpu_seconds=20, address_space_bytes=2 * 1024**3, file_bytes=64 * 1024**2)


@pytest.mark.slow
def test_mutated_documents_end_with_a_status_and_touch_no_other(tmp_path: Path) -> None:
    count, seed = int(os.environ.get("FUZZ", "210")), int(os.environ.get("FUZZ_SEED", "2022"))
    documents = tmp_path / "documents"
    documents.mkdir()
    (tmp_path / "made").mkdir()
    good = good_documents(tmp_path / "made")
    for name, data in good.items():
        (documents / name).write_bytes(data)
    alone = landed(tmp_path / "alone", documents)
    assert {name: record["status"] for name, record in alone.items()} == {
        "ruled.pdf": "loaded",
        "page.html": "loaded",
        "table.txt": "loaded",
        "drawn.pdf": "no_target_table",
        "forms.docx": "loaded",
        "forms.xls": "loaded",
        "list.xlsx": "loaded",
    }
    bad = dict(mutated(good, count, seed))
    for name, data in bad.items():
        (documents / name).write_bytes(data)
    together = landed(tmp_path / "together", documents)
    # A package that no longer looks like one is an archive of its parts.
    assert {name.partition("/")[0] for name in together} == good.keys() | bad.keys()
    ends: Counter[str] = Counter()
    for name, record in together.items():
        ends[record["status"]] += 1
        assert record["status"] in STATUSES, name
        assert record["status"] == "loaded" or record["reason"], name
        assert all(polars.read_parquet_schema(tmp_path / "together" / record["folder"] / f"{table}.parquet") for table in SCHEMAS), name
    for name in good:
        assert together[name]["files"] == alone[name]["files"], f"{name} is not read as it is alone"
    reasons = Counter(record["reason"].split(" / ")[-1] for name, record in together.items() if record["reason"])
    print(f"{count} mutations, seed {seed}: {dict(ends)}")
    for reason, times in reasons.most_common(40):
        print(f"  {times:5d} {reason[:160]}")
    assert min(ends[status] for status in ("loaded", "quarantined")) > count / 50, ends
    crashes = [name for name, record in together.items() if record["reason"] and ("crashed on this file" in record["reason"] or "too long" in record["reason"])]
    if keep := os.environ.get("FUZZ_KEEP"):
        for name in crashes:
            (Path(keep) / name).write_bytes(bad[name.partition("/")[0]])


def landed(warehouse: Path, documents: Path) -> dict[str, dict]:
    result = extract_documents(documents, warehouse, jobs=1, limits=LIMITS)
    return {path: record for record in result.live for path in record["file_paths"]}


def test_mutations_are_the_same_for_a_seed(tmp_path: Path) -> None:
    good = {"a.txt": "一二三\n四五六\n".encode() * 20, "b.pdf": b"%PDF-1.7\n1 0 obj\n<</Length 3>>\nendobj\n", "c.html": b"<html><td>1</td></html>"}
    once, again, other = (hashlib.sha256(repr(list(mutated(good, 60, seed))).encode()).hexdigest() for seed in (1, 1, 2))
    assert once == again != other
