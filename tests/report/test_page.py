"""The report as a page: what a person sees, hears and can reach, on a desk and on a phone."""

import importlib
import re
import subprocess
import sys

import duckdb
import pytest

from tests.browser import needs_browser, opened
from tests.hostile.planted import MARK, ROOT, SCRIPTS, built
from tests.report.test_figures import OTHER, _documents, _made
from warehouse.pages.frame import texts
from warehouse.report.__main__ import main
from warehouse.report.page import page

pytest.importorskip("vl_convert", reason="make report installs what draws the charts")


@pytest.fixture(scope="module")
def connection():
    return _made(*_documents())


@pytest.fixture(scope="module")
def written(connection, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page(connection), encoding="utf-8")
    return path


def test_the_same_file_gives_the_same_page(connection, written):
    assert page(connection) == written.read_text(encoding="utf-8")


def test_a_department_has_a_page_of_its_own(connection):
    assert OTHER in page(connection, OTHER).partition("</header>")[0]


def test_where_nothing_is_published_the_command_says_what_publishes(tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--warehouse", str(tmp_path)])
    assert (stopped.value.code, "make build publishes it" in capsys.readouterr().err) == (2, True)


@needs_browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_nothing_leaves_the_page_and_nothing_runs_over_its_edge(written, width, scheme):
    with opened(written, width, color_scheme=scheme) as (shown, said):
        assert shown.evaluate("document.documentElement.scrollWidth") == width
        assert shown.evaluate("getComputedStyle(document.body).backgroundColor") == {"light": "rgb(251, 250, 247)", "dark": "rgb(20, 24, 31)"}[scheme]
        overlapping = "[...document.querySelectorAll('.tile strong')].filter((one) => one.scrollWidth > one.clientWidth).length"
        assert shown.evaluate(overlapping) == 0
        assert said == []


@needs_browser
def test_a_switch_changes_the_language_and_one_the_theme(written):
    with opened(written, color_scheme="light") as (shown, said):
        assert "各部门" in shown.inner_text("main") and "By department" not in shown.inner_text("main")
        shown.click("#language")
        assert "By department" in shown.inner_text("main") and "各部门" not in shown.inner_text("main")
        assert shown.evaluate("document.documentElement.lang") == "en"
        shown.reload()
        assert "By department" in shown.inner_text("main"), "the choice is kept"
        shown.click("#theme")
        assert shown.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 31)"
        assert said == []


@needs_browser
def test_a_unit_is_marked_where_it_stands(written):
    with opened(written) as (shown, _):
        shown.select_option("#unit", "第95中学")
        assert shown.eval_on_selector_all(".strip .chosen", "all => all.map((one) => one.getAttribute('aria-label'))") == ["95"]
        assert shown.inner_text(".strip output") == "95 %"
        shown.select_option("#unit", "")
        assert shown.locator(".strip .chosen").count() == 0


@needs_browser
def test_everything_is_reached_by_the_keyboard_and_named(written):
    with opened(written) as (shown, _):
        reached = set()
        for _ in range(80):
            shown.keyboard.press("Tab")
            reached.add(shown.evaluate("document.activeElement.id || document.activeElement.tagName + (document.activeElement.className ? '.' : '')"))
        assert {"language", "theme", "unit", "A", "SUMMARY", "DIV."} <= reached
        tree = shown.locator("body").aria_snapshot()
        for name in (
            'heading "项目支出绩效目标报告" [level=1]',
            'button "切换语言 / Switch the language"',
            'region "各部门"',
            'navigation "目录 / Contents"',
            'combobox "单位"',
        ):
            assert name in tree, name
        unnamed = "[...document.querySelectorAll('button, select, [role=region], nav')].filter((one) => !one.labels?.length && !one.ariaLabel && !one.getAttribute('aria-labelledby')).length"
        assert shown.evaluate(unnamed) == 0


@pytest.mark.slow
@needs_browser
def test_what_documents_print_does_not_act(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "warehouse.report", "--warehouse", str(tmp_path)], cwd=ROOT, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    (tmp_path / "performance_targets.duckdb").symlink_to(built().warehouse / "performance_targets.duckdb")
    assert main(["--warehouse", str(tmp_path)]) == 0
    path = tmp_path / "output" / "report.html"
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    with opened(path) as (shown, said):
        assert (shown.title(), said) == (texts()["report.title"]["zh"], [])
        shown.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert sum(script in shown.inner_text("main") for script in SCRIPTS) > 3, "planted texts are on the page"
        assert MARK not in shown.title() and shown.locator("main img, main iframe, main a[href^='http'], main a[href^='javascript']").count() == 0


@pytest.mark.parametrize("command", ["report", "trace", "review"])
def test_a_file_of_another_version_is_one_line(tmp_path, capsys, command):
    with duckdb.connect(str(tmp_path / "performance_targets.duckdb")) as older:
        older.execute("create table warehouse_build (contract_version varchar)")
    run = importlib.import_module(f"warehouse.{command}.__main__").main
    place = ["--warehouse", str(tmp_path)]
    asked = {"report": place, "trace": [*place, "--indicator", "x"], "review": [*place, "--document", "x"]}[command]
    assert run(asked) in (1, 2)
    said = capsys.readouterr().err
    assert said.startswith("error: ") and said.count("\n") == 1
    assert ("make build brings" in said) == (command != "review")
