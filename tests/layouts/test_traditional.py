"""Documents in Traditional characters: headings and labels are known, and every text is landed as printed."""

from extract.html import read_pages as read_html
from extract.layouts import gate_words, read_layouts
from extract.pdf import read_pages as read_pdf
from extract.text import fold, squeeze, unsqueezed
from tests.layouts.tables import line, page, table
from tests.layouts.typeset import register_font, typeset

ROWS = [
    ["項目名稱", "主管部門", "年度預算金額（萬元）", "績效目標", "一級指標", "二級指標", "三級指標", "指標值"],
    ["鄉村醫療設備", "某縣衛生局", "12.50", "購置設備。", "產出指標", "數量指標", "設備數", "≥3臺"],
]
FONT = "traditional"
TITLE = "2026年度項目支出績效目標表"


def _check(rows) -> None:
    (project,), (indicator,), (amount,) = rows.project_rows, rows.indicator_cells, rows.funding_cells
    assert (project["project_name_text"], project["department_text"], project["objective_text"]) == ("鄉村醫療設備", "某縣衛生局", "購置設備。")
    assert [indicator[f"{name}_text"] for name in ("level1", "level2", "indicator_name", "target")] == ["產出指標", "數量指標", "設備數", "≥3臺"]
    assert (amount["funding_label_text"], amount["amount_text"], amount["amount_unit_text"]) == ("年度預算金額（萬元）", "12.50", "萬元")


def test_a_list_is_read(tmp_path):
    whole = page(1, line(TITLE, 60), table(ROWS))
    _check(read_layouts([whole]))
    body = f"<h2>{TITLE}</h2><table>{''.join('<tr>' + ''.join(f'<td>{text}' for text in row) for row in ROWS)}</table>"
    path = tmp_path / "list.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{body}", encoding="utf-8")
    _check(read_layouts(read_html(path, gate_words())))


def test_a_page_of_a_pdf_is_laid_out(tmp_path):
    whole = page(1, line(TITLE, 60), table(ROWS))
    register_font([whole], tmp_path, FONT)
    _check(read_layouts(read_pdf(typeset([whole], tmp_path / "list.pdf", FONT), gate_words())))


def test_what_is_found_in_a_squeezed_text_is_cut_out_as_printed():
    text = " 單 位：萬　元（合計）"
    at = squeeze(text).index("万元")
    assert unsqueezed(text, (at, at + 2)) == "萬　元"
    assert len(fold(text)) == len(text)
