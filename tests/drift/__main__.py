"""``python -m tests.drift [--accept]``: reads the kept documents and lists each cell that reads otherwise than when last accepted.

Run it after a reading library was upgraded, or the reader changed: it names document, page, cell, and the text before and after.
``--accept`` then writes what is read now in the place of the old. Exit status: 0 nothing differs, or it was accepted; 1 something differs.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from extract.dispatch import read_document
from extract.fingerprint import made_of
from extract.formats import readers
from extract.frames import raw_frames
from extract.rows import settle_status

FOLDER = Path(__file__).parent
SAMPLE = FOLDER.parents[1] / "warehouse" / "documents" / "000_0b19ba706e480f6a.txt"
_LIBRARIES = "libraries.json"
# What a row of a raw table is known by, besides its document.
_KEYS = {
    "documents": (),
    "page_blocks": ("page_number", "block_number"),
    "project_rows": ("project_ordinal",),
    "indicator_cells": ("project_ordinal", "cell_ordinal"),
    "funding_cells": ("project_ordinal", "funding_ordinal"),
    "total_rows": ("total_ordinal",),
    "table_cells": ("page_number", "table_number", "row_number", "column_number"),
    "document_links": ("link_ordinal",),
}
# Which cells a row stands in: without a text of its own, and the cells themselves say what became of them.
_TWINS = ("_fold", "_word")
_LEFT_OUT = {"cell_uses"}

Rows = dict[tuple[str, ...], dict[str, object]]


def documents(folder: Path = FOLDER) -> list[Path]:
    """The documents that are read, in order of their names."""
    return [*sorted((folder / "documents").iterdir()), SAMPLE]


def read(path: Path) -> list[dict[str, object]]:
    """Every raw row of the document that holds text, without what is empty, what depends on the file's bytes alone, and twins of texts."""
    _, rows = read_document(path, lambda count: None)
    settle_status(rows)
    found = []
    for table, frame in raw_frames("", rows).items():
        if table in _LEFT_OUT:
            continue
        for row in frame.to_dicts():
            kept = {name: value for name, value in row.items() if value is not None and name not in ("document_key", "sha256") and not name.endswith(_TWINS)}
            found.append({"table": table, **kept})
    return found


def differences(name: str, before: Sequence[dict], after: Sequence[dict]) -> Iterator[str]:
    """A line per cell of a row in both, and per row in only one of them."""
    old, new = _by_key(before), _by_key(after)
    for key in sorted(old.keys() | new.keys()):
        one, other = old.get(key, {}), new.get(key, {})
        row = one or other
        place = f"{name}, page {row.get('page_number', '-')}, {' '.join(key)}"
        if not one or not other:
            texts = ", ".join(f"{column} {_said(value)}" for column, value in row.items() if isinstance(value, str) and column.endswith("_text") and value)
            yield f"{place}: row {'gone' if one else 'new'}: {texts or '(no text)'}"
            continue
        for column in sorted(one.keys() | other.keys()):
            if one.get(column) != other.get(column):
                yield f"{place}, {column}: {_said(one.get(column))} -> {_said(other.get(column))}"


def _by_key(rows: Sequence[dict]) -> Rows:
    found: Rows = {}
    for row in rows:
        key = (row["table"], *(f"{row.get(name, 0):>4}" for name in _KEYS[row["table"]]))
        while key in found:
            key = (*key, "again")
        found[key] = {name: value for name, value in row.items() if name != "table"}
    return found


def _said(value: object) -> str:
    return "nothing" if value is None else f"«{value}»" if isinstance(value, str) else str(value)


def libraries() -> dict[str, str]:
    """Versions of the libraries that read."""
    _, names = made_of("extract.reading", *readers())
    return {name: version(name) for name in sorted(names)}


def compare(folder: Path = FOLDER, accept: bool = False) -> list[str]:
    """The lines that say what differs; written as the new reference where ``accept``."""
    lines = []
    rows_folder = folder / "rows"
    rows_folder.mkdir(exist_ok=True)
    known = rows_folder / _LIBRARIES
    before = json.loads(known.read_text(encoding="utf-8")) if known.is_file() else {}
    now = libraries()
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            print(f"{name} {before.get(name, '-')} -> {now.get(name, '-')}")
    wanted = {_LIBRARIES}
    for path in documents(folder):
        reference = rows_folder / f"{path.name}.jsonl"
        wanted.add(reference.name)
        kept = [json.loads(line) for line in reference.read_text(encoding="utf-8").splitlines()] if reference.is_file() else []
        found = read(path)
        lines += differences(path.name, kept, found)
        if accept:
            reference.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
    stale = [path for path in sorted(rows_folder.iterdir()) if path.name not in wanted]
    lines += [f"{path.name} is of no document" for path in stale]
    if accept:
        known.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        for path in stale:
            path.unlink()
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.drift", description="List the cells of kept documents that read otherwise than when last accepted.")
    parser.add_argument("--accept", action="store_true", help="keep what is read now as the reference")
    accept = parser.parse_args(arguments).accept
    lines = compare(accept=accept)
    for line in lines:
        print(line)
    print(f"{len(lines):,} differences{', accepted' if accept else ''}" if lines else "every cell reads as it did")
    return 1 if lines and not accept else 0


if __name__ == "__main__":
    sys.exit(main())
