"""The declared layouts, loaded once and checked against their schema."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import jsonschema
import yaml

from extract.vocabulary import normal

_HERE = Path(__file__).parent
DECLARATIONS = _HERE / "declarations"
INFERRED = "inferred"

# Roles that a column of an indicator block can have, and those that say something of the whole project.
INDICATOR_ROLES = ("level1", "level2", "indicator_name", "target", "period_target", "comparator", "unit", "nature", "weight", "note", "remark")
PROJECT_ROLES = ("project_name", "project_code", "department", "unit_name", "unit_code", "objective", "whole_department")


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


def load_declaration(path: Path) -> Declaration:
    """Raises jsonschema.ValidationError where the file does not keep the schema, ValueError where its name is not the file's."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        jsonschema.validate(data, json.loads((_HERE / "declarations.schema.json").read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker())
    except jsonschema.ValidationError as error:
        error.message = f"{path.name}: {error.message}"
        raise
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
