"""The blank warehouse is what dbt makes of no documents."""

import json
from pathlib import Path

import duckdb
import pytest

from tests.dbt_project import compiled
from warehouse.conform import blank as blanks
from warehouse.conform.blank import blank_of
from warehouse.settings import DBT_PROJECT


def test_only_what_comes_of_lists_has_rows():
    blank = compiled.blank()
    by_name = {node.name: node for node in blank.nodes}
    assert by_name["dim_audit_rule"].is_filled is by_name["int_region_beginnings"].is_filled is False
    assert by_name["fact_indicator"].is_filled and by_name["int_targets_parsed"].is_filled
    with duckdb.connect(str(blank.published), read_only=True) as connection:
        connection.execute(f"attach '{blank.work}' as work (read_only)")
        counts = {node.name: connection.execute(f"select count(*) from {node.relation}").fetchone()[0] for node in blank.nodes if node.kind == "model"}
    assert {by_name[name].scope for name, count in counts.items() if count and by_name[name].is_filled} == {"content"}, "worked examples alone"
    assert counts["dim_audit_rule"] > 50


def test_parents_stand_before_their_children():
    seen: set[str] = set()
    known = {node.name for node in compiled.blank().nodes}
    for node in compiled.blank().nodes:
        assert not (set(node.parents) & known) - seen, node.name
        seen.add(node.name)


@pytest.fixture
def counted(monkeypatch, tmp_path: Path):
    """Stands in for dbt: makes two files and a plan, and counts how often."""
    made: list[Path] = []

    def make(project: Path, folder: Path, progress) -> None:
        made.append(folder)
        files = {name: (folder / name).write_text(name) and blanks._sha256(folder / name) for name in (blanks.DATABASE_NAME, blanks.WORK_NAME)}
        (folder / blanks._PLAN).write_text(json.dumps({"files": files, "nodes": []}))

    monkeypatch.setattr(blanks, "_make", make)
    project = tmp_path / "project"
    project.mkdir()
    (project / "model.sql").write_text("select 1")
    return lambda: (blank_of(project, tmp_path / "kept"), len(made)), project


def test_a_blank_is_made_once_for_a_state_of_the_rules(counted):
    asked, project = counted
    first, _ = asked()
    assert asked() == (first, 1)
    (project / "model.sql").write_text("select 2")
    second, count = asked()
    assert (second.folder != first.folder, count) == (True, 2)
    (project / "model.sql").write_text("select 1")
    assert asked() == (first, 2)
    assert [path.name for path in first.folder.parent.iterdir() if path.name.startswith(".making")] == []


@pytest.mark.parametrize("damage", ["database", "plan", "half"])
def test_a_blank_that_is_not_as_it_was_made_is_made_again(counted, damage):
    asked, _ = counted
    blank, _ = asked()
    if damage == "database":
        blank.work.write_bytes(b"")
    elif damage == "plan":
        (blank.folder / blanks._PLAN).write_text("{")
    else:
        (blank.folder / blanks._PLAN).unlink()
    assert asked() == (blank, 2)
    assert blank.work.read_text() == blanks.WORK_NAME


def test_the_project_is_not_written_to():
    assert compiled.blank().folder.is_relative_to(compiled.BLANKS) and not compiled.blank().folder.is_relative_to(DBT_PROJECT)
