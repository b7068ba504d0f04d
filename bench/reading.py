"""``python -m bench.reading FOLDER|FILE.pdf ...``: what whole documents cost to read, referee and layouts included, beside tablers on all their pages.

A line a document: CPU seconds of each, pages by how they were read, and why pdfplumber served. tablers knows no hidden text, no table that goes on
overleaf and no second engine; what it gives is cells alone.
"""

import argparse
import importlib.util
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from extract.layouts import read_layouts, signs
from extract.pages import Page
from extract.pdf import read_pages
from extract.pdf.plumber import NAME as SLOW
from extract.reasons import UnreadableError


def tablers_cells(path: Path, numbers: Sequence[int] | None = None) -> list[str]:
    """Texts of all cells of the pages ``numbers`` (from 1), of all pages where it is null."""
    import tablers

    document = tablers.Document(str(path))
    texts: list[str] = []
    for index in range(document.page_count) if numbers is None else (number - 1 for number in numbers):
        for table in tablers.find_tables(document.get_page(index), extract_text=True):
            texts += [cell.text or "" for cell in table.cells]
    document.close()
    return texts


def whole(path: Path, seen: Callable[[Page], None]) -> None:
    """Reads a document to its raw rows; ``seen`` is told each page."""

    def told() -> Iterable[Page]:
        for page in read_pages(path, signs().words):
            seen(page)
            yield page

    read_layouts(told())


def seconds(run: Callable[[], object]) -> float:
    begin = time.process_time()
    run()
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FOLDER|FILE.pdf")
    files = sorted(file for given in parser.parse_args().files for file in (given.rglob("*.pdf") if given.is_dir() else [given]))
    is_rival_there = importlib.util.find_spec("tablers") is not None
    total: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    print(f"{'ours':>7}{'tablers':>9}{'ratio':>7}{'pages':>7}{'laid out':>10}{SLOW:>12}  document")
    for file in files:
        pages: list[tuple[bool, str | None, str]] = []
        try:
            ours = seconds(lambda file=file, pages=pages: whole(file, lambda page: pages.append((page.is_laid_out, page.reason, page.engine))))
        except UnreadableError:
            continue
        rival = seconds(lambda file=file: tablers_cells(file)) if is_rival_there else float("nan")
        laid_out, slow = sum(is_laid_out for is_laid_out, _, _ in pages), [reason or "" for _, reason, engine in pages if engine == SLOW]
        reasons.update(slow)
        total.update({"ours": ours, "rival": rival, "pages": len(pages), "laid out": laid_out, "slow": len(slow)})
        print(f"{ours:7.2f}{rival:9.2f}{ours / rival:7.2f}{len(pages):7}{laid_out:10}{len(slow):12}  {file.name}")
    if total["pages"]:
        ours, rival = total["ours"], total["rival"]
        print(f"{ours:7.2f}{rival:9.2f}{ours / rival:7.2f}{total['pages']:7.0f}{total['laid out']:10.0f}{total['slow']:12.0f}  together")
    for reason, count in reasons.most_common():
        print(f"{count:4} by {SLOW}: {reason}")
    if not is_rival_there:
        print("tablers is not installed (make bench installs it)")


if __name__ == "__main__":
    main()
