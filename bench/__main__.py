"""``python -m bench [FILE.pdf ...]``: CPU a page with its rivals side by side, cells beside those printed, memory of a worker.

Without files it typesets its own: a dense ruled table whose cells are known, as three kinds of programs write it, and
prose. With files it takes the pages that are laid out and hold a table and as many that are not, and counts the cells
that read as pdfplumber's do.
"""

import argparse
import importlib.util
import logging
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pdf_oxide
import pdfplumber
import pypdfium2

from bench.reading import tablers_cells
from bench.sheets import FOREIGN_FONT, GATE_WORDS, WORDS_OF_CELLS, embedded_font, write_prose, write_table
from extract.pdf import read_pages
from extract.text import squeeze

PAGES = 8
REPEATS = 3
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


def tablers(path: Path, numbers: Sequence[int], words: Sequence[str]) -> Cells:
    return Counter(map(squeeze, tablers_cells(path, numbers)))


def gate_engine(path: Path, numbers: Sequence[int], words: Sequence[str]) -> Cells:
    """What the gate cannot do without: pdfium opens the page and gives its text."""
    document = pypdfium2.PdfDocument(path)
    for number in numbers:
        page = document[number - 1]
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()
    return Counter()


def both_engines(path: Path, numbers: Sequence[int], words: Sequence[str]) -> Cells:
    """What no reading by two engines can do without: the above, and pdf_oxide's characters and paths."""
    gate_engine(path, numbers, words)
    document = pdf_oxide.PdfDocument(str(path))
    for number in numbers:
        document.extract_chars(number - 1)
        document.extract_paths(number - 1)
    return Counter()


Reader = Callable[[Path, Sequence[int], Sequence[str]], Cells]
RIVALS: dict[str, Reader] = {"this reader": ours, "pdfplumber": plumber, "tablers": tablers, "camelot": camelot}


def measured(readers: dict[str, Reader], path: Path, numbers: Sequence[int], words: Sequence[str]) -> dict[str, tuple[float, Cells]]:
    """CPU milliseconds a page, opening the document included, the least of some rounds in which each has its turn; and the cells."""
    found: dict[str, tuple[float, Cells]] = {}
    for _ in range(REPEATS):
        for name, reader in readers.items():
            begin = time.process_time()
            cells = reader(path, numbers, words)
            spent = 1000 * (time.process_time() - begin) / len(numbers)
            found[name] = min(spent, found[name][0]) if name in found else spent, cells
    return found


def shares(got: Cells, expected: Cells) -> str:
    """Recall and precision: of the expected texts how many are found in a cell of their own, of the texts found how many are expected."""
    wanted, found = (Counter({text: count for text, count in cells.items() if text}) for cells in (expected, got))
    right = (wanted & found).total()
    return f"{right / max(1, wanted.total()):12.2%}{right / max(1, found.total()):12.2%}"


def compare(title: str, path: Path, numbers: Sequence[int], words: Sequence[str], expected: Cells | None, *, has_table: bool = True) -> None:
    engines = {"engines alone": both_engines} if has_table else {"pdfium alone": gate_engine}
    installed = {name: reader for name, reader in RIVALS.items() if name == "this reader" or importlib.util.find_spec(name)}
    results = measured(installed | engines, path, numbers, words)
    reference = expected if expected is not None else results["pdfplumber"][1] if has_table else None
    print(f"\n{title} ({path.name}, {len(numbers)} pages)")
    print(f"{'':14}{'CPU ms a page':>14}{'times ours':>12}" + (f"{'recall':>12}{'precision':>12}" if reference else ""))
    for name, (milliseconds, cells) in results.items():
        told = shares(cells, reference) if reference and name in RIVALS else ""
        print(f"{name:14}{milliseconds:14.1f}{milliseconds / results['this reader'][0]:12.1f}{told}")
    for name in RIVALS.keys() - installed.keys():
        print(f"{name:14}{'not installed':>14}")


def pages_of(path: Path) -> tuple[list[int], list[int]]:
    """Some pages that hold a table of targets, and some that are not laid out."""
    pages = [(page.number, page.is_laid_out and bool(page.tables), page.is_laid_out) for page in read_pages(path, GATE_WORDS)]
    return [number for number, has_table, _ in pages if has_table][-PAGES:], [number for number, _, is_laid_out in pages if not is_laid_out][:PAGES]


def worker_memory(path: Path) -> int:
    """Peak megabytes of a process that reads the whole of ``path``."""
    # The high-water mark of the memory map: what getrusage tells survives exec and holds the parent's.
    code = (
        "import re, sys; from pathlib import Path; from bench.sheets import GATE_WORDS; from extract.pdf import read_pages\n"
        "for page in read_pages(Path(sys.argv[1]), GATE_WORDS): pass\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) // 1024)"
    )
    return int(subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.pdf")
    files = parser.parse_args().files
    for library in ("pdfminer", "camelot", "playa"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        table, office, foreign, prose, long = (Path(folder) / f"{name}.pdf" for name in ("table", "office", "not-embedded", "prose", "long"))
        embedded = embedded_font(Path(folder))
        numbers = list(range(1, PAGES + 1))
        expected = Counter({text: count * PAGES for text, count in WORDS_OF_CELLS.items()})
        write_table(table, PAGES, embedded)
        write_table(office, PAGES, embedded, is_by_character=True)
        write_table(foreign, PAGES, FOREIGN_FONT)
        write_prose(prose, PAGES)
        write_table(long, MEMORY_PAGES, embedded)
        compare("a dense table, a line of text at a time", table, numbers, GATE_WORDS, expected)
        compare("the same as office programs print it: each character by itself, clipped to its cell", office, numbers, GATE_WORDS, expected)
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
