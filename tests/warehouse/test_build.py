"""What a build does and says, and with which status it ends; dbt and Great Expectations are stood in for."""

import dataclasses
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from expectations.results import CheckResult, Place
from extract.discover import DocumentsFolderError
from tests.warehouse import miniature
from tests.warehouse.small_builds import FAILED, PASSED, WARNED, SmallSteps, identity, offer
from warehouse.account import Account
from warehouse.build import main, run_build
from warehouse.lock import build_lock
from warehouse.progress import Progress
from warehouse.publish import releases
from warehouse.reading_bar import ReadingBar
from warehouse.settings import PROJECT_ROOT, Settings, parse
from warehouse.steps import Steps
from warehouse.summary import summary

ROOT = Path(__file__).parents[2]


def built(settings: Settings, *results, with_steps=None) -> tuple[int, str]:
    stream = io.StringIO()
    return run_build(settings, Progress(stream), with_steps or SmallSteps(*results)), stream.getvalue()


def last_run(settings: Settings) -> dict:
    return json.loads(max(settings.runs.glob("*.json"), key=lambda path: path.stat().st_mtime_ns).read_text(encoding="utf-8"))


def digest(settings: Settings) -> str:
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        return connection.execute("select inputs_digest from warehouse_build").fetchone()[0]


@pytest.fixture
def settings(tmp_path):
    return Settings(offer(tmp_path / "documents", a="rows 1"), tmp_path / "warehouse", releases_kept=2)


def test_publishes_then_finds_nothing_changed(settings):
    status, said = built(settings, PASSED, WARNED)
    assert status == 0
    assert "published" in said.splitlines()
    for line in ("projects    3", "indicators  7", "checks      passed 2, failed 1", "pages       2"):
        assert line in said.splitlines()
    before = identity(settings.published)
    status, said = built(settings, PASSED)
    assert (status, "nothing changed, nothing to do" in said) == (0, True)
    assert identity(settings.published) == before
    assert last_run(settings)["outcome"] == "unchanged"
    assert last_run(settings)["indicators"] == 7


def test_results_of_checks_are_a_table_of_the_file(settings):
    built(settings, WARNED)
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        assert connection.execute("select check_name, is_passed from check_result order by 1").fetchall() == [("always", True), ("sometimes", False)]
        assert connection.execute("select check_passed_count, check_failed_count from warehouse_build").fetchall() == [(1, 1)]


def test_added_document_is_published_and_the_old_file_kept(settings):
    built(settings)
    first = digest(settings)
    offer(settings.documents, a="rows 1", b="rows 2")
    assert built(settings)[0] == 0
    assert digest(settings) != first
    (release,) = releases(settings.releases)
    assert release.name.endswith(first[:12])
    assert last_run(settings)["release"] == release.name


def test_failed_check_keeps_the_old_file(settings):
    built(settings)
    before = settings.published.read_bytes()
    offer(settings.documents, a="rows 2")
    status, said = built(settings, FAILED)
    assert status == 3
    assert settings.published.read_bytes() == before
    assert "critical: published never (dim_project): observed 3, expected 0" in said
    assert last_run(settings)["outcome"] == "checks_failed"
    assert last_run(settings)["failed_checks"][0]["check_name"] == "never"
    assert built(settings)[0] == 0


@pytest.mark.parametrize("files", [{}, {"a": "nothing in it"}])
def test_build_without_rows_never_replaces_one_with_rows(settings, files):
    built(settings)
    before = settings.published.read_bytes()
    offer(settings.documents, **files)
    assert built(settings)[0] == 3
    assert settings.published.read_bytes() == before
    assert built(dataclasses.replace(settings, allow_empty=True))[0] == 0
    assert settings.published.read_bytes() != before


def test_unreadable_published_file_counts_as_one_with_rows(settings):
    settings.warehouse.mkdir()
    settings.published.write_bytes(b"not a database")
    offer(settings.documents)
    assert built(settings)[0] == 3
    assert settings.published.read_bytes() == b"not a database"
    offer(settings.documents, a="rows")
    assert built(settings)[0] == 0


