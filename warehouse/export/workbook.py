"""The tables as an Excel workbook: one sheet a table, typed, Chinese labels above, and a first sheet that says what the others are."""

import datetime
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

from wcwidth import wcwidth
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warehouse.export.tables import Column, Export, Table, declared
from warehouse.export.text_guard import is_like_formula
from warehouse.faults import BuildFault
from warehouse.published import held_counts

MOST_ROWS = 1_048_576  # of a sheet, its header among them
MOST_CHARACTERS = 32_767  # of a cell, in UTF-16
_CUT = "…〔截断 / cut〕"
_DIGITS = 15  # of a number that Excel keeps
_SURELY_FITS = 10**9  # below it, six decimals are within them
_FIRST_DATE = datetime.date(1900, 3, 1)  # before it, programs differ about the day
_NARROWEST, _WIDEST = 6, 50  # widths of columns, in characters of the Latin alphabet
_MEASURED = 500  # rows by which a column's width goes
_BATCH = 5_000
_CREATED = datetime.datetime(2000, 1, 1)  # no clock: the same rows give the same file
_GUIDE_WIDTHS = (34, 34, 14, 100)
_LINE_HEIGHT, _MOST_LINES = 15, 20
_TOLD = 200  # cells named one by one in the first sheet

Write = Callable[[int, Any, tuple[Any, ...]], object]


@dataclass
class _Told:
    """What a sheet cannot show as it is: how often, and the first places."""

    counts: dict[str, int] = field(default_factory=dict)
    places: list[tuple[str, str, str, str]] = field(default_factory=list)  # sheet, key of the row, column, what happened

    def add(self, sheet: str, key: str, column: Column, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1
        if len(self.places) < _TOLD:
            self.places.append((sheet, key, column.label, what))


@dataclass(frozen=True)
class _Formats:
    quoted: Format  # Excel shows the mark ' in its editing line and does not make a formula of the text when somebody edits it
    header: Format
    title: Format
    wrapped: Format
    top: Format
    date: Format
    numbers: dict[str, Format]


def write_workbook(export: Export, path: Path, most_rows: int = MOST_ROWS) -> None:
    """Writes ``path``; the same rows give the same bytes. ``most_rows`` of a sheet go on in a further one. Raises OSError."""
    # Not in a with statement, which would put together what an error left unfinished and fail once more.
    book = Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_urls": False})
    book.set_properties({"title": declared()["package"]["title"], "created": _CREATED})
    formats = _formats(book)
    guide = book.add_worksheet("说明")
    told = _Told()
    sheets = {table.name: _write_table(book, export, table, formats, told, most_rows) for table in export.tables}
    _write_guide(guide, export, sheets, told, formats)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(*error.args[0].args, str(path)) from error


def _formats(book: Workbook) -> _Formats:
    number_formats = declared()["number_formats"]
    return _Formats(
        quoted=book.add_format({"quote_prefix": True}),
        header=book.add_format({"bold": True, "bg_color": "#DDE8F3", "bottom": 1, "valign": "vcenter"}),
        title=book.add_format({"bold": True, "font_size": 14}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
        top=book.add_format({"valign": "top"}),
        date=book.add_format({"num_format": "yyyy-mm-dd"}),
        numbers={suffix: book.add_format({"num_format": code}) for suffix, code in number_formats.items()},
    )


def _write_table(book: Workbook, export: Export, table: Table, formats: _Formats, told: _Told, most_rows: int) -> tuple[list[str], int]:
    """Names of the sheets of the table, and how many rows stand in them."""
    extremes = _extremes(export, table)
    rows = _rows(export, table)
    first = list(islice(rows, _MEASURED))
    rows = chain(first, rows)
    widths = [_width(column, extremes.get(column.name) or [row[number] for row in first]) for number, column in enumerate(table.columns)]
    names: list[str] = []
    count = 0
    following = next(rows, None)
    while not names or following is not None:
        names.append(table.label if not names else f"{table.label} ({len(names) + 1})")
        sheet = book.add_worksheet(names[-1])
        _write_header(sheet, table, widths, formats)
        writers = [_writer(sheet, table, number, formats, told) for number in range(len(table.columns))]
        line = 0
        while following is not None and line < most_rows - 1:
            line += 1
            for number, value in enumerate(following):
                if value is not None:
                    writers[number](line, value, following)
            following = next(rows, None)
        sheet.autofilter(0, 0, max(line, 1), len(table.columns) - 1)
        count += line
    if count != export.count(table):
        raise BuildFault(f"{table.name}: {count:,} rows were read of {export.count(table):,}")
    return names, count


def _extremes(export: Export, table: Table) -> dict[str, list[Any]]:
    """The least and the greatest number of each column of numbers: Excel shows one that has no room as a row of #."""
    names = [column.name for column in table.columns if column.kind in ("decimal", "integer", "number")]
    if not names:
        return {}
    sql = f"select {', '.join(f'[min({name}), max({name})]' for name in names)} from {table.name} where {table.condition}"
    return dict(zip(names, export.connection.execute(sql, export.parameters).fetchall()[0], strict=True))


def _rows(export: Export, table: Table) -> Iterator[tuple[Any, ...]]:
    # A cursor of their own: another query on the connection would end them.
    cursor = export.connection.cursor().execute(table.select(", ".join(column.name for column in table.columns)), export.parameters)
    while batch := cursor.fetchmany(_BATCH):
        yield from batch


def _write_header(sheet: Worksheet, table: Table, widths: list[float], formats: _Formats) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 22)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, widths[number])
        sheet.write_string(0, number, column.label, formats.header)
        said = f"{column.name}\n{column.description}"
        sheet.write_comment(0, number, said, {"x_scale": 2.2, "y_scale": 1 + len(said) / 90})


