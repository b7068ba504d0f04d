"""A call of make with a variable that its target does not take names the right one."""

import shutil
import subprocess
from pathlib import Path

import pytest

from warehouse.usage import slips, takes

MAKEFILE = Path(__file__).parents[2] / "Makefile"


def said(goals: str, given: str) -> str:
    return slips(MAKEFILE.read_text(encoding="utf-8"), goals.split(), given.split())


@pytest.mark.parametrize(
    ("goals", "given"),
    [("build", "DOCUMENTS WAREHOUSE STRICT JOBS FAULTY COVERAGE"), ("metric", "METRIC BY"), ("bench", "FILES"), ("clean", "PUBLISHED"), ("diff", "FROM TO"),
     ("build export", "DOCUMENTS DEPARTMENT"), ("drift", "ACCEPT"), ("export", "PYTHON"), ("no-such-target", "X")],
)  # fmt: skip
def test_what_a_target_takes_is_said_nothing_of(goals, given):
    assert said(goals, given) == ""


@pytest.mark.parametrize(
    ("goals", "given", "told"),
    [
        ("build", "DOCUMENT", "make build takes no DOCUMENT; is DOCUMENTS meant?; it takes DOCUMENTS"),
        ("export", "department", "make export takes no department; is DEPARTMENT meant?; it takes DEPARTMENT FORMAT WAREHOUSE"),
        ("build", "STICT COVERAGE", "make build takes no STICT; is STRICT meant?"),
        ("rollback", "QUITE_OTHER", "make rollback takes no QUITE_OTHER; it takes RELEASE WAREHOUSE"),
    ],
)
def test_a_slip_is_told_with_what_is_meant(goals, given, told):
    assert said(goals, given).startswith(told)


def test_every_setting_of_a_build_is_told_by_help():
    from warehouse.settings import _SETTINGS

    assert set(_SETTINGS) - set(takes(MAKEFILE.read_text(encoding="utf-8"))["build"]) == {"WAREHOUSE"}


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_stops_at_a_slip_before_it_does_anything():
    wrong = subprocess.run(["make", "-n", "build", "DOCUMENT=a b=c"], cwd=MAKEFILE.parent, capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "make build takes no DOCUMENT; is DOCUMENTS meant?" in wrong.stderr
    right = subprocess.run(["make", "-n", "clean", "WAREHOUSE=a b", "PUBLISHED=1"], cwd=MAKEFILE.parent, capture_output=True, text=True, check=False)
    assert right.returncode == 0, right.stderr
