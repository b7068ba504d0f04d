"""The mutants themselves: each is one fault, and the runner's own words name it."""

from pathlib import Path

import yaml

from tests.mutation.grammar import model_mutants, rule_mutants
from tests.mutation.python import mutants

SOURCE = '''
"""Not this 1."""
import os

def f(a: int = 1, *, b=True) -> int:
    """Nor 2 this."""
    if not a <= 3 and b:
        a += 1
        return a * 2
    raise ValueError("no 3")
'''


def test_python_mutants_change_one_thing_each(tmp_path: Path) -> None:
    path = tmp_path / "m.py"
    path.write_text(SOURCE, encoding="utf-8")
    found = list(mutants(path))
    assert sorted(mutant.deed.rpartition(": ")[2] for mutant in found) == sorted(
        ["to 2", "to False", "And to Or", "LtE to Lt", "to 4", "condition turned round", "not taken away", "statement taken away", "to 2", "nothing given back",
         "Mult to Div", "to 3"]
    )  # fmt: skip
    spaces = []
    for mutant in found:
        space: dict = {}
        exec(compile(mutant.tree, "m.py", "exec"), space)
        spaces.append(space["f"])
    answers = [[_answer(function, a, b) for a in (3, 4, 5) for b in (True, False)] for function in spaces]
    sound: dict = {}
    exec(SOURCE, sound)
    assert sum(answer != [_answer(sound["f"], a, b) for a in (3, 4, 5) for b in (True, False)] for answer in answers) == len(found) - 2  # but the two defaults


def _answer(function, a: int, b: bool) -> object:
    try:
        return function(a, b=b)
    except ValueError:
        return "raised"


def test_grammar_mutants_drop_each_rule_once_and_name_themselves() -> None:
    rules, models = list(rule_mutants()), list(model_mutants())
    assert len({mutant.name for mutant in rules}) == len(rules) > 100
    assert len({(mutant.name, mutant.query) for mutant in models}) == len(models) > 100


def test_equivalent_mutants_have_a_reason() -> None:
    listed = yaml.safe_load(Path(__file__).with_name("equivalent.yml").read_text(encoding="utf-8"))
    assert all(isinstance(reason, str) and len(reason) > 10 for reason in listed.values())
