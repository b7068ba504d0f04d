"""A format is a reader and a line in the registry: what its pages hold becomes rows, with the ledger of its cells, and nothing else changes."""

import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from extract import formats
from extract.dispatch import format_of, read_document
from extract.frames import raw_frames
from extract.reasons import UnreadableError
from extract.rows import settle_status

HEADINGS = ("项目名称", "预算单位", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值")
ROWS = (
    ("校舍修缮", "某某小学", "改善办学条件", "产出指标", "数量指标", "修缮校舍面积", "≥300平方米"),
    ("设备购置", "某某中学", "补充教学设备", "满意度指标", "服务对象满意度指标", "师生满意度", "≥95%"),
)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sheets/某某区教育局2026年部门预算", "\n".join("\t".join(row) for row in (HEADINGS, *ROWS)))
    return path


def test_every_reader_stands_within_the_walls():
    """The contracts of import-linter hold nothing of a package that they do not name."""
    contracts = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    formats_apart = {name for one in contracts if one["type"] == "layers" for layer in one["layers"] for name in layer.split(" | ")}
    no_rows = {name for one in contracts if "extract.rows" in one.get("forbidden_modules", ()) for name in one["source_modules"]}
    assert formats.readers() <= formats_apart & no_rows, "name it in pyproject.toml, in the layers and among those that know nothing of rows"


def test_every_format_may_stand_in_the_published_file():
    """A document of a format that the closed list does not have stops the release."""
    project = Path(__file__).parents[2] / "dbt_project" / "dbt_project.yml"
    listed = yaml.safe_load(project.read_text(encoding="utf-8"))["vars"]["closed_lists"]["format"]
    assert {*formats._registry()["formats"], "unknown"} == set(listed), "dbt_project.yml lists the formats of formats.yml"


def test_without_a_line_in_the_registry_nothing_reads_it(book):
    assert format_of(book) == "unknown"
    with pytest.raises(UnreadableError):
        read_document(book)


def test_a_format_of_characters_is_known_by_its_ending(tmp_path, monkeypatch):
    (path := tmp_path / "list.TSV").write_text("\t".join(HEADINGS), encoding="utf-8")
    assert format_of(path) == "unknown"
    registry = formats._registry()
    monkeypatch.setattr(formats, "_registry", lambda: registry | {"formats": registry["formats"] | {"tsv": {"suffixes": [".tsv"]}}})
    assert format_of(path) == "tsv"


def test_a_line_in_the_registry_is_all_that_a_reader_needs(book, monkeypatch):
    registry = formats._registry()
    line = {"sheet": {"zip_folder": "sheets", "reader": "tests.extract.sheet_reader"}}
    monkeypatch.setattr(formats, "_registry", lambda: registry | {"formats": registry["formats"] | line})
    format_name, rows = read_document(book)
    settle_status(rows)
    assert (format_name, rows.document["status"]) == ("sheet", "loaded")
    assert (rows.document["title_text"], rows.document["publisher_text"]) == ("某某区教育局2026年部门预算", "某某区教育局")
    frames = raw_frames("", rows)
    assert frames["project_rows"].select("project_name_text", "unit_text", "objective_text").rows() == [row[:3] for row in ROWS]
    found = frames["indicator_cells"].select("level1_text", "level2_text", "indicator_name_text", "target_text", "page_number", "row_number", "bbox_x0").rows()
    assert found == [(*row[3:], 1, number, None) for number, row in enumerate(ROWS, 2)]
    uses = frames["table_cells"].group_by("cell_use").len().sort("cell_use").rows()
    assert uses == [("heading", len(HEADINGS)), ("landed", 2 * len(HEADINGS))]
    (block,) = rows.page_blocks
    assert block["table_character_count"] == block["cell_character_count"] == block["visible_character_count"]
