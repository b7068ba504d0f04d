"""The table of planted faults in the docs is that of the cases there are, and no expectation is without its case."""

from expectations.suites import load_suites
from tests.expectations.test_suites import PLANTED_WARNINGS
from tests.planted import cases
from tests.planted.__main__ import BEGIN, END, PAGE, table


def test_table_in_the_docs_is_of_these_cases() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip() == table(), "python -m tests.planted writes it"


def test_every_expectation_has_a_planted_fault() -> None:
    """What is only told has its fault in tests/expectations/test_suites.py."""
    checks = {check.name: check.severity for suite in load_suites() for check in suite.checks}
    assert {name for name, severity in checks.items() if severity == "warning"} == PLANTED_WARNINGS.keys()
    planted = {case.check for case in (*cases.TESTS, *cases.RELEASE)}
    assert {name for name, severity in checks.items() if severity == "critical"} - planted == set(), "no case in tests/planted/cases.py"
