"""Compares raw rows with a reference expectation, row by row: a row counts only when all of it is as expected.

``python -m tests.layouts.reference [--differences] [FAMILY …]`` prints recall and precision of whole rows by family.
"""

import argparse
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

import yaml

from extract import html, pdf
from extract.layouts import gate_words, read_layouts
from extract.layouts.codes import split_body_code
from extract.rows import DocumentRows
from extract.text import squeeze

REFERENCE = Path(__file__).parents[1] / "reference"
DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
SOURCES = {".pdf": pdf.read_pages, ".html": html.read_pages}
KINDS = ("target_page", "project", "money", "indicator", "indicator_count", "total")
_NATURES = ("定性", "定量")
_EDGE = 20


@dataclass
class Score:
    """Rows expected, read, and equal, by kind of row; what differs in words."""

    expected: Counter = field(default_factory=Counter)
    read: Counter = field(default_factory=Counter)
    equal: Counter = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def add(self, kind: str, expected: list, read: list, where: str) -> None:
        want, got = Counter(expected), Counter(read)
        self.expected[kind] += len(expected)
        self.read[kind] += len(read)
        self.equal[kind] += sum((want & got).values())
        for row in (want - got).elements():
            self.differences.append(f"{where}: {kind} missing {row}")
        for row in (got - want).elements():
            self.differences.append(f"{where}: {kind} unexpected {row}")

    def __iadd__(self, other: "Score") -> "Score":
        self.expected += other.expected
        self.read += other.read
        self.equal += other.equal
        self.differences += other.differences
        return self

    def recall(self, kind: str) -> float:
        return self.equal[kind] / self.expected[kind] if self.expected[kind] else 1.0

    def precision(self, kind: str) -> float:
        return self.equal[kind] / self.read[kind] if self.read[kind] else 1.0


@cache
def read_document(path: Path) -> DocumentRows:
    return read_layouts(SOURCES[path.suffix](path, gate_words()))


def expectations() -> dict[str, list[dict]]:
    """The reference expectations by family (folder)."""
    found = defaultdict(list)
    for file in sorted(REFERENCE.glob("*/*.yml")):
        found[file.parent.name].append(yaml.safe_load(file.read_text(encoding="utf-8")))
    return found


def real_documents() -> dict[str, Path]:
    """The real documents that are here, by the sha256 of their bytes."""
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for suffix in SOURCES for path in sorted(DOCUMENTS.glob(f"*/*{suffix}"))}


def compare(expected: dict, rows: DocumentRows) -> Score:
    score = Score()
    indicators, funding = defaultdict(list), defaultdict(list)
    for row in rows.indicator_cells:
        indicators[row["project_ordinal"]].append(row)
    for row in rows.funding_cells:
        funding[row["project_ordinal"]].append(row)
    score.add("document", [_document_expected(expected)], [_document_read(expected, rows)], "document")
    target_pages = sorted({block["page_number"] for block in rows.page_blocks if block["outcome"] == "target_table"})
    score.add("target_page", expected["target_pages"] or [], target_pages, "pages")
    totals = expected["totals"].get("money") or []
    knows_columns = all(total.get("money_label") for total in totals)
    score.add("total", [_total_expected(total, knows_columns) for total in totals], [_total_read(row, knows_columns) for row in rows.total_rows], "totals")
    projects = expected.get("projects") or []
    score.expected["project"] += len(projects)
    score.read["project"] += len(rows.project_rows)
    for want, got in _aligned(projects, rows.project_rows):
        name = (want or {}).get("name") or (got or {}).get("project_name_text")
        where = f"project {(want or {}).get('ordinal')}/{(got or {}).get('project_ordinal')} {name}"
        if want is None or got is None:
            score.differences.append(f"{where}: project {'unexpected' if want is None else 'missing'}")
            mine = indicators[got["project_ordinal"]] if got else []
            score.read["indicator"] += len(mine)
            score.expected["indicator"] += (want or {}).get("indicator_count") or 0
            score.expected["money"] += len((want or {}).get("money") or [])
            score.read["money"] += len(funding[got["project_ordinal"]]) if got else 0
            continue
        differences = _project_differences(want, got)
        score.equal["project"] += not differences
        score.differences += [f"{where}: {text}" for text in differences]
        read_money = funding[got["project_ordinal"]]
        score.add("money", [_money_expected(row) for row in want.get("money") or []], [_money_read(row) for row in read_money], where)
        _compare_indicators(score, want, indicators[got["project_ordinal"]], where)
    return score


