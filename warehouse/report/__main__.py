"""``python -m warehouse.report``: writes the report on the published file."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import duckdb

from warehouse.departments import department
from warehouse.faults import BuildFault, UsageFault, first_line, of_system
from warehouse.progress import plain
from warehouse.published import opened
from warehouse.report.page import page
from warehouse.settings import Settings, add_settings
from warehouse.swap import file_name, write
from warehouse.trace.indicator import indicator_picture


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 2 where there is no published file yet or no such department."""
    parser = argparse.ArgumentParser(prog="python -m warehouse.report", description="One page over the published file.")
    add_settings(parser, os.environ, ("WAREHOUSE", "DOCUMENTS"))
    parser.add_argument("--department", default=os.environ.get("DEPARTMENT"), metavar="NAME", help="this department alone (DEPARTMENT)")
    chosen = parser.parse_args(arguments)
    settings = Settings(chosen.documents, chosen.warehouse)
    try:
        with opened(["--warehouse", str(settings.warehouse)]) as (_, connection):
            name = department(connection, chosen.department) if chosen.department else None

            def draw(key: str) -> bytes | None:
                # A report without its pictures is still one: the documents may be elsewhere.
                with suppress(UsageFault):
                    return indicator_picture(settings, connection, key, is_whole=False)
                return None

            text = page(connection, name, draw)
        path = write(settings.output / (f"report-{file_name(name)}.html" if name else "report.html"), text)
    except BuildFault as fault:
        print(f"error: {plain(str(fault))}", file=sys.stderr)
        return fault.status
    except OSError as error:
        print(f"error: {of_system(error)}", file=sys.stderr)
        return BuildFault.status
    except duckdb.Error as error:
        print(f"error: {plain(first_line(error))}; make build brings the file to what is declared", file=sys.stderr)
        return BuildFault.status
    print(f"{path}: {path.stat().st_size / 1000:,.0f} kB; open it in a browser")
    return 0


if __name__ == "__main__":
    sys.exit(main())
