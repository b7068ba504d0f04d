"""Pictures of pages: a PDF's as it is printed, any other's cells drawn as a table, with cells outlined."""

import io
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from warehouse.faults import UsageFault
from warehouse.progress import plain
from warehouse.seen.kinds import Kind, kind_of
from warehouse.seen.landed import Box, SeenCell

Font = ImageFont.FreeTypeFont
_DPI = 110
_LONGEST_SIDE = 4000  # pixels of a picture
_MARGIN = 60  # points around what a crop shows
# A drawn table: points.
_WIDTH, _PADDING, _SIZE, _LEAST, _MOST_LINES = 900.0, 5.0, 13, 48.0, 40
# Fonts that hold Chinese, as systems name their files.
_FONTS = ("NotoSansCJK-Regular.ttc", "NotoSansSC-Regular.otf", "SourceHanSansSC-Regular.otf", "wqy-microhei.ttc", "msyh.ttc", "simsun.ttc", "PingFang.ttc")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a picture: its size in points, and its cells, each with a box."""

    image: Image.Image
    width: float
    height: float
    cells: tuple[SeenCell, ...]

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.image.width / self.width


def printed(path: Path, page: int, cells: Iterable[SeenCell]) -> Sheet:
    """Page ``page`` (from 1) of a PDF as it is printed. Raises ``UsageFault`` where it cannot be drawn."""
    try:
        document = pypdfium2.PdfDocument(path)
        try:
            drawn = document[page - 1]
            width, height = drawn.get_size()
            image = drawn.render(scale=min(_DPI / 72, _LONGEST_SIDE / max(width, height))).to_pil().convert("RGB")
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise UsageFault(f"page {page} of {path.name} cannot be drawn: {error}") from None
    return Sheet(image, width, height, tuple(cell for cell in cells if cell.box))


def drawn(cells: Sequence[SeenCell]) -> Sheet:
    """A page that has no picture of its own: its lines, then its tables, row by row as they were read."""
    font = _font()
    measure = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    placed: list[SeenCell] = []
    texts: list[list[str]] = []
    top = _PADDING
    by_table: dict[int, list[SeenCell]] = {}
    for cell in cells:
        by_table.setdefault(cell.table, []).append(cell)
    for table in sorted(by_table):
        widths = _widths(by_table[table], measure, font)
        left = {column: _PADDING + sum(width for other, width in widths.items() if other < column) for column in widths}
        for row in sorted({cell.row for cell in by_table[table]}):
            in_row = [cell for cell in by_table[table] if cell.row == row]
            wrapped = [_wrapped(cell.text, widths[cell.column] - 2 * _PADDING, measure, font) for cell in in_row]
            height = max(map(len, wrapped)) * (_SIZE + 4) + 2 * _PADDING
            placed += [replace(cell, box=Box(left[cell.column], top, left[cell.column] + widths[cell.column], top + height)) for cell in in_row]
            texts += wrapped
            top += height
        top += 2 * _PADDING
    image = Image.new("RGB", (int(_WIDTH + 2 * _PADDING), int(top + _PADDING)), "white")
    pen = ImageDraw.Draw(image)
    for cell, lines in zip(placed, texts, strict=True):
        box = _box(cell)
        pen.rectangle((box.x0, box.top, box.x1, box.bottom), outline="#d0d4dc")
        for number, line in enumerate(lines):
            pen.text((box.x0 + _PADDING, box.top + _PADDING + number * (_SIZE + 4)), line, font=font, fill="#1d2430")
    return Sheet(image, image.width, image.height, tuple(placed))


def outlined(sheet: Sheet, wanted: Callable[[SeenCell], bool]) -> Image.Image:
    """The picture with the cells that are ``wanted`` outlined in the colour of what they became."""
    image = sheet.image.copy()
    pen = ImageDraw.Draw(image, "RGBA")
    for cell in filter(wanted, sheet.cells):
        of, box = kind(cell), _pixels(_box(cell), sheet.scale)
        pen.rectangle(box, fill=(*_rgb(of), 40), outline=(*_rgb(of), 255), width=3)
    return image


def cropped(sheet: Sheet, image: Image.Image, boxes: Collection[Box]) -> Image.Image:
    """As much of ``image`` as shows ``boxes`` and a little around them, over the page's whole width."""
    top, bottom = min(box.top for box in boxes) - _MARGIN, max(box.bottom for box in boxes) + _MARGIN
    return image.crop((0, max(0, int(top * sheet.scale)), image.width, min(image.height, int(bottom * sheet.scale))))


def png(image: Image.Image) -> bytes:
    """As PNG with few colours, which is what printed pages have."""
    written = io.BytesIO()
    image.quantize(64, method=Image.Quantize.FASTOCTREE).save(written, "PNG", optimize=True)
    return written.getvalue()


def kind(cell: SeenCell) -> Kind:
    """What the cell became."""
    return kind_of(cell.use, ((taken.raw_table, taken.field) for taken in cell.taken))


def _box(cell: SeenCell) -> Box:
    assert cell.box is not None
    return cell.box


def _pixels(box: Box, scale: float) -> tuple[float, float, float, float]:
    return box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale


def _rgb(of: Kind) -> tuple[int, int, int]:
    return int(of.pen[1:3], 16), int(of.pen[3:5], 16), int(of.pen[5:7], 16)


def _widths(cells: Sequence[SeenCell], measure: ImageDraw.ImageDraw, font: Font) -> dict[int, float]:
    """Width by column: as the longest text asks, shrunk together to the width of the page."""
    asked: dict[int, float] = {}
    for cell in cells:
        longest = max((measure.textlength(line, font) for line in cell.text.split("\n")), default=0.0)
        asked[cell.column] = max(asked.get(cell.column, _LEAST), min(longest + 2 * _PADDING + 2, _WIDTH / 2))
    if len(asked) == 1:
        return dict.fromkeys(asked, _WIDTH)
    spare = sum(asked.values()) - _WIDTH
    give = sum(width - _LEAST for width in asked.values())
    shrink = min(1.0, spare / give) if spare > 0 and give > 0 else 0.0
    return {column: width - (width - _LEAST) * shrink for column, width in sorted(asked.items())}


def _wrapped(text: str, width: float, measure: ImageDraw.ImageDraw, font: Font) -> list[str]:
    """The text in lines of at most ``width``; what is beyond a cell's most lines is cut and marked."""
    lines: list[str] = []
    for printed_line in text.split("\n"):
        line = ""
        for character in plain(printed_line):
            if line and measure.textlength(line + character, font) > width:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], "…"]


@cache
def _font() -> Font:
    """A font of this machine that holds Chinese. Raises ``UsageFault`` where there is none."""
    found = []
    if shutil.which("fc-match"):
        asked = subprocess.run(["fc-match", "-f", "%{file}", "sans-serif:lang=zh-cn"], capture_output=True, text=True, check=False)
        found = [asked.stdout.strip()] if asked.stdout.strip() else []
    for name in (*found, *_FONTS):
        try:
            font = ImageFont.truetype(name, _SIZE)
        except OSError:
            continue
        if font.getmask("满").getbbox() != font.getmask("\U0010ffff").getbbox() or name in _FONTS:
            return font
    raise UsageFault("no font with Chinese characters was found to draw the page with; Noto Sans CJK is one (Debian: fonts-noto-cjk)")
