"""What a maintainer expects to find at the top of the repository is there, and says what holds."""

import hashlib
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def test_the_licence_is_the_official_text():
    """By the digest of https://www.apache.org/licenses/LICENSE-2.0.txt."""
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"


def test_the_changelog_tells_the_versions_that_are_published():
    versions = yaml.safe_load((ROOT / "dbt_project" / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    told = re.findall(r"^## \[contract (\S+), grammar (\S+)\] - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert told[0] == (versions["contract_version"], versions["grammar_version"])
    assert told == sorted(told, reverse=True)


def test_pre_commit_runs_what_make_lint_runs():
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    linted = [line.strip().removeprefix("@").replace("$(BIN)", ".venv/bin") for line in recipe[1].splitlines()]
    (local,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    hooks = [re.sub(r"^sh -c '(.*)'$", r"\1", hook["entry"]) for hook in local["hooks"]]
    assert (local["repo"], {hook["language"] for hook in local["hooks"]}) == ("local", {"system"})
    assert hooks == linted
    assert len(linted) > 4
