"""From a document whose format is known to its raw rows: its reader gives the pages, the layouts the rows."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from extract.layouts import read_layouts, signs
from extract.layouts.document_facts import DocumentFacts
from extract.pages import Facts, Page
from extract.rows import DocumentRows
from extract.text import squeeze


def read(path: Path, reader: str, report_page: Callable[[int], None] = lambda number: None) -> DocumentRows:
    """Raw rows of the document at ``path``, which the package ``reader`` opens; ``report_page`` hears the number of every page as it is read.

    Raises UnreadableError where the document cannot be read at all.
    """
    document = import_module(reader).open_document(path, signs())

    def counted() -> Iterator[Page]:
        for page in document.pages:
            report_page(page.number)
            yield page

    rows = read_layouts(counted())
    rows.document["encoding"] = document.encoding
    facts = document.facts()
    if facts.contents is not None:
        rows.document |= _stated(facts, rows)
    if not rows.project_rows:
        rows.document_links = [
            {"link_ordinal": number, "link_text": link.text, "url": link.url, "link_kind": link.kind} for number, link in enumerate(facts.links, 1)
        ]
    return rows


def _stated(stated: Facts, rows: DocumentRows) -> dict[str, object]:
    """Title, publisher and kind by what the document says beside its pages, which hold more than what is its own."""
    facts, contents = DocumentFacts(), stated.contents or ()
    shown = {squeeze(line) for text in contents for line in text.split("\n")}
    facts.note_titles([*stated.titles, *(title for title in stated.perhaps_titles if squeeze(title) in shown)])
    for text in contents:
        facts.note_page(text)
    if facts.title is None:
        facts.note_titles(stated.perhaps_titles)
    if facts.publisher is None:
        facts.publisher = _only_department(rows)
    return {"title_text": facts.title or stated.last_title, "publisher_text": facts.publisher, "document_type": facts.document_type}


def _only_department(rows: DocumentRows) -> str | None:
    """The one department whose own table the document holds."""
    names = {row["project_name_text"] for row in rows.project_rows if row["scope"] == "department"}
    return str(names.pop()) if len(names) == 1 else None