def test_what_is_held_back_is_a_status_where_asked_for(settings):
    offer(settings.documents, a="rows 1", b="quarantine")
    assert built(dataclasses.replace(settings, strict=True))[0] == 5
    assert settings.published.exists()
    assert built(dataclasses.replace(settings, strict=True))[0] == 5
    status, said = built(settings)
    assert status == 0
    assert "held back   readings 1" in said.splitlines()


def _held_by(*turns: list[CheckResult]):
    """Steps whose checks give one list of results a turn, and the lists of documents that raw rows were loaded without."""
    left_out: list[list[str]] = []
    remaining = iter(turns)

    def load(settings, extraction, held, facts, progress):
        left_out.append([one.document_key for one in held])
        miniature.make_work(settings.work, facts)
        return []

    return SmallSteps(load=load, check=lambda *_: list(next(remaining))), left_out


ROW = dataclasses.replace(FAILED, check_name="rows", scope="row", places=(Place(miniature.KEY, 2, f"{miniature.KEY}-0001"),))
OTHER = dataclasses.replace(ROW, check_name="others", places=(Place("f" * 16, None, ""),))


def test_a_failed_check_of_rows_leaves_out_the_documents_it_names(settings):
    held, left_out = _held_by([ROW, WARNED], [PASSED])
    status, said = built(settings, with_steps=held)
    assert (status, left_out) == (0, [[], [miniature.KEY]])
    assert f"held back: a.txt, page 2, {miniature.KEY}-0001: rows; the rest is built once more" in said.splitlines()


@pytest.mark.parametrize(
    ("turns", "left_out"),
    [
        ([[ROW], [OTHER], [ROW]], [[], [miniature.KEY], [miniature.KEY, "f" * 16]]),  # no end is in sight
        ([[ROW], [ROW]], [[], [miniature.KEY]]),  # it was not the document
        ([[ROW, FAILED]], [[]]),  # the release is broken anyway
        ([[dataclasses.replace(ROW, places=())]], [[]]),  # it names no document
    ],
)
def test_what_no_document_explains_stops_the_release(settings, turns, left_out):
    held, found = _held_by(*turns)
    assert (built(settings, with_steps=held)[0], found) == (3, left_out)
    assert not settings.published.exists()


def test_second_build_at_once_leaves(settings):
    settings.warehouse.mkdir()
    with build_lock(settings.lock):
        status, said = built(settings)
    assert status == 4
    assert f"process {os.getpid()}" in said
    assert not settings.published.exists()


def test_folder_that_does_not_exist_is_one_line(settings):
    status, said = built(dataclasses.replace(settings, documents=settings.documents / "none"))
    assert status == 2
    assert len(said.splitlines()) == 1
    assert said.startswith("error: the documents folder does not exist")


def test_folder_that_cannot_be_read_is_one_line(settings):
    def refused(*_):
        raise DocumentsFolderError("the documents folder cannot be read")

    status, said = built(settings, with_steps=SmallSteps(extract=refused))
    assert status == 2
    assert said.splitlines()[-1] == "error: the documents folder cannot be read"


def test_full_disk_is_one_line_and_the_candidate_goes(settings):
    built(settings)
    before = settings.published.read_bytes()
    offer(settings.documents, a="rows 2")

    def full(settings, *_):
        settings.candidate.write_bytes(b"half")
        raise OSError(28, "No space left on device", str(settings.candidate))

    status, said = built(settings, with_steps=SmallSteps(conform=full))
    assert status == 1
    assert said.splitlines()[-1] == f"error: {settings.candidate}: no space left on the device"
    assert not settings.candidate.exists()
    assert settings.published.read_bytes() == before


def test_fault_of_the_database_is_one_line(settings):
    def broken(*_):
        raise duckdb.IOException("IO Error: could not write\nmore\nlines")

    status, said = built(settings, with_steps=SmallSteps(conform=broken))
    assert status == 1
    assert said.splitlines()[-1] == "error: the database could not be written or read: IO Error: could not write"


