"""A workbook of Office Open XML is a ZIP archive: what is asked of it before anything unpacks it."""

import re
import zipfile
import zlib
from pathlib import Path

from openpyxl.worksheet.cell_range import CellRange

from extract.reasons import UnreadableError
from extract.spreadsheet.sheet import MOST_CELLS

# Unpacked; the largest workbooks of real tables have a few megabytes.
MOST_BYTES = 300 * 1024 * 1024
_BINARY = "xl/workbook.bin"
_SHEETS = "xl/worksheets/"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*?ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\"")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_LONGEST = 200  # bytes of what is looked for


def check(path: Path) -> bool:
    """Whether some sheet holds formulas. Raises UnreadableError: damaged, too_much_memory, unsupported_format (the binary kind, xlsb)."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if any(member.filename == _BINARY for member in members):
                raise UnreadableError("unsupported_format", "xlsb")
            if sum(member.file_size for member in members) > MOST_BYTES:
                raise UnreadableError("too_much_memory", f"more than {MOST_BYTES} bytes when unpacked")
            # Each is looked through, whatever the first says.
            return sum(_has_formulas(archive, member) for member in members if member.filename.startswith(_SHEETS)) > 0
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise UnreadableError("damaged", str(error)) from None


def _has_formulas(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Raises UnreadableError where the part is larger than it says, or merges more cells than can be held: openpyxl makes each of them."""
    read, before, found = 0, b"", False
    with archive.open(member) as part:
        while chunk := part.read(1 << 20):
            read += len(chunk)
            if read > MOST_BYTES:
                raise UnreadableError("too_much_memory", f"more than {MOST_BYTES} bytes when unpacked")
            for name in _MERGED.findall(before + chunk):
                if CellRange(name.decode()).size["rows"] * CellRange(name.decode()).size["columns"] > MOST_CELLS:
                    raise UnreadableError("too_much_memory", name.decode())
            found = found or bool(_FORMULA.search(before + chunk))
            before = chunk[-_LONGEST:]
    return found