def _aligned(projects: list[dict], rows: list[dict]) -> list[tuple[dict | None, dict | None]]:
    """Expected and read projects side by side: by name where the order is kept, what is left over alone."""
    pairs, at = [], 0
    for want in projects:
        found = next((number for number in range(at, min(at + 4, len(rows))) if _squeezed(rows[number]["project_name_text"]) == _squeezed(want["name"])), None)
        if found is None:
            same_rest = at < len(rows) and len(rows) - at == len(projects) - projects.index(want)
            pairs.append((want, rows[at]) if same_rest else (want, None))
            at += same_rest
            continue
        pairs += [(None, row) for row in rows[at:found]]
        pairs.append((want, rows[found]))
        at = found + 1
    return pairs + [(None, row) for row in rows[at:]]


def _compare_indicators(score: Score, want: dict, cells: list[dict], where: str) -> None:
    combined = [cell for cell in cells if cell.get("combined_text")]
    listed = want.get("indicators")
    if combined:
        text = _squeezed("".join(cell["combined_text"] for cell in combined))
        rows = [(_name(row["name"]), _squeezed(row.get("target"))) for row in listed or []]
        score.add("indicator", rows, [row for row in rows if row[0] in text and row[1] in text], where)
        return
    if listed is None:
        count = want.get("indicator_count")
        if count is not None and count != len(cells):
            score.differences.append(f"{where}: {len(cells)} indicators instead of {count}")
        score.expected["indicator_count"] += 1
        score.equal["indicator_count"] += count is None or count == len(cells)
        score.read["indicator_count"] += 1
        return
    read = [_indicator_read(row) for row in cells]
    score.add("indicator", [_as_read(row, read) for row in listed], read, where)


def _as_read(row: dict, read: list[tuple]) -> tuple:
    """What is expected of a row. Where its cell cuts the last line of a text through (``cut``), the text with and without that line is right."""
    cut = row.get("cut") or {}
    choices = [dict(zip(cut, texts, strict=True)) for texts in product(*((row.get(key), text) for key, text in cut.items()))]
    ways = [_indicator_expected(row | choice) for choice in choices]
    return next((way for way in ways if way in read), ways[0])


def _project_differences(want: dict, got: dict) -> list[str]:
    pairs = {
        "name": (_name(want["name"]), _name(got["project_name_text"])),
        "scope": (want.get("scope") or "project", got["scope"]),
        "pages": (tuple(want["pages"]), (got["page_number"], got["page_last"])),
    }
    if want.get("code") is not None:
        pairs["code"] = (_squeezed(want["code"]), _squeezed(got.get("project_code_text")))
    if want.get("unit") is not None:
        pairs["unit"] = (_squeezed(want["unit"]), _squeezed(got.get("unit_text")))
    if want.get("department") is not None:
        pairs["department"] = (_squeezed(split_body_code(want["department"])[1]), _squeezed(got.get("department_text")))
    if want.get("form_number") is not None:
        pairs["form_number"] = (_squeezed(want["form_number"]).strip("表"), _squeezed(got.get("form_number")).strip("表"))
    objective, read = want.get("objective"), _squeezed(got.get("objective_text"))
    if objective is None:
        pairs["objective"] = ("", read)
    else:
        pairs["objective"] = (
            (_squeezed(objective["first"])[:_EDGE], _squeezed(objective["last"])[-_EDGE:], objective["length"]),
            (read[: min(_EDGE, len(_squeezed(objective["first"])))], read[-min(_EDGE, len(_squeezed(objective["last"]))) :], len(read)),
        )
    return [f"{name}: {expected!r} expected, {read!r} read" for name, (expected, read) in pairs.items() if expected != read]


def _document_expected(expected: dict) -> tuple:
    return expected["document_type"], _squeezed(expected["publisher"])


