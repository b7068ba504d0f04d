"""``python -m warehouse.report``: writes the report on the published file."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from warehouse.departments import department
from warehouse.faults import UsageFault
from warehouse.published import opened
from warehouse.report.page import page
from warehouse.settings import Settings, add_settings
from warehouse.swap import file_name, write
from warehouse.told import told
from warehouse.trace.indicator import indicator_picture


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 2 where there is no published file yet or no such department."""
    parser = argparse.ArgumentParser(prog="python -m warehouse.report", description="One page over the published file.")
    add_settings(parser, os.environ, ("WAREHOUSE", "DOCUMENTS"))
    parser.add_argument("--department", default=os.environ.get("DEPARTMENT"), metavar="NAME", help="this department alone (DEPARTMENT)")
    chosen = parser.parse_args(arguments)
    settings = Settings(chosen.documents, chosen.warehouse)

    def report() -> str:
        with opened(["--warehouse", str(settings.warehouse)]) as (_, connection):
            name = department(connection, chosen.department) if chosen.department else None

            def draw(key: str) -> bytes | None:
                # A report without its pictures is still one: the documents may be elsewhere.
                with suppress(UsageFault):
                    return indicator_picture(settings, connection, key, is_whole=False)
                return None

            text = page(connection, name, draw)
        path = write(settings.output / (f"report-{file_name(name)}.html" if name else "report.html"), text)
        return f"{path}: {path.stat().st_size / 1000:,.0f} kB; open it in a browser"

    return told(report)


if __name__ == "__main__":
    sys.exit(main())
