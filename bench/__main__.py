"""``python -m bench [PDF …]``: CPU milliseconds a page and peak memory of each reader, each in a process of its own.

Without arguments the founding table is typeset as a ruled PDF (accuracy is then known: its cells), and the real documents in
``../shared/documents`` are added where they are. Accuracy is the share of the typeset records whose cells a reader gives exactly,
white space aside, for rows that no page break cuts.
"""

import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.readers import READERS

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "documents"


def measure(reader: str, path: Path) -> dict:
    """One reader on one file, here and now: CPU seconds of pages with and without tables, cells, peak memory."""
    cells, with_table, without = [], [], []
    for seconds, page_cells in READERS[reader](path):
        (with_table if page_cells else without).append(seconds)
        cells += page_cells
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"with_table": with_table, "without": without, "cells": cells, "peak_mib": peak}


def _in_a_process(reader: str, path: Path) -> dict | None:
    answer = subprocess.run([sys.executable, "-m", "bench", "--one", reader, str(path)], cwd=ROOT, capture_output=True, text=True)
    return json.loads(answer.stdout) if answer.returncode == 0 else None


def _typeset(folder: Path) -> tuple[Path, list[tuple[str, ...]]]:
    from tests.twin import fonts, ruled_pdf
    from tests.twin.page_design import HEADINGS, TITLE
    from tests.twin.records import founding_records

    records = founding_records()
    font = fonts.truetype_font(set("".join((TITLE, *HEADINGS, *("".join(record) for record in records)))), folder / "font.ttf")
    places = ruled_pdf.typeset(records, font, folder / "twin.pdf", 24.0)
    return folder / "twin.pdf", [tuple(map(_bare, record)) for record, place in zip(records, places, strict=True) if place.page == place.page_last]


def _bare(text: str) -> str:
    return "".join(text.split())


def _ms(seconds: list[float]) -> str:
    return f"{1000 * sum(seconds) / len(seconds):.1f}" if seconds else "-"


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        print(json.dumps(measure(arguments[1], Path(arguments[2]))))
        return 0
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        typeset, records = (None, []) if arguments else _typeset(Path(folder))
        paths = [Path(argument) for argument in arguments] or [typeset, *sorted(REAL.glob("guangzhou/*项目支出*.pdf")), *sorted(REAL.glob("yantai/*信访*.pdf"))]
        print(f"{'document':<28}{'reader':<12}{'ms/page with table':>20}{'ms/page without':>18}{'cells':>8}{'rows exact':>12}{'peak MiB':>10}")
        for path in paths:
            for reader in READERS:
                if reader == "camelot" and importlib.util.find_spec("camelot") is None:
                    print(f"{path.name[:12]:<28}{reader:<12}{'not installed':>20}")
                    continue
                found = _in_a_process(reader, path)
                if found is None:
                    print(f"{path.name[:12]:<28}{reader:<12}{'failed':>20}")
                    continue
                rows = {tuple(map(_bare, row)) for row in found["cells"]}
                exact = f"{sum(record in rows for record in records)}/{len(records)}" if path == typeset else "-"
                count = sum(len(row) for row in found["cells"])
                print(
                    f"{path.name[:12]:<28}{reader:<12}{_ms(found['with_table']):>20}{_ms(found['without']):>18}{count:>8}{exact:>12}{found['peak_mib']:>10.0f}"
                )
    print(f"{time.monotonic() - start:.0f} s in all")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
