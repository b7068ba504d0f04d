"""``python -m tests.pictures``: the pictures of docs/pictures, taken of the sample as a person sees it."""

import sys
import tempfile
from pathlib import Path

from tests.browser import CHROMIUM, opened
from warehouse.build import run_build
from warehouse.report.__main__ import main as report
from warehouse.settings import PROJECT_ROOT, Settings, parse

PICTURES = PROJECT_ROOT / "docs" / "pictures"
# By picture: the page, the width and height of the window, and what to do before it is taken.
_TAKEN = {
    "report": ("report.html", 1280, 1500, None),
    "report-phone": ("report.html", 390, 844, None),
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
        for name, (page, width, height, prepare) in _TAKEN.items():
            with opened(settings.output / page, width, height) as (shown, _):
                if prepare:
                    shown.evaluate(prepare)
                shown.screenshot(path=PICTURES / f"{name}.png")
            print(PICTURES / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
