"""How a twin's page looks, whatever sets it: landscape A4, five ruled columns as wide in characters as the original's."""

from tests.extract.text_typesetter import COLUMN_WIDTHS, HEADINGS, TITLE

__all__ = [
    "COLUMN_POINTS",
    "COLUMN_WIDTHS",
    "FONT_SIZE",
    "HEADINGS",
    "LEADING",
    "MARGIN",
    "PADDING",
    "PAGE_HEIGHT",
    "PAGE_WIDTH",
    "RULE",
    "TITLE",
    "TITLE_SIZE",
]

# All in points.
PAGE_WIDTH, PAGE_HEIGHT = 841.89, 595.28
FONT_SIZE, LEADING, TITLE_SIZE = 6.2, 10.4, 12.0
PADDING, RULE = 2.0, 0.5
COLUMN_POINTS = tuple(ems * FONT_SIZE + 2 * PADDING + RULE for ems in COLUMN_WIDTHS)
MARGIN = (PAGE_WIDTH - sum(COLUMN_POINTS)) / 2
