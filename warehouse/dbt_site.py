"""``python -m warehouse.dbt_site``: dbt's own site of models, columns, checks and lineage, as one page that opens offline.

It is made of the declarations and of the published file, and written to ``output/docs/index.html`` of the warehouse folder.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from warehouse.conform.dbt import invoke
from warehouse.faults import BuildFault
from warehouse.published import opened
from warehouse.settings import DATABASE_NAME, DBT_PROJECT, parse

# What differs from run to run and from machine to machine, and tells no reader anything.
_INCIDENTAL = frozenset({"generated_at", "invocation_id", "invocation_started_at", "run_started_at", "created_at", "root_path"})
# The page holds all that it needs; it asks nobody for anything.
_POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'none'">"""


def site(published: Path) -> str:
    """The page, the same for the same project and the same tables. Raises ``BuildFault`` where dbt gives none."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        # dbt opens what it describes for writing.
        copy = scratch / DATABASE_NAME
        shutil.copyfile(published, copy)
        for command in (["parse"], ["docs", "generate", "--no-compile"]):
            answer = invoke(command, DBT_PROJECT, copy, scratch / "work.duckdb", scratch)
            if not answer.success:
                raise BuildFault(f"dbt cannot describe the project: {answer.exception}")
        made = scratch / "target"
        page = (made / "index.html").read_text(encoding="utf-8").replace("<head>", f"<head>{_POLICY}", 1)
        # As dbt's own --static does, but in one order.
        for name in ("manifest", "catalog"):
            described = _lasting(json.loads((made / f"{name}.json").read_text(encoding="utf-8")))
            page = page.replace(f'"{name.upper()}.JSON INLINE DATA"', json.dumps(described, ensure_ascii=False, sort_keys=True))
    return page


def _lasting(described: Any) -> Any:
    """Without what is incidental; lists of ids in order."""
    if isinstance(described, dict):
        return {name: "" if name in _INCIDENTAL else _lasting(value) for name, value in described.items()}
    if isinstance(described, list):
        return sorted(described) if all(isinstance(one, str) and one.count(".") > 1 for one in described) else [_lasting(one) for one in described]
    return described


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 2 where there is no published file yet."""
    with opened(arguments) as (path, _):
        pass
    page = parse(arguments).warehouse / "output" / "docs" / "index.html"
    try:
        text = site(path)
    except BuildFault as fault:
        print(fault, file=sys.stderr)
        return fault.status
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")
    print(f"wrote {page}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
