"""``python -m warehouse.quarantine``: what the published file holds back and which readings were taken back, where and why."""

import sys

import duckdb

from warehouse.progress import Progress
from warehouse.published import NO_FILE, held_counts, opened

_SQL = """
    select d.file_name, q.page_number, q.subject, coalesce(q.indicator_key, q.project_key || coalesce(', amount ' || q.funding_ordinal, '')), q.held_text, q.reason
    from fact_quarantine as q inner join dim_document as d using (document_key)
    order by d.file_name, q.page_number nulls first, q.project_key nulls first, q.indicator_key nulls first, q.funding_ordinal nulls first, q.reason_code
"""


def listed(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """A line a document, below it a line for each thing held back: page, row, text and reason; last the counts."""
    lines: list[str] = []
    last = None
    for path, page, subject, row, text, reason in connection.execute(_SQL).fetchall():
        if path != last:
            lines.append(path)
            last = path
        where = ", ".join(part for part in (f"page {page}" if page is not None else "", row or "") if part)
        held = f" «{text}»" if text and subject != "document" else ""
        lines.append(f"  {subject}{': ' + where if where else ''}{held}: {reason}")
    counts = held_counts(connection)
    return [*lines, ", ".join(f"{subject}: {count:,}" for subject, count in counts.items()) or "nothing is held back"]


def main(arguments: list[str] | None = None) -> int:
    """Exit status 2 where there is no published file yet, or one made before it listed what it holds back."""
    progress = Progress()
    with opened(arguments) as (path, connection):
        try:
            lines = listed(connection)
        except duckdb.CatalogException:
            print(f"{path} was made by an older version that keeps no such list; make build makes one", file=sys.stderr)
            return NO_FILE
    for line in lines:
        progress.line(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
