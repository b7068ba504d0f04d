"""Releases are listed, put back whole, and compared."""

import duckdb
import pytest

from tests.warehouse import miniature
from tests.warehouse.small_builds import FAILED, SmallSteps, offer
from warehouse import releases as command
from warehouse.build import run_build
from warehouse.faults import BuildFault, LockHeld, UsageFault
from warehouse.lock import build_lock
from warehouse.publish import releases
from warehouse.published import read_published
from warehouse.settings import Settings


@pytest.fixture
def settings(tmp_path):
    """A warehouse with two releases behind the published file."""
    settings = Settings(tmp_path / "documents", tmp_path / "warehouse", releases_kept=3)
    for turn in range(3):
        offer(settings.documents, a=f"rows {turn}")
        assert run_build(settings, steps=SmallSteps()) == 0
    return settings


def digest(path):
    return read_published(path).inputs_digest


def test_list_names_the_published_file_and_every_release(settings, capsys):
    assert command.main(["--warehouse", str(settings.warehouse), "list"]) == 0
    heading, first, *others = capsys.readouterr().out.splitlines()
    assert "checks" in heading
    assert first.startswith("published")
    assert [line.split()[0] for line in others] == [release.name for release in reversed(releases(settings.releases))]
    assert all("1 passed, 0 failed" in line for line in (first, *others))


def test_list_says_which_release_cannot_be_read(settings):
    releases(settings.releases)[0].path.write_bytes(b"damaged")
    assert command.listed(settings)[-1].endswith("cannot be read")


def test_roll_back_publishes_the_release_and_keeps_what_it_replaced(settings):
    oldest = releases(settings.releases)[0]
    replaced, wanted = digest(settings.published), digest(oldest.path)
    said = command.roll_back(settings, oldest.name)
    assert digest(settings.published) == wanted
    assert digest(releases(settings.releases)[-1].path) == replaced
    assert releases(settings.releases)[-1].name in said


def test_roll_back_shares_nothing_with_the_release(settings):
    oldest = releases(settings.releases)[0]
    before = oldest.path.read_bytes()
    command.roll_back(settings, "1")
    with duckdb.connect(str(settings.published)) as connection:
        connection.execute("delete from mart_indicator")
    assert oldest.path.read_bytes() == before


@pytest.mark.parametrize("name", ["nothing", "99", "published", "candidate", "../warehouse"])
def test_roll_back_to_what_is_no_release_is_refused(settings, name):
    before = settings.published.read_bytes()
    with pytest.raises(UsageFault):
        command.roll_back(settings, name)
    assert settings.published.read_bytes() == before


def test_roll_back_to_a_damaged_release_is_refused(settings):
    before = settings.published.read_bytes()
    releases(settings.releases)[0].path.write_bytes(b"damaged")
    with pytest.raises(BuildFault, match="cannot be read"):
        command.roll_back(settings, "1")
    assert settings.published.read_bytes() == before


def test_roll_back_waits_for_no_build(settings):
    with build_lock(settings.lock), pytest.raises(LockHeld):
        command.roll_back(settings, "1")


def test_differences_name_tables_documents_and_moved_targets(tmp_path):
    before, after = tmp_path / "before.duckdb", tmp_path / "after.duckdb"
    for path in (before, after):
        miniature.make_candidate(path, is_loose=True)
    assert command.differences(before, after) == ["no row differs"]
    key = f"{miniature.KEY}-0001-001"
    with duckdb.connect(str(after)) as connection:
        connection.execute("update fact_indicator set target_comparator = '<=', target_value = 1200 where indicator_key = ?", [key])
        connection.execute("delete from fact_target_component where indicator_key like '%-0003-001'")
        connection.execute("insert into document_file values ('b.txt', ?)", [miniature.KEY])
        connection.execute("update fact_indicator set target_text = '约98%', level2_source = 'inferred' where indicator_key like '%-0001-002'")
    said = [" ".join(line.split()) for line in command.differences(before, after)]
    assert said == [
        f"a.txt ({miniature.KEY})",
        "document_file added 1, removed 0, changed 0",
        "fact_indicator added 0, removed 0, changed 2 (level2_source 1, target_comparator 1, target_text 1, target_value 1)",
        "fact_target_component added 0, removed 1, changed 0",
        "2 targets moved",
        f"{key} 养护里程",
        "before quantitative >= 120 公里 «≥120公里»",
        "after quantitative <= 1200 公里 «≥120公里»",
        f"{miniature.KEY}-0001-002 合格率",
        "before quantitative = 98 % «98%»",
        "after quantitative = 98 % «约98%»",
    ]
    backwards = [" ".join(line.split()) for line in command.differences(after, before)]
    assert "document_file added 0, removed 1, changed 0" in backwards


def test_differences_are_by_document_and_name_what_only_one_file_has(tmp_path):
    before, after = tmp_path / "before.duckdb", tmp_path / "after.duckdb"
    for path in (before, after):
        miniature.make_candidate(path, is_loose=True)
    with duckdb.connect(str(after)) as connection:
        connection.execute("create table fact_extra (document_key varchar primary key)")
        connection.execute("alter table mart_indicator add column colour varchar")
        connection.execute("update dim_unit set region = '甲市'")
        miniature.insert(connection, "dim_document", document_key="0000000000000001", file_name="new.pdf", format="pdf", status="loaded")
        project = {"project_key": "0000000000000001-0001", "document_key": "0000000000000001", "unit_key": "培训中心", "scope": "project"}
        miniature.insert(connection, "dim_project", **project)
    said = [" ".join(line.split()) for line in command.differences(before, after)]
    assert said == [
        "fact_extra is only in the file after",
        "new.pdf (0000000000000001)",
        "dim_document added 1, removed 0, changed 0",
        "dim_project added 1, removed 0, changed 0",
        "of no document",
        "dim_unit added 0, removed 0, changed 2 (region 2)",
    ]


def test_a_build_that_fails_its_checks_leaves_a_candidate_to_compare(settings, capsys):
    offer(settings.documents, a="no project here")
    assert run_build(settings, steps=SmallSteps(FAILED)) == 3
    capsys.readouterr()
    assert command.main(["--warehouse", str(settings.warehouse), "diff"]) == 0
    said = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert said[0] == "from published to candidate"
    assert "fact_indicator added 0, removed 7, changed 0" in said


def test_diff_without_names_compares_the_last_release_or_the_candidate(settings, capsys):
    arguments = ["--warehouse", str(settings.warehouse), "diff"]
    assert command.main(arguments) == 0
    kept = releases(settings.releases)[-1].name
    assert capsys.readouterr().out == f"from {kept} to published\nno row differs\n"
    miniature.make_candidate(settings.candidate, is_loose=True)
    with duckdb.connect(str(settings.candidate)) as connection:
        connection.execute("update dim_project set project_name = 'x' where project_ordinal = 1")
    assert command.main(arguments) == 0
    assert "dim_project" in capsys.readouterr().out


def test_command_line_ends_with_the_status(settings, capsys):
    start = ["--warehouse", str(settings.warehouse)]
    assert command.main([*start, "rollback", "nothing"]) == 2
    assert capsys.readouterr().out.startswith("error: no release 'nothing'")
    with build_lock(settings.lock):
        assert command.main([*start, "rollback", "1"]) == 4
    assert command.main([*start, "rollback", "1"]) == 0
