"""The lists that stand beside the documents, as spreadsheets save them: whatever cannot be used is told in a line, and is null.

``documents.csv`` describes the documents, ``expected_publishers.csv`` says of whom some are expected.
"""

import codecs
import csv
import io
import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from extract.discover import EXPECTED_COLUMNS, EXPECTED_NAME, MANIFEST_COLUMNS, MANIFEST_NAME
from extract.encodings import is_plausible
from extract.rows import Described

DOCUMENT_TYPES = ("绩效目标表", "部门预算", "单位预算", "自评", "决算", "other")
# As the published tables allow.
FIRST_YEAR, LAST_YEAR = 2000, 2060


_KEYS = ("file_path", "file", "file_name")
_DELIMITERS = ",\t;"
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_LOST = "\ufffd"
_NO_YEAR = f"is not a year from {FIRST_YEAR} to {LAST_YEAR}"
_YEAR = re.compile(r"(\d{4})(?:\.0+)?(?:年度?)?")
# Year, month and day in this order, told apart by signs or written in eight digits; a time of day does not count.
_DATE = re.compile(r"(?:(\d{4})([-/.年])(\d{1,2})(?:(?<=年\d)月|(?<=年\d\d)月|\2)(\d{1,2})日?|(\d{4})(\d\d)(\d\d))(?:[T ]+[\d:.]+)?")


def read_manifest(documents: Path) -> tuple[dict[str, Described], list[str]]:
    """``documents.csv`` by file path, and a line for each thing in it that cannot be used. Unusable values are null, not guessed."""
    rows: dict[str, Described] = {}
    complaints: list[str] = []
    lines: dict[str, int] = {}
    for line, name, row in _rows(documents / MANIFEST_NAME, _KEYS, MANIFEST_COLUMNS, complaints):
        file_path = tidy_path(name)
        fault = None if file_path else "names no file"
        if file_path in rows:
            fault = f"names {file_path!r} again, after line {lines[file_path]}"
        if fault:
            complaints.append(_complaint(MANIFEST_NAME, fault, line))
            continue
        rows[file_path], faults = _values(row)
        lines[file_path] = line
        complaints += [_complaint(MANIFEST_NAME, fault, line) for fault in faults]
    return rows, complaints


def read_expected_publishers(documents: Path) -> tuple[list[Described], list[str]]:
    """``expected_publishers.csv``: who is expected to publish for which year, in the order of the list, and a line for each thing that cannot be used."""
    rows: dict[tuple[str | None, ...], int] = {}
    complaints: list[str] = []
    for line, name, row in _rows(documents / EXPECTED_NAME, ("publisher",), EXPECTED_COLUMNS, complaints):
        year = (row.get("fiscal_year") or "").strip()
        expected = ((row.get("region") or "").strip() or None, name.strip(), _year(year))
        fault = None
        if not expected[1]:
            fault = "names no publisher"
        elif expected[2] is None:
            fault = f"fiscal_year {year!r} {_NO_YEAR}"
        elif expected in rows:
            fault = f"is line {rows[expected]} again"
        if fault:
            complaints.append(_complaint(EXPECTED_NAME, fault, line))
        else:
            rows[expected] = line
    return [dict(zip(EXPECTED_COLUMNS, expected, strict=True)) for expected in rows], complaints


def _rows(path: Path, keys: tuple[str, ...], columns: tuple[str, ...], complaints: list[str]) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Of each usable row of a list its line, what stands under the first of ``keys`` that it has, and its cells by heading. Nothing where there is no list.

    ``complaints`` gets a line for each thing that cannot be used: the whole list, a column that is none of ``columns``, a row.
    """
    if not path.is_file():
        return
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        complaints.append(_complaint(path.name, f"cannot be opened ({error.strerror})"))
        return
    head: list[str] | None = None
    try:
        for line, cells in _records(text):
            if head is None:
                head = [unicodedata.normalize("NFKC", cell).strip().lower() for cell in cells]
                if not set(keys).intersection(head):
                    complaints.append(_complaint(path.name, f"no column {keys[0]}"))
                    return
                key = head.index(next(name for name in keys if name in head))
                complaints += [_complaint(path.name, f"column {name!r} is not known") for n, name in enumerate(head) if name not in columns and n != key]
            elif fault := _fault_of_row(cells, head):
                complaints.append(_complaint(path.name, fault, line))
            else:
                yield line, cells[key] if key < len(cells) else "", dict(zip(head, cells, strict=False))
    except csv.Error as error:
        complaints.append(f"{path.name}: {error}; not used from there on")
    if head is None:
        complaints.append(_complaint(path.name, "is empty"))


def _complaint(name: str, fault: str, line: int | None = None) -> str:
    return f"{name}{f' line {line}' if line else ''}: {fault}; not used"


def tidy_path(text: str) -> str:
    """A path as it stands in ``documents.csv`` as one relative to the documents folder, with "/"."""
    text = text.strip().replace("\\", "/")
    return posixpath.normpath(text) if text else ""


def _decoded(data: bytes) -> str:
    """The text of the list, line by line in the encoding of most of its lines; what does not fit it holds ``_LOST``."""
    wide = next((name for mark, name in _UTF_16.items() if data.startswith(mark)), None)
    if wide is None and b"\0" in data[:2]:
        wide = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    if wide:
        text = data.decode(wide, "replace")
    else:
        lines = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        fits = [_encodings(line) for line in lines]
        count = Counter(fits)
        encoding = "gb18030" if count["gb18030"] > count["utf-8"] else "utf-8"
        text = "\n".join(line.decode(encoding) if fit in (encoding, "ascii") else _LOST for line, fit in zip(lines, fits, strict=True))
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", _LOST)


def _encodings(line: bytes) -> str | None:
    """The one encoding that a line is taken to be in; None where it is in none."""
    if line.isascii():
        return "ascii"
    for encoding in ("utf-8", "gb18030"):
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or is_plausible(text):
            return encoding
    return None


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with the number of the line each begins in. Raises csv.Error."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=first.count))
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _fault_of_row(cells: list[str], head: list[str]) -> str | None:
    if any(_LOST in cell for cell in cells):
        return "is not in the encoding of the other lines"
    if any(cell.strip() for cell in cells[len(head) :]):
        return f"has {len(cells)} values under {len(head)} headings"
    return None


def _values(row: dict[str, str]) -> tuple[Described, list[str]]:
    """The values of a row in one form each, and a line for each that is none."""
    values: Described = {name: (row.get(name) or "").strip() or None for name in MANIFEST_COLUMNS}
    faults = []
    for name, read, meant in (
        ("fiscal_year", _year, _NO_YEAR),
        ("published_on", _date, "is not a date (YYYY-MM-DD)"),
        ("document_type", lambda text: text if text in DOCUMENT_TYPES else None, f"is none of {', '.join(DOCUMENT_TYPES)}"),
    ):
        text = values[name]
        if text is None:
            continue
        values[name] = read(text)
        if values[name] is None:
            faults.append(f"{name} {text!r} {meant}")
    return values, faults


def _year(text: str) -> str | None:
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text))
    return found.group(1) if found and FIRST_YEAR <= int(found.group(1)) <= LAST_YEAR else None


def _date(text: str) -> str | None:
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text))
    if not found:
        return None
    parts = (found.group(1), found.group(3), found.group(4)) if found.group(1) else found.groups()[4:]
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        return None
