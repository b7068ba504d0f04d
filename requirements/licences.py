"""``python requirements/licences.py``: writes docs/licences.md, the licence of every package in the lock, from the packages' own metadata.

Exit status 1, naming them, where a package's licence is not known or not among those allowed in licences.yml.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import yaml

_HERE = Path(__file__).parent
PAGE = _HERE.parent / "docs" / "licences.md"
_LOCKS = ("lock.txt", "uv.txt")
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)


def packages() -> list[str]:
    """Every package that the locks name, once, in order."""
    return sorted({name.lower() for lock in _LOCKS for name in _PINNED.findall((_HERE / lock).read_text(encoding="utf-8"))})


def rules() -> dict:
    return yaml.safe_load((_HERE / "licences.yml").read_text(encoding="utf-8"))


def licence_of(package: str, rules: dict) -> str | None:
    """The licence as an SPDX expression: as read by hand, else as the metadata states it; None where neither says."""
    if package in rules["read"]:
        return rules["read"][package]["licence"]
    try:
        stated = metadata(package)
    except PackageNotFoundError:
        return None
    if stated.get("License-Expression"):
        return stated["License-Expression"]
    classified = [line.rpartition(" :: ")[2] for line in stated.get_all("Classifier", []) if line.startswith("License ::")]
    for said in ((stated.get("License") or "").strip(), *(classified if len(classified) == 1 else ())):
        found = rules["spelled"].get(said, said)
        if is_allowed(found, rules):
            return found
    return None


def is_allowed(expression: str, rules: dict) -> bool:
    """Whether each licence that must be kept is allowed; of a choice, one."""
    return all(any(one.strip("() ") in rules["allowed"] for one in part.split(" OR ")) for part in expression.split(" AND "))


def refused(rules: dict) -> list[str]:
    """A line for each package whose licence is unknown or not allowed."""
    found = [(name, licence_of(name, rules)) for name in packages()]
    return [f"{name}: {licence or 'no licence that its metadata states plainly'}" for name, licence in found if not licence or not is_allowed(licence, rules)]


def page(rules: dict) -> str:
    """The list in Markdown."""
    lines = [
        "# 依赖的许可证 / Licences of what the project depends on\n",
        "Written by `make licences` from the metadata of the packages in the lock. 由 `make licences` 依据锁定的软件包的元数据生成。\n",
        "| package | licence | |",
        "|---|---|---|",
    ]
    for name in packages():
        note = rules["read"].get(name, {}).get("note", "")
        lines.append(f"| {name} | {licence_of(name, rules)} | {note} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    known = rules()
    lines = refused(known)
    for line in lines:
        print(line, file=sys.stderr)
    if lines:
        return 1
    PAGE.write_text(page(known), encoding="utf-8")
    print(f"wrote docs/{PAGE.name}: {len(packages())} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
