"""The test of a module is found by the module's name; where it is not, ``elsewhere.yml`` says which one to read."""

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
ELSEWHERE = yaml.safe_load(Path(__file__).with_name("elsewhere.yml").read_text(encoding="utf-8"))
MODULES = {
    path.relative_to(ROOT).as_posix() for room in ("extract", "expectations", "warehouse") for path in (ROOT / room).rglob("*.py") if path.stem != "__init__"
}


def _home(module: str) -> Path:
    """The first folder below ``extract`` is the test's folder: tests/pdf/test_covered.py for extract/pdf/covered.py."""
    room, *parts = Path(module).with_suffix("").parts
    return ROOT / "tests" / (parts[0] if len(parts) > 1 else room) / f"test_{parts[-1]}.py"


def test_every_module_has_a_test_by_its_name_or_is_listed():
    assert [module for module in sorted(MODULES) if not _home(module).is_file() and module not in ELSEWHERE] == []


def test_the_list_names_what_is_there_and_nothing_that_is_at_home():
    assert [module for module in ELSEWHERE if module not in MODULES or _home(module).is_file()] == []
    assert [test for test in ELSEWHERE.values() if not (ROOT / test).is_file()] == []


def test_every_folder_of_models_with_unit_tests_keeps_them_beside_the_models():
    """The rest of what tries dbt's models stands in tests/dbt_project under the folder's name."""
    models = ROOT / "dbt_project" / "models" / "intermediate"
    for folder in (path for path in (ROOT / "tests" / "dbt_project").iterdir() if (path / "__init__.py").is_file()):
        assert (models / folder.name).is_dir(), folder
    for folder in ("audit", "documents", "indicators"):
        assert (models / folder / f"_{folder}__unit_tests.yml").is_file()
