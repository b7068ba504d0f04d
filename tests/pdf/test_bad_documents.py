"""Documents that cannot be read, or hold nothing, each end with their own true reason."""

from pathlib import Path

import polars
import pytest

from extract.landing import extract_documents
from extract.layouts import gate_words, read_layouts
from extract.pages import Page
from extract.pdf import read_pages
from extract.rows import DocumentRows, settle_status
from extract.workers import Limits
from tests.pdf.generator import first_extra, text, write_pdf

BAD = Path(__file__).parents[3] / "shared" / "documents" / "bad"
# Status and the English reason (all of it where it ends with a bracket or nothing follows). Each was held against the file itself:
# its bytes, its pages as a viewer shows them, and what other programs say of it.
EXPECTED = {
    "*_17bytes.pdf": ("quarantined", "named .pdf, but its content is no PDF"),
    "broken-trailer_*.pdf": ("quarantined", "the file is incomplete, it stops before its end (the file stops after 770048 bytes without its end)"),
    "font-type-mismatch_*.pdf": ("no_target_table", "no performance target table was found"),
    "html-as-pdf_*.pdf": ("no_target_table", "no performance target table was found (1 个附件 / 1 attachments: "),
    "scanned-no-text_公安局*.pdf": ("quarantined", "scanned images or pictures only"),
    "scanned-no-text_财政局*.pdf": ("quarantined", "scanned images or pictures only"),
    "scanned-no-text_规划*.pdf": ("quarantined", "scanned images or pictures only"),
    "wrong-xobject-type_*.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/pdfjs__GHOSTSCRIPT-698804-1-fuzzed.pdf": ("quarantined", "some pages cannot be read reliably"),
    "hostile/pdfjs__REDHAT-1531897-0.pdf": ("quarantined", "the file is damaged, it cannot be opened"),
    "hostile/pdfjs__bomb_giant.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/pdfjs__empty.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/pdfjs__helloworld-bad.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/pdfjs__poppler-67295-0.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/pdfjs__poppler-90-0-fuzzed.pdf": ("quarantined", "some pages cannot be read reliably"),
    "hostile/pdfjs__recursiveCompositGlyf.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/pdfminer__aes-256.pdf": ("quarantined", "the PDF is encrypted, a password is needed"),
    "hostile/pdfminer__issue-1113-evil-xobjects.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/pdfminer__issue-886-xref-stream-widths.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/pdfplumber__password-example.pdf": ("quarantined", "the PDF is encrypted, a password is needed"),
    "hostile/qpdf__append-xref-loop.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/qpdf__bad-encryption-length.pdf": ("quarantined", "the PDF is encrypted, a password is needed"),
    "hostile/qpdf__bad-xref.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/qpdf__bad24.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/qpdf__issue-100.pdf": ("quarantined", "the file is damaged, it cannot be opened"),
    "hostile/qpdf__issue-202.pdf": ("no_target_table", "no performance target table was found"),
    "hostile/qpdffuzz__16301.fuzz": ("quarantined", "a file format that is not read (纯文本 / plain text)"),
    "hostile/qpdffuzz__26761.fuzz": ("quarantined", "a file format that is not read (二进制数据 / binary data)"),
}


def test_every_bad_document_ends_with_its_own_reason(tmp_path: Path) -> None:
    if not BAD.is_dir():
        pytest.skip("the bad documents are not on this machine")
    result = extract_documents(BAD, tmp_path)
    found = {path: (record["status"], record["reason"].split(" / ", 1)[1]) for record in result.live for path in record["file_paths"]}
    wrong = {}
    for pattern, (status, reason) in EXPECTED.items():
        matches = [path for path in found if Path(path).match(pattern) and pattern.count("/") == path.count("/")]
        assert len(matches) == 1, pattern
        got = found.pop(matches[0])
        if got[0] != status or not got[1].startswith(reason):
            wrong[pattern] = got
    assert not wrong
    assert not found, "documents without an expectation"
    empty = next(record for record in result.live if record["file_paths"] == ["hostile/pdfjs__empty.pdf"])
    blocks = polars.read_parquet(tmp_path / empty["folder"] / "page_blocks.parquet")
    assert [reason.split(" / ")[1] for reason in blocks["reason"]] == ["an empty page"]


