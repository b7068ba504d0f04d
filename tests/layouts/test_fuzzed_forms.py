"""Many invented forms, printed in many ways: each must give its records whole, and no row beside them."""

import os

import pytest

from extract.layouts import read_layouts
from extract.rows import DocumentRows
from extract.text import squeeze
from tests.layouts.form_fuzzer import Printed, Project, printed
from tests.layouts.reference import money_label

SEEDS = int(os.environ.get("FORM_FUZZ_SEEDS", "300"))
FIRST = int(os.environ.get("FORM_FUZZ_FIRST", "0"))
STEP = 50


def _read(rows: DocumentRows) -> list[Project]:
    found = []
    for row in rows.project_rows:
        mine = [cell for cell in rows.indicator_cells if cell["project_ordinal"] == row["project_ordinal"]]
        money = [cell for cell in rows.funding_cells if cell["project_ordinal"] == row["project_ordinal"]]
        found.append(
            Project(
                row["layout"],
                _flat(row["project_name_text"]),
                _flat(row["unit_text"]),
                _flat(f"[{row['department_code_text']}]{row['department_text']}" if row["department_code_text"] else row["department_text"]),
                _flat(row["objective_text"]),
                tuple((_flat(money_label(one)), _flat(one["amount_text"]), one["parent_ordinal"], one["period"], one["amount_unit_text"]) for one in money),
                tuple(tuple(_flat(one.get(f"{key}_text")) for key in ("level1", "level2", "indicator_name", "target", "weight")) for one in mine),
            )
        )
    return found


def _wanted(project: Project) -> Project:
    return Project(
        project.layout,
        *map(_flat, (project.name, project.unit, project.department, project.goal)),
        tuple((_flat(label), _flat(amount), parent, period, unit) for label, amount, parent, period, unit in project.money),
        tuple(tuple(map(_flat, row)) for row in project.indicators),
    )


def _flat(text: str | None) -> str:
    return squeeze(text or "")


def differences(seed: int) -> list[str]:
    document = printed(seed)
    return differences_of(seed, document, read_layouts(document.pages))


def differences_of(seed: int, document: Printed, rows: DocumentRows) -> list[str]:
    """What of the projects printed in ``document`` the rows read from it do not give as they should, in words."""
    got, want = _read(rows), [_wanted(project) for project in document.projects]
    found = [f"{len(got)} projects instead of {len(want)}: {[one.name for one in got]}"] if len(got) != len(want) else []
    for one, other in zip(want, got, strict=False):
        for key in Project.__dataclass_fields__:
            left, right = getattr(one, key), getattr(other, key)
            if left != right:
                if isinstance(left, tuple):
                    left, right = [row for row in left if row not in right] or "order", [row for row in right if row not in left] or "order"
                found.append(f"{one.name}: {key}: {left} wanted, {right} read")
    return [f"seed {seed}: {document.what}", *found] if found else []


@pytest.mark.parametrize("first", range(FIRST, FIRST + SEEDS, STEP))
def test_invented_forms_come_out_whole(first):
    found = [text for seed in range(first, min(first + STEP, FIRST + SEEDS)) for text in differences(seed)]
    assert not found, "\n".join(found[:40])
