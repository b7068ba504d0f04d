"""Documents made up in a few words, and what the models make of them from raw rows to marts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.text import fold
from tests.dbt_project.audit.source import twice
from tests.dbt_project.compiled import Database

UNIT, DEPARTMENT = "市政处", "某市城管局"


@dataclass(frozen=True, slots=True)
class Project:
    """A block of a document: amounts as (label, 万元, ordinal of the total it is part of, period), indicators as (level 1, level 2, name, target)."""

    name: str
    amounts: Sequence[tuple[str, str, int | None, str]] = ()
    indicators: Sequence[tuple[str, str, str, str]] = ()
    scope: str = "project"
    texts: Mapping[str, str] = field(default_factory=dict)
    layout: str = "some_list"


@dataclass(frozen=True, slots=True)
class Document:
    """What a publisher disclosed; ``texts`` of an indicator's row that its four places do not hold are given by its name in ``more``."""

    key: str
    projects: Sequence[Project]
    manifest: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def total(amount: str, period: str = "annual") -> list[tuple[str, str, int | None, str]]:
    """A project's money that is printed as a total only."""
    return [("资金总额", amount, None, period)]


def marts(*documents: Document) -> Database:
    """The tables that the documents give, each made when it is asked for."""
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("documents", "document_files", "page_blocks", "project_rows", "indicator_cells", "funding_cells", "total_rows")
    }
    for document in documents:
        key = document.key * 16
        rows["documents"].append({"document_key": key, "sha256": key * 4, "format": "pdf", "page_count": 1, "status": "loaded"})
        rows["document_files"].append({"file_path": f"{document.key}.pdf", "document_key": key, "fiscal_year": "2026", **_folded(document.manifest)})
        for name, landed in _landed(document, key):
            rows[name].append(landed)
    made = Database()
    made.land(**rows)
    # the checks have tests of their own
    made.give_nothing("int_held_readings", "int_document_faults", "int_corrections")
    return made


def _landed(document: Document, key: str) -> Iterable[tuple[str, dict[str, Any]]]:
    for ordinal, project in enumerate(document.projects, 1):
        place = {"document_key": key, "layout": project.layout, "page_number": 1, "page_last": 1, "table_number": 1, "project_ordinal": ordinal}
        yield (
            "project_rows",
            {**place, "row_number": 100 * ordinal, "scope": project.scope, **twice({"project_name": project.name, "unit": UNIT, **project.texts})},
        )
        for number, (label, amount, parent, period) in enumerate(project.amounts, 1):
            texts = twice({"funding_label": label, "amount": amount, "amount_unit": "万元"})
            yield "funding_cells", {**place, "row_number": 100 * ordinal, "funding_ordinal": number, "parent_ordinal": parent, "period": period, **texts}
        for number, (level1, level2, name, target) in enumerate(project.indicators, 1):
            texts = {"level1": level1, "level2": level2, "indicator_name": name, "target": target, **document.more.get(name, {})}
            yield "indicator_cells", {**place, "row_number": 100 * ordinal + number, "cell_ordinal": number, **twice(texts)}


def _folded(manifest: Mapping[str, str]) -> dict[str, str]:
    return dict(manifest) | {f"{name}_fold": fold(text) for name, text in manifest.items() if name in ("region", "publisher", "title")}
