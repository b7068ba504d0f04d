"""What a reader gives for one document: raw rows as plain records, before they are landed."""

from dataclasses import dataclass, field
from typing import Any

from extract.pages import Box
from extract.provenance import CellId, Text
from extract.reasons import say

# A raw row on its way: by column, a value of the type that ``raw_schema.SCHEMAS`` names. Making the frame checks it.
Row = dict[str, Any]
Described = dict[str, str | None]
"""What a list beside the documents says of one of them: texts by column, null where it says nothing."""
# A reason names so many links; all of them are rows of their own.
_LINKS_NAMED = 8


@dataclass(slots=True)
class DocumentRows:
    """Records of each raw table (``raw_schema.SCHEMAS``); keys, folded texts and absent columns are filled in on landing."""

    document: Row = field(default_factory=dict)
    page_blocks: list[Row] = field(default_factory=list)
    project_rows: list[Row] = field(default_factory=list)
    indicator_cells: list[Row] = field(default_factory=list)
    funding_cells: list[Row] = field(default_factory=list)
    total_rows: list[Row] = field(default_factory=list)
    table_cells: list[Row] = field(default_factory=list)
    document_links: list[Row] = field(default_factory=list)
    cell_uses: list[Row] = field(default_factory=list)
    landed_cells: dict[CellId, set[str]] = field(default_factory=dict)
    """The cells that fields of landed rows stand in, with the names of these."""

    def land(self, table: str, row: Row) -> None:
        """Appends a raw row to ``table`` and writes down which cell each of its fields stands in."""
        getattr(self, table).append(row)
        for name, value in row.items():
            if isinstance(value, Text):
                self.cell_uses += [_use(table, row, name, cell) for cell in value.cells]
                for cell in value.cells:
                    self.landed_cells.setdefault(cell, set()).add(name)


def places(box: Box | None) -> Row:
    """The columns of a row that say where it stands."""
    return {f"bbox_{name}": round(value, 2) for name, value in box._asdict().items()} if box else {}


ORDINALS = {"project_rows": "project_ordinal", "indicator_cells": "cell_ordinal", "funding_cells": "funding_ordinal", "total_rows": "total_ordinal"}


def _use(table: str, row: Row, field_name: str, cell: CellId) -> Row:
    return {
        "page_number": cell.page,
        "table_number": cell.table,
        "row_number": cell.row,
        "column_number": cell.column,
        "raw_table": table,
        "project_ordinal": row.get("project_ordinal"),
        "row_ordinal": row.get(ORDINALS[table]),
        "field_name": field_name,
    }


def settle_status(rows: DocumentRows) -> None:
    """Sets the document's status and reason from its pages' outcomes, where the reader has not set them.

    loaded: every page read, target rows among them; loaded_in_part: target rows, but pages, or rows of pages, that could not be read;
    no_target_table: every page read, no target rows; quarantined: no target rows and pages that could not be read.
    """
    if "status" in rows.document:
        return
    outcomes = [block["outcome"] for block in rows.page_blocks]
    failed = sorted({block["page_number"] for block in rows.page_blocks if block["outcome"] == "unreadable"})
    scanned = sum(outcome == "image_only" for outcome in outcomes)
    status, reason = "loaded", None
    if rows.project_rows:
        cut = sorted({block["page_number"] for block in rows.page_blocks if block.get("lost_indicator_count") or block.get("lost_project_count")})
        reasons = [
            say(code, f"第 {_ranges(pages)} 页 / pages {_ranges(pages)}") for code, pages in (("unreadable_pages", failed), ("rows_not_read", cut)) if pages
        ]
        if reasons:
            status, reason = "loaded_in_part", "; ".join(reasons)
    elif outcomes and scanned == len(outcomes):
        status, reason = "quarantined", say("image_only", _links_said(rows))
    elif failed:
        status, reason = "quarantined", say("unreadable_pages", f"第 {_ranges(failed)} 页 / pages {_ranges(failed)}")
    else:
        evaluations = sum(outcome == "self_evaluation" for outcome in outcomes)
        status = "no_target_table"
        details = [f"{scanned} 页为扫描图像 / {scanned} pages are scanned images" if scanned else None, _links_said(rows)]
        reason = say("self_evaluation_only" if evaluations else "no_target_table", "; ".join(filter(None, details)) or None)
    rows.document |= {"status": status, "reason": reason}


def _links_said(rows: DocumentRows) -> str | None:
    """How many attachments and pictures the document points to, and what they are called; None where to none."""
    said = []
    for kind, zh, en in (("attachment", "个附件", "attachments"), ("picture", "张图片", "pictures")):
        names = [str(link["link_text"] or link["url"]) for link in rows.document_links if link["link_kind"] == kind]
        if names:
            named = ", ".join(names[:_LINKS_NAMED]) + (", …" if len(names) > _LINKS_NAMED else "")
            said.append(f"{len(names)} {zh} / {len(names)} {en}: {named}")
    return "; ".join(said) or None


def _ranges(numbers: list[int]) -> str:
    """``1-3, 7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)
