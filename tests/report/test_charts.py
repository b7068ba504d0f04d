"""Charts: every value is a circle that says what it is, in colours of the page."""

import re

import pytest

from warehouse.report.figures import Strip

pytest.importorskip("vl_convert", reason="make report installs what draws the charts")


def _strip(*values: float) -> Strip:
    about = {"p10_value": min(values), "median_value": values[len(values) // 2], "p90_value": max(values)}
    return Strip(about, [{"value": value, "label": f"{value:g}", "uses": number} for number, value in enumerate(values, 1)], {})


@pytest.mark.parametrize("values", [(80.0, 90.0, 95.0), (0.0, 1.0, 5000.0), (1.0, 20000.0, 300000000.0)])
def test_a_circle_a_value(values):
    from warehouse.report.charts import strip

    drawn = strip(_strip(*values))
    circles = re.findall(r'<path aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="circle" transform="translate\(([\d.]+),', drawn)
    assert [label for label, _ in circles] == [f"{value:g}" for value in values]
    assert sorted(float(place) for _, place in circles) == [float(place) for _, place in circles] and len({place for _, place in circles}) == len(values)
    assert "var(--accent)" in drawn and not re.search(r"#[0-9a-f]{6}", drawn)


def test_large_numbers_are_said_in_chinese_magnitudes():
    from warehouse.report.charts import strip

    labels = re.findall(r"<text[^>]*>([^<]+)</text>", strip(_strip(1.0, 20000.0, 300000000.0)))
    assert any(label.endswith("万") for label in labels) and any(label.endswith("亿") for label in labels)
