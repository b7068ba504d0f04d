"""``python -m tests.mutation TARGET [--sample N] [--seed S]``: how many small faults in TARGET its quick tests notice, and which they do not.

Every mutant is tried in a process forked with the libraries loaded. Status 1 where one survives that ``equivalent.yml`` does not list.
"""

import argparse
import ast
import importlib
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from tests.mutation.python import PythonMutant, mutants

ROOT = Path(__file__).parents[2]
_LIBRARIES = ("pytest", "numpy", "polars", "duckdb", "yaml", "jsonschema", "pypdfium2", "pdfplumber", "pdf_oxide", "hypothesis")
_PDF = (
    "tests/geometry/test_lattice.py",
    "tests/geometry/test_rules.py",
    "tests/geometry/test_lines.py",
    "tests/geometry/test_alignment.py",
    "tests/pdf/test_reader.py",
)
_FORMS = ("tests/layouts/test_form.py", "tests/layouts/test_list_page.py", "tests/layouts/test_form_cells.py", "tests/layouts/test_declarations.py")
TARGETS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "lattice": (("extract/geometry/lattice.py",), _PDF),
    "lines": (("extract/geometry/lines.py",), _PDF),
    "rules": (("extract/geometry/rules.py",), _PDF),
    "layouts": (("extract/layouts/recognise/match.py", "extract/layouts/recognise/grid.py", "extract/layouts/recognise/records.py", "extract/layouts/recognise/form.py", "extract/layouts/breaks/projects.py"), _FORMS),
}  # fmt: skip
GRAMMAR = ("grammar-rules", "grammar-models")


class _Spoilt(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads the mutant in the place of its module."""

    def __init__(self, mutant: PythonMutant) -> None:
        self._mutant = mutant
        self._name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)

    def find_spec(self, name: str, path: object, target: object = None):
        return importlib.util.spec_from_loader(name, self, origin=str(self._mutant.path)) if name == self._name else None

    def exec_module(self, module) -> None:
        module.__file__ = str(self._mutant.path)
        exec(compile(self._mutant.tree, str(self._mutant.path), "exec"), module.__dict__)


def _passes(tests: tuple[str, ...], mutant: PythonMutant | None) -> Callable[[], bool]:
    def run() -> bool:
        if mutant:
            sys.meta_path.insert(0, _Spoilt(mutant))
        import pytest

        return pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", "--no-header", *tests]) == 0

    return run


def _forked(run: Callable[[], bool], seconds: float) -> bool | None:
    """What ``run`` gives in a process of its own; None where it takes longer."""
    child = os.fork()
    if child == 0:
        answer = 1
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            answer = 0 if run() else 1
        finally:
            os._exit(answer)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        process, status = os.waitpid(child, os.WNOHANG)
        if process:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.partition("\n")[0])
    parser.add_argument("target", choices=(*TARGETS, *GRAMMAR))
    parser.add_argument("--sample", type=int, help="so many mutants, drawn at random; all of them otherwise")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    for library in _LIBRARIES:
        importlib.import_module(library)
    seconds = 120.0
    if chosen.target in GRAMMAR:
        from tests.mutation import grammar

        found = list(grammar.rule_mutants() if chosen.target == "grammar-rules" else grammar.model_mutants())
        survives = [(mutant.name, lambda mutant=mutant: not mutant.is_noticed()) for mutant in found]
    else:
        files, tests = TARGETS[chosen.target]
        start = time.monotonic()
        if not _forked(_passes(tests, None), 600):
            print("the tests fail without any mutant")
            return 2
        seconds = 20 + 5 * (time.monotonic() - start)
        survives = [(mutant.name, _passes(tests, mutant)) for path in files for mutant in mutants(ROOT / path) if ast.unparse(mutant.tree)]
    total = len(survives)
    if chosen.sample and chosen.sample < total:
        survives = random.Random(chosen.seed).sample(survives, chosen.sample)
    equivalent = yaml.safe_load(Path(__file__).with_name("equivalent.yml").read_text(encoding="utf-8")) or {}
    survivors = []
    for number, (name, run) in enumerate(survives, 1):
        if _forked(run, seconds):
            survivors.append(name)
            print(f"  {number} of {len(survives)} survives: {name}" + (f" (equivalent: {equivalent[name]})" if name in equivalent else ""), flush=True)
    unexplained = [name for name in survivors if name not in equivalent]
    killed = len(survives) - len(survivors)
    print(
        f"{chosen.target}: {total} mutants, {len(survives)} tried, {killed} killed, {len(survivors)} survive, {len(survivors) - len(unexplained)} of them equivalent"
    )
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
