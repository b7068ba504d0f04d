"""What a maintainer expects to find at the top of the repository is there, and says what holds."""

import hashlib
import json
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


def test_the_architecture_names_files_that_are_there():
    """A name stands for a path from the top, from the dbt project, or of a file whose folder is named before it."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = {name for name in re.findall(r"`([\w./*]+?(?:/|\.(?:py|sql|yml|csv|pdf|md)))`", text) if not name.startswith("warehouse/work/")}
    files = [
        path.relative_to(ROOT).as_posix() for folder in ("extract", "dbt_project", "expectations", "warehouse", "tests") for path in (ROOT / folder).rglob("*")
    ]
    missing = {
        name for name in named if not (list(ROOT.glob(name)) or list((ROOT / "dbt_project").glob(name)) or any(file.endswith(f"/{name}") for file in files))
    }
    assert len(named) > 30
    assert not missing


def test_the_cell_that_the_architecture_follows_is_read_as_it_says():
    lines = (ROOT / "tests" / "drift" / "rows" / "one_form.pdf.jsonl").read_text(encoding="utf-8").splitlines()
    found = {row["table"]: row for row in map(json.loads, lines) if "不低于98%" in (row.get("target_text"), row.get("cell_text"))}
    cell = found["table_cells"]
    assert [cell[f"{name}_number"] for name in ("page", "table", "row", "column")] == [1, 1, 10, 4]
    assert [cell[f"bbox_{edge}"] for edge in ("x0", "top", "x1", "bottom")] == [499.2, 222.0, 655.6, 238.0]
    assert (found["indicator_cells"]["cell_ordinal"], found["indicator_cells"]["level2_text"]) == (3, "社会效益指标")
