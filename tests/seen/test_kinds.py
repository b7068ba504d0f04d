"""Every field of a landed row and every use of a cell is of a declared kind."""

import pytest

from extract.layouts.ledger import USES
from extract.raw_schema import SCHEMAS
from warehouse.seen.kinds import kind_of, kinds


def test_every_field_and_every_use_has_a_kind():
    for table in ("project_rows", "funding_cells", "indicator_cells", "total_rows"):
        for field in (name for name in SCHEMAS[table] if name.endswith("_text")):
            assert kind_of("landed", [(table, field)]).name in kinds()
    assert {kind_of(use, ()).name for use in USES} == {"heading", "level", "aside", "remainder"}


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ([("project_rows", "objective_text")], "goal"),
        ([("project_rows", "unit_text"), ("project_rows", "project_name_text")], "project"),
        ([("indicator_cells", "level1_text"), ("indicator_cells", "target_text")], "target"),
        ([("indicator_cells", "combined_text"), ("indicator_cells", "level1_text")], "indicator"),
        ([("total_rows", "amount_text")], "money"),
    ],
)
def test_a_cell_is_of_the_first_kind_that_fits(fields, name):
    assert kind_of("landed", fields).name == name


def test_kinds_are_told_apart_by_letter_and_by_colour():
    assert len({kind.letter for kind in kinds().values()}) == len({kind.pen for kind in kinds().values()}) == len(kinds())
