"""``python -m warehouse.export``: writes the marts of the published file to ``output/export/`` of the warehouse folder, or those of one department.

Exit status 2 where there is no published file, or where no department or format goes by the name that is asked for.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from warehouse.departments import department
from warehouse.export.flat_files import write_csv, write_parquet
from warehouse.export.package import write_package
from warehouse.export.tables import Export, export
from warehouse.export.workbook import write_workbook
from warehouse.faults import BuildFault, UsageFault, first_line, of_system
from warehouse.progress import Progress
from warehouse.published import opened
from warehouse.settings import Settings, add_settings
from warehouse.swap import file_name, swapped_in

FORMATS = ("xlsx", "csv", "parquet")
_WRITERS = {"csv": write_csv, "parquet": write_parquet}
WORKBOOK = "performance_targets"


def write_export(chosen: Export, folder: Path, formats: Sequence[str], progress: Progress) -> None:
    """Fills ``folder`` with the files of ``formats``."""
    if "xlsx" in formats:
        progress.stage("writing the workbook")
        write_workbook(chosen, folder / f"{file_name(chosen.department or WORKBOOK)}.xlsx")
    flat = [kind for kind in _WRITERS if kind in formats]
    for kind in flat:
        progress.stage(f"writing {kind}")
        (folder / kind).mkdir()
        for table in chosen.tables:
            _WRITERS[kind](chosen, table, folder / kind / f"{table.name}.{kind}")
    if flat:
        write_package(chosen, folder, flat)


def _formats(text: str) -> list[str]:
    asked = [part.strip().lower() for part in text.split(",") if part.strip()]
    if not asked:
        raise UsageFault(f"FORMAT={text} names no format; there are {','.join(FORMATS)}")
    if unknown := [part for part in asked if part not in FORMATS]:
        raise UsageFault(f"FORMAT={text}: there is no format {', '.join(unknown)}; there are {','.join(FORMATS)}")
    return asked


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m warehouse.export", description="Write the marts as a workbook, CSV and Parquet.")
    add_settings(parser, os.environ, ("WAREHOUSE",))
    parser.add_argument("--department", default=os.environ.get("DEPARTMENT"), metavar="NAME", help="rows of one department only (DEPARTMENT)")
    parser.add_argument("--format", default=os.environ.get("FORMAT"), metavar="NAMES", help=f"of {','.join(FORMATS)}; all, or xlsx for a department (FORMAT)")
    asked = parser.parse_args(arguments)
    settings = Settings(Path(), asked.warehouse)
    progress = Progress()
    try:
        formats = _formats(asked.format or ("xlsx" if asked.department else ",".join(FORMATS)))
        with opened(["--warehouse", str(settings.warehouse)]) as (_, connection):
            name = department(connection, asked.department) if asked.department else None
            target = settings.output / "departments" / file_name(name) if name else settings.output / "export"
            with swapped_in(target) as folder:
                write_export(export(connection, name), folder, formats, progress)
    except BuildFault as fault:
        progress.line(f"error: {fault}")
        return fault.status
    except OSError as error:
        progress.line(f"error: {of_system(error)}")
        return of_system(error).status
    except duckdb.Error as error:
        progress.line(f"error: {first_line(error)}")
        return BuildFault.status
    except KeyboardInterrupt:
        progress.line("stopped before the end; what was exported before is as it was")
        return 130
    for path in sorted(path for path in target.iterdir()):
        progress.line(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