def _document_read(expected: dict, rows: DocumentRows) -> tuple:
    return rows.document.get("document_type"), _squeezed(rows.document.get("publisher_text"))


def _total_expected(total: dict, knows_columns: bool) -> tuple:
    label = re.sub(r"\(.*subtotal\)$", "", _squeezed(total["label"]))
    return (label, *([_squeezed(total["money_label"])] if knows_columns else []), _squeezed(total["amount"]))


def _total_read(row: dict, knows_columns: bool) -> tuple:
    return (_squeezed(row["total_label_text"]), *([_squeezed(money_label(row))] if knows_columns else []), _squeezed(row["amount_text"]))


def money_label(row: dict) -> str:
    """The label of an amount behind the one over it, where it has one."""
    return " ".join(filter(None, (row["funding_group_text"], row["funding_label_text"])))


def _label(text: str) -> str:
    return re.sub(r"^其中:?", "", _squeezed(text)).strip(":")


def _money_expected(row: dict) -> tuple:
    return _label(row["label"]), _squeezed(row["amount"]), row["period"], _squeezed(row.get("unit"))


def _money_read(row: dict) -> tuple:
    return _label(money_label(row)), _squeezed(row["amount_text"]), row["period"], _squeezed(row["amount_unit_text"])


def _indicator_expected(row: dict) -> tuple:
    return (
        _squeezed(row.get("level1")),
        _squeezed(row.get("level2")),
        _name(row["name"]),
        _squeezed(row.get("target")),
        _squeezed(row.get("period_target")),
        _squeezed(str(row["weight"]) if row.get("weight") is not None else ""),
        row.get("page"),
    )


def _indicator_read(row: dict) -> tuple:
    comparator, unit = _squeezed(row.get("comparator_text")), _squeezed(row.get("unit_text"))
    value = _squeezed(row.get("target_text"))
    target = value if comparator in _NATURES else comparator + value
    target += unit if value and unit != "其他" else ""
    return (
        _squeezed(row.get("level1_text")),
        _squeezed(row.get("level2_text")),
        _name(row["indicator_name_text"]),
        target,
        _squeezed(row.get("period_target_text")),
        _squeezed(row.get("weight_text")),
        row["page_number"],
    )


def _name(text: str | None) -> str:
    """Without the number printed before it (some print it twice) and a stop behind it, neither of which is part of the name."""
    return re.sub(r"^(?:指标\d*[:、.;]+)+", "", _squeezed(text)).rstrip("。.")


def _squeezed(text: str | None) -> str:
    return squeeze(text or "")


def _table(scores: Iterator[tuple[str, Score]], with_differences: bool) -> Iterator[str]:
    yield f"{'family':<16}{'rows of':<17}{'expected':>9}{'read':>7}{'equal':>7}{'recall':>9}{'precision':>11}"
    whole = Score()
    for family, score in scores:
        whole += score
        yield from _lines_of(family, score)
        if with_differences:
            yield from (f"    {text}" for text in score.differences)
    yield from _lines_of("all", whole)


def _lines_of(family: str, score: Score) -> Iterator[str]:
    for kind in KINDS:
        expected, read, equal = score.expected[kind], score.read[kind], score.equal[kind]
        if expected or read:
            yield f"{family:<16}{kind:<17}{expected:>9}{read:>7}{equal:>7}{score.recall(kind):>9.4f}{score.precision(kind):>11.4f}"


def _scores(families: list[str]) -> Iterator[tuple[str, Score]]:
    here = real_documents()
    for family, expected in expectations().items():
        if families and family not in families:
            continue
        score = Score()
        for one in expected:
            if one["sha256"] in here:
                score += compare(one, read_document(here[one["sha256"]]))
        yield family, score


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Recall and precision of whole rows of the real documents against the reference expectations.")
    parser.add_argument("families", nargs="*", help="folders of tests/reference; all where none is given")
    parser.add_argument("--differences", action="store_true", help="print what differs too")
    arguments = parser.parse_args()
    for line in _table(_scores(arguments.families), arguments.differences):
        print(line, flush=True)
