"""The declared list tables that can also come as a text layer: their headings in order, and how an indicator cell begins."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

_DECLARATIONS = Path(__file__).with_name("declarations")


@dataclass(frozen=True, slots=True)
class TextTable:
    """Headings in column order (department, unit, project, objective, indicators) and the pattern, on folded text, of an indicator cell's start."""

    name: str
    headings: tuple[str, ...]
    indicator_start: re.Pattern[str]


def _load() -> tuple[TextTable, ...]:
    tables = []
    for path in sorted(_DECLARATIONS.glob("*.yml")):
        declaration = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = declaration.get("text_layer")
        if text:
            labels = "|".join(map(re.escape, text["indicator_cell_begins_with"]))
            tables.append(TextTable(declaration["name"], tuple(text["headings"]), re.compile(rf"\d+、\s*(?:{labels})\s*[:,]")))
    return tuple(tables)


TEXT_TABLES = _load()
