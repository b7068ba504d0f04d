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

from warehouse.faults import BuildFault, UsageFault, first_line, of_system
from warehouse.inputs import read_published
from warehouse.lock import build_lock
from warehouse.progress import Progress
from warehouse.publish import copy_database, publish, releases
from warehouse.settings import Settings, add_releases_setting, add_warehouse_setting

# Tables compared, with the key that a row is known by. What has no document of its own finds it through its project or indicator.
_KEYS = {
    "dim_document": ("document_key",),
    "document_file": ("file_path",),
    "dim_unit": ("unit_key",),
    "dim_project": ("project_key",),
    "fact_indicator": ("indicator_key",),
    "fact_target_component": ("indicator_key", "component_ordinal"),
    "fact_project_funding": ("project_key", "funding_ordinal"),
    "fact_extraction_outcome": ("document_key", "page_number", "block_number"),
    "fact_audit_finding": ("finding_key",),
}
_TARGET = ("target_kind", "target_comparator", "target_value", "target_value_upper", "target_unit", "target_text")
_NAMED = 50  # targets that moved, shown one by one


def listed(settings: Settings) -> list[str]:
    """One line per release, newest first, below a heading; the published file is the first."""
    lines = [f"{'name':<20} {'published (UTC)':<17} {'documents':>9} {'projects':>9} {'indicators':>10}  {'checks':<18} versions"]
    files = [("published", settings.published)] if settings.published.exists() else []
    for name, path in files + [(release.name, release.path) for release in reversed(releases(settings.releases))]:
        moment = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%d %H:%M")
        account = read_published(path)
        if account is None or not account.counts:
            lines.append(f"{name:<20} {moment:<17} cannot be read")
            continue
        counts = account.counts
        checks = f"{counts.get('check_passed_count')} passed, {counts.get('check_failed_count')} failed"
        versions = " ".join(f"{what} {counts.get(f'{what}_version')}" for what in ("contract", "grammar", "extractor", "conforming"))
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
        account = read_published(source)
        if account is None or account.inputs_digest is None:
            raise BuildFault(f"release {source.stem} cannot be read; the published file stays")
        current = read_published(settings.published)
        settings.candidate_folder.mkdir(exist_ok=True)
        copy_database(source, settings.candidate)
        kept = publish(settings.candidate, settings.published, settings.releases, settings.releases_kept, (current and current.inputs_digest) or "")
    return f"release {source.stem} is published again" + (f"; what it replaced is kept as {kept.name}" if kept else "")


def differences(before: Path, after: Path) -> list[str]:
    """What changed from ``before`` to ``after``: rows added, removed and changed per table and document, and the targets that moved.

    A column that only one of the two has is not compared. Raises ``BuildFault`` where a file cannot be read.
    """
    with duckdb.connect() as connection:
        for alias, path in (("before", before), ("after", after)):
            quoted = str(path).replace("'", "''")
            try:
                connection.execute(f"attach '{quoted}' as {alias} (read_only)")
            except duckdb.Error as error:
                raise BuildFault(f"{path} cannot be read: {first_line(error)}") from None
        lines = []
        for table, key in _KEYS.items():
            columns = [_columns(connection, alias, table) for alias in ("before", "after")]
            if not all(columns):
                continue
            lines += _table_differences(connection, table, key, [name for name in columns[0] if name in columns[1] and name not in key])
        return (lines + _moved_targets(connection)) or ["no row differs"]


def _columns(connection: duckdb.DuckDBPyConnection, alias: str, table: str) -> list[str]:
    sql = "select column_name from duckdb_columns() where database_name = ? and schema_name = 'main' and table_name = ? order by column_index"
    return [name for (name,) in connection.execute(sql, [alias, table]).fetchall()]


def _table_differences(connection: duckdb.DuckDBPyConnection, table: str, key: tuple[str, ...], values: list[str]) -> list[str]:
    """A line per document whose rows differ. Keys of projects and indicators begin with their document's."""
    if table == "document_file":
        document = "coalesce(a.document_key, b.document_key)"
    elif key[0] in ("document_key", "project_key", "indicator_key"):
        document = f"substr(coalesce(a.{key[0]}, b.{key[0]}), 1, 16)"
    elif "document_key" in values:
        document = "coalesce(a.document_key, b.document_key)"
    else:
        document = "'-'"
    one, other = (f"row({', '.join(f'{alias}.{name}' for name in values)})" for alias in "ba")
    changed = f"{one} is distinct from {other}" if values else "false"
    is_added, is_removed = f"b.{key[0]} is null", f"a.{key[0]} is null"
    rows = connection.execute(f"""
        select
            {document} as document,
            count(*) filter ({is_added}) as added,
            count(*) filter ({is_removed}) as removed,
            count(*) filter (not ({is_added}) and not ({is_removed}) and {changed}) as changed
        from before.main.{table} as b full join after.main.{table} as a using ({", ".join(key)})
        group by all having added + removed + changed > 0 order by all
    """).fetchall()
    return [f"{table:<24} {document:<16}  added {added:,}, removed {removed:,}, changed {changed:,}" for document, added, removed, changed in rows]


def _moved_targets(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The indicators of both files whose target reads otherwise, before and after."""
    before, after = (", ".join(f"{alias}.{name}" for name in _TARGET) for alias in "ba")
    rows = connection.execute(f"""
        select indicator_key, a.indicator_name, {before}, {after}
        from before.main.fact_indicator as b inner join after.main.fact_indicator as a using (indicator_key)
        where row({before}) is distinct from row({after}) order by indicator_key
    """).fetchall()
    lines = [f"{len(rows):,} targets moved"] if rows else []
    for key, name, *values in rows[:_NAMED]:
        old, new = values[: len(_TARGET)], values[len(_TARGET) :]
        lines.append(f"  {key} {name}: {_said(old)} -> {_said(new)}")
    if len(rows) > _NAMED:
        lines.append(f"  and {len(rows) - _NAMED:,} more")
    return lines


def _said(target: Sequence[object]) -> str:
    kind, comparator, value, upper, unit, text = target
    numbers = " ".join(f"{part:f}".rstrip("0").rstrip(".") for part in (value, upper) if part is not None)
    return " ".join(part for part in (kind, comparator, numbers, unit, f"«{text or ''}»") if part)


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


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m warehouse.releases", description="List, put back and compare releases.")
    add_warehouse_setting(parser, os.environ)
    add_releases_setting(parser, os.environ)
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
            lines = differences(*_compared(settings, chosen.names))
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
