"""The unit tests that stand beside the models, as dbt runs them on the seeds."""

import shutil
from pathlib import Path

from tests.dbt_project.compiled import dbt, folder


def test_unit_tests_hold(tmp_path: Path) -> None:
    """Raises with dbt's own words where one does not."""
    shutil.copytree(folder(), tmp_path / "made")
    tried = [one.node.name for one in dbt(tmp_path / "made", "test", "--select", "test_type:unit").result.results]
    assert len(tried) >= 8
