"""What a build says while it runs: one moving line on a terminal, plain lines in a log."""

import re
import shutil
import sys
import time
import unicodedata
from typing import TextIO

# Control and direction characters could move a terminal's cursor or turn a line round; names of files may hold any.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_LOG_INTERVAL = 30.0  # seconds between two lines of one stage in a log


def plain(text: str) -> str:
    """``text`` as one line that a terminal only prints: what is not printable is shown by its code."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class Progress:
    """Progress of one build. Calling it tells how far the stage is; ``line`` says something that stays."""

    def __init__(self, stream: TextIO | None = None):
        self.stream = stream or sys.stdout
        self.is_terminal = self.stream.isatty()
        self.name = ""  # of the stage
        self._drawn_at = 0.0
        self._is_drawn = False

    def stage(self, name: str) -> None:
        self.name = name
        self._drawn_at = 0.0 if self.is_terminal else time.monotonic()
        if not self.is_terminal:
            self.line(name)

    def __call__(self, done: int, total: int | None = None, what: str = "") -> None:
        """``done`` of ``total`` units of the stage, the last of them ``what``; ``total`` is None where it is not known."""
        now = time.monotonic()
        if now - self._drawn_at < (0.1 if self.is_terminal else _LOG_INTERVAL):
            return
        self._drawn_at = now
        amount = str(done) if total is None else f"{done} of {total}"
        text = plain(f"{self.name}: {amount} {what}".rstrip())
        if self.is_terminal:
            self._erase()
            self._write(_fitted(text, shutil.get_terminal_size().columns - 1))
            self._is_drawn = True
        else:
            self.line(text)

    def line(self, text: str) -> None:
        self._erase()
        self._write(plain(text) + "\n")

    def _erase(self) -> None:
        if self._is_drawn:
            self._write("\r\x1b[K")
            self._is_drawn = False

    def _write(self, text: str) -> None:
        encoding = self.stream.encoding or "utf-8"
        self.stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        self.stream.flush()


def _fitted(text: str, columns: int) -> str:
    """``text`` cut to ``columns`` of a terminal, in which a Chinese character takes two."""
    width = 0
    for position, character in enumerate(text):
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width > columns:
            return text[:position]
    return text
