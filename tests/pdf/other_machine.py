"""Reads a PDF as on a machine whose only fonts are those of one folder: `python -m tests.pdf.other_machine FOLDER FILE [system]`.

Prints the pages as the reader gives them. With `system` pdfium is left to the machine's fonts, as it would be without the reader's own.
"""

import ctypes
import sys
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium


def see_fonts_of(folder: Path) -> list[object]:
    """Starts pdfium anew with the fonts of ``folder``; keep what is returned for as long as pdfium runs."""
    paths = (ctypes.c_char_p * 2)(str(folder).encode(), None)
    kind = dict(pdfium.FPDF_LIBRARY_CONFIG._fields_)["m_pUserFontPaths"]
    config = pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=ctypes.cast(paths, kind))
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(config)
    return [paths, config]


def main(folder: str, file: str, system: str = "") -> None:
    kept = see_fonts_of(Path(folder))
    if system:
        document = pypdfium2.PdfDocument(file)
        print(repr([page.get_textpage().get_text_range() for page in document]))
    else:
        from extract.pdf import read_pages

        for page in read_pages(Path(file), ("指标",)):
            print(page)
    del kept


if __name__ == "__main__":
    main(*sys.argv[1:])
