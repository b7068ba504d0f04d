"""The review as one page of HTML."""

import base64
import io
from pathlib import Path

from markupsafe import Markup

from warehouse.corrections import COLUMNS
from warehouse.pages import frame
from warehouse.review.gathered import Review, mark_of
from warehouse.seen.kinds import kinds
from warehouse.seen.landed import SeenCell
from warehouse.seen.picture import Sheet, kind

_HERE = Path(__file__).parent
_QUALITY = 55  # of a page's picture


def page(review: Review, is_apart: bool = False) -> str:
    """The page that shows ``review``; ``is_apart`` says that the document is not in the warehouse and was built for this page alone."""
    return frame.rendered(
        "review.html.jinja", _HERE, title=review.document["file_name"], scripts=["frame.js", "review.js"], r=review, is_apart=is_apart,
        kinds=kinds(), kind=kind, marks=_marks, picture=_picture, place=_place, columns=COLUMNS,
    )  # fmt: skip


def _marks(cell: SeenCell) -> str:
    """The rows that the cell belongs to."""
    return " ".join(sorted({mark_of(taken.raw_table, taken.project_ordinal, taken.row_ordinal) for taken in cell.taken}))


def _picture(sheet: Sheet) -> Markup:
    """The page as printed, as a data URI."""
    written = io.BytesIO()
    sheet.image.save(written, "WEBP", quality=_QUALITY, method=4)
    return Markup(f"data:image/webp;base64,{base64.b64encode(written.getvalue()).decode()}")


def _place(cell: SeenCell, sheet: Sheet) -> str:
    """Where the cell is on the picture, in shares of its size."""
    assert cell.box
    left, top = 100 * cell.box.x0 / sheet.width, 100 * cell.box.top / sheet.height
    width, height = 100 * (cell.box.x1 - cell.box.x0) / sheet.width, 100 * (cell.box.bottom - cell.box.top) / sheet.height
    return f"left:{left:.2f}%;top:{top:.2f}%;width:{width:.2f}%;height:{height:.2f}%"
