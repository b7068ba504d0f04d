"""The declared layouts and the shared synonyms, loaded once and checked against their schema."""

import json
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import jsonschema
import yaml

from extract.layouts.words import normal, squeeze

_HERE = Path(__file__).parent
DECLARATIONS = _HERE / "declarations"
INFERRED = "inferred"
_WILD = {"*": ".*", "?": "."}

# Roles that a column of an indicator block can have, and those that say something of the whole project.
INDICATOR_ROLES = ("level1", "level2", "indicator_name", "target", "period_target", "comparator", "unit", "nature", "weight", "note", "remark")
PROJECT_ROLES = ("project_name", "project_code", "department", "unit_name", "unit_code", "objective", "whole_department")


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their roles, compared in their normal form; a star in a word stands for any text, a question mark for a character."""

    exact: dict[str, str]
    patterns: re.Pattern[str]
    """All patterns as one, a group each."""
    roles: tuple[str, ...]
    """The role of each group."""
    cut: dict[str, str]
    """Words whose last character a cell cuts off, where only one role fits."""
    endings: tuple[str, ...] = ()
    """Ends that a word may have besides."""

    def role(self, word: str) -> str | None:
        found = self.exact.get(word)
        if found is None and (match := self.patterns.fullmatch(word)):
            found = self.roles[match.lastindex - 1]
        if found is None:
            found = next((role for end in self.endings if word.endswith(end) and (role := self.exact.get(word.removesuffix(end)))), None)
        return found or self.cut.get(word)


# A word of so many characters is known by all but its last one.
_LEAST_CUT = 4


def _cut_words(exact: dict[str, str], known: Set[str]) -> dict[str, str]:
    cut: dict[str, set[str]] = {}
    for word, role in exact.items():
        if len(word) >= _LEAST_CUT:
            cut.setdefault(word[:-1], set()).add(role)
    return {word: roles.pop() for word, roles in cut.items() if len(roles) == 1 and word not in known}


def _words(roles: dict[str, list[str]], known: Set[str] = frozenset(), endings: Sequence[str] = ()) -> Words:
    """``known``: all words of the file; what one of them is, no other is cut to."""
    exact, patterns = {}, []
    for role, words in roles.items():
        for word in words:
            if "*" in word or "?" in word:
                patterns.append(("".join(_WILD.get(character) or re.escape(character) for character in word), role))
            elif exact.setdefault(normal(word), role) != role:
                raise ValueError(f"synonyms.yml: {word} has two roles, {exact[normal(word)]} and {role}")
    # Without any pattern, one that nothing matches.
    whole = re.compile("|".join(f"({pattern})" for pattern, _ in patterns) or r"(?!)", re.DOTALL)
    return Words(exact, whole, tuple(role for _, role in patterns), _cut_words(exact, known) if known else {}, tuple(endings))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``synonyms.yml``. ``columns`` and ``labels`` give roles, ``money`` gives totals, parts or groups."""

    columns: Words
    second_columns: dict[str, str]
    labels: Words
    money: Words
    annual_objective: Words
    period_words: tuple[tuple[str, str], ...]
    total_words: frozenset[str]
    self_evaluation: Words
    directions: frozenset[str]
    comparators: frozenset[str]
    level2_parents: dict[str, tuple[str, ...]]
    level1_names: tuple[str, ...]
    level_names: frozenset[str]

    def period(self, *texts: str) -> str:
        """annual or whole_project where a label or the label over it says so, else undeclared; nearer texts first."""
        for text in texts:
            for word, period in self.period_words:
                if word in text:
                    return period
        return "undeclared"

    def is_label(self, key: str) -> bool:
        """Whether a form's cell names what stands beside it."""
        return self.labels.role(key) is not None or self.money.role(key) is not None

    def is_word(self, key: str) -> bool:
        """Whether a text is itself a heading, a label or a level, and so no name."""
        return self.is_label(key) or self.columns.role(key) is not None or key in self.level_names

    def gate_words(self) -> tuple[str, ...]:
        """Words of which one stands on every page that holds a target table or a part of one."""
        headings = [
            word
            for role in ("indicator_name", "target", "period_target", "combined")
            for word, found in self.columns.exact.items()
            if found == role and len(word) > 2
        ]
        objectives = [word for word, role in self.labels.exact.items() if role == "objective"]
        levels = [*self.level1_names, *(f"{name}指标" for name in self.level2_parents)]
        # A form may be cut below its first rows.
        names = [word for word, role in self.labels.exact.items() if role == "project_name" and word.endswith(("项目名称", "项目)名称", "资金名称"))]
        totals = [word for word, role in self.money.exact.items() if role == "totals" and word.endswith("资金总额")]
        return tuple(sorted({*headings, *objectives, *levels, *names, *totals}))


