"""The site of models and lineage is one page, made of the declarations, that asks nobody for anything and is the same each time."""

import hashlib
import re

import pytest
import yaml

from tests.dbt_project.compiled import PROJECT, folder
from warehouse.bi.bundle import declared
from warehouse.dbt_site import main, site

EXPOSURES = yaml.safe_load((PROJECT / "models" / "marts" / "_marts__exposures.yml").read_text(encoding="utf-8"))["exposures"]
DEPENDS_ON = {one["name"]: {re.sub(r"ref\('(\w+)'\)", r"\1", model) for model in one["depends_on"]} for one in EXPOSURES}


def test_exposures_name_the_marts_that_are_read():
    metrics = yaml.safe_load((PROJECT / "models" / "marts" / "_marts__metrics.yml").read_text(encoding="utf-8"))
    assert DEPENDS_ON["dashboard"] == set(declared()["datasets"])
    assert DEPENDS_ON["metrics"] == {re.sub(r"ref\('(\w+)'\)", r"\1", model["model"]) for model in metrics["semantic_models"]}


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
