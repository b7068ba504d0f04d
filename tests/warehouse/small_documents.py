"""A few small documents of every kind that is read, for real builds that need something to read and little time to read it."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.extract.text_typesetter import typeset
from tests.twin import fonts, ruled_pdf
from tests.twin.page_design import HEADINGS, TITLE
from tests.twin.print_html import web_page
from tests.twin.records import FOUNDING_TEXT, founding_records

_MANIFEST = """file_path,region,publisher,fiscal_year,published_on
founding.txt,广州市,广州市人力资源和社会保障局,2022,
units/table.txt,某市,某某局,2022,2022-03-01
printed.pdf,某市,某某局,2022,2022-02-01
"""


def offer_small_documents(folder: Path, order: Callable[[list[str]], Iterable[str]] = list) -> Path:
    """The founding document, parts of it as text, as web page at two paths and as PDF, two files that are quarantined, and a list of documents.

    ``order`` is that in which they are written, given their paths.
    """
    (folder / "units").mkdir(parents=True)
    records = founding_records()
    writers = {
        "founding.txt": lambda path: shutil.copy(FOUNDING_TEXT, path),
        "units/table.txt": lambda path: path.write_text(typeset([records[9:12], records[12:14]]), encoding="utf-8"),
        "page.html": lambda path: path.write_text(web_page(records[3:9]), encoding="utf-8"),
        "printed.pdf": lambda path: _print(path),
        "units/again.html": lambda path: path.write_text(web_page(records[3:9]), encoding="utf-8"),
        "broken.pdf": lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(range(256))),
        "empty.txt": lambda path: path.write_bytes(b""),
        "documents.csv": lambda path: path.write_text(_MANIFEST, encoding="utf-8"),
    }
    for name in order(list(writers)):
        writers[name](folder / name)
    return folder


def _print(path: Path) -> None:
    records = founding_records()[20:28]
    characters = set("".join((TITLE, *HEADINGS, *("".join(record) for record in records))))
    font = fonts.truetype_font(characters, path.with_suffix(".ttf"))
    ruled_pdf.typeset(records, font, path, 24.0)
    font.unlink()