@dataclass(frozen=True, slots=True)
class Declaration:
    """One file of ``declarations/``."""

    name: str
    kind: str
    scope: str
    headings: frozenset[str]
    labels: frozenset[str]
    any_label: frozenset[str]
    without: frozenset[str]
    title: re.Pattern[str] | None
    columns: dict[str, str]
    name_from_title: bool
    title_pattern: re.Pattern[str] | None
    code_pattern: re.Pattern[str] | None
    levels_in_name: bool
    money: dict[str, str]
    example: dict[str, object] = field(hash=False)

    def claims(self, headings: frozenset[str], labels: frozenset[str], title: str) -> bool:
        """Whether a table with these headings and labels (in normal form) under this title (squeezed) is of this layout."""
        return (
            self.headings <= headings
            and self.labels <= labels
            and (not self.any_label or bool(self.any_label & labels))
            and not self.without & (headings | labels)
            and (self.title is None or bool(self.title.search(title)))
        )

    @property
    def weight(self) -> int:
        """How much a table must show to be of this layout."""
        return 2 * (len(self.headings) + len(self.labels)) + bool(self.title) + bool(self.any_label)


@cache
def vocabulary() -> Vocabulary:
    """Raises ValueError where a word of ``synonyms.yml`` has two roles."""
    data = yaml.safe_load((_HERE / "synonyms.yml").read_text(encoding="utf-8"))
    parents: dict[str, list[str]] = {}
    for level1, names in data["levels"].items():
        for name in names:
            parents.setdefault(name, []).append(level1)
    # A list table calls the column of the unit by the label's words; there the role must not mean the unit of a target.
    labels = {("unit_name" if role == "unit" else role): words for role, words in data["labels"].items()}
    known = {normal(word) for name in ("columns", "labels", "money") for words in data[name].values() for word in words} | {*data["levels"], *parents}
    return Vocabulary(
        columns=_words(data["columns"], known),
        second_columns=_words(data["second_columns"]).exact,
        labels=_words(labels, known),
        money=_words(data["money"], known, data["money_endings"]),
        annual_objective=_words({"objective": data["objective_first"]}),
        period_words=tuple((word, period) for period, words in data["periods"].items() for word in words),
        total_words=frozenset(map(normal, data["totals"])),
        self_evaluation=_words({"self_evaluation": data["self_evaluation"]}),
        directions=frozenset(map(normal, data["directions"])),
        comparators=frozenset(map(squeeze, data["comparators"])),
        level2_parents={name: tuple(found) for name, found in parents.items()},
        level1_names=tuple(data["levels"]),
        level_names=frozenset(form for name in (*data["levels"], *parents) for form in (name, name.removesuffix("指标"), f"{name.removesuffix('指标')}指标")),
    )


def load_declaration(path: Path) -> Declaration:
    """Raises jsonschema.ValidationError where the file does not keep the schema, ValueError where its name is not the file's."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    jsonschema.validate(data, json.loads((_HERE / "declarations.schema.json").read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker())
    if data["name"] != path.stem:
        raise ValueError(f"{path.name} declares the layout {data['name']}")
    fingerprint, place = data["fingerprint"], data.get("project_name", {})

    def pattern(text: str | None) -> re.Pattern[str] | None:
        return re.compile(text) if text else None

    def normals(words: list[str]) -> frozenset[str]:
        return frozenset(map(normal, words))

    return Declaration(
        name=data["name"],
        kind=data["kind"],
        scope=data.get("scope", "project"),
        headings=normals(fingerprint.get("headings", [])),
        labels=normals(fingerprint.get("labels", [])),
        any_label=normals(fingerprint.get("any_label", [])),
        without=normals(fingerprint.get("without", [])),
        title=pattern(fingerprint.get("title")),
        columns={normal(word): role for word, role in data.get("columns", {}).items()},
        name_from_title=place.get("from") == "title",
        title_pattern=pattern(place.get("pattern")),
        code_pattern=pattern(data.get("code_pattern")),
        levels_in_name=data.get("levels_in_name", False),
        money={normal(word): period for word, period in data.get("money", {}).items()},
        example=data["example"],
    )


def load_declarations(folder: Path) -> tuple[Declaration, ...]:
    return tuple(load_declaration(path) for path in sorted(folder.glob("*.yml")))


@cache
def declarations() -> tuple[Declaration, ...]:
    return load_declarations(DECLARATIONS)
