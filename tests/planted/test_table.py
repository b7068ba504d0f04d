"""The table of faults planted and caught, in the docs, is that of the faults there are and names checks that there are."""

import re

from expectations.suites import load_suites
from tests.planted.faults import FAULTS
from warehouse.settings import PROJECT_ROOT


def test_table_in_the_docs_is_of_these_faults_and_checks() -> None:
    page = (PROJECT_ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    table = page.partition("<!-- planted: begin -->")[2].partition("<!-- planted: end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith(("| mart", "| raw"))]
    assert rows
    assert {(row[0], row[1]) for row in rows} <= {(fault.where, fault.name) for fault in FAULTS}
    sql = {path.stem for path in (PROJECT_ROOT / "dbt_project" / "tests").rglob("*.sql")}
    of_suites = {check.name for suite in load_suites() for batch in suite.batches for check in batch.checks}
    for _, fault, _, by_dbt, by_suites, _ in rows:
        assert set(re.findall(r"`(\w+)`", by_suites)) <= of_suites, fault
        assert {name for name in re.findall(r"`(\w+)`", by_dbt) if not name.startswith(("model_", "dbt_", "unique_", "not_null_"))} <= sql, fault
