"""The charts of the report: Vega-Lite by Altair, drawn once into SVG, so that the page needs no script and no net to show them.

Colours are the custom properties of the page's style sheet, so that a chart follows light and dark.
"""

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from warehouse.faults import UsageFault
from warehouse.report.figures import Strip

if TYPE_CHECKING:
    import altair

_WIDTH = 420
# Counts and amounts that reach over more than this factor are drawn on a scale that shows the small ones too.
_WIDE = 50
# As documents print large numbers.
_NUMBER = "datum.value >= 1e8 ? format(datum.value / 1e8, ',.10~g') + '亿' : datum.value >= 1e4 ? format(datum.value / 1e4, ',.10~g') + '万' : format(datum.value, ',.10~g')"
_CONFIG: dict[str, Any] = {
    "background": None,
    "font": "inherit",
    "view": {"stroke": None},
    "axis": {"labelColor": "var(--soft)", "tickColor": "var(--line)", "domainColor": "var(--line)", "gridColor": "var(--line)", "labelFontSize": 12, "title": None},
    "circle": {"color": "var(--accent)", "opacity": 0.75},
    "rule": {"color": "var(--ink)"},
    "bar": {"color": "var(--accent)"},
}  # fmt: skip


def strip(one: Strip) -> Markup:
    """Every value that the indicator is set to, a circle as large as its uses; a line at the median, a bar from the tenth to the ninetieth percentile."""
    alt = _altair()
    about = one.about
    values = [float(row["value"]) for row in one.values]
    is_wide = min(values) >= 0 and max(values) > _WIDE * max(min(values), 1)
    kind = "linear" if not is_wide else "log" if min(values) > 0 else "symlog"
    scale = alt.Scale(type=kind, zero=False, nice=True, padding=12)
    x = alt.X("value:Q", scale=scale, axis=alt.Axis(grid=True, tickCount=6, aria=False, labelExpr=_NUMBER, labelOverlap="greedy"))
    circles = (
        alt.Chart(alt.InlineData(values=one.values))
        .mark_circle()
        .encode(x=x, size=alt.Size("uses:Q", scale=alt.Scale(range=[40, 500]), legend=None), description="label:N")
    )
    spread = {"low": float(about["p10_value"]), "high": float(about["p90_value"]), "median": float(about["median_value"])}
    middle = alt.Chart(alt.InlineData(values=[spread]))
    bar = middle.mark_bar(height=6, opacity=0.35, aria=False).encode(x=alt.X("low:Q", scale=scale), x2="high:Q")
    line = middle.mark_tick(thickness=3, size=34, color="var(--ink)", aria=False).encode(x=alt.X("median:Q", scale=scale))
    return _drawn((bar + circles + line).properties(width=_WIDTH, height=56))


def _drawn(chart: "altair.TopLevelMixin") -> Markup:
    import vl_convert

    svg = vl_convert.vegalite_to_svg(chart.to_dict(), config=_CONFIG)
    # The size is the page's; only the proportions are the chart's.
    svg = re.sub(r'^<svg ([^>]*?)width="[\d.]+" height="[\d.]+"', r'<svg \1 preserveAspectRatio="xMinYMid meet" role="img"', svg, count=1)
    return Markup(svg)


def _altair() -> Any:
    try:
        import altair
        import vl_convert  # noqa: F401
    except ImportError as error:
        raise UsageFault(f"the charts' library is not installed ({error}); make report installs it") from error
    return altair
