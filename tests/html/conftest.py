from collections.abc import Callable
from pathlib import Path

import pytest

from extract.html import read_pages
from extract.pages import Page
from tests.html.sheets import Sheet, document

WORDS = ("绩效指标", "指标值")


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Page]]:
    """Reads the parts as one document."""

    def pages(*parts: str | Sheet, words: tuple[str, ...] = WORDS) -> list[Page]:
        path = tmp_path / "document.html"
        path.write_text(document(*parts), encoding="utf-8")
        return list(read_pages(path, words))

    return pages
