"""Runs of characters to lines of text, as HTML folds white space."""

import re
from dataclasses import dataclass, field

from extract.html.style import Style
from extract.text import INVISIBLE

_FOLDED = re.compile(r"[ \t\r\n]+")
_INK = re.compile(r"\S")
# Digits and signs above the line, as characters that no number holds.
_RAISED = str.maketrans("0123456789+-−=()０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹")
# Between the pieces of a line that are set apart; white space that no document prints.
GAP = "\x1d"


def count_ink(text: str) -> int:
    """How many characters of ``text`` are neither white space nor invisible."""
    return len(_INK.findall(text.translate(INVISIBLE)))


@dataclass(slots=True)
class Run:
    """Characters of one style."""

    text: str
    style: Style
    is_link: bool = False


@dataclass(slots=True)
class TextLine:
    """What stands between two line breaks, white space folded."""

    runs: list[Run] = field(default_factory=list)
    align: str = "left"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def link_share(self) -> float:
        """How much of the line leads elsewhere."""
        return sum(count_ink(run.text) for run in self.runs if run.is_link) / max(count_ink(self.text), 1)


@dataclass(slots=True)
class LineBuilder:
    """Collects runs, folds white space over the seams between them, and parts lines."""

    lines: list[TextLine] = field(default_factory=list)
    _open: TextLine = field(default_factory=TextLine)

    def add(self, text: str, style: Style, *, is_link: bool = False) -> None:
        # A form feed is white space here, and dropped otherwise.
        text = text.replace("\f", " ").translate(INVISIBLE)
        if style.keeps_space:
            for number, part in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
                if number:
                    self.end_line()
                self._append(part, style, is_link)
            return
        folded = _FOLDED.sub(" ", text)
        if folded.startswith(" ") and (not self._open.runs or self._open.runs[-1].text.endswith(" ")):
            folded = folded[1:]
        self._append(folded, style, is_link)

    def _append(self, text: str, style: Style, is_link: bool) -> None:
        if text:
            if not self._open.runs:
                self._open.align = style.align
            self._open.runs.append(Run(text, style, is_link))

    def part(self, style: Style) -> None:
        """What comes next is set apart from what stands on the open line."""
        if self._open.runs:
            self._open.runs.append(Run(GAP, style))

    def end_line(self) -> None:
        """Ends the open line, if it has begun."""
        if self._open.text.strip():
            _set_raised(self._open.runs)
            self.lines.append(self._open)
        self._open = TextLine()

    def take(self) -> list[TextLine]:
        self.end_line()
        taken, self.lines = self.lines, []
        return taken


def _set_raised(runs: list[Run]) -> None:
    """Raised digits become raised characters, where something on the line is not raised: they belong to no number beside them."""
    raised = [run for run in runs if run.style.is_raised]
    if raised and any(run.text.strip() for run in runs if not run.style.is_raised):
        for run in raised:
            run.text = run.text.translate(_RAISED)
