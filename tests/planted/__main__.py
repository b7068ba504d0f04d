"""``python -m tests.planted``: writes the table of planted faults, one for every check, into docs/reliability.md; ``test_proof.py`` plants them."""

import csv

from tests.planted import cases
from warehouse import isolation
from warehouse.settings import DBT_PROJECT, PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- planted: begin -->", "<!-- planted: end -->"


def table() -> str:
    """The table in Markdown: check, what is planted for it, what becomes of it."""
    with (DBT_PROJECT / "seeds" / "held_reasons.csv").open(encoding="utf-8", newline="") as file:
        consequence = {row["reason_code"]: row["consequence"] for row in csv.DictReader(file)}
    becomes = {"setting": "document in part, or held (`FAULTY`)", "hold": "document held: its keys do not stand"}
    rows = [("row", case.check, case.planted, "reading taken back") for _, _, case in cases.READINGS.values()]
    rows += [("document", case.check, case.planted, becomes[consequence[case.check]]) for case in cases.DOCUMENTS]
    rows += [("tables", case.check, case.planted, "document held, the rest built once more") for case in cases.TESTS]
    stops = {case.check: case.planted for case in cases.RELEASE} | {check: planted for check, (planted, *_) in cases.SEEDS.items()}
    stops["columns:*"] = "a blank, a word twice or outside its list, in every column of the reviewed lists that is tested"
    stops["contract:*"] = ", ".join(cases.CONSTRAINTS)
    assert stops.keys() == isolation.stopping_checks().keys()
    rows += [("release", check, stops[check], "nothing published") for check in isolation.stopping_checks()]
    lines = ["| looks at | check | planted | becomes |", "|---|---|---|---|"]
    return "\n".join(lines + [f"| {where} | `{check}` | {planted} | {outcome} |" for where, check, planted, outcome in rows])


def main() -> None:
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
