"""The review as a person uses it."""

import csv
import shutil
import subprocess
import sys

import pytest

from tests.browser import needs_browser, opened
from tests.hostile import planted
from tests.seen.built import built
from warehouse.corrections import COLUMNS, read_corrections
from warehouse.review.__main__ import main

pytestmark = pytest.mark.slow


def _written(name: str, *more: str):
    place = ["--warehouse", str(built().warehouse), "--documents", str(built().documents)]
    before = set(built().output.glob("review-*"))
    assert main([*place, "--document", name, *more]) == 0
    (path,) = [path for path in built().output.glob("review-*") if path not in before or path.name.startswith(f"review-{name.partition('.')[0]}_")]
    return path


@pytest.fixture(scope="module")
def form():
    return _written("one_form.pdf")


@needs_browser
@pytest.mark.parametrize("width", [1280, 390])
def test_a_row_and_its_cells_light_up_together(form, width):
    with opened(form, width) as (shown, said):
        row = shown.locator(".row", has_text="夜间亮灯率").last
        row.focus()
        lit = shown.eval_on_selector_all(".cell.on", "all => all.map((one) => one.title)")
        assert any("夜间亮灯率" in text for text in lit) and any("不低于98%" in text for text in lit) and len(lit) < 8
        shown.locator(".cell[title*='不低于98%']").first.click()
        assert "夜间亮灯率" in shown.locator(".row.on").inner_text()
        assert shown.evaluate("document.documentElement.scrollWidth") == width
        assert said == []


@needs_browser
def test_outlines_lie_on_the_words(form):
    """Where pdfium says that the words stand, there is the cell that says them."""
    import pypdfium2

    page = pypdfium2.PdfDocument(built().documents / "one_form.pdf")[0]
    width, height = page.get_size()
    text = page.get_textpage()
    searcher = text.search("夜间亮灯率")
    index, count = searcher.get_next()
    assert text.count_rects(index, count) == 1
    left, bottom, right, top = text.get_rect(0)
    with opened(form) as (shown, _):
        box = shown.evaluate("""() => { const paper = document.querySelector('.paper').getBoundingClientRect();
            const cell = document.querySelector(".cell[title*='夜间亮灯率']").getBoundingClientRect();
            return [(cell.left - paper.left) / paper.width, (cell.top - paper.top) / paper.height, (cell.right - paper.left) / paper.width, (cell.bottom - paper.top) / paper.height]; }""")
    assert box[0] <= left / width and right / width <= box[2] and box[1] <= 1 - top / height and 1 - bottom / height <= box[3]


@needs_browser
def test_a_copied_line_is_an_entry_of_the_corrections(form, tmp_path):
    with opened(form) as (shown, said):
        row = shown.locator(".row", has_text="夜间亮灯率").last
        row.focus()
        for _ in range(4):
            shown.keyboard.press("ArrowRight")
        assert shown.evaluate("document.activeElement.textContent") == "不低于98%"
        shown.keyboard.press("Enter")
        shown.fill("#meant", '不低于"98",%')
        shown.fill("#reason", "印错 / misprint")
        line = shown.input_value("#line")
        shown.keyboard.press("Escape")
        assert not shown.locator("dialog").is_visible() and said == []
    path = tmp_path / "corrections.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(COLUMNS)
        file.write(line + "\r\n")
    (entry,) = read_corrections(path)
    assert (entry.table_name, entry.column_name, entry.printed_text, entry.meant_text) == ("indicator_cells", "target_text", "不低于98%", '不低于"98",%')
    from warehouse.seen.landed import landed_documents

    document = next(one for one in landed_documents(built()).values() if one.paths == ("one_form.pdf",))
    (raw,) = [row for row in document.rows("indicator_cells") if (row["project_ordinal"], row["cell_ordinal"]) == (entry.project_ordinal, entry.row_ordinal)]
    assert (raw["target_text"], raw["page_number"], entry.document_key) == ("不低于98%", entry.page_number, document.key)


def test_a_document_that_is_not_in_the_warehouse_is_read_for_the_page(tmp_path):
    shutil.copy(built().documents / "list.html", tmp_path / "别处.html")
    (tmp_path / "别处.html").write_bytes((tmp_path / "别处.html").read_bytes() + b"<!-- other bytes -->")
    path = _written(str(tmp_path / "别处.html"))
    text = path.read_text(encoding="utf-8")
    assert "不在数据仓库中" in text and 'class="row indicator_cells"' in text


def test_errors_of_usage_name_the_right_call(capsys):
    place = ["--warehouse", str(built().warehouse), "--documents", str(built().documents)]
    for asked, said in (([], "make review DOCUMENT=<file>"), (["--document", "list"], "several documents are called list: list.html, list.pdf"),
                        (["--document", "nothing"], "no document is called nothing"), (["--document", "list.pdf", "--pages", "3-x"], "PAGES=3-x")):  # fmt: skip
        assert main([*place, *asked]) == 2
        assert said in capsys.readouterr().err


@needs_browser
def test_what_documents_print_does_not_act(tmp_path):
    warehouse = planted.built().warehouse
    documents = planted.built().documents
    done = subprocess.run(
        [sys.executable, "-m", "warehouse.review", "--warehouse", str(warehouse), "--documents", str(documents), "--document", "planted.html"],
        cwd=planted.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (path,) = (warehouse / "output").glob("review-planted_html*")
    with opened(path) as (shown, said):
        assert (shown.title(), said) == ("planted.html", [])
        assert shown.locator("main img, main iframe, main a, main script:not([type='application/json'])").count() == 0
        assert sum(script in shown.locator("main").inner_text() for script in planted.SCRIPTS) > 3
        shown.locator(".row .text", has_text="onerror").first.dispatch_event("click")
        assert "onerror" in shown.input_value("#line") and shown.title() == "planted.html"
