"""The tables of docs/audit.md: ``python -m tests.reference.audit.figures FILE`` prints what the rules of a published file find of the judged lists, and how right they are."""

import sys
from collections import Counter
from pathlib import Path

import duckdb

from tests.dbt_project.audit.test_reference import FOUND, faults_of, is_met, kinds_of_rules, rows_of_list
from tests.dbt_project.compiled import seed


def main(path: Path) -> None:
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(FOUND).pl().to_dicts()
    kinds = kinds_of_rules()
    faults = faults_of("indicators", "projects")
    print("| kind of fault | tune | held |\n|---|---|---|")
    every = sorted({fault["fault_kind"] for fault in faults})
    for kind in every:
        print(
            f"| `{kind}` | "
            + " | ".join(_told(is_met(found, [one for one in faults if one["fault_kind"] == kind], kinds), part) for part in ("tune", "held"))
            + " |"
        )
    met = is_met(found, faults, kinds)
    print("| all | " + " | ".join(f"{_told(met, part)} ({met[part, True] / (met[part, True] + met[part, False]):.0%})" for part in ("tune", "held")) + " |\n")
    for name in ("indicators_fresh", "indicators_second"):
        met = is_met(found, faults_of(name), kinds)
        hit = met["tune", True] + met["held", True]
        print(f"{name}: {hit} of {met.total()} ({hit / met.total():.0%})")
    verdicts = Counter((row["rule_code"], row["verdict"]) for row in rows_of_list("findings"))
    counts = Counter(row["rule_code"] for row in found)
    print("\n| rule | severity | findings | judged: right · wrong · unsure |\n|---|---|---|---|")
    for row in sorted(seed("audit_rules"), key=lambda row: row["rule_code"]):
        rule = row["rule_code"]
        judged = [verdicts[rule, verdict] for verdict in ("right", "wrong", "unsure")]
        print(f"| `{rule}` | {row['severity']} | {counts[rule]} | {' · '.join(map(str, judged)) if any(judged) else '–'} |")


def _told(met: Counter, part: str) -> str:
    total = met[part, True] + met[part, False]
    return f"{met[part, True]} of {total}" if total else "–"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
