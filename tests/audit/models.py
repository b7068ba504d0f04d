"""The models from raw rows to findings, rendered and run without dbt on a document that is made up row by row."""

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import jinja2
import polars as pl

from extract.frames import label_word
from extract.raw_schema import DOCUMENT_FILES, LABELS, SCHEMAS
from extract.text import fold

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
KEY = "0123456789abcdef"
# The grammar and the checks have tests of their own; here it understands whatever does not end so, and nothing is held back.
NOT_UNDERSTOOD = "12约"


class Source:
    """A right document: two units of two and one projects, with money by source, sums ahead, weights of 100, one year."""

    def __init__(self) -> None:
        self.document = {"title_text": "某局2026年部门预算", "status": "loaded"}
        self.manifest = {"file_path": "a.pdf", "document_key": KEY, "fiscal_year": "2026"}
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
            "texts": {"project_name": name, "unit": "培训中心" if number == 3 else "市政处", "objective": f"{name}目标", "form_year": "2026年度"},
            "amounts": [("资金总额", total, None), ("财政拨款", fiscal, 1), ("其他资金", "2.00", 1)],
            "indicators": [
                {"level1": "产出指标", "level2": "数量指标", "indicator_name": f"{name}数量", "target": "≥5个", "weight": "50"},
                {"level1": "产出指标", "level2": "质量指标", "indicator_name": "合格率", "target": "98%", "weight": "30"},
                {"level1": "满意度指标", "level2": "服务对象满意度指标", "indicator_name": "满意度", "target": "≥90%", "weight": "20"},
            ],
        }

    def copy_project(self, number: int) -> dict[str, Any]:
        """The project once more, behind the last."""
        self.projects.append(deepcopy(self.projects[number - 1]) | {"row": 90})
        return self.projects[-1]

    def findings(self) -> list[dict[str, Any]]:
        """Rows of ``fact_audit_finding`` that the document gives."""
        return self.rows_of("fact_audit_finding")

    def rows_of(self, model: str) -> list[dict[str, Any]]:
        """Rows that the document gives in ``model``."""
        connection = duckdb.connect()
        connection.execute("create schema raw")
        for table, rows in self._raw().items():
            schema = SCHEMAS.get(table) or dict.fromkeys(DOCUMENT_FILES, pl.String)
            connection.register("landed", pl.DataFrame([{**dict.fromkeys(schema), **row} for row in rows], schema=schema).to_arrow())
            connection.execute(f"create table raw.{table} as from landed")
            connection.unregister("landed")
        return connection.execute(f"from {_ref(connection)(model)}").pl().to_dicts()

    def _raw(self) -> dict[str, list[dict[str, Any]]]:
        place = {"document_key": KEY, "layout": "some_list", "page_number": 1, "page_last": 1, "table_number": 1}
        rows: dict[str, list[dict[str, Any]]] = {"project_rows": [], "indicator_cells": [], "funding_cells": [], "total_rows": []}
        for ordinal, project in enumerate(self.projects, 1):
            own = {**place, "project_ordinal": ordinal, "row_number": project["row"]}
            rows["project_rows"].append({**own, "scope": "project", **_twice(project["texts"])})
            for number, texts in enumerate(project["indicators"], 1):
                rows["indicator_cells"].append({**own, "cell_ordinal": number, **_twice(texts)})
            for number, (label, amount, parent) in enumerate(project["amounts"], 1):
                texts = _twice({"funding_label": label, "amount": amount, "amount_unit": "万元"})
                rows["funding_cells"].append({**own, "funding_ordinal": number, "parent_ordinal": parent, "period": "annual", **texts})
        for ordinal, total in enumerate(self.totals, 1):
            texts = _twice({"total_label": total["label"], "funding_label": "资金总额", "amount": total["amount"], "amount_unit": "万元"})
            rows["total_rows"].append({**place, "row_number": total["row"], "total_ordinal": ordinal, "total_kind": total["kind"], **texts})
        title = self.document["title_text"]
        rows["documents"] = [{"document_key": KEY, "sha256": KEY * 4, "format": "pdf", "page_count": 1, **self.document, "title_fold": fold(title)}]
        rows["document_files"] = [self.manifest]
        rows["page_blocks"] = []
        return rows


def _twice(texts: dict[str, str]) -> dict[str, str]:
    words = {f"{name}_word": label_word(name, text) for name, text in texts.items() if name in LABELS}
    return {f"{name}_{form}": fold(text) if form == "fold" else text for name, text in texts.items() for form in ("text", "fold")} | words


def _ref(connection: duckdb.DuckDBPyConnection) -> Callable[[str], str]:
    """``ref`` that makes a model or seed, and first what it reads, when it is first named."""
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    made = set()

    def run_query(sql: str) -> SimpleNamespace:
        rows = connection.execute(sql).fetchall()
        return SimpleNamespace(rows=rows, columns=[SimpleNamespace(values=lambda: [row[0] for row in rows])])

    def ref(name: str) -> str:
        if name not in made:
            made.add(name)
            seed = next((PROJECT / "seeds").rglob(f"{name}.csv"), None)
            if name == "int_kept_targets":
                query = f"select indicator_key, not ends_with(target_text, '{NOT_UNDERSTOOD}') as is_understood, false as is_taken_back from {ref('int_indicators')}"
            elif name == "int_held_readings":
                query = "select '' as project_key, 1 as funding_ordinal where false"
            elif name == "int_corrections":
                query = "select '' as project_key, '' as table_name, '' as status where false"
            elif name == "int_document_statuses":
                query = f"select document_key, document_status, status_reason from {ref('stg_documents')}"
            elif seed is not None:
                query = f"from read_csv('{seed}', header = true, all_varchar = {str(name != 'money_units').lower()})"
            else:
                query = environment.from_string(next((PROJECT / "models").rglob(f"{name}.sql")).read_text(encoding="utf-8")).render()
            connection.execute(f"create table {name} as {query}")
        return name

    environment.globals.update(ref=ref, source=lambda schema, name: f"{schema}.{name}", execute=True, run_query=run_query, config=lambda **_: "")
    # the document has no corrections
    environment.globals.update(corrected=lambda table: f"select * from raw.{table}")
    text = "".join(
        (PROJECT / "macros" / f"{name}.sql").read_text(encoding="utf-8") for name in ("codes", "labels", "numerals", "grammar_reading", "money", "place")
    )
    module = environment.from_string(text).make_module()
    environment.globals.update({name: getattr(module, name) for name in re.findall(r"\bmacro ([a-z]\w*)", text)})
    return ref
