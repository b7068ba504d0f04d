"""Mutants of the target grammar: a rule or one alternative of a rule's or pattern's expression dropped, or an operator of a model turned."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.dbt_project.compiled import nodes, recompiled, seed
from tests.dbt_project.targets.reading import MODELS, Grammar

_TURNED = ((r" and ", " or "), (r" or ", " and "), (r" is null", " is not null"), (r" is not null", " is null"), (r" <= ", " < "), (r" >= ", " > "), (r" < ", " <= "),
           (r" > ", " >= "), (r" = ", " <> "), (r" <> ", " = "), (r" \+ 1\b", " + 2"), (r" - 1\b", " - 2"), (r"\bnot ", ""), (r"\bleast\(", "greatest("), (r"\bmin\(", "max("))  # fmt: skip


@dataclass(frozen=True, slots=True)
class GrammarMutant:
    name: str
    sql: str = ""  # changes a seed
    model: str = ""  # or: the query of this model
    query: str = ""

    def is_noticed(self) -> bool:
        """Whether a worked example is read in another way, or nothing can be read at all."""
        try:
            grammar = Grammar(with_examples=True)
            if self.sql:
                grammar.make("target_grammar_rules", "target_grammar_patterns")
                grammar.connection.execute(f"use work.seeds; {self.sql}; use performance_targets")
            with grammar.changed({self.model: self.query} if self.model else recompiled(self.sql, *MODELS)):
                return bool(grammar.failures("examples_are_read_as_worked"))
        except Exception:  # a mutant may break anything
            return True


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
        query = nodes()[model].sql
        lines = query.splitlines()
        for pattern, other in _TURNED:
            for match in re.finditer(pattern, query):
                line = query.count("\n", 0, match.start()) + 1
                text = lines[line - 1].strip()
                if not text.startswith("--"):
                    yield GrammarMutant(
                        f"{model}:{line} {text[:60]!r}: {match[0]!r} to {other!r}", "", model, query[: match.start()] + other + query[match.end() :]
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
