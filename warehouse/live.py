"""The documents of a build: what the rows of each come of, and how they are loaded."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from extract.landing import ExtractionResult, Record
from warehouse.candidate import load_raw
from warehouse.conform.kept import signature
from warehouse.corrections import Correction
from warehouse.isolation import Held
from warehouse.versions import BuildFacts


@dataclass(frozen=True)
class Live:
    """Documents as landed below ``raw``, those that corrections alone speak of among them, with what else is said of each."""

    raw: Path
    extraction: ExtractionResult
    corrections: Sequence[Correction]
    held: Sequence[Held]

    @cached_property
    def _records(self) -> dict[str, Record]:
        return {record["document_key"]: record for record in self.extraction.live}

    def signatures(self) -> dict[str, str]:
        """By document what its rows come of: its raw files, where it was offered and as what, its corrections, and whether it is held back."""
        offered = _by_document(self._offered(), lambda row: row["document_key"])
        corrected = _by_document(self.corrections, lambda one: one.document_key)
        held = _by_document(self.held, lambda one: one.document_key)
        return {
            key: signature(
                (record := self._records.get(key)) and [record["folder"], record["files"]],
                [list(row.values()) for row in offered.get(key, ())],
                [astuple(one) for one in corrected.get(key, ())],
                [astuple(one) for one in held.get(key, ())],
            )
            for key in sorted(self._records.keys() | corrected.keys())
        }

    def sizes(self) -> dict[str, int]:
        """Bytes of raw files by document."""
        return {key: sum(size for size, _ in record["files"].values()) for key, record in self._records.items()}

    def load(self, keys: Iterable[str], work: Path, facts: BuildFacts) -> None:
        """Loads the documents with ``keys`` into the work database. Raises ``BuildFault`` naming the file that cannot be read."""
        chosen = set(keys)
        part = replace(self.extraction, live=[record for key, record in self._records.items() if key in chosen])
        corrections = [one for one in self.corrections if one.document_key in chosen]
        load_raw(work, self.raw, part, corrections, [one for one in self.held if one.document_key in chosen], facts)

    def _offered(self) -> list[dict[str, Any]]:
        name = self.extraction.lists.get("document_files")
        return pl.read_parquet(self.raw / name).sort("file_path").to_dicts() if name else []


def _by_document(entries: Iterable[Any], key: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for entry in entries:
        found.setdefault(key(entry), []).append(entry)
    return found
