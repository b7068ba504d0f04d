"""A workbook of Office Open XML is a ZIP archive: what is asked of it before anything unpacks it."""

import re
import zipfile
from pathlib import Path

from openpyxl.worksheet.cell_range import CellRange

from extract.packages import check_size, told_as_damage
from extract.reasons import UnreadableError
from extract.spreadsheet.sheet import MOST_CELLS

_BINARY = "xl/workbook.bin"
_SHEETS = "xl/worksheets/"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*?ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\"")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_LONGEST = 200  # bytes of what is looked for


def check(path: Path) -> bool:
    """Whether some sheet holds formulas. Raises UnreadableError: damaged, too_much_memory, unsupported_format (the binary kind, xlsb)."""
    with told_as_damage():
        check_size(path)
        with zipfile.ZipFile(path) as archive:
            if _BINARY in archive.namelist():
                raise UnreadableError("unsupported_format", "xlsb; 另存为 .xlsx 即可读取 / saved as .xlsx it can be read")
            # Each is looked through, whatever the first says.
            return sum(_has_formulas(archive, name) for name in archive.namelist() if name.startswith(_SHEETS)) > 0


def _has_formulas(archive: zipfile.ZipFile, member: str) -> bool:
    """Raises UnreadableError where a sheet merges more cells than can be held: openpyxl makes each of them."""
    before, found = b"", False
    with archive.open(member) as part:
        while chunk := part.read(1 << 20):
            for name in _MERGED.findall(before + chunk):
                if CellRange(name.decode()).size["rows"] * CellRange(name.decode()).size["columns"] > MOST_CELLS:
                    raise UnreadableError("too_much_memory", name.decode())
            found = found or bool(_FORMULA.search(before + chunk))
            before = chunk[-_LONGEST:]
    return found
