"""Twin as a web page for printing: one table, its head (title and headings) repeated by the browser on every page."""

from collections.abc import Sequence
from html import escape

from tests.extract.text_typesetter import Record
from tests.twin.fonts import FAMILY
from tests.twin.page_design import COLUMN_POINTS, FONT_SIZE, HEADINGS, LEADING, PADDING, PAGE_HEIGHT, PAGE_WIDTH, RULE, TITLE, TITLE_SIZE

_STYLE = f"""
@page {{ size: {PAGE_WIDTH}pt {PAGE_HEIGHT}pt; margin: 24pt 0; }}
body {{ margin: 0; font: {FONT_SIZE}pt/{LEADING}pt "{FAMILY}"; }}
table {{ border-collapse: collapse; table-layout: fixed; width: {sum(COLUMN_POINTS)}pt; margin: 0 auto; }}
td, th {{ border: {RULE}pt solid black; padding: {PADDING}pt; vertical-align: middle; text-align: left; font-weight: normal; white-space: pre-wrap; }}
thead .title {{ border: none; font-size: {TITLE_SIZE}pt; line-height: {2 * TITLE_SIZE}pt; text-align: center; }}
"""


def web_page(records: Sequence[Record]) -> str:
    """HTML of ``records``. Rows may be cut by page breaks."""
    columns = "".join(f'<col style="width: {points}pt">' for points in COLUMN_POINTS)
    headings = "".join(f"<th>{escape(heading)}</th>" for heading in HEADINGS)
    rows = "\n".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in record) + "</tr>" for record in records)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE}</title><style>{_STYLE}</style></head>\n'
        f'<body><table>{columns}<thead><tr><th class="title" colspan="{len(HEADINGS)}">{TITLE}</th></tr><tr>{headings}</tr></thead>\n'
        f"<tbody>{rows}</tbody></table></body></html>\n"
    )
