"""``python -m warehouse.shell``: a SQL prompt on the published file, read-only. Statements end with ``;``; ``.tables`` lists, ``.quit`` leaves."""

import contextlib
import io
import sys

import duckdb

from warehouse.progress import plain
from warehouse.published import opened

_TABLES = """
    select table_name, estimated_size as row_count, comment from duckdb_tables() where schema_name = 'main'
    union all
    select view_name, null, comment from duckdb_views() where schema_name = 'main' and not internal
    order by 1
"""


def main(arguments: list[str] | None = None) -> int:
    """Exit status 2 where there is no published file yet."""
    with opened(arguments) as (path, connection):
        if sys.stdin.isatty():
            import readline  # noqa: F401 - gives the prompt its history

            print(f"{path}, read-only. .tables lists the tables, .quit leaves.")
        _converse(connection)
    return 0


def _converse(connection: duckdb.DuckDBPyConnection) -> None:
    statement = ""
    while True:
        try:
            line = input(("sql> " if not statement else "  -> ") if sys.stdin.isatty() else "")
        except (EOFError, KeyboardInterrupt):
            return
        if not statement and line.strip() in (".quit", ".exit"):
            return
        statement = _TABLES.strip() + ";" if not statement and line.strip() == ".tables" else f"{statement}\n{line}".strip()
        if statement.endswith(";"):
            try:
                say(shown(connection.sql(statement)))
            except (duckdb.Error, AttributeError) as error:
                say(str(error))
            statement = ""


def shown(relation: duckdb.DuckDBPyRelation) -> str:
    """The rows as a table of text."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        relation.show(max_rows=200, max_width=200)
    return printed.getvalue()


def say(text: str) -> None:
    """Line by line: names of documents may hold what would move the terminal's cursor or turn a line round."""
    for line in text.removesuffix("\n").split("\n"):
        print(plain(line))


if __name__ == "__main__":
    sys.exit(main())
