"""``python -m warehouse.trace``: writes a picture of the page on which an indicator is printed."""

import argparse
import os
import sys
from collections.abc import Sequence

from warehouse.faults import UsageFault
from warehouse.published import opened
from warehouse.settings import Settings, add_settings
from warehouse.swap import write
from warehouse.told import told
from warehouse.trace.indicator import indicator_picture


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 2 where there is no such indicator, or its document is not at hand."""
    parser = argparse.ArgumentParser(prog="python -m warehouse.trace", description="A picture of the page on which an indicator is printed.")
    add_settings(parser, os.environ, ("WAREHOUSE", "DOCUMENTS"))
    parser.add_argument("--indicator", default=os.environ.get("INDICATOR"), metavar="KEY", help="indicator_key of mart_indicator (INDICATOR)")
    parser.add_argument("--crop", action="store_true", help="only what is around it")
    asked = parser.parse_args(arguments)
    settings = Settings(asked.documents, asked.warehouse)

    def draw() -> str:
        if not asked.indicator:
            raise UsageFault("make trace INDICATOR=<key> wants an indicator_key of mart_indicator")
        with opened(["--warehouse", str(settings.warehouse)]) as (_, connection):
            picture = indicator_picture(settings, connection, asked.indicator, not asked.crop)
        path = write(settings.output / f"trace-{asked.indicator}.png", picture)
        return f"{path}: {path.stat().st_size / 1000:,.0f} kB"

    return told(draw)


if __name__ == "__main__":
    sys.exit(main())
