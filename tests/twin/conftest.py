"""What all twins are set with."""

from pathlib import Path

import pytest

from tests.twin import fonts
from tests.twin.page_design import HEADINGS, TITLE
from tests.twin.records import founding_records


@pytest.fixture(scope="session")
def truetype_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    printed = "".join((TITLE, *HEADINGS, *("".join(record) for record in founding_records())))
    return fonts.truetype_font(set(printed), tmp_path_factory.mktemp("font") / "twin.ttf")
