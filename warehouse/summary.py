"""What a person reads at the end of a build."""

import shlex
from collections.abc import Iterator

from warehouse import isolation
from warehouse.account import Account
from warehouse.settings import PROJECT_ROOT, Settings

_PLACES = 3  # places of a failed check named with it
_NAMED = 20  # failed checks named; all are in the account of the run and in check_result
_ENDINGS = {"published": "published", "unchanged": "nothing changed, nothing to do", "checks_failed": "not published"}
# Subjects of fact_quarantine as the summary names them.
_PLURAL = {
    "document": "documents", "page": "pages", "project": "projects", "indicator": "indicators without a name", "reading": "readings", "amount": "amounts",
}  # fmt: skip
# What a person does with a published file, by target of make.
_NEXT = {
    "report": "a page to look at",
    "export": "Excel, CSV, Parquet",
    "shell": "SQL; any DuckDB client opens the file, too",
}


def summary(account: Account, settings: Settings) -> Iterator[str]:
    """The lines of a finished run: what is held back, failed checks, the message, how it ended, counts, what to do next."""
    if account.outcome == "published":
        yield from (f"quarantined: {document['file_path']}: {document['reason']}" for document in account.quarantined)
    for check in account.failed_checks[:_NAMED]:
        place = ".".join(part for part in (check.table_name, check.column_name) if part)
        said = f"{check.severity}: {check.suite} {check.check_name} ({place}): observed {check.observed}, expected {check.expected}"
        yield "; ".join([said, *(isolation.named(one, account.places) for one in check.places[:_PLACES])])
    if len(account.failed_checks) > _NAMED:
        yield f"and {len(account.failed_checks) - _NAMED} more, all of them in the account of this run"
    if account.message:
        yield f"{'error' if account.exit_status else 'note'}: {account.message}"
    if account.outcome in _ENDINGS:
        yield _ENDINGS[account.outcome]
        yield from _counts(account)
    if account.outcome in ("published", "unchanged"):
        yield from _next(account, settings)


def _next(account: Account, settings: Settings) -> Iterator[str]:
    where = "" if settings.warehouse == PROJECT_ROOT / "warehouse" else f" WAREHOUSE={shlex.quote(str(settings.warehouse))}"
    held = {"quarantine": "what is held back, and why"} if any(account.held.values()) else {}
    yield f"file        {settings.published}"
    for number, (target, what) in enumerate((held | _NEXT).items()):
        yield f"{'next' if number == 0 else '':<12}make {target}{where}  # {what}"


def _counts(account: Account) -> Iterator[str]:
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in account.targets_by_kind.items())
    documents = {
        "new": account.documents_new,
        "unchanged": account.documents_unchanged,
        "removed": account.documents_removed,
        "quarantined": account.documents_quarantined,
        "in part": account.documents_in_part,
    }
    held = ", ".join(f"{_PLURAL[subject]} {count:,}" for subject, count in account.held.items())
    yield f"documents   {', '.join(f'{what} {_number(count)}' for what, count in documents.items())}"
    yield f"pages       {_number(account.pages)}"
    yield f"projects    {_number(account.projects)}"
    yield f"indicators  {_number(account.indicators)}"
    yield f"targets     {kinds or '-'}"
    yield f"held back   {held or '-'}"
    yield f"checks      passed {_number(account.checks_passed)}, failed {_number(account.checks_failed)}"
    yield f"seconds     {account.wall_seconds:.1f} (CPU {account.cpu_seconds:.1f})"


def _number(count: int | None) -> str:
    return "-" if count is None else f"{count:,}"
