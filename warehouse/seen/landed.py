"""A document as it was landed: its raw rows, and the file that they were read from."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from extract.archives.offered import locate
from extract.landing import ARCHIVES, LIVE_SET
from warehouse.faults import UsageFault
from warehouse.settings import Settings

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points from its top left as displayed."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Taken:
    """A field of a landed row that stands in a cell."""

    raw_table: str
    project_ordinal: int | None
    row_ordinal: int
    field: str


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell of a page's table, or a line outside of them (table 0)."""

    page: int
    table: int
    row: int
    column: int
    use: str
    text: str
    reason: str | None
    box: Box | None  # None where the source has no places
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Landed:
    """A document by its raw rows."""

    key: str
    format: str
    paths: tuple[str, ...]  # at which it was offered, in order
    folder: Path  # of its raw rows

    def rows(self, table: str) -> list[Row]:
        """The rows of a raw table, as they were landed."""
        return pl.read_parquet(self.folder / f"{table}.parquet").to_dicts()

    def cells(self, pages: Iterable[int] | None = None) -> list[SeenCell]:
        """Cells and lines of the pages that print a target table, in reading order."""
        frame, uses = (pl.read_parquet(self.folder / f"{name}.parquet") for name in ("table_cells", "cell_uses"))
        if pages is not None:
            wanted = list(pages)
            frame, uses = (one.filter(pl.col("page_number").is_in(wanted)) for one in (frame, uses))
        taken: dict[tuple[int, ...], list[Taken]] = {}
        for use in uses.iter_rows(named=True):
            found = Taken(use["raw_table"], use["project_ordinal"], use["row_ordinal"], use["field_name"])
            taken.setdefault(_place(use), []).append(found)
        return [
            SeenCell(
                *_place(cell), cell["cell_use"], cell["cell_text"] or "", cell["reason"],
                None if cell["bbox_x0"] is None else Box(cell["bbox_x0"], cell["bbox_top"], cell["bbox_x1"], cell["bbox_bottom"]),
                tuple(taken.get(_place(cell), ())),
            )
            for cell in frame.sort("page_number", "table_number", "row_number", "column_number").iter_rows(named=True)
        ]  # fmt: skip


def _place(row: Row) -> tuple[int, int, int, int]:
    return row["page_number"], row["table_number"], row["row_number"], row["column_number"]


def landed_documents(settings: Settings) -> dict[str, Landed]:
    """Every document that is landed in the warehouse, by its key; none where nothing was read yet. Raises OSError."""
    path = settings.raw / LIVE_SET
    if not path.is_file():
        return {}
    records = json.loads(path.read_text(encoding="utf-8"))["documents"]
    return {
        one["document_key"]: Landed(one["document_key"], one["format"], tuple(one["file_paths"]), settings.raw / one["folder"]) for one in records
    }  # fmt: skip


def file_of(document: Landed, documents: Path) -> Path:
    """The file that ``document`` was read from, in the folder ``documents`` or unpacked. Raises ``UsageFault`` where it is not there, or is another by now."""
    for name in document.paths:
        path = locate(name, documents, document.folder.parent / ARCHIVES)
        if path:
            if hashlib.sha256(path.read_bytes()).hexdigest()[:16] == document.key:
                return path
            raise UsageFault(f"{documents / name} has changed since it was read; make build reads it again")
    raise UsageFault(f"{documents / document.paths[0]} is not there; DOCUMENTS=<folder> says where the documents are")
