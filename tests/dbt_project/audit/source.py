"""A document that is made up row by row, and what the models make of it from its raw rows to its findings."""

from copy import deepcopy
from typing import Any

import polars as pl

from extract.frames import label_word
from extract.raw_schema import LABELS
from extract.text import fold
from tests.dbt_project.compiled import Database

KEY = "0123456789abcdef"


class Source:
    """A right document: two units of two and one projects, with money by source, sums ahead, weights of 100, one year."""

    def __init__(self, key: str = KEY) -> None:
        self.key = key
        self.document = {"title_text": "某局2026年部门预算", "status": "loaded"}
        self.manifest = {"file_path": f"{key}.pdf", "document_key": key, "fiscal_year": "2026"}
        self.projects = [self._project(number, name) for number, name in enumerate(("道路养护", "桥梁检测", "宣传培训"), 1)]
        self.totals = [
            {"row": 1, "kind": "document", "label": "合计", "amount": "60.75"},
            {"row": 2, "kind": "unit", "label": "市政处", "amount": "30.50"},
            {"row": 25, "kind": "unit", "label": "培训中心", "amount": "30.25"},
        ]

    @staticmethod
    def _project(number: int, name: str) -> dict[str, Any]:
        total, fiscal = {1: ("10.25", "8.25"), 2: ("20.25", "18.25"), 3: ("30.25", "28.25")}[number]
        return {
            "row": {1: 3, 2: 10, 3: 30}[number],
            "texts": {
                "project_name": name, "unit": "培训中心" if number == 3 else "市政处", "form_year": "2026年度",
                "objective": f"完成{name}，使周边居民出行更加安全便利，受益居民满意。",
            },
            "amounts": [("资金总额", total, None), ("财政拨款", fiscal, 1), ("其他资金", "2.00", 1)],
            "indicators": [
                {"level1": "产出指标", "level2": "数量指标", "indicator_name": f"{name}数量", "target": "≥5个", "weight": "50"},
                {"level1": "产出指标", "level2": "质量指标", "indicator_name": f"{name}合格率", "target": "98%", "weight": "30"},
                {"level1": "满意度指标", "level2": "服务对象满意度指标", "indicator_name": "居民满意度", "target": "≥90%", "weight": "20"},
                {"level1": "效益指标", "level2": "社会效益指标", "indicator_name": f"{name}受益人数", "target": "≥300人"},
            ],
        }  # fmt: skip

    def copy_project(self, number: int) -> dict[str, Any]:
        """The project once more, behind the last."""
        self.projects.append(deepcopy(self.projects[number - 1]) | {"row": 90})
        return self.projects[-1]

    def findings(self) -> list[dict[str, Any]]:
        """Rows of ``fact_audit_finding`` that the document gives."""
        return self.rows_of("fact_audit_finding")

    def rows_of(self, model: str) -> list[dict[str, Any]]:
        """Rows that the document gives in ``model``."""
        return rows_of(model, [self])

    def _raw(self) -> dict[str, list[dict[str, Any]]]:
        place = {"document_key": self.key, "layout": "some_list", "page_number": 1, "page_last": 1, "table_number": 1}
        rows: dict[str, list[dict[str, Any]]] = {"project_rows": [], "indicator_cells": [], "funding_cells": [], "total_rows": []}
        for ordinal, project in enumerate(self.projects, 1):
            own = {**place, "project_ordinal": ordinal, "row_number": project["row"], **project.get("place", {})}
            rows["project_rows"].append({**own, "scope": project.get("scope", "project"), **twice(project["texts"])})
            for number, texts in enumerate(project["indicators"], 1):
                texts, at = dict(texts), texts.get("place", {})
                texts.pop("place", None)
                rows["indicator_cells"].append({**own, "cell_ordinal": number, **twice(texts), **at})
            for number, (label, amount, parent) in enumerate(project["amounts"], 1):
                texts = twice({"funding_label": label, "amount": amount, "amount_unit": "万元"})
                rows["funding_cells"].append({**own, "funding_ordinal": number, "parent_ordinal": parent, "period": "annual", **texts})
        for ordinal, total in enumerate(self.totals, 1):
            texts = twice({"total_label": total["label"], "funding_label": "资金总额", "amount": total["amount"], "amount_unit": "万元"})
            rows["total_rows"].append({**place, "row_number": total["row"], "total_ordinal": ordinal, "total_kind": total["kind"], **texts})
        title = self.document["title_text"]
        rows["documents"] = [{"document_key": self.key, "sha256": self.key * 4, "format": "pdf", "page_count": 1, **self.document, "title_fold": fold(title)}]
        rows["document_files"] = [self.manifest]
        return rows


def twice(texts: dict[str, str]) -> dict[str, str | None]:
    """Texts as raw rows hold them: as printed, folded, and labels as the word that the lists have."""
    words = {f"{name}_word": label_word(name, text) for name, text in texts.items() if name in LABELS}
    return {f"{name}_{form}": fold(text) if form == "fold" else text for name, text in texts.items() for form in ("text", "fold")} | words


def rows_of(model: str, sources: list[Source]) -> list[dict[str, Any]]:
    """Rows that documents give in ``model``; the checks have tests of their own, here they hold nothing back."""
    made = Database()
    together: dict[str, list[dict[str, Any]]] = {}
    for source in sources:
        for table, rows in source._raw().items():
            together.setdefault(table, []).extend(rows)
    made.land(**together)
    made.give_nothing("int_held_readings", "int_corrections", "int_target_example_inputs")
    documents = pl.DataFrame(made.rows("stg_documents"))
    made.give(
        int_document_statuses=documents.select("document_key", "document_status", "status_reason"),
        fact_quarantine=pl.DataFrame(schema={"project_key": pl.String, "indicator_key": pl.String}),
    )
    return made.rows(model)
