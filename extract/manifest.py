"""What ``documents.csv`` says of the documents beside it, as spreadsheets save it: whatever cannot be used is told in a line, and is null."""

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

from extract.discover import MANIFEST_COLUMNS, MANIFEST_NAME
from extract.encodings import is_plausible

DOCUMENT_TYPES = ("绩效目标表", "部门预算", "单位预算", "自评", "决算", "other")
# As the published tables allow.
FIRST_YEAR, LAST_YEAR = 2000, 2060

Described = dict[str, str | None]

_KEYS = ("file_path", "file", "file_name")
_DELIMITERS = ",\t;"
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_LOST = "\ufffd"
_YEAR = re.compile(r"(\d{4})(?:\.0+)?(?:年度?)?")
# Year, month and day in this order, told apart by signs or written in eight digits; a time of day does not count.
_DATE = re.compile(r"(?:(\d{4})([-/.年])(\d{1,2})(?:(?<=年\d)月|(?<=年\d\d)月|\2)(\d{1,2})日?|(\d{4})(\d\d)(\d\d))(?:[T ]+[\d:.]+)?")


def read_manifest(documents: Path) -> tuple[dict[str, Described], list[str]]:
    """``documents.csv`` by file path, and a line for each thing in it that cannot be used. Unusable values are null, not guessed."""
    path = documents / MANIFEST_NAME
    if not path.is_file():
        return {}, []
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        return {}, [f"{MANIFEST_NAME}: cannot be opened ({error.strerror}); not used"]
    rows: dict[str, Described] = {}
    complaints: list[str] = []
    lines: dict[str, int] = {}
    head: list[str] | None = None
    try:
        for line, cells in _records(text):
            if head is None:
                head = [unicodedata.normalize("NFKC", cell).strip().lower() for cell in cells]
                if not set(_KEYS).intersection(head):
                    return {}, [f"{MANIFEST_NAME}: no column file_path; not used"]
                key = head.index(next(name for name in _KEYS if name in head))
                complaints += [
                    f"{MANIFEST_NAME}: column {name!r} is not known; not used" for n, name in enumerate(head) if name not in MANIFEST_COLUMNS and n != key
                ]
                continue
            fault = _fault_of_row(cells, head)
            file_path = "" if fault or len(cells) <= key else tidy_path(cells[key])
            if not fault and not file_path:
                fault = "names no file"
            if not fault and file_path in rows:
                fault = f"names {file_path!r} again, after line {lines[file_path]}"
            if fault:
                complaints.append(f"{MANIFEST_NAME} line {line}: {fault}; not used")
                continue
            rows[file_path], faults = _values(dict(zip(head, cells, strict=False)))
            lines[file_path] = line
            complaints += [f"{MANIFEST_NAME} line {line}: {fault}; not used" for fault in faults]
    except csv.Error as error:
        complaints.append(f"{MANIFEST_NAME}: {error}; not used from there on")
    if head is None:
        complaints.append(f"{MANIFEST_NAME}: is empty; not used")
    return rows, complaints


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
        ("fiscal_year", _year, f"is not a year from {FIRST_YEAR} to {LAST_YEAR}"),
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