def test_unforeseen_error_still_leaves_an_account(settings, capsys):
    def broken(*_):
        raise ZeroDivisionError("what?")

    status, said = built(settings, with_steps=SmallSteps(conform=broken))
    assert status == 1
    assert "error: ZeroDivisionError: what?" in said
    assert "Traceback" in capsys.readouterr().err
    assert last_run(settings)["outcome"] == "failed"
    assert built(settings)[0] == 0


def test_names_of_documents_cannot_move_the_cursor(settings):
    stream = io.StringIO()
    progress = Progress(stream)
    progress.line("a\x1b[2Jb\r\nc\u202ed")
    assert stream.getvalue() == "a\\u001b[2Jb\\u000d\\u000ac\\u202ed\n"


def test_log_holds_no_control_characters(settings):
    _, said = built(settings)
    assert not any(ord(character) < 32 and character != "\n" for character in said)


def test_progress_moves_on_a_terminal_and_leaves_nothing():
    stream = Terminal()
    progress = Progress(stream)
    progress.stage("reading")
    progress(1, 2, "文件" * 200)
    progress.line("done")
    assert "\r\x1b[K" in stream.getvalue()
    assert stream.getvalue().endswith("done\n")
    drawn = stream.getvalue().split("\r")[0]
    assert sum(2 if ord(character) > 0x2E80 else 1 for character in drawn) < 80


class Terminal(io.StringIO):
    def isatty(self):
        return True


def read_with(stream) -> str:
    progress = Progress(stream)
    progress.stage("reading documents")
    bar = ReadingBar(progress)
    bar.begins(2)
    for pages in (3, 180):
        for _ in range(pages):
            bar.reads(1)
        bar.lands()
    bar.close()
    return stream.getvalue()


def test_reading_shows_documents_and_pages_on_a_terminal_and_leaves_nothing():
    drawn = read_with(Terminal())
    assert "reading documents: 0/2 documents, 0 pages" in drawn
    assert "reading documents: 2/2 documents, 183 pages" in drawn
    assert drawn.endswith("\r")
    assert not drawn.split("\r")[-2].strip()


def test_reading_is_quiet_in_a_log():
    assert read_with(io.StringIO()) == "reading documents\n"


def test_a_build_ends_with_what_to_do_next(settings):
    settings = dataclasses.replace(settings, warehouse=settings.warehouse.with_name("a house"))
    said = built(settings)[1].splitlines()
    end = said[said.index(f"file        {settings.published}") + 1 :]
    where = f"WAREHOUSE='{settings.warehouse}'"
    assert end[0].startswith(f"next        make report {where}  # ")
    assert [line[12:].split()[1] for line in end] == ["report", "export", "shell"]
    offer(settings.documents, a="rows 1, quarantine")
    assert [line[12:].split()[1] for line in built(settings)[1].splitlines()[-4:]] == ["quarantine", "report", "export", "shell"]
    default = Settings(settings.documents, PROJECT_ROOT / "warehouse")
    assert "next        make report  # " in "\n".join(summary(Account(outcome="unchanged", wall_seconds=1, cpu_seconds=1), default))
    assert not [line for line in summary(Account(outcome="checks_failed", wall_seconds=1, cpu_seconds=1), default) if "make" in line]


def test_extraction_is_told_where_and_with_how_many_workers(settings, monkeypatch):
    seen = []
    monkeypatch.setattr("warehouse.steps.extract_documents", lambda *told, **named: seen.append((told[:3], named)))
    Steps().extract(dataclasses.replace(settings, jobs=3), None)
    assert seen == [((settings.documents, settings.raw, 3), {"apart": settings.warehouse})]


