"""What the project depends on is pinned by hash, and under licences that are listed and allowed."""

import importlib.util
import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
_SPEC = importlib.util.spec_from_file_location("licences", REQUIREMENTS / "licences.py")
licences = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(licences)


def test_every_licence_is_known_and_allowed():
    assert licences.refused(licences.rules()) == []
    assert len(licences.packages()) > 50


def test_the_list_is_current():
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(licences.rules()), "make licences writes it anew"


def test_a_licence_that_is_not_allowed_and_one_that_is_unknown_are_named():
    rules = licences.rules()
    rules["allowed"].remove("MPL-2.0")
    del rules["read"]["tzdata"]
    said = "\n".join(licences.refused(rules))
    assert "certifi: " in said and "hypothesis: MPL-2.0" in said and "tzdata: no licence" in said
    assert "polars: " not in said


@pytest.mark.parametrize(
    ("expression", "is_allowed"),
    [("MIT", True), ("GPL-3.0-only", False), ("MIT OR GPL-3.0-only", True), ("MIT AND GPL-3.0-only", False), ("(MIT OR GPL-3.0-only) AND Zlib", True)],
)
def test_of_a_choice_one_licence_must_be_allowed_of_several_each(expression, is_allowed):
    assert licences.is_allowed(expression, {"allowed": ["MIT", "Zlib"]}) == is_allowed


@pytest.mark.parametrize("lock", sorted(REQUIREMENTS.glob("*.txt")), ids=lambda path: path.name)
def test_everything_installed_is_pinned_with_a_hash(lock):
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE).strip())
    assert entries
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+", entry) and "--hash=sha256:" in entry, entry
