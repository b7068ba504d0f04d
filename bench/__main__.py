"""``python -m bench [FILE.pdf ...]``: CPU a page with its rivals side by side, cells right of those printed, memory of a worker.

Without files it typesets its own: a dense ruled table whose cells are known, and prose. With files it takes the pages
that the gate lays out and as many that it does not, and counts the cells that read as pdfplumber's do.
"""

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber

from bench.sheets import FOREIGN_FONT, GATE_WORDS, WORDS_OF_CELLS, embedded_font, write_prose, write_table
from extract.pdf import read_pages
from extract.text import squeeze

PAGES = 12
REPEATS = 2
MEMORY_PAGES = 400
Cells = Counter[str]


def ours(path: Path, numbers: Sequence[int], words: Sequence[str]) -> Cells:
    cells: Cells = Counter()
    for page in read_pages(path, words, numbers):
        cells.update(squeeze(cell.text) for table in page.tables for cell in table.cells)
    return cells


def plumber(path: Path, numbers: Sequence[int], words: Sequence[str]) -> Cells:
    cells: Cells = Counter()
    with pdfplumber.open(path, pages=list(numbers)) as document:
        for page in document.pages:
            for table in page.extract_tables():
                cells.update(squeeze(cell) for row in table for cell in row if cell is not None)
            page.close()
    return cells


def camelot(path: Path, numbers: Sequence[int], words: Sequence[str]) -> Cells:
    import camelot as library

    cells: Cells = Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for table in library.read_pdf(str(path), pages=",".join(map(str, numbers)), flavor="lattice", suppress_stdout=True):
            cells.update(squeeze(cell) for row in table.data for cell in row)
    return cells


Reader = Callable[[Path, Sequence[int], Sequence[str]], Cells]
READERS: dict[str, Reader] = {"this reader": ours, "pdfplumber": plumber, "camelot": camelot}


def cpu(reader: Reader, path: Path, numbers: Sequence[int], words: Sequence[str]) -> tuple[float, Cells]:
    """CPU milliseconds a page, opening the document included, the least of some runs; and the cells."""
    best, cells = float("inf"), Counter()
    for _ in range(REPEATS):
        begin = time.process_time()
        cells = reader(path, numbers, words)
        best = min(best, time.process_time() - begin)
    return 1000 * best / len(numbers), cells


def share(got: Cells, expected: Cells) -> float:
    """Of the expected texts, how many stand in a cell of their own."""
    wanted = Counter({text: count for text, count in expected.items() if text})
    return sum((wanted & got).values()) / max(1, wanted.total())


def compare(title: str, path: Path, numbers: Sequence[int], words: Sequence[str], expected: Cells | None, *, has_table: bool = True) -> None:
    print(f"\n{title}: {path.name}, pages {', '.join(map(str, numbers))}")
    print(f"{'':14}{'CPU ms a page':>14}{'times ours':>12}{'cells right' if expected else 'as pdfplumber':>15}")
    results = {}
    for name, reader in READERS.items():
        if name == "camelot" and importlib.util.find_spec("camelot") is None:
            print(f"{name:14}{'not installed':>14}")
            continue
        results[name] = cpu(reader, path, numbers, words)
    reference = expected if expected is not None else results["pdfplumber"][1] if has_table else Counter()
    for name, (milliseconds, cells) in results.items():
        right = f"{share(cells, reference):.2%}" if reference else "-"
        print(f"{name:14}{milliseconds:14.1f}{milliseconds / results['this reader'][0]:12.1f}{right:>15}")


def pages_of(path: Path) -> tuple[list[int], list[int]]:
    """Some pages that hold a table of targets, and some that are not laid out."""
    pages = [(page.number, page.is_laid_out and bool(page.tables), page.is_laid_out) for page in read_pages(path)]
    return [number for number, has_table, _ in pages if has_table][-PAGES:], [number for number, _, is_laid_out in pages if not is_laid_out][:PAGES]


def worker_memory(path: Path) -> int:
    """Peak megabytes of a process that reads the whole of ``path``."""
    # The high-water mark of the memory map: what getrusage tells survives exec and holds the parent's.
    code = (
        "import re, sys; from pathlib import Path; from extract.pdf import read_pages\n"
        "for page in read_pages(Path(sys.argv[1])): pass\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) // 1024)"
    )
    return int(subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.pdf")
    files = parser.parse_args().files
    with tempfile.TemporaryDirectory() as folder:
        table, foreign, prose, long = (Path(folder) / f"{name}.pdf" for name in ("table", "not-embedded", "prose", "long"))
        embedded = embedded_font(Path(folder))
        numbers = list(range(1, PAGES + 1))
        expected = Counter({text: count * PAGES for text, count in WORDS_OF_CELLS.items()})
        write_table(table, PAGES, embedded)
        write_table(foreign, PAGES, FOREIGN_FONT)
        write_prose(prose, PAGES)
        write_table(long, MEMORY_PAGES, embedded)
        compare("dense table", table, numbers, GATE_WORDS, expected)
        compare("the same in a font that is not embedded, which the fast engine misplaces", foreign, numbers, GATE_WORDS, expected)
        compare("prose", prose, numbers, GATE_WORDS, None, has_table=False)
        print(f"\nmemory of a worker: {worker_memory(table)} MB for {PAGES} pages, {worker_memory(long)} MB for {MEMORY_PAGES}")
    for path in files:
        with_table, without = pages_of(path)
        if with_table:
            compare("with table", path, with_table, GATE_WORDS, None)
        if without:
            compare("without", path, without, GATE_WORDS, None, has_table=False)
        print(f"memory of a worker: {worker_memory(path)} MB")


if __name__ == "__main__":
    main()
