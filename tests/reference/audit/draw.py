"""Draws the indicators that are judged by eye from a published file: ``python tests/reference/audit/draw.py FILE [COUNT [SEED [KNOWN]]] > drawn.csv``.

``KNOWN`` is an earlier drawing: what it holds, by key or by what is printed, is not drawn again.

Every publisher gives ``FLOOR`` indicators (all, where it has fewer); what is left of ``COUNT`` is shared out in proportion to what each
publisher has left. Which of a publisher's indicators are drawn is settled by the digest of seed and key, so the same file always
gives the same drawing, whatever the order of its rows.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from pathlib import Path

import duckdb

SEED = "2015-88"
COUNT = 400
FLOOR = 4

COLUMNS = ("document_key", "file_name", "indicator_key", "source_page", "indicator_name", "target_text")
INDICATORS = f"""
select d.region, d.publisher, {", ".join(("d" if c in ("document_key", "file_name") else "i") + "." + c for c in COLUMNS)}
from fact_indicator as i inner join dim_document as d on d.document_key = i.document_key
order by d.region, d.publisher, i.indicator_key
"""


def lot(key: str, seed: str) -> str:
    """The place of an indicator in its publisher's queue."""
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()


def known(path: Path) -> set[tuple[str, ...]]:
    """Keys, and file, page, name and target, of the indicators of an earlier drawing."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(r["indicator_key"],) for r in rows} | {(r["file_name"], r["source_page"], r["indicator_name"], r["target_text"]) for r in rows}


def shares(sizes: dict[tuple[str, str], int], count: int) -> dict[tuple[str, str], int]:
    """How many each publisher gives: the floor, then largest remainders of a proportional share."""
    given = {publisher: min(FLOOR, size) for publisher, size in sizes.items()}
    left = {publisher: size - given[publisher] for publisher, size in sizes.items()}
    free = max(count - sum(given.values()), 0)
    whole = max(sum(left.values()), 1)
    exact = {publisher: free * size / whole for publisher, size in left.items()}
    for publisher in sizes:
        given[publisher] += int(exact[publisher])
    over = count - sum(given.values())
    for publisher in sorted(sizes, key=lambda p: (int(exact[p]) - exact[p], p))[: max(over, 0)]:
        given[publisher] += 1
    return given


def draw(path: Path, count: int = COUNT, seed: str = SEED, without: Path | None = None) -> list[tuple]:
    """Rows of ``COLUMNS``, in the order of document, page and key."""
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.sql(INDICATORS).fetchall()
    earlier = known(without) if without else set()
    queues: dict[tuple[str, str], list[tuple]] = {}
    for region, publisher, *row in rows:
        if (row[2],) in earlier or (row[1], str(row[3]), row[4], row[5]) in earlier:
            continue
        queues.setdefault((region, publisher), []).append(tuple(row))
    given = shares({publisher: len(queue) for publisher, queue in queues.items()}, count)
    drawn = [row for publisher, queue in queues.items() for row in sorted(queue, key=lambda r: lot(r[2], seed))[: given[publisher]]]
    return sorted(drawn, key=lambda r: (r[1], r[3], r[2]))


if __name__ == "__main__":
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    file, count, seed, *earlier = [*sys.argv[1:], *(str(COUNT), SEED)[len(sys.argv) - 2 :]]
    writer.writerows(draw(Path(file), int(count), seed, Path(earlier[0]) if earlier else None))
