"""The report as one page of HTML."""

from pathlib import Path

import duckdb

from warehouse.pages import frame
from warehouse.report import charts, figures

_HERE = Path(__file__).parent


def page(connection: duckdb.DuckDBPyConnection, department: str | None = None) -> str:
    """The report on the published file, or on one department of it."""
    found = figures.figures(connection, department)
    return frame.rendered(
        "report.html.jinja",
        _HERE,
        title=f"{frame.texts()['report.title']['zh']} {department or ''}".strip(),
        scripts=["frame.js", "report.js"] if found.strips else ["frame.js"],
        f=found,
        strips=[(strip, charts.strip(strip)) for strip in found.strips],
        places=[strip.places for strip in found.strips],
    )