def only_page(path: Path) -> Page:
    (page,) = read_pages(path, ("indicator",))
    return page


def test_an_empty_page_is_empty(tmp_path: Path) -> None:
    page = only_page(write_pdf(tmp_path / "empty.pdf", [" "]))
    assert (page.is_unreadable, page.is_image_only, page.reason) == (False, False, None)


# Begins as deflated data do, and is none.
DAMAGED = "x\x9c" + "damaged" * 9


def test_content_that_cannot_be_decoded_is_no_empty_page(tmp_path: Path) -> None:
    page = only_page(write_pdf(tmp_path / "damaged.pdf", [DAMAGED], stream_entries="/Filter/FlateDecode"))
    assert page.is_unreadable and "65 bytes of the page's content cannot be decoded" in page.reason


def test_text_of_which_no_character_can_be_read_is_no_empty_page(tmp_path: Path) -> None:
    """Character codes that the font maps to nothing: something is drawn, and nobody can say what."""
    font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<<>>/Encoding<</Differences[]>>/FirstChar 0/LastChar 0/Widths[1]>>"
    number = first_extra(1)
    page = only_page(write_pdf(tmp_path / "codes.pdf", ["BT /F2 10 Tf 50 50 Td <0101> Tj ET"], objects=[font], resources=f"/Font<</F2 {number} 0 R>>"))
    assert page.is_unreadable and "can read no character" in page.reason


def test_a_page_that_cannot_be_read_leaves_its_document_loaded_in_part(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "part.pdf", [DAMAGED], stream_entries="/Filter/FlateDecode")
    rows = read_layouts(read_pages(path, gate_words()))
    assert [(block["outcome"], block["reason"].split(" (")[0]) for block in rows.page_blocks] == [
        ("unreadable", "本页无法可靠读取 / this page cannot be read reliably")
    ]
    for projects, status in (([], "quarantined"), ([{"project_ordinal": 1}], "loaded_in_part")):
        document = DocumentRows(page_blocks=rows.page_blocks, project_rows=projects)
        settle_status(document)
        assert document.document["status"] == status
        assert "pages 1" in document.document["reason"]


@pytest.mark.slow
def test_a_document_that_grows_without_end_holds_no_other_back(tmp_path: Path) -> None:
    """Forms of which each draws the next one twice: read to the end they are sixty-seven million texts."""
    documents, depth, first = tmp_path / "documents", 26, first_extra(1)
    documents.mkdir()
    forms = []
    for number in range(first, first + depth):
        is_last = number == first + depth - 1
        drawn = b"BT /F1 10 Tf 9 9 Td (x) Tj ET" if is_last else b"/X Do /X Do"
        resources = b"/Font<</F1 3 0 R>>" if is_last else b"/XObject<</X %d 0 R>>" % (number + 1)
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<<%s>>/Length %d>>" % (resources, len(drawn))
        forms.append(head + b"stream\n" + drawn + b"\nendstream")
    write_pdf(documents / "endless.pdf", ["/X Do"], objects=forms, resources=f"/XObject<</X {first} 0 R>>")
    for name in ("before.pdf", "behind.pdf"):
        write_pdf(documents / name, [text(50, 50, name)])
    result = extract_documents(documents, tmp_path / "raw", jobs=1, limits=Limits(wall_seconds=120, cpu_seconds=4))
    outcomes = {record["file_paths"][0]: (record["status"], record["reason"].split(" / ")[1]) for record in result.live}
    assert outcomes["endless.pdf"][0] == "quarantined"
    assert outcomes["endless.pdf"][1].startswith("reading took too long and was stopped")
    assert {outcomes[name] for name in ("before.pdf", "behind.pdf")} == {("no_target_table", "no performance target table was found")}
