"""What a cell became, in words and colours: the reviewed list ``kinds.yml``."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cell: letter and colour by which it is told, and its name in both languages."""

    name: str
    letter: str
    pen: str  # #rrggbb
    zh: str
    en: str


@cache
def _declared() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("kinds.yml").read_text(encoding="utf-8"))
    return read


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name, in the order in which one goes before another."""
    return {name: Kind(name, **said) for name, said in _declared()["kinds"].items()}


def kind_of(cell_use: str, fields: Iterable[tuple[str, str]]) -> Kind:
    """The kind of a cell with this use in the ledger that these fields (raw table, field) stand in. Raises KeyError for what is not declared."""
    declared = _declared()
    found = {declared["fields"][table].get(field, declared["fields"][table]["*"]) for table, field in fields} or {declared["uses"][cell_use]}
    return next(kind for name, kind in kinds().items() if name in found)
