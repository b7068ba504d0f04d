"""Twin as a text document in one XML file (flat OpenDocument): the title in the page's header, one table with repeated headings."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.extract.text_typesetter import Record
from tests.twin.fonts import FAMILY
from tests.twin.page_design import COLUMN_POINTS, FONT_SIZE, HEADINGS, LEADING, MARGIN, PADDING, PAGE_HEIGHT, PAGE_WIDTH, RULE, TITLE, TITLE_SIZE

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)


def flat_document(records: Sequence[Record]) -> str:
    """Flat ODT of ``records``. Rows may be cut by page breaks."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="twin" svg:font-family="&apos;{FAMILY}&apos;"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="twin" style:font-name-asian="twin" fo:font-size="{FONT_SIZE}pt"
 style:font-size-asian="{FONT_SIZE}pt" fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style>
<style:style style:name="cell-text" style:family="paragraph"><style:paragraph-properties fo:line-height="{LEADING}pt"/></style:style>
<style:style style:name="title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-size="{TITLE_SIZE}pt" style:font-size-asian="{TITLE_SIZE}pt"/></style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="landscape"><style:page-layout-properties fo:page-width="{PAGE_WIDTH}pt" fo:page-height="{PAGE_HEIGHT}pt"
 style:print-orientation="landscape" fo:margin-left="{MARGIN}pt" fo:margin-right="{MARGIN}pt" fo:margin-top="20pt" fo:margin-bottom="24pt"/>
<style:header-style><style:header-footer-properties fo:min-height="20pt" fo:margin-bottom="2pt"/></style:header-style></style:page-layout>
<style:style style:name="table" style:family="table"><style:table-properties style:width="{sum(COLUMN_POINTS)}pt" table:align="left"/></style:style>
<style:style style:name="row" style:family="table-row"><style:table-row-properties fo:keep-together="auto"/></style:style>
<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties style:vertical-align="middle" fo:border="{RULE}pt solid #000000"
 fo:padding="{PADDING}pt"/></style:style>
{"".join(_column_style(number, points) for number, points in enumerate(COLUMN_POINTS))}
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="landscape">
<style:header><text:p text:style-name="title">{TITLE}</text:p></style:header></style:master-page></office:master-styles>
<office:body><office:text><table:table table:name="targets" table:style-name="table">
{"".join(f'<table:table-column table:style-name="column{number}"/>' for number in range(len(COLUMN_POINTS)))}
<table:table-header-rows>{_row(HEADINGS)}</table:table-header-rows>
{"".join(map(_row, records))}
</table:table></office:text></office:body>
</office:document>
"""


def _column_style(number: int, points: float) -> str:
    return (
        f'<style:style style:name="column{number}" style:family="table-column"><style:table-column-properties style:column-width="{points}pt"/></style:style>\n'
    )


def _row(texts: Sequence[str]) -> str:
    return f'<table:table-row table:style-name="row">{"".join(map(_cell, texts))}</table:table-row>\n'


def _cell(text: str) -> str:
    # Blanks at a paragraph's ends and all but one of several together would be dropped; each is written as an element.
    content = re.sub(r"^ | $|(?<= ) ", "<text:s/>", escape(text))
    return f'<table:table-cell table:style-name="cell" office:value-type="string"><text:p text:style-name="cell-text">{content}</text:p></table:table-cell>'
