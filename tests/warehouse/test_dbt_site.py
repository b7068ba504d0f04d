"""The site of models and lineage is one page, made of the declarations, that asks nobody for anything and is the same each time."""

import hashlib
import re

import pytest
import yaml

from tests.dbt_project.compiled import PROJECT, folder
from warehouse.bi.bundle import declared
from warehouse.dbt_site import main, site

EXPOSURES = yaml.safe_load((PROJECT / "models" / "marts" / "_marts__exposures.yml").read_text(encoding="utf-8"))["exposures"]
ROOT = PROJECT.parent
MODELS = [path.stem for path in (PROJECT / "models" / "marts").glob("*.sql")]
DEPENDS_ON = {one["name"]: {re.sub(r"ref\('(\w+)'\)", r"\1", model) for model in one["depends_on"]} for one in EXPOSURES}


def test_exposures_name_the_marts_that_are_read():
    metrics = yaml.safe_load((PROJECT / "models" / "marts" / "_marts__metrics.yml").read_text(encoding="utf-8"))
    assert DEPENDS_ON["dashboard"] == set(declared()["datasets"])
    assert DEPENDS_ON["metrics"] == {re.sub(r"ref\('(\w+)'\)", r"\1", model["model"]) for model in metrics["semantic_models"]}
    exported = yaml.safe_load((ROOT / "warehouse" / "export" / "tables.yml").read_text(encoding="utf-8"))["tables"]
    assert DEPENDS_ON["exports"] == {table["name"] for table in exported}
    assert DEPENDS_ON["report"] == _asked("report")
    assert DEPENDS_ON["review"] == _asked("review", "trace")


def _asked(*rooms: str) -> set[str]:
    """The models that the modules of these rooms ask by name."""
    said = "".join(path.read_text(encoding="utf-8") for room in rooms for path in (ROOT / "warehouse" / room).glob("*.py"))
    return {model for model in MODELS if re.search(rf"(?:from|join) {model}\b", said)}


def test_without_a_published_file_it_says_so(tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        main(["--warehouse", str(tmp_path)])
    assert left.value.code == 2
    assert "make build" in capsys.readouterr().err


@pytest.mark.slow
def test_the_page_is_whole_offline_and_the_same_each_time():
    page = site(folder() / "performance_targets.duckdb")
    assert "<meta http-equiv" in page[:400] and "connect-src 'none'" in page[:400]
    assert "INLINE DATA" not in page
    for words in ("exposure.performance_targets.dashboard", "model.performance_targets.mart_finding", "严重程度"):
        assert words in page, words
    assert str(folder()) not in page and str(PROJECT) not in page
    again = site(folder() / "performance_targets.duckdb")
    assert hashlib.sha256(page.encode()).digest() == hashlib.sha256(again.encode()).digest()
