"""``python -m tests.pictures``: the pictures of docs/pictures, taken of the sample as a person sees it."""

import io
import sys
import tempfile
from pathlib import Path

import duckdb
from PIL import Image

from tests.browser import CHROMIUM, opened
from warehouse.build import run_build
from warehouse.report.__main__ import main as report
from warehouse.review.__main__ import review
from warehouse.settings import PROJECT_ROOT, Settings, parse
from warehouse.swap import write
from warehouse.trace.indicator import indicator_picture

PICTURES = PROJECT_ROOT / "docs" / "pictures"
# By picture: the page, the width and height of the window, and what to do before it is taken.
_TAKEN = {
    "report": ("report.html", 1280, 1500, None),
    "report-phone": ("report.html", 390, 844, None),
    "review": (
        "review.html",
        1400,
        900,
        "document.querySelectorAll('section')[1].scrollIntoView(); document.querySelectorAll('.row.indicator_cells')[30].focus()",
    ),
}


def main() -> int:
    """Exit status 2 where there is no browser."""
    if CHROMIUM is None:
        print("pictures are taken by Chromium, which is not installed", file=sys.stderr)
        return 2
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        settings = Settings(parse([]).documents, Path(made))
        if status := run_build(settings):
            return status
        report(["--warehouse", made])
        (document,) = settings.documents.glob("*.txt")
        write(settings.output / "review.html", review(settings, document))
        with duckdb.connect(str(settings.published), read_only=True) as connection:
            (key,) = connection.execute("select min(indicator_key) from mart_finding where severity = 'error'").fetchone()
            write(PICTURES / "trace.png", indicator_picture(settings, connection, key, is_whole=False))
        for name, (page, width, height, prepare) in _TAKEN.items():
            with opened(settings.output / page, width, height) as (shown, _):
                if prepare:
                    shown.evaluate(prepare)
                taken = Image.open(io.BytesIO(shown.screenshot()))
                taken.quantize(128).save(PICTURES / f"{name}.png", optimize=True)
            print(PICTURES / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
