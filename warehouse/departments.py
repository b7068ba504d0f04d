"""Which department somebody means who names one."""

import difflib
import unicodedata

import duckdb

from warehouse.faults import UsageFault

_NAMED = 5  # departments that an error of usage names


def department(connection: duckdb.DuckDBPyConnection, asked: str) -> str:
    """The one department of ``mart_project`` whose name is ``asked``, width of characters and blanks aside, or whose name alone holds it.

    Raises ``UsageFault``, which names the nearest, where there is none or several.
    """
    names: list[str] = [
        name for (name,) in connection.execute("select distinct department_name from mart_project where department_name is not null order by 1").fetchall()
    ]
    wanted = _folded(asked)
    for found in ([name for name in names if name == asked], [name for name in names if _folded(name) == wanted]):
        if len(found) == 1:
            return found[0]
    holding = [name for name in names if wanted and wanted in _folded(name)]
    if len(holding) == 1:
        return holding[0]
    near = holding[:_NAMED] or difflib.get_close_matches(asked, names, _NAMED, 0.3) or names[:_NAMED]
    raise UsageFault(f"{'several departments are' if holding else 'no department is'} called {asked}; the nearest of {len(names):,}: {', '.join(near) or '-'}")


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
