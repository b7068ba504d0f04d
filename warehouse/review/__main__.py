"""``python -m warehouse.review``: writes a document's pages beside the rows that were loaded from it."""

import argparse
import hashlib
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from extract.archives.offered import locate
from extract.landing import ARCHIVES
from warehouse.build import run_build
from warehouse.faults import BuildFault, UsageFault
from warehouse.progress import Progress
from warehouse.review.gathered import gathered
from warehouse.review.page import page
from warehouse.seen.landed import landed_documents
from warehouse.settings import Settings, add_settings
from warehouse.swap import file_name, write
from warehouse.told import told

_NEAR = 5  # documents that an error of usage names


def found(settings: Settings, asked: str) -> tuple[Path, str]:
    """The file that is meant and what it is called: a path, a path in the documents folder or in an archive there, or what one name there alone holds.

    Raises ``UsageFault``.
    """
    for path in (Path(asked).expanduser(), settings.documents / asked):
        if path.is_file():
            return path.absolute(), path.name
    offered = sorted(path for one in landed_documents(settings).values() for path in one.paths)
    like = [path for path in offered if asked in path]
    if asked in like:
        like = [asked]
    if len(like) == 1:
        member = locate(like[0], settings.documents, settings.raw / ARCHIVES)
        if member:
            return member, Path(like[0]).name
        raise UsageFault(f"{settings.documents / like[0]} is not there; DOCUMENTS=<folder> says where the documents are")
    said = "several documents are" if like else "no document is"
    raise UsageFault(f"{said} called {asked}: {', '.join((like or offered)[:_NEAR]) or '-'}. make review DOCUMENT=<file>")


def review(settings: Settings, file: Path, pages: set[int] | None = None) -> str:
    """The review of ``file`` by the published file; a document that is not in it, or has changed, is built apart first."""
    key = hashlib.sha256(file.read_bytes()).hexdigest()[:16]
    if settings.published.is_file() and key in landed_documents(settings):
        with duckdb.connect(str(settings.published), read_only=True) as connection:
            if connection.execute("select 1 from dim_document where document_key = ?", [key]).fetchone():
                return page(gathered(connection, landed_documents(settings)[key], file, pages))
    with _built_apart(settings, file) as apart, duckdb.connect(str(apart.published), read_only=True) as connection:
        return page(gathered(connection, landed_documents(apart)[key], file, pages), is_apart=True)


@contextmanager
def _built_apart(settings: Settings, file: Path) -> Iterator[Settings]:
    """A warehouse of this document alone. Raises ``BuildFault`` where it cannot be built."""
    said = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        documents.mkdir()
        shutil.copyfile(file, documents / file.name)
        apart = Settings(documents, Path(folder) / "warehouse", allow_empty=True, blanks_folder=settings.blanks)
        if status := run_build(apart, Progress(said)):
            raise BuildFault(f"{file.name} could not be built (status {status}): {said.getvalue().strip().rpartition(chr(10))[2]}")
        yield apart


def _pages(text: str | None) -> set[int] | None:
    """``3-9,12`` as numbers; None where nothing is asked for."""
    if not text:
        return None
    numbers: set[int] = set()
    for part in text.split(","):
        bounds = re.fullmatch(r"\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*", part)
        if not bounds:
            raise UsageFault(f"PAGES={text}: {part.strip()!r} is no page and no range of pages, such as 3-9,12")
        numbers.update(range(int(bounds[1]), int(bounds[2] or bounds[1]) + 1))
    return numbers


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 2 where no such document is found."""
    parser = argparse.ArgumentParser(prog="python -m warehouse.review", description="A document's pages beside the rows loaded from it.")
    add_settings(parser, os.environ, ("WAREHOUSE", "DOCUMENTS"))
    parser.add_argument("--document", default=os.environ.get("DOCUMENT"), metavar="FILE", help="the document (DOCUMENT)")
    parser.add_argument("--pages", default=os.environ.get("PAGES"), metavar="3-9,12", help="these pages only (PAGES)")
    asked = parser.parse_args(arguments)
    settings = Settings(asked.documents, asked.warehouse)

    def written() -> str:
        if not asked.document:
            raise UsageFault("make review DOCUMENT=<file> wants a document")
        file, name = found(settings, asked.document)
        path = write(settings.output / f"review-{file_name(name)}.html", review(settings, file, _pages(asked.pages)))
        return f"{path}: {path.stat().st_size / 1000:,.0f} kB; open it in a browser"

    return told(written)


if __name__ == "__main__":
    sys.exit(main())
