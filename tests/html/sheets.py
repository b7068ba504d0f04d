"""Small HTML documents for the tests: sheets of boxes with places, as converters write them, and plain pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field

HEAD = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>标题</title></head><body>"
TAIL = "</body></html>"


@dataclass
class Sheet:
    """A page box; lengths are in points and written in ``unit``."""

    width: float = 595.0
    height: float = 842.0
    unit: str = "pt"
    overflow: str = "hidden"
    boxes: list[str] = field(default_factory=list)

    def _length(self, points: float) -> str:
        return f"{points / 0.75 if self.unit == 'px' else points}{self.unit}"

    def text(self, x: float, y: float, text: str, more: str = "", size: float = 10.0) -> "Sheet":
        style = (
            f"position:absolute;left:{self._length(x)};top:{self._length(y)};font-size:{self._length(size)};line-height:{self._length(size)};width:auto;{more}"
        )
        self.boxes.append(f'<div class="p" style="{style}">{text}</div>')
        return self

    def level(self, y: float, x0: float, x1: float) -> "Sheet":
        return self.box(x0, y, x1 - x0, 0, f"border-bottom:{self._length(0.5)} solid #000000")

    def upright(self, x: float, y0: float, y1: float) -> "Sheet":
        return self.box(x, y0, 0, y1 - y0, f"border-right:{self._length(0.5)} solid #000000")

    def box(self, x: float, y: float, width: float, height: float, more: str) -> "Sheet":
        place = f"position:absolute;left:{self._length(x)};top:{self._length(y)};width:{self._length(width)};height:{self._length(height)};"
        self.boxes.append(f'<div class="r" style="{place}{more}"> </div>')
        return self

    def picture(self, x: float, y: float, width: float, height: float) -> "Sheet":
        place = f"position:absolute;left:{self._length(x)};top:{self._length(y)};width:{self._length(width)};height:{self._length(height)};"
        self.boxes.append(f'<img src="picture.png" style="{place}" />')
        return self

    def grid(self, xs: Iterable[float], ys: Iterable[float]) -> "Sheet":
        xs, ys = list(xs), list(ys)
        for y in ys:
            self.level(y, xs[0], xs[-1])
        for x in xs:
            self.upright(x, ys[0], ys[-1])
        return self

    def html(self) -> str:
        style = f"position:relative;width:{self._length(self.width)};height:{self._length(self.height)};overflow:{self.overflow};margin:0.5em;"
        return f'<div class="page" style="{style}">{"".join(self.boxes)}</div>'


def document(*parts: str | Sheet) -> str:
    return HEAD + "".join(part if isinstance(part, str) else part.html() for part in parts) + TAIL
