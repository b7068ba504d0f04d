"""``python -m warehouse.usage MAKEFILE GOALS VARIABLES``: prints what is wrong with a call of make, nothing where every variable is taken by some goal.

What a target takes stands in its line of the Makefile, which help prints, and in its recipe. It runs before anything is installed.
"""

import difflib
import re
import sys
from pathlib import Path

_TARGET = re.compile(r"^([a-z][a-z-]*):.*?(?:## (.*))?$")
_SAID = re.compile(r"\b([A-Z_]{2,})=")
_USED = re.compile(r"\$\((?:if |filter [^,]*,\$\()?([A-Z_]{2,})")
# Of the Makefile itself, for every target.
_EVERYWHERE = ("WAREHOUSE", "PYTHON", "VENV", "BIN")


def takes(makefile: str) -> dict[str, list[str]]:
    """By target: the variables that its help and its recipe name, those of the help first."""
    found: dict[str, list[str]] = {}
    target = None
    for line in makefile.splitlines():
        if match := _TARGET.match(line):
            target = match[1]
            found.setdefault(target, []).extend(_SAID.findall(match[2] or ""))
        elif line.startswith("\t") and target:
            found[target].extend(_USED.findall(line))
        elif line.strip():
            target = None
    return {name: list(dict.fromkeys(one for one in variables if one not in _EVERYWHERE)) for name, variables in found.items()}


def slips(makefile: str, goals: list[str], given: list[str]) -> str:
    """A line that names each variable no goal takes, the nearest that one takes, and what there is; empty where there is none."""
    taken = takes(makefile)
    if not all(goal in taken for goal in goals):
        return ""
    known = [*dict.fromkeys(name for goal in goals for name in taken[goal]), "WAREHOUSE"]
    parts = []
    for name in given:
        if name not in known and name not in _EVERYWHERE:
            near = difflib.get_close_matches(name.upper(), known, 1, 0.6)
            parts.append(f"make {' '.join(goals)} takes no {name}" + (f"; is {near[0]} meant?" if near else ""))
    return "; ".join([*parts, f"it takes {' '.join(known)}"]) if parts else ""


def main() -> int:
    path, goals, given = sys.argv[1:]
    print(slips(Path(path).read_text(encoding="utf-8"), goals.split(), given.split()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
