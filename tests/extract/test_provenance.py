"""A field of a landed row names the cells that it stands in, whatever it was put together or cut from."""

from extract.provenance import CellId, Text, cells_of, cut, joined
from extract.rows import DocumentRows

A, B = CellId(1, 1, 2, 3), CellId(2, 1, 1, 3)


def test_texts_that_are_put_together_keep_the_cells_of_all():
    assert cells_of(Text("产出", [A]) + Text("指标", [B])) == (A, B)
    assert cells_of("（" + Text("产出", [A])) == cells_of(Text("产出", [A]) + "）") == (A,)
    whole = joined([Text("产出", [A]), "与", Text("指标", [B, A])], " ")
    assert (whole, cells_of(whole)) == ("产出 与 指标", (A, B))


def test_what_is_cut_keeps_the_cells_and_any_other_operation_loses_them():
    text = Text("项目名称：甲", [A])
    assert (cut(text, "甲"), cells_of(cut(text, "甲"))) == ("甲", (A,))
    assert cells_of(text[5:]) == cells_of(text.strip()) == cells_of("甲") == cells_of(None) == ()


def test_landing_writes_down_which_cell_each_field_stands_in():
    rows = DocumentRows()
    rows.land("indicator_cells", {"project_ordinal": 1, "cell_ordinal": 4, "indicator_name_text": Text("里程", [A, B]), "target_text": "5", "page_number": 1})
    rows.land("project_rows", {"project_ordinal": 2, "project_name_text": Text("甲", [B])})
    assert len(rows.indicator_cells) == len(rows.project_rows) == 1
    assert [(use["raw_table"], use["row_ordinal"], use["field_name"], use["page_number"]) for use in rows.cell_uses] == [
        ("indicator_cells", 4, "indicator_name_text", 1),
        ("indicator_cells", 4, "indicator_name_text", 2),
        ("project_rows", 2, "project_name_text", 2),
    ]
    assert rows.landed_cells == {A: {"indicator_name_text"}, B: {"indicator_name_text", "project_name_text"}}


def test_a_text_of_no_cell_is_landed_and_takes_none():
    rows = DocumentRows()
    rows.land("project_rows", {"project_ordinal": 1, "project_name_text": "甲", "objective_text": Text("乙")})
    assert rows.project_rows and not rows.cell_uses and not rows.landed_cells
