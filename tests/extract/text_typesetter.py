"""Typesets records as the text layer of the five-column list table, the way a PDF's text comes out of one: our own fixture maker."""

from extract.text_layer.rows import first_chunk, width

HEADINGS = ("主管部门", "预算单位", "项目名称", "绩效目标", "绩效指标")
TITLE = "项目支出绩效目标表（含转移支付项目）"
COLUMN_WIDTHS = (13, 13, 14, 42, 45)
Record = tuple[str, str, str, str, str]


def wrap(text: str, column_width: float) -> list[str]:
    """Lines of ``text`` in a column, broken where the next chunk no longer fits."""
    lines, line, rest = [], "", text
    while rest:
        chunk = first_chunk(rest)
        if line and width(line) + width(chunk) > column_width:
            lines.append(line)
            line = ""
        line, rest = line + chunk, rest[len(chunk) :]
    return [*lines, line]


def typeset(pages: list[list[Record]], page_break: str = "\n ") -> str:
    """The text of ``pages`` of records: headings on every page, cells in column order, single-line neighbours on one line."""
    parts = []
    for records in pages:
        lines = [TITLE, "", " ".join(HEADINGS), ""]
        for record in records:
            cells = [wrap(text, column) for text, column in zip(record, COLUMN_WIDTHS, strict=True)]
            row: list[str] = []
            joined = False
            for number, cell in enumerate(cells):
                if joined and len(cell) == 1 and number < 4:
                    row[-1] += " " + cell[0]
                else:
                    # the paragraphs of a centred cell come out with a blank line somewhere between
                    row += cell if number in (0, 4) or len(cell) < 2 else [*cell[:-1], "", cell[-1]] if number < 3 else cell
                joined = len(cell) == 1
            lines += [*row, ""]
        parts.append("\n".join(lines))
    return page_break.join(parts)
