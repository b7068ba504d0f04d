"""The report as one page of HTML."""

import base64
from collections.abc import Callable
from pathlib import Path

import duckdb
from markupsafe import Markup

from warehouse.pages import frame
from warehouse.report import charts, figures

_HERE = Path(__file__).parent
Draw = Callable[[str], bytes | None]
MOST_PICTURES = 40


def page(connection: duckdb.DuckDBPyConnection, department: str | None = None, draw: Draw = lambda _: None) -> str:
    """The report on the published file, or on one department of it.

    ``draw`` gives a picture (PNG) of an indicator's place by its key, None where there is none; it is asked for one of each rule at most.
    """
    found = figures.figures(connection, department)
    return frame.rendered(
        "report.html.jinja",
        _HERE,
        title=f"{frame.texts()['report.title']['zh']} {department or ''}".strip(),
        scripts=["frame.js", "report.js"] if found.strips else ["frame.js"],
        f=found,
        strips=[(strip, charts.strip(strip)) for strip in found.strips],
        pictures=_pictures(found.rules, draw),
        places=[strip.places for strip in found.strips],
    )


def _pictures(rules: list[figures.Row], draw: Draw) -> dict[str, Markup]:
    """By key of a finding: the place of its indicator as a data URI, for the first example of the rules that found most serious faults."""
    shown: dict[str, Markup] = {}
    for rule in rules:
        example = next((one for one in rule["examples"] if one["indicator_key"]), None)
        if example is None or len(shown) == MOST_PICTURES:
            continue
        if picture := draw(example["indicator_key"]):
            shown[example["finding_key"]] = Markup(f"data:image/png;base64,{base64.b64encode(picture).decode()}")
    return shown
