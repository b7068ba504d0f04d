"""``python -m warehouse.releases list | rollback NAME | diff [FROM [TO]]``: what was published before, put back or compared.

A release is named as ``list`` shows it (``000007-3f2a…``), or by its number; ``published`` and ``candidate`` name those two files.
Exit status: 0 done, 1 the machine did not let it, 2 no such release or file, 4 a build holds the lock.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from expectations.databases import attach
from warehouse.faults import BuildFault, UsageFault, first_line, of_system
from warehouse.lock import build_lock
from warehouse.progress import Progress
from warehouse.publish import copy_database, publish, releases
from warehouse.published import read_published
from warehouse.settings import Settings, add_settings

# Not compared: what says how a file was made, and what only repeats other tables.
_LEFT_OUT = ("warehouse_build", "check_result", "mart_indicator")
_TARGET = ("target_kind", "target_comparator", "target_value", "target_value_upper", "target_unit", "target_text")
_NAMED = 50  # targets that moved, shown one by one
_WITHOUT_DOCUMENT = "-"


def listed(settings: Settings) -> list[str]:
    """One line per release, newest first, below a heading; the published file is the first."""
    lines = [f"{'name':<20} {'published (UTC)':<17} {'documents':>9} {'projects':>9} {'indicators':>10}  {'checks':<18} versions"]
    files = [("published", settings.published)] if settings.published.exists() else []
    for name, path in files + [(release.name, release.path) for release in reversed(releases(settings.releases))]:
        moment = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%d %H:%M")
        found = read_published(path)
        if found is None or not found.counts:
            lines.append(f"{name:<20} {moment:<17} cannot be read")
            continue
        counts = found.counts
        checks = f"{counts.get('check_passed_count')} passed, {counts.get('check_failed_count')} failed"
        versions = " ".join(f"{what} {found.versions.get(f'{what}_version')}" for what in ("contract", "grammar", "extractor", "conforming"))
        numbers = f"{counts.get('document_count'):>9} {counts.get('project_count'):>9} {counts.get('indicator_count'):>10}"
        lines.append(f"{name:<20} {moment:<17} {numbers}  {checks:<18} {versions}")
    return lines


def roll_back(settings: Settings, name: str) -> str:
    """Publishes the release ``name`` again; the file it replaces becomes a release itself. Returns a line that says so.

    Raises ``BuildFault`` where the release is not there or cannot be read, or where a build holds the lock.
    """
    with build_lock(settings.lock):
        source = _file_of(settings, name)
        if source in (settings.published, settings.candidate):
            raise UsageFault(f"{name} is not a release; 'list' names them")
        # A release that does not open is no way back.
        found = read_published(source)
        if found is None or found.inputs_digest is None:
            raise BuildFault(f"release {source.stem} cannot be read; the published file stays")
        current = read_published(settings.published)
        settings.candidate_folder.mkdir(parents=True, exist_ok=True)
        copy_database(source, settings.candidate)
        kept = publish(settings.candidate, settings.published, settings.releases, settings.releases_kept, (current and current.inputs_digest) or "")
    return f"release {source.stem} is published again" + (f"; what it replaced is kept as {kept.name}" if kept else "")


def differences(before: Path, after: Path) -> list[str]:
    """What changed from ``before`` to ``after``: by document and table, rows added, removed and changed, and in which columns; then the targets that moved.

    Rows are known by their table's primary key. A column that only one of the two has is not compared; a table that only one has is named.
    Raises ``BuildFault`` where a file cannot be read.
    """
    with duckdb.connect() as connection:
        for alias, path in (("before", before), ("after", after)):
            try:
                attach(connection, path, alias)
            except duckdb.Error as error:
                raise BuildFault(f"{path} cannot be read: {first_line(error)}") from None
        keys = _keys(connection, "after") | _keys(connection, "before")
        changes: dict[str, list[str]] = {}
        lines = []
        for table, key in sorted(keys.items()):
            columns = [_columns(connection, alias, table) for alias in ("before", "after")]
            if not all(columns):
                lines.append(f"{table} is only in the {'file before' if columns[0] else 'file after'}")
                continue
            shared = [name for name in columns[0] if name in columns[1] and name not in key]
            for document, said in _table_differences(connection, table, key, shared):
                changes.setdefault(document, []).append(said)
        names = _file_names(connection)
        for document in sorted(changes, key=lambda one: (one == _WITHOUT_DOCUMENT, names.get(one, ""), one)):
            lines.append("of no document" if document == _WITHOUT_DOCUMENT else f"{names.get(document, '')} ({document})")
            lines += changes[document]
        return (lines + _moved_targets(connection)) or ["no row differs"]


def _keys(connection: duckdb.DuckDBPyConnection, alias: str) -> dict[str, tuple[str, ...]]:
    """The primary key of each table compared."""
    sql = """
        select table_name, constraint_column_names from duckdb_constraints()
        where database_name = ? and schema_name = 'main' and constraint_type = 'PRIMARY KEY'
    """
    return {table: tuple(names) for table, names in connection.execute(sql, [alias]).fetchall() if table not in _LEFT_OUT}


def _file_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(
        connection.execute(
            "select document_key, file_name from before.main.dim_document union select * from (from after.main.dim_document select document_key, file_name)"
        ).fetchall()
    )


def _columns(connection: duckdb.DuckDBPyConnection, alias: str, table: str) -> list[str]:
    sql = "select column_name from duckdb_columns() where database_name = ? and schema_name = 'main' and table_name = ? order by column_index"
    return [name for (name,) in connection.execute(sql, [alias, table]).fetchall()]


def _table_differences(connection: duckdb.DuckDBPyConnection, table: str, key: tuple[str, ...], values: list[str]) -> list[tuple[str, str]]:
    """A line per document whose rows differ. Keys of projects and indicators begin with their document's."""
    column = next((name for name in ("document_key", "project_key", "indicator_key") if name in (*key, *values)), None)
    document = f"substr(coalesce(a.{column}, b.{column}), 1, 16)" if column else f"'{_WITHOUT_DOCUMENT}'"
    is_added, is_removed = "b.in_file is null", "a.in_file is null"
    counts = "".join(f", count(*) filter (a.in_file and b.in_file and b.{name} is distinct from a.{name}) as of_{number}" for number, name in enumerate(values))
    one, other = (f"row({', '.join(f'{alias}.{name}' for name in values)})" for alias in "ba")
    changed = f"{one} is distinct from {other}" if values else "false"
    rows = connection.execute(f"""
        select
            coalesce({document}, '{_WITHOUT_DOCUMENT}') as document,
            count(*) filter ({is_added}) as added,
            count(*) filter ({is_removed}) as removed,
            count(*) filter (a.in_file and b.in_file and {changed}) as changed{counts}
        from (select *, true as in_file from before.main.{table}) as b
        full join (select *, true as in_file from after.main.{table}) as a using ({", ".join(key)})
        group by 1 having added + removed + changed > 0 order by 1
    """).fetchall()
    lines = []
    for found, added, removed, moved, *by_column in rows:
        most = sorted(((count, name) for count, name in zip(by_column, values, strict=True) if count), key=lambda one: (-one[0], one[1]))
        columns = f" ({', '.join(f'{name} {count:,}' for count, name in most)})" if most else ""
        lines.append((found, f"  {table:<24} added {added:,}, removed {removed:,}, changed {moved:,}{columns}"))
    return lines


