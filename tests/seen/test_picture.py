"""Pictures of pages: outlines lie where the words are printed."""

import io

import pytest
from PIL import Image

from tests.seen.built import built
from warehouse.faults import UsageFault
from warehouse.seen.landed import SeenCell, file_of, landed_documents
from warehouse.seen.picture import cropped, drawn, outlined, png, printed

RED = (179, 55, 47)


def _cell(row: int, column: int, text: str, table: int = 1) -> SeenCell:
    return SeenCell(1, table, row, column, "landed", text, None, None, ())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["form.pdf", "list.pdf", "one_form.pdf"])
def test_the_words_of_a_cell_stand_inside_its_outline(name):
    """What is dark on the page within a cell's box is its text: a cell that prints something holds ink, a blank one none."""
    document = next(one for one in landed_documents(built()).values() if one.paths == (name,))
    cells = document.cells([1])
    sheet = printed(file_of(document, built().documents), 1, cells)
    assert len(sheet.cells) > 10 and sheet.scale > 1
    for cell in sheet.cells:
        inside = 3
        box = (
            cell.box.x0 * sheet.scale + inside,
            cell.box.top * sheet.scale + inside,
            cell.box.x1 * sheet.scale - inside,
            cell.box.bottom * sheet.scale - inside,
        )
        darkest = sheet.image.crop(tuple(map(int, box))).convert("L").getextrema()[0]
        assert (darkest < 140) == bool(cell.text.strip()), cell


@pytest.mark.slow
def test_only_the_wanted_cells_are_outlined_and_a_crop_shows_them():
    document = next(one for one in landed_documents(built()).values() if one.paths == ("one_form.pdf",))
    sheet = printed(file_of(document, built().documents), 1, document.cells([1]))
    (target,) = [cell for cell in sheet.cells if cell.text == "不低于98%"]
    image = outlined(sheet, lambda cell: cell is target)
    box = target.box
    assert image.getpixel((int(box.x0 * sheet.scale) + 1, int((box.top + box.bottom) / 2 * sheet.scale))) == RED
    assert sheet.image.getpixel((int(box.x0 * sheet.scale) + 1, int((box.top + box.bottom) / 2 * sheet.scale))) != RED
    part = cropped(sheet, image, [box])
    assert part.width == image.width and part.height < image.height / 2
    assert Image.open(io.BytesIO(png(part))).size == part.size


@pytest.mark.slow
def test_a_page_that_is_not_there_is_a_usage_error():
    with pytest.raises(UsageFault, match="page 9"):
        printed(built().documents / "one_form.pdf", 9, [])
    with pytest.raises(UsageFault, match="page 1"):
        printed(built().documents / "list.html", 1, [])


def test_a_page_without_a_picture_is_drawn_row_by_row():
    sheet = drawn([_cell(1, 1, "一级指标"), _cell(1, 3, "指标值"), _cell(2, 1, "产出指标\n数量"), _cell(2, 3, "≥" + "长" * 300), _cell(1, 1, "题目", table=0)])
    boxes = {(cell.table, cell.row, cell.column): cell.box for cell in sheet.cells}
    assert boxes[0, 1, 1].bottom <= boxes[1, 1, 1].top < boxes[1, 1, 1].bottom <= boxes[1, 2, 1].top
    assert boxes[1, 1, 1].x1 <= boxes[1, 1, 3].x0 and boxes[1, 2, 3].x1 <= sheet.width
    assert boxes[1, 2, 3].bottom - boxes[1, 2, 3].top > 5 * 13, "a long text takes several lines"
    assert sheet.image.convert("L").getextrema()[0] < 100


def test_a_text_without_end_does_not_make_a_picture_without_end():
    assert drawn([_cell(1, 1, "长" * 50_000), _cell(1, 2, "\x1b[2J\u202e")]).image.height < 1200
