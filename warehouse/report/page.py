"""The report as one page of HTML."""

from pathlib import Path

import duckdb

from warehouse.faults import UsageFault
from warehouse.pages import frame
from warehouse.progress import plain
from warehouse.report import charts, figures

_HERE = Path(__file__).parent


def page(connection: duckdb.DuckDBPyConnection, department: str | None = None) -> str:
    """The report on the published file, or on one department of it.

    Raises ``UsageFault`` where there is no such department, naming those that are most like it.
    """
    if department is not None and department not in figures.departments(connection):
        near = ", ".join(map(plain, figures.nearest(connection, department))) or "none"
        raise UsageFault(f"no department {plain(department)!r}; the nearest are: {near}. make report DEPARTMENT=<name>")
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