def _moved_targets(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The indicators of both files whose target reads otherwise, before and after."""
    before, after = (", ".join(f"{alias}.{name}" for name in _TARGET) for alias in "ba")
    rows = connection.execute(f"""
        select indicator_key, a.indicator_name, {before}, {after}
        from before.main.fact_indicator as b inner join after.main.fact_indicator as a using (indicator_key)
        where row({before}) is distinct from row({after}) order by indicator_key
    """).fetchall()
    lines = [f"{len(rows):,} target{'s' if len(rows) > 1 else ''} moved"] if rows else []
    for key, name, *values in rows[:_NAMED]:
        old, new = values[: len(_TARGET)], values[len(_TARGET) :]
        lines += [f"  {key} {name}", f"    before  {_said(old)}", f"    after   {_said(new)}"]
    if len(rows) > _NAMED:
        lines.append(f"  and {len(rows) - _NAMED:,} more")
    return lines


def _said(target: Sequence[object]) -> str:
    kind, comparator, value, upper, unit, text = target
    numbers = [f"{part:f}".rstrip("0").rstrip(".") for part in (value, upper) if part is not None]
    return " ".join(str(part) for part in (kind, comparator, *numbers, unit, f"«{text or ''}»") if part)


def _file_of(settings: Settings, name: str) -> Path:
    if name in ("published", "candidate"):
        path = settings.published if name == "published" else settings.candidate
        if not path.exists():
            raise UsageFault(f"there is no {name} file in {settings.warehouse}")
        return path
    for release in releases(settings.releases):
        if name == release.name or (name.isascii() and name.isdigit() and int(name) == release.number):
            return release.path
    raise UsageFault(f"no release {name!r}; 'list' names those that are kept")


def _compared(settings: Settings, names: Sequence[str]) -> tuple[Path, Path]:
    """Without names: the published file and the candidate where one is left, else the last release and the published file."""
    if len(names) == 2:
        return _file_of(settings, names[0]), _file_of(settings, names[1])
    if len(names) == 1:
        return _file_of(settings, names[0]), _file_of(settings, "published")
    if settings.candidate.exists():
        return _file_of(settings, "published"), settings.candidate
    kept = releases(settings.releases)
    if not kept:
        raise UsageFault("there is no earlier release to compare with")
    return kept[-1].path, _file_of(settings, "published")


def _name_of(settings: Settings, path: Path) -> str:
    return {settings.published: "published", settings.candidate: "candidate"}.get(path, path.stem)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m warehouse.releases", description="List, put back and compare releases.")
    add_settings(parser, os.environ, ("WAREHOUSE", "RELEASES"))
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="releases with documents, counts, versions and check results")
    commands.add_parser("rollback", help="put a release back").add_argument("name")
    commands.add_parser("diff", help="compare two files").add_argument("names", nargs="*", metavar="NAME")
    chosen = parser.parse_args(arguments)
    settings = Settings(Path(), chosen.warehouse, releases_kept=chosen.releases)
    progress = Progress()
    try:
        if chosen.command == "list":
            lines = listed(settings)
        elif chosen.command == "rollback":
            lines = [roll_back(settings, chosen.name)]
        else:
            if len(chosen.names) > 2:
                parser.error("two files are compared, not more")
            before, after = _compared(settings, chosen.names)
            lines = [f"from {_name_of(settings, before)} to {_name_of(settings, after)}", *differences(before, after)]
    except OSError as error:
        lines, status = [f"error: {of_system(error)}"], BuildFault.status
    except BuildFault as fault:
        lines, status = [f"error: {fault}"], fault.status
    else:
        status = 0
    for line in lines:
        progress.line(line)
    return status


if __name__ == "__main__":
    sys.exit(main())