def _width(column: Column, values: list[Any]) -> float:
    """For the label, with room for the filter's button, and for all numbers or most of other ``values``: a Chinese character takes two."""
    shown = sorted(_shown_width(column, value) for value in values if value is not None)
    most = shown[len(shown) * 9 // 10] if shown else 0
    return float(min(max(_columns(column.label) + 4, most + 2, _NARROWEST), _WIDEST))


def _shown_width(column: Column, value: Any) -> int:
    if column.kind == "decimal":
        return len(f"{value:,.2f}") if column.name.endswith(tuple(declared()["number_formats"])) else len(f"{value.normalize():f}")
    # a share of any number of digits is shown with few
    return min(len(str(value)), 20) if column.kind in ("number", "integer") else _columns(str(value)[: _WIDEST + 1])


def _columns(text: str) -> int:
    """Columns that ``text`` takes; what a terminal would not print takes none."""
    return sum(max(wcwidth(character), 0) for character in text)


def _writer(sheet: Worksheet, table: Table, number: int, formats: _Formats, told: _Told) -> Write:
    """What writes a value of the column: its line, the value, and the row that it belongs to."""
    column = table.columns[number]
    style = next((style for suffix, style in formats.numbers.items() if column.name.endswith(suffix)), None)

    def tell(row: tuple[Any, ...], what: str) -> None:
        told.add(sheet.get_name(), "-".join(str(row[place]) for place, one in enumerate(table.columns) if one.name in table.key), column, what)

    def text(line: int, value: str, row: tuple[Any, ...]) -> None:
        if len(value) * 2 > MOST_CHARACTERS and (short := _shortened(value)) is not value:
            tell(row, "截断，全文见 CSV、Parquet / cut, whole in CSV and Parquet")
            value = short
        sheet.write_string(line, number, value, formats.quoted if is_like_formula(value) else None)

    def exact(line: int, value: Decimal | int, row: tuple[Any, ...]) -> None:
        if _fits(value):
            sheet.write_number(line, number, value, style)
        else:
            tell(row, "超过 15 位有效数字，写作文本 / more than 15 digits, written as text")
            sheet.write_string(line, number, str(value))

    def date(line: int, value: datetime.date, row: tuple[Any, ...]) -> None:
        if value >= _FIRST_DATE:
            sheet.write_datetime(line, number, value, formats.date)
        else:
            tell(row, "早于 1900 年 3 月，写作文本 / before March 1900, written as text")
            sheet.write_string(line, number, value.isoformat())

    def inexact(line: int, value: float, row: tuple[Any, ...]) -> None:
        if math.isfinite(value):
            sheet.write_number(line, number, value, style)
        else:
            tell(row, "不是有限数，写作文本 / no finite number, written as text")
            sheet.write_string(line, number, str(value))

    def boolean(line: int, value: bool, _: tuple[Any, ...]) -> None:
        sheet.write_boolean(line, number, value)

    writers: dict[str, Write] = {"text": text, "decimal": exact, "integer": exact, "number": inexact, "date": date, "boolean": boolean}
    return writers[column.kind]


def _fits(value: Decimal | int) -> bool:
    """Whether a cell keeps every digit."""
    return -_SURELY_FITS < value < _SURELY_FITS or len(Decimal(value).normalize().as_tuple().digits) <= _DIGITS


def _shortened(text: str) -> str:
    """As much of ``text`` as a cell holds, with a mark at its end where that is not the whole."""
    if len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text
    kept = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(_CUT))]
    return kept.decode("utf-16-le", "ignore") + _CUT


