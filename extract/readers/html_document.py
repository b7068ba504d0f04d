"""Reads an HTML document: pages by the HTML reader, rows by the layouts, its facts from what is not the site around it."""

from collections.abc import Callable
from pathlib import Path

from extract.html import WebPage, declared_titles, document_links, named_title
from extract.layouts.document_facts import DocumentFacts
from extract.readers.paged_document import read_paged
from extract.rows import DocumentRows
from extract.text import squeeze


def read(path: Path, report_page: Callable[[int], None] = lambda number: None) -> DocumentRows:
    """Raw rows of the web page at ``path``. Raises UnreadableError where it cannot be read at all."""
    opened: list[WebPage] = []

    def pages(path: Path, gate_words: tuple[str, ...]):
        opened.append(WebPage(path, gate_words))
        return opened[0].pages()

    rows = read_paged(path, pages, report_page)
    _set_facts(rows, opened[0])
    if not rows.project_rows:
        links = enumerate(document_links(opened[0].root), 1)
        rows.document_links = [{"link_ordinal": number, "link_text": link.text, "url": link.url, "link_kind": link.kind} for number, link in links]
    return rows


def _set_facts(rows: DocumentRows, page: WebPage) -> None:
    contents = page.contents()
    if contents is None:
        return
    facts = DocumentFacts()
    sure, perhaps = declared_titles(page.root)
    shown = {squeeze(line) for text in contents for line in text.split("\n")}
    facts.note_titles([*sure, *(title for title in perhaps if squeeze(title) in shown)])
    for text in contents:
        facts.note_page(text)
    if facts.title is None:
        facts.note_titles(perhaps)
    if facts.publisher is None:
        facts.publisher = _only_department(rows)
    rows.document |= {
        "title_text": facts.title or named_title(page.root),
        "publisher_text": facts.publisher,
        "document_type": facts.document_type,
    }


def _only_department(rows: DocumentRows) -> str | None:
    """The one department whose own table the document holds."""
    names = {row["project_name_text"] for row in rows.project_rows if row["scope"] == "department"}
    return str(names.pop()) if len(names) == 1 else None
