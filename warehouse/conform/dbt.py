"""dbt itself: run in this process, on databases that are named to it, writing no file of the project's folder and sending nothing anywhere."""

import contextlib
import io
import locale
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult


def invoke(command: Sequence[str], project: Path, candidate: Path, work: Path, scratch: Path, **runner: Any) -> "dbtRunnerResult":
    """dbt's own answer to ``command`` on the two databases. No database stays open.

    ``scratch`` is the folder for dbt's own files; ``runner`` is handed to ``dbtRunner``.
    """
    os.environ.update(PTW_CANDIDATE=str(candidate), PTW_WORK=str(work), PTW_DBT_TARGET=str(scratch / "target"))
    os.environ.update(DO_NOT_TRACK="1", DBT_SEND_ANONYMOUS_USAGE_STATS="false")
    # dbt opens its own project file in the encoding of the locale.
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    from dbt.cli.main import dbtRunner

    arguments = [
        *command, "--project-dir", str(project), "--profiles-dir", str(project), "--target-path", str(scratch / "target"), "--log-path", str(scratch),
        "--log-level", "none", "--no-use-colors", "--no-send-anonymous-usage-stats", "--no-version-check",
    ]  # fmt: skip
    # Warnings that dbt prints past its own log level belong in the log file.
    with contextlib.redirect_stdout(io.StringIO()):
        answer = dbtRunner(**runner).invoke(arguments)
    _let_go_of_databases()
    return answer


def _let_go_of_databases() -> None:
    """Closes what dbt keeps open for as long as the process lives: the files could not be opened in another way."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    if environment := getattr(DuckDBConnectionManager, "_ENV", None):
        environment.close()
    DuckDBConnectionManager.close_all_connections()