def _write_guide(sheet: Worksheet, export: Export, sheets: dict[str, tuple[list[str], int]], told: _Told, formats: _Formats) -> None:
    for number, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(number, number, width)
    styles = {"title": formats.title, "header": formats.header, "line": None, "": formats.wrapped}
    for line, (style, row) in enumerate(_guide(export, sheets, told)):
        if style == "":
            # Programs do not all fit the height of a row to its wrapped text.
            wrapped = [_lines(value, width) for value, width in zip(row, _GUIDE_WIDTHS, strict=False) if isinstance(value, str)]
            sheet.set_row(line, _LINE_HEIGHT * min(max(wrapped, default=1), _MOST_LINES))
        for number, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, number, value, formats.top)
            elif value:
                sheet.write_string(line, number, _shortened(value), styles[style])


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(_columns(part) / width)) for part in text.split("\n"))


def _guide(export: Export, sheets: dict[str, tuple[list[str], int]], told: _Told) -> Iterator[tuple[str, tuple[str | int | None, ...]]]:
    """Rows of the first sheet, each with its style."""
    said = declared()["package"]
    yield "title", (said["title"],)
    yield "line", (said["description"],)
    if export.department is not None:
        yield "", ("部门 / department", export.department)
    yield "", ()
    yield "header", ("工作表 / sheet", "表 / table", "行数 / rows", "说明 / description")
    for table in export.tables:
        names, count = sheets[table.name]
        yield "", ("\n".join(names), table.name, count, table.description)
    yield "", ()
    yield "header", ("隔离 / held back", "", "件数 / count", "")
    for subject, count in held_counts(export.connection).items():
        yield "", (subject, "", count, "全部文件，见 fact_quarantine / of all documents, see fact_quarantine")
    yield "", ()
    yield "header", ("未能如原样显示 / not shown as it is", "", "件数 / count", "")
    for what, count in told.counts.items():
        yield "", (what, "", count)
    for place in told.places:
        yield "", (place[0], place[1], "", f"{place[2]}：{place[3]}")
    if not told.counts:
        yield "", ("无 / none",)
    yield "", ()
    yield "header", ("版本 / versions",)
    for name, value in export.versions().items():
        yield "", (name, value)
    yield "", ()
    yield "header", ("许可与署名 / licence and attribution",)
    for licence in said["licences"]:
        yield "", (licence["name"], licence.get("path", ""), "", licence["title"])
    yield "", ("署名 / attribution", "", "", said["attribution"])
    yield "", ()
    yield "header", ("来源：标题 / source: title", "发布单位 / publisher", "", "网址；文件 / address; file")
    for title, publisher, url, path in export.sources():
        yield "", (title, publisher, "", "；".join(part for part in (url, path) if part))