def test_what_an_earlier_version_wrote_beside_the_file_is_taken_over(settings):
    old = {"raw/manifest.json": '{"documents": []}', "raw/0a/record.json": "{}", "candidate/dbt/x": "x", "data_docs/data_docs.css": "css"}
    for name, content in {**old, "releases/000001-0.duckdb": "kept", "runs/a.json": "{}"}.items():
        (settings.warehouse / name).parent.mkdir(parents=True, exist_ok=True)
        (settings.warehouse / name).write_text(content)
    assert built(settings)[0] == 0
    assert {path.name for path in settings.warehouse.iterdir()} == {".lock", "performance_targets.duckdb", "releases", "runs", "work"}
    assert (settings.raw / "live_set.json").read_text() == '{"documents": []}'
    assert (settings.raw / "0a").is_dir()
    assert (settings.releases / "000001-0.duckdb").read_text() == "kept"


@pytest.mark.parametrize("folder", ["raw", "raw/2026"])
def test_documents_are_never_taken_for_what_an_earlier_version_wrote(settings, folder):
    documents = settings.warehouse / folder
    documents.mkdir(parents=True)
    for path in (documents / "a.txt", settings.warehouse / "raw" / "manifest.json"):
        path.write_text("rows")
    assert built(dataclasses.replace(settings, documents=documents))[0] == 0
    assert (documents / "a.txt").is_file()


def test_settings_come_from_the_command_line_before_the_environment(tmp_path):
    environment = {"DOCUMENTS": "/e", "WAREHOUSE": "", "STRICT": "1", "ALLOW_EMPTY": "no", "RELEASES": "0", "JOBS": "3", "MEMORY": "500 mb"}
    settings = parse(["--documents", str(tmp_path), "--jobs", "4"], environment)
    assert (settings.documents, settings.jobs, settings.strict, settings.allow_empty, settings.releases_kept) == (tmp_path, 4, True, False, 0)
    assert (settings.warehouse, settings.memory) == (ROOT / "warehouse", "500MB")
    assert parse([], {}).memory == "4GB"


@pytest.mark.parametrize(
    "environment",
    [
        *({"JOBS": "x"}, {"JOBS": "0"}, {"STRICT": "maybe"}, {"RELEASES": "-1"}, {"RELEASES": "²"}, {"FAULTY": "maybe"}, {"MEMORY": "much"}, {"MEMORY": "0GB"}),
        *({"WAREHOUSE": "/tmp/no#1"}, {"WAREHOUSE": "/tmp/which?/w"}, {"WAREHOUSE": "/tmp/*"}),
        *({"WAREHOUSE": "/tmp/same", "DOCUMENTS": "/tmp/same"}, {"WAREHOUSE": "/tmp/other/../same", "DOCUMENTS": "/tmp/same/"}),
    ],
)
def test_senseless_setting_is_a_usage_error(environment, capsys):
    with pytest.raises(SystemExit) as stop:
        parse([], environment)
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert [line for line in said.splitlines() if ": error: " in line] == [said.splitlines()[-1]]


def test_command_line_ends_with_the_status(tmp_path):
    assert main(["--documents", str(tmp_path / "none"), "--warehouse", str(tmp_path / "w")]) == 2


@pytest.mark.slow
def test_killed_anywhere_the_next_build_carries_on(tmp_path):
    """Kills whole builds at moments spread over their length; the file is old or new, and the next build ends as if nothing had been."""
    documents = offer(tmp_path / "documents", a="rows 0")
    command = [sys.executable, "-m", "tests.warehouse.small_builds", str(documents), str(tmp_path / "w")]
    settings = Settings(documents, tmp_path / "w")
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    digests = {digest(settings)}
    killed_before_publishing = 0
    for turn in range(1, 9):
        offer(documents, a=f"rows {turn}")
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=0.35 + 0.09 * turn)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        found = digest(settings)
        killed_before_publishing += found in digests
        again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert again.returncode == 0, again.stdout + again.stderr
        assert found in digests or found == digest(settings)
        digests.add(digest(settings))
    assert killed_before_publishing > 0, "every build ended before its kill: nothing was tried"
    assert len(digests) == 9
