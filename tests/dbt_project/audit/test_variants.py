"""What the rules find among faults as unseen documents may print them, and whether they leave the nearest right cases alone (tests/reference/audit)."""

import csv
import hashlib
from collections import Counter, defaultdict

import pytest

from tests.dbt_project.audit.source import Source, rows_of
from tests.dbt_project.compiled import ROOT, seed

REFERENCE = ROOT / "tests" / "reference" / "audit"
LEVELS = {"经济成本指标": "成本指标", "服务对象满意度指标": "满意度指标"} | dict.fromkeys(("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"), "效益指标")
LEAST_FOUND, MOST_ACCUSED = 0.9, 0.03


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _document(number: int, variant: dict[str, str]) -> Source:
    """A right document of one project, and the variant behind its four indicators."""
    source = Source(hashlib.sha256(f"variant {number}".encode()).hexdigest()[:16])
    # one region each, so that no document prints the projects of another again
    source.manifest["region"] = f"{number}市"
    source.projects, source.totals = source.projects[:1], []
    if variant["goal_text"]:
        source.projects[0]["texts"]["objective"] = variant["goal_text"]
    row = {"level1": LEVELS.get(variant["level2"], "产出指标"), "level2": variant["level2"], "indicator_name": variant["indicator_name"]}
    source.projects[0]["indicators"].append({**row, "target": variant["target_text"]})
    return source


@pytest.fixture(scope="module")
def met() -> Counter:
    """Variants by whether they are faults and what is said of them: (is fault, a rule of their kind speaks, of more than advice)."""
    severity = {row["rule_code"]: row["severity"] for row in seed("audit_rules")}
    kinds = defaultdict(set)
    for row in _rows("rule_kinds"):
        kinds[row["rule_code"]].add(row["fault_kind"])
    variants = _rows("variants")
    sources = [_document(*variant) for variant in enumerate(variants)]
    said = defaultdict(set)
    for finding in rows_of("fact_audit_finding", sources):
        # of the project as a whole, or of the variant itself
        if finding["indicator_key"] is None or finding["indicator_key"].endswith("-005"):
            said[finding["document_key"]].add(finding["rule_code"])
    counts = Counter()
    for source, variant in zip(sources, variants, strict=True):
        rules = [rule for rule in said[source.key] if kinds[rule] & set(variant["fault_kind"].split("|"))]
        counts[variant["is_fault"] == "true", bool(rules), any(severity[rule] != "info" for rule in rules)] += 1
    return counts


@pytest.mark.slow
def test_faults_are_found_however_they_are_worded(met):
    found, faults = (sum(n for key, n in met.items() if key[0] and (key[1] or every)) for every in (False, True))
    assert found >= LEAST_FOUND * faults, met


@pytest.mark.slow
def test_the_nearest_right_cases_are_not_accused(met):
    accused, right = (sum(n for key, n in met.items() if not key[0] and (key[2] or every)) for every in (False, True))
    assert accused <= MOST_ACCUSED * right, met


def test_every_variant_is_of_a_kind():
    kinds = {row["fault_kind"] for row in _rows("kinds")}
    assert {kind for row in _rows("variants") for kind in row["fault_kind"].split("|")} <= kinds
