"""The prompt of the SQL shell on a terminal: completes names and words, keeps a history, takes statements of several lines."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition, completion_is_selected
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from warehouse.progress import plain

_WORD = re.compile(r"[\w.]*$")
_LONGEST_META = 60
_COMMANDS = {".tables": "lists the tables", ".quit": "leaves"}


class Names(Completer):
    """Completes tables, views, columns, macros and words of SQL. Columns of the tables that the statement names come first."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        tables = connection.execute("""
            select table_name, comment from duckdb_tables() where schema_name = 'main'
            union all select view_name, comment from duckdb_views() where schema_name = 'main' and not internal order by 1
        """).fetchall()
        columns = connection.execute("""
            select table_name, column_name, comment from duckdb_columns() where schema_name = 'main' and not internal order by table_name, column_index
        """).fetchall()
        macros = connection.execute("select distinct function_name from duckdb_functions() where not internal and schema_name = 'main' order by 1").fetchall()
        words = connection.execute("select keyword_name from duckdb_keywords() where keyword_category <> 'unreserved' order by 1").fetchall()
        self._tables = {name: _said(comment) for name, comment in tables}
        self._columns: dict[str, dict[str, str]] = {}
        for table, name, comment in columns:
            self._columns.setdefault(table, {})[name] = _said(comment)
        self._macros = {f"{name}(": "" for (name,) in macros}
        self._words = {word: "" for (word,) in words}

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        before = document.text_before_cursor
        if before.startswith(".") and "\n" not in before:
            yield from (Completion(name, -len(before), display_meta=meta) for name, meta in _COMMANDS.items() if name.startswith(before))
            return
        match = _WORD.search(before)
        # Behind the name of a table and a dot only the column is completed.
        word = match[0].rpartition(".")[2] if match else ""
        if not word and not complete_event.completion_requested:
            return
        given = set()
        for name, meta in self._candidates(document.text):
            if name not in given and name.casefold().startswith(word.casefold()):
                given.add(name)
                yield Completion(name, -len(word), display_meta=meta)

    def _candidates(self, statement: str) -> Iterator[tuple[str, str]]:
        named = [table for table in dict.fromkeys(re.findall(r"\w+", statement)) if table in self._columns]
        for table in named:
            yield from self._columns[table].items()
        yield from self._tables.items()
        yield from self._macros.items()
        yield from self._words.items()
        if not named:
            for columns in self._columns.values():
                yield from columns.items()


def _said(comment: str | None) -> str:
    return plain(comment or "")[:_LONGEST_META]


def is_whole(text: str) -> bool:
    """Whether Enter ends what is typed: a statement ends with ``;``, a command begins with a dot."""
    return not text.strip() or text.rstrip().endswith(";") or text.lstrip().startswith(".")


def session(connection: duckdb.DuckDBPyConnection) -> PromptSession[str]:
    """Asks for one statement at a time. Raises EOFError and KeyboardInterrupt as ``input`` does."""
    keys = KeyBindings()

    @keys.add("enter", filter=completion_is_selected)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @keys.add("enter", filter=~completion_is_selected & Condition(lambda: is_whole(asking.default_buffer.text)))
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    asking: PromptSession[str] = PromptSession(
        "sql> ",
        multiline=True,
        prompt_continuation="  -> ",
        completer=Names(connection),
        complete_while_typing=True,
        history=_history(),
        key_bindings=keys,
    )
    return asking


def _history() -> History:
    """Kept in the user's own folder for such things; only for the session where that cannot be written."""
    path = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "performance-target-warehouse" / "shell_history"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a"):
            pass
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))
