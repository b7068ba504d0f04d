"""Pages that show a table as a picture are told, whatever words stand beside it; pages of text with pictures are read as before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extract.dispatch import read_document
from extract.rows import settle_status

WIDTH, HEIGHT = 595, 842
WHOLE = (0, 0, WIDTH, HEIGHT)
BODY = (40, 80, 515, 680)
PROSE = "根据市财政局的要求现将我局部门预算公开如下请社会各界监督并提出意见"
Draw = Callable[[Canvas], None]


def _picture(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (40, 40), 230)), x, y, width, height)


def _words(canvas: Canvas, x: float, y: float, text: str, size: float = 10, mode: int = 0) -> None:
    written = canvas.beginText(x, y)
    written.setFont("STSong-Light", size)
    written.setTextRenderMode(mode)
    written.textOut(text)
    canvas.drawText(written)


def _strips(canvas: Canvas) -> None:
    for number in range(20):
        _picture(canvas, 0, number * HEIGHT / 20, WIDTH, HEIGHT / 20 + 2)
    _words(canvas, 280, 20, "— 3 —")


def _with_words(box: tuple[float, float, float, float], *words: tuple[float, float, str]) -> Draw:
    def draw(canvas: Canvas) -> None:
        _picture(canvas, *box)
        for x, y, text in words:
            _words(canvas, x, y, text)

    return draw


def _with_hidden_layer(canvas: Canvas) -> None:
    """A scan over which its scanner wrote what it took the words for, unseen."""
    _picture(canvas, *WHOLE)
    for number in range(40):
        _words(canvas, 50, 780 - 18 * number, "项目支出绩效目标表一级指标二级指标三级指标指标值", mode=3)


def _prose(lines: int, box: tuple[float, float, float, float]) -> Draw:
    return _with_words(box, *((50, 810 - 15 * number, PROSE) for number in range(lines)))


def _ruled(canvas: Canvas) -> None:
    """A table on a letterhead that is a picture."""
    _picture(canvas, *WHOLE)
    _words(canvas, 220, 800, "项目支出绩效目标表", 14)
    rows = [
        ("项目名称", "就业补贴", "预算金额", "10万元"),
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出指标", "数量指标", "补贴人数", "≥300人"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥95%"),
    ]
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            canvas.rect(40 + 128 * column, 740 - 30 * row, 128, 30)
            _words(canvas, 45 + 128 * column, 750 - 30 * row, text)


def _read(tmp_path: Path, *pages: Draw):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(WIDTH, HEIGHT))
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    _, rows = read_document(tmp_path / "a.pdf")
    settle_status(rows)
    return rows


@pytest.mark.parametrize(
    "draw",
    [
        _with_words(WHOLE, (280, 20, "— 3 —")),
        _with_words(BODY, (200, 800, "项目支出绩效目标表"), (280, 20, "3")),
        _with_words(BODY, (50, 815, "某市教育局2024年部门预算"), (280, 20, "第3页")),
        _with_words((40, 80, 515, 400), *((50, 810 - 15 * number, PROSE) for number in range(8))),
        _strips,
        _with_hidden_layer,
    ],
)
def test_a_table_that_is_a_picture_is_told(tmp_path: Path, draw: Draw) -> None:
    rows = _read(tmp_path, draw)
    assert [block["outcome"] for block in rows.page_blocks] == ["image_only"]
    assert "picture" in rows.page_blocks[0]["reason"] and rows.document["status"] == "quarantined"


@pytest.mark.parametrize(
    "draw",
    [
        _prose(40, (500, 780, 60, 40)),  # a logo
        _prose(14, (100, 100, 380, 300)),  # a chart
        _prose(40, WHOLE),  # a letterhead
        _prose(3, WHOLE),
    ],
)
def test_text_with_pictures_stays_text(tmp_path: Path, draw: Draw) -> None:
    assert [block["outcome"] for block in _read(tmp_path, draw).page_blocks] == ["other_content"]


def test_a_table_on_a_picture_is_read_and_the_picture_of_one_beside_it_takes_nothing_away(tmp_path: Path) -> None:
    rows = _read(tmp_path, _ruled, _strips)
    assert [block["outcome"] for block in rows.page_blocks] == ["target_table", "image_only"]
    assert [row["indicator_name_text"] for row in rows.indicator_cells] == ["补贴人数", "群众满意度"] and rows.document["status"] == "loaded"
