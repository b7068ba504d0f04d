"""The declared layouts: each keeps the schema, claims its own example, and no other claims that too."""

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from extract.layouts import gate_words, read_layouts, schema
from extract.layouts.schema import DECLARATIONS, declarations, load_declaration
from extract.text import squeeze
from extract.vocabulary import normal, vocabulary
from tests.layouts.printed import families
from tests.layouts.tables import line, page, table

GUIDE = Path(__file__).parents[2] / "docs" / "adding-a-layout.md"


def _claims(example: dict, kind: str) -> list[str]:
    headings = frozenset(map(normal, example["headings"]))
    labels = frozenset(map(normal, example.get("labels", []))) | (headings if kind == "list" else frozenset())
    title = squeeze(example.get("title", ""))
    return [one.name for one in declarations() if one.kind == kind and one.claims(headings, labels, title)]


@pytest.mark.parametrize("declaration", declarations(), ids=lambda one: one.name)
def test_only_the_layout_itself_claims_its_example(declaration):
    assert _claims(declaration.example, declaration.kind) == [declaration.name]


@pytest.mark.parametrize("declaration", declarations(), ids=lambda one: one.name)
def test_every_heading_of_an_example_is_a_known_word(declaration):
    """A heading without a role would be read as no column at all."""
    words = vocabulary()
    unknown = [
        word
        for word in declaration.example["headings"]
        if not (words.columns.role(normal(word)) or words.labels.role(normal(word)) or words.money.role(normal(word)))
    ]
    assert unknown == []


def test_a_declaration_that_breaks_the_schema_is_refused(tmp_path):
    whole = yaml.safe_load((DECLARATIONS / "mof_form.yml").read_text(encoding="utf-8"))
    for broken in ({"kind": "grid"}, {"fingerprint": {}}, {"columns": {"备注": "weights"}}, {"colour": "red"}):
        file = tmp_path / "mof_form.yml"
        file.write_text(yaml.safe_dump(whole | broken, allow_unicode=True), encoding="utf-8")
        with pytest.raises(jsonschema.ValidationError, match=r"^mof_form\.yml: "):
            load_declaration(file)


def test_a_declaration_is_named_like_its_file(tmp_path):
    file = tmp_path / "other.yml"
    file.write_text((DECLARATIONS / "mof_form.yml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ValueError, match="mof_form"):
        load_declaration(file)


def test_a_page_with_level_names_alone_passes_the_gate():
    """Continuation pages print no headings; their level names tell them."""
    assert {"产出指标", "数量指标", "三级指标", "指标值"} <= set(gate_words())


def test_the_guide_adds_a_city_without_python(tmp_path, monkeypatch):
    """Follows docs/adding-a-layout.md: its example, put into the folder, reads the made-up city's table."""
    example = re.search(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S).group(1)
    name = yaml.safe_load(example)["name"]
    for file in DECLARATIONS.glob("*.yml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / f"{name}.yml").write_text(example, encoding="utf-8")
    form = table(
        [
            [("预算资金（元）", 2), ("1,200.50", 4)],
            [("项目目标", 2), ("清淤三公里。", 4)],
            ["权重", "一级指标", "二级指标", "三级指标", "指标解释", "年度目标值"],
            ["60", "产出指标", "数量指标", "清淤长度", "以竣工图为准", "≥3公里"],
            ["40", "效益指标", "社会效益指标", "汛期安全", "", "有保障"],
        ]
    )
    pages = [page(1, line("关于河道清淤工程的绩效目标表", 70), form)]
    monkeypatch.setattr(schema, "DECLARATIONS", tmp_path)
    declarations.cache_clear()
    try:
        rows = read_layouts(pages)
        assert _claims(yaml.safe_load(example)["example"], "form") == [name]
    finally:
        monkeypatch.undo()
        declarations.cache_clear()
    (project,) = rows.project_rows
    assert (project["layout"], project["project_name_text"], project["objective_text"]) == (name, "河道清淤工程", "清淤三公里。")
    assert [(row["amount_text"], row["amount_unit_text"]) for row in rows.funding_cells] == [("1,200.50", "元")]
    read = [(row["level1_text"], row["indicator_name_text"], row["target_text"], row["weight_text"], row["note_text"]) for row in rows.indicator_cells]
    assert read == [("产出指标", "清淤长度", "≥3公里", "60", "以竣工图为准"), ("效益指标", "汛期安全", "有保障", "40", None)]


def test_a_declaration_says_which_column_holds_the_targets(tmp_path, monkeypatch):
    """A table that is refused for an unknown heading is read once a layout says what it means."""
    layout = {
        "name": "standards_form",
        "description": "A made-up form.",
        "kind": "form",
        "fingerprint": {"headings": ["三级指标", "拟达标准"]},
        "columns": {"拟达标准": "target"},
        "example": {"headings": ["一级指标", "二级指标", "三级指标", "拟达标准"]},
    }
    (tmp_path / "standards_form.yml").write_text(yaml.safe_dump(layout, allow_unicode=True), encoding="utf-8")
    assert read_layouts(families("refused")["unknown_target_heading"].pages).page_blocks[0]["outcome"] == "unreadable"
    monkeypatch.setattr(schema, "DECLARATIONS", tmp_path)
    declarations.cache_clear()
    try:
        rows = read_layouts(families("refused")["unknown_target_heading"].pages)
    finally:
        monkeypatch.undo()
        declarations.cache_clear()
    assert [(row["layout"], row["indicator_name_text"], row["target_text"]) for row in rows.indicator_cells] == [("standards_form", "场次", "≥10场")]
