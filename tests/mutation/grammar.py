"""Mutants of the target grammar: a rule or one alternative of a rule's or pattern's expression dropped, or an operator of a model turned."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb

from tests.grammar.models import MODELS, PROJECT, Grammar, seed

_TURNED = ((r" and ", " or "), (r" or ", " and "), (r" is null", " is not null"), (r" is not null", " is null"), (r" <= ", " < "), (r" >= ", " > "), (r" < ", " <= "),
           (r" > ", " >= "), (r" = ", " <> "), (r" <> ", " = "), (r" \+ 1\b", " + 2"), (r" - 1\b", " - 2"), (r"\bnot ", ""), (r"\bleast\(", "greatest("), (r"\bmin\(", "max("))  # fmt: skip


@dataclass(frozen=True, slots=True)
class GrammarMutant:
    name: str
    sql: str = ""  # changes a seed
    model: str = ""  # or: takes the place of this model's source
    source: str = ""

    def is_noticed(self) -> bool:
        """Whether a worked example is read in another way, or nothing can be read at all."""
        try:
            grammar = _Changed(self)
            grammar.read([(row["target"], row["column_unit"], row["indicator_name"]) for row in seed("target_grammar_examples")])
            return bool(grammar.connection.execute(grammar.rendered(PROJECT / "tests/release/examples_are_read_as_worked.sql")).fetchall())
        except Exception:  # a mutant may break anything
            return True


class _Changed(Grammar):
    def __init__(self, mutant: GrammarMutant) -> None:
        self._mutant = mutant
        super().__init__(self._change)

    def _change(self, connection: duckdb.DuckDBPyConnection) -> None:
        if self._mutant.sql:
            connection.execute(self._mutant.sql)

    def rendered(self, path: Path) -> str:
        if path.stem == self._mutant.model:
            return self._environment.from_string(self._mutant.source).render()
        return super().rendered(path)


def rule_mutants() -> Iterator[GrammarMutant]:
    for table, key in (("target_grammar_rules", "rule_code"), ("target_grammar_patterns", "pattern_name")):
        for row in seed(table):
            code, pattern = row[key], row["pattern"]
            if table == "target_grammar_rules":
                yield GrammarMutant(f"{code}: dropped", f"delete from {table} where {key} = '{code}'")
            parts = _alternatives(pattern)
            for number in range(len(parts)) if len(parts) > 1 else ():
                rest = "".join(_joined(parts, number)).replace("'", "''")
                yield GrammarMutant(f"{code}: without {parts[number][1][:60]!r}", f"update {table} set pattern = '{rest}' where {key} = '{code}'")


def model_mutants() -> Iterator[GrammarMutant]:
    for model in MODELS:
        source = (PROJECT / "models/intermediate/targets" / f"{model}.sql").read_text(encoding="utf-8")
        for pattern, other in _TURNED:
            for match in re.finditer(pattern, source):
                line = source.count("\n", 0, match.start()) + 1
                text = source.splitlines()[line - 1].strip()
                if not text.startswith("--") and not text.startswith("{"):
                    yield GrammarMutant(
                        f"{model}:{line} {text[:60]!r}: {match[0]!r} to {other!r}", "", model, source[: match.start()] + other + source[match.end() :]
                    )


def _alternatives(pattern: str) -> list[tuple[int, str]]:
    """Depth and text of the pieces of ``pattern`` between the bars of its outermost alternation that has any."""
    depth, in_class = 0, False
    bars: list[tuple[int, int]] = []
    position = 0
    while position < len(pattern):
        character = pattern[position]
        if character == "\\":
            position += 1
        elif in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|":
            bars.append((depth, position))
        position += 1
    level = min((depth for depth, _ in bars), default=None)
    if level != 0:
        return []
    places = [at for depth, at in bars if depth == level]
    edges = [-1, *places, len(pattern)]
    return [(start, pattern[first + 1 : last]) for start, (first, last) in enumerate(pairwise(edges))]


def _joined(parts: list[tuple[int, str]], without: int) -> Iterator[str]:
    yield "|".join(text for number, text in parts if number != without)
