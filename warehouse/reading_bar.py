"""What the reading of documents shows while it runs: a bar of documents that counts pages, on a terminal only; a line now and then in a log.

How many pages there will be is known of a document only when it is opened; the bar's length goes by documents, its speed by pages.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NoReturn

from warehouse.progress import Progress, plain

if TYPE_CHECKING:
    from tqdm import tqdm

_REDRAW_SECONDS = 0.1
_FORMAT = "{desc}: {n_fmt}/{total_fmt} documents{postfix} |{bar}| {elapsed}<{remaining}"


class ReadingBar:
    """Told by the extraction how far it is (``extract.landing.Listener``). ``close`` leaves nothing of the bar behind."""

    def __init__(self, progress: Progress):
        self._progress = progress
        self._documents, self._total, self._pages = 0, 0, 0
        self._bar: tqdm[NoReturn] | None = None
        self._began_at = self._drawn_at = 0.0

    def begins(self, documents: int) -> None:
        self._total, self._began_at = documents, time.monotonic()
        if documents and self._progress.is_terminal:
            from tqdm import tqdm

            name = plain(self._progress.name)
            self._bar = tqdm(desc=name, total=documents, file=self._progress.stream, leave=False, dynamic_ncols=True, bar_format=_FORMAT)
            self._draw(is_due=True)

    def reads(self, pages: int) -> None:
        self._pages += pages
        self._draw()

    def lands(self) -> None:
        self._documents += 1
        self._draw(is_due=self._documents == self._total)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _draw(self, is_due: bool = False) -> None:
        if self._bar is None:
            self._progress(self._documents, self._total, f"documents, {self._pages} pages")
            return
        now = time.monotonic()
        if is_due or now - self._drawn_at >= _REDRAW_SECONDS:
            self._drawn_at = now
            self._bar.n = self._documents
            # tqdm puts a comma before it.
            seconds = now - self._began_at
            self._bar.postfix = f"{self._pages:,} pages, {self._pages / seconds:.1f} a second" if self._pages and seconds > 1 else f"{self._pages:,} pages"
            self._bar.refresh()
