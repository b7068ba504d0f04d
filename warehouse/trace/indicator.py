"""Where an indicator is printed: the cells that its row was made of, on a picture of their page."""

import difflib
import re

import duckdb

from warehouse.faults import UsageFault
from warehouse.seen.landed import Landed, SeenCell, file_of, landed_documents
from warehouse.seen.picture import cropped, drawn, outlined, png, printed
from warehouse.settings import Settings

_KEY = re.compile(r"([0-9a-f]{16})-(\d{4,})-(\d{3,})")
_NEAR = 3  # keys that an error of usage names


def indicator_picture(settings: Settings, connection: duckdb.DuckDBPyConnection, key: str, is_whole: bool = True) -> bytes:
    """A PNG of the page on which the indicator with this key begins, its cells outlined; around them only, unless ``is_whole``.

    Raises ``UsageFault`` where there is no such indicator, or its document is not at hand.
    """
    page = _page(connection, key)
    document = landed_documents(settings).get(key[:16])
    if document is None:
        raise UsageFault(f"the raw rows of {key[:16]} are not in {settings.raw}; make build lands them")
    cells = document.cells([page])
    mine = _of_indicator(document, cells, key)
    if not mine:
        raise UsageFault(f"no cell of {key} is known on page {page}")
    sheet = printed(file_of(document, settings.documents), page, cells) if document.format == "pdf" else drawn(_around(cells, mine))
    places = {_place(cell) for cell in mine}
    image = outlined(sheet, lambda cell: _place(cell) in places)
    boxes = [cell.box for cell in sheet.cells if _place(cell) in places and cell.box]
    return png(image if is_whole or not boxes else cropped(sheet, image, boxes))


_ROWS_AROUND = 12  # shown of a page that has no picture of its own


def _around(cells: list[SeenCell], mine: list[SeenCell]) -> list[SeenCell]:
    """The heading of the table and the rows near the indicator's own."""
    rows = {(cell.table, cell.row) for cell in mine}
    tables = {table for table, _ in rows}
    near = {(table, row + step) for table, row in rows for step in range(-_ROWS_AROUND // 2, _ROWS_AROUND // 2 + 1)}
    return [cell for cell in cells if (cell.table, cell.row) in near or (cell.table in tables and cell.use in ("heading", "repeated_heading"))]


def _place(cell: SeenCell) -> tuple[int, int, int]:
    return cell.table, cell.row, cell.column


def _page(connection: duckdb.DuckDBPyConnection, key: str) -> int:
    """The page on which the indicator begins."""
    found = connection.execute("select source_page from fact_indicator where indicator_key = ?", [key]).fetchone()
    if found:
        return int(found[0])
    like = connection.execute("select indicator_key from fact_indicator where starts_with(indicator_key, ?) order by 1", [key[:16]]).fetchall()
    names = [name for (name,) in like or connection.execute("select indicator_key from fact_indicator order by 1 limit 1000").fetchall()]
    near = difflib.get_close_matches(key, names, _NEAR, 0.0)
    raise UsageFault(f"no indicator {key!r}; keys are those of mart_indicator, such as {', '.join(near) or '-'}. make trace INDICATOR=<key>")


def _of_indicator(document: Landed, cells: list[SeenCell], key: str) -> list[SeenCell]:
    """The cells that the indicator's row stands in: keys count the landed rows of a project in their order."""
    parts = _KEY.fullmatch(key)
    assert parts, "it is in the file"
    project, number = int(parts[2]), int(parts[3])
    ordinals = sorted(row["cell_ordinal"] for row in document.rows("indicator_cells") if row["project_ordinal"] == project)
    wanted = ("indicator_cells", project, ordinals[number - 1]) if number <= len(ordinals) else None
    return [cell for cell in cells if any((taken.raw_table, taken.project_ordinal, taken.row_ordinal) == wanted for taken in cell.taken)]
