"""``python -m warehouse.report``: writes the report on the published file."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from warehouse.faults import BuildFault, of_system
from warehouse.pages.written import named, write
from warehouse.published import opened
from warehouse.report.page import page
from warehouse.settings import Settings, add_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 2 where there is no published file yet or no such department."""
    parser = argparse.ArgumentParser(prog="python -m warehouse.report", description="One page over the published file.")
    add_settings(parser, os.environ, ("WAREHOUSE",))
    parser.add_argument("--department", metavar="NAME", help="this department alone (make report DEPARTMENT=NAME)")
    chosen = parser.parse_args(arguments)
    settings = Settings(Path(), chosen.warehouse)
    try:
        with opened(["--warehouse", str(settings.warehouse)]) as (_, connection):
            text = page(connection, chosen.department or None)
        path = write(settings.output / named("report", chosen.department, ".html"), text)
    except BuildFault as fault:
        print(fault, file=sys.stderr)
        return fault.status
    except OSError as error:
        print(of_system(error), file=sys.stderr)
        return BuildFault.status
    print(f"{path}: {path.stat().st_size / 1000:,.0f} kB; open it in a browser")
    return 0


if __name__ == "__main__":
    sys.exit(main())
