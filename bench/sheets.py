"""Pages for the bench whose every cell is known: a dense form with merged cells and wrapped lines, and prose."""

from collections import Counter
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extract.layouts import gate_words
from extract.text import squeeze
from tests.twin.fonts import truetype_font

GATE_WORDS = gate_words()
FOREIGN_FONT = "STSong-Light"
_SIZE, _LEADING = 8, 9.5
_WIDTHS = (70, 60, 70, 190, 90, 60, 220)
_HEADINGS = ("项目名称", "一级指标", "二级指标", "三级指标", "指标值", "权重", "绩效目标")
_ROWS, _MERGED = 16, 4
_ROW_HEIGHT = 30


def _cells() -> list[tuple[int, int, int, str]]:
    """Row, column, rows spanned, text; the project and the goal are merged over some rows each."""
    cells = [(0, column, 1, heading) for column, heading in enumerate(_HEADINGS)]
    for row in range(1, _ROWS + 1):
        if (row - 1) % _MERGED == 0:
            cells.append((row, 0, _MERGED, f"公共服务专项经费第{row}号"))
            cells.append((row, 6, _MERGED, f"第{row}项：" + "按时完成年度各项工作任务，持续提升公共服务质量与群众满意度，保障资金使用安全规范。" * 3))
        values = ("产出指标", "数量指标", f"开展业务培训与宣传活动的场次及覆盖人数（第{row}类）", f"≥{row * 12}场次", f"{row}")
        cells += [(row, column, 1, value) for column, value in enumerate(values, 1)]
    return cells


WORDS_OF_CELLS = Counter(squeeze(text) for *_, text in _cells())


def embedded_font(folder: Path) -> str:
    """Registers a font that holds the sheet's characters and is embedded; its name."""
    path = truetype_font(set("".join(text for *_, text in _cells())), folder / "sheet.ttf")
    pdfmetrics.registerFont(TTFont("sheet", str(path)))
    return "sheet"


def _wrapped(text: str, width: float, font: str) -> list[str]:
    lines, line = [], ""
    for character in text:
        if pdfmetrics.stringWidth(line + character, font, _SIZE) > width:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def write_table(path: Path, page_count: int, font: str, *, is_by_character: bool = False) -> None:
    """The sheet over and over; ``is_by_character``: each character a text object of its own under its cell's clip."""
    pdfmetrics.registerFont(UnicodeCIDFont(FOREIGN_FONT))
    size = landscape(A4)
    canvas = Canvas(str(path), pagesize=size, invariant=1)
    lefts = [40 + sum(_WIDTHS[:column]) for column in range(len(_WIDTHS) + 1)]
    top = size[1] - 40
    for _ in range(page_count):
        canvas.setFont(font, _SIZE)
        canvas.setLineWidth(0.5)
        for row, column, span, text in _cells():
            height = _ROW_HEIGHT * span
            y = top - _ROW_HEIGHT * row - height
            canvas.rect(lefts[column], y, _WIDTHS[column], height)
            lines = _wrapped(text, _WIDTHS[column] - 6, font)
            first = y + height / 2 + _LEADING * (len(lines) / 2 - 0.8)
            if is_by_character:
                canvas.saveState()
                clip = canvas.beginPath()
                clip.rect(lefts[column], y, _WIDTHS[column], height)
                canvas.clipPath(clip, stroke=0, fill=0)
            for number, line in enumerate(lines):
                x, baseline = lefts[column] + 3, first - number * _LEADING
                for text in line if is_by_character else [line]:
                    canvas.drawString(x, baseline, text)
                    x += pdfmetrics.stringWidth(text, font, _SIZE)
            if is_by_character:
                canvas.restoreState()
        canvas.showPage()
    canvas.save()


def write_prose(path: Path, page_count: int) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FOREIGN_FONT))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for page in range(page_count):
        canvas.setFont(FOREIGN_FONT, 10.5)
        for row in range(42):
            canvas.drawString(60, 780 - row * 17.5, f"第{page + 1}页第{row + 1}行，本部门坚持统筹兼顾、勤俭节约的原则编制年度收支预算。"[:44])
        canvas.showPage()
    canvas.save()
