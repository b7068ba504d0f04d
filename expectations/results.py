"""The outcome of one check, whichever tool ran it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class CheckResult:
    """A row of ``check_result``. Nothing in it depends on the clock, the machine or the run."""

    suite: str  # dbt, raw, conformed, published
    check_name: str  # unique within its suite
    table_name: str | None
    column_name: str | None
    severity: str  # critical, warning
    is_passed: bool
    observed: str
    expected: str


def in_order(results: Iterable[CheckResult]) -> list[CheckResult]:
    return sorted(results, key=lambda result: (result.suite, result.check_name))
