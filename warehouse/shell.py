"""``python -m warehouse.shell``: a SQL prompt on the published file, read-only. Statements end with ``;``; ``.tables`` lists, ``.quit`` leaves.

On a terminal it completes names and fits results to the screen; what comes from a file or another program is answered line by line.
"""

import contextlib
import io
import shutil
import sys
from collections.abc import Callable

import duckdb

from warehouse.progress import plain
from warehouse.published import opened
from warehouse.text_table import table

_LEAVING = (".quit", ".exit")
_TABLES = """
    select table_name, estimated_size as row_count, comment from duckdb_tables() where schema_name = 'main'
    union all
    select view_name, null, comment from duckdb_views() where schema_name = 'main' and not internal
    order by 1
"""


_ROWS = 200  # of a result that are shown


def main(arguments: list[str] | None = None) -> int:
    """Exit status 2 where there is no published file yet."""
    with opened(arguments) as (path, connection):
        if sys.stdin.isatty() and sys.stdout.isatty():
            print(f"{plain(str(path))}, read-only. Tab completes, .tables lists the tables, .quit leaves.")
            _prompted(connection)
        else:
            _converse(connection)
    return 0


def _prompted(connection: duckdb.DuckDBPyConnection) -> None:
    """On a terminal."""
    from warehouse.prompt import session

    asking = session(connection)
    while True:
        try:
            statement = asking.prompt().strip()
        except KeyboardInterrupt:
            # leaves the statement, not the shell
            continue
        except EOFError:
            return
        if statement in _LEAVING:
            return
        if statement and not _is_answered(connection, _TABLES if statement == ".tables" else statement):
            say("stopped")
            # What still runs of the query would take the next one on its connection for a reason to go on.
            connection.interrupt()
            connection = connection.cursor()


def _is_answered(connection: duckdb.DuckDBPyConnection, statement: str) -> bool:
    """Whether the answer was said before Control-C."""
    try:
        _answer(connection, statement, _aligned)
    except KeyboardInterrupt:
        return False
    except RuntimeError as error:
        # as DuckDB says it
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        return False
    return True


def _converse(connection: duckdb.DuckDBPyConnection) -> None:
    """Statements from a file or another program."""
    statement = ""
    while True:
        try:
            line = input(("sql> " if not statement else "  -> ") if sys.stdin.isatty() else "")
        except (EOFError, KeyboardInterrupt):
            return
        if not statement and line.strip() in _LEAVING:
            return
        statement = _TABLES.strip() + ";" if not statement and line.strip() == ".tables" else f"{statement}\n{line}".strip()
        if statement.endswith(";"):
            _answer(connection, statement, shown)
            statement = ""


def _answer(connection: duckdb.DuckDBPyConnection, statement: str, show: Callable[[duckdb.DuckDBPyRelation], str]) -> None:
    try:
        relation = connection.sql(statement)
        say("done" if relation is None else show(relation))
    except duckdb.Error as error:
        say(str(error))


def shown(relation: duckdb.DuckDBPyRelation) -> str:
    """The rows as a table of text."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        relation.show(max_rows=_ROWS, max_width=200)
    return printed.getvalue()


def _aligned(relation: duckdb.DuckDBPyRelation) -> str:
    """The rows as a table that fits the terminal."""
    rows = relation.fetchmany(_ROWS + 1)
    lines = table(relation.columns, rows[:_ROWS], shutil.get_terminal_size().columns)
    more = f"the first {_ROWS} rows; there are more" if len(rows) > _ROWS else "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    return "\n".join([*lines, more])


def say(text: str) -> None:
    """Line by line: names of documents may hold what would move the terminal's cursor or turn a line round."""
    for line in text.removesuffix("\n").split("\n"):
        print(plain(line))


if __name__ == "__main__":
    sys.exit(main())
