"""A real build of a folder full of odd names and of what is no file: all have their row, nothing they say is taken for a command."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.hostile.planted import ARCHIVE, CONTENT_NAME, NAMES, ROOT, built
from warehouse import releases

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@pytest.mark.slow
def test_odd_names_and_what_is_no_file() -> None:
    done = built()
    said = done.printed.decode("utf-8")
    assert done.status == 0, said + done.errors.decode(errors="replace")
    assert not CONTROL.search(said), CONTROL.search(said)
    assert done.errors == b""
    assert said.count("quarantined: ") == 7
    assert not list(done.documents.parent.rglob("injected"))

    published = done.warehouse / "performance_targets.duckdb"
    with duckdb.connect(str(published), read_only=True) as connection:
        by_status = dict(connection.execute("select status, count(*) from document_file join dim_document using (document_key) group by 1").fetchall())
        assert by_status == {"loaded": 2 * len(NAMES) + 1, "loaded_in_part": 2, "no_target_table": 1, "quarantined": 7}
        assert sum(by_status.values()) == done.offered
        paths = {path for (path,) in connection.execute("select file_path from document_file").fetchall()}
        # Each as it is; bytes that are no UTF-8 by their codes.
        assert {name.decode("utf-8", "backslashreplace") for name in NAMES} < paths
        assert "directory.pdf/page.html" in paths
        members = {path.removeprefix(ARCHIVE) for path in paths if path.startswith(ARCHIVE)}
        assert len(members) == len(NAMES) and not any(CONTROL.search(member) for member in members)
        assert connection.execute("select count(*) from dim_project where project_name = ?", [CONTENT_NAME]).fetchone() == (1,)
        texts = connection.execute(
            "select concat_ws('|', indicator_name, target_text, objective_text) from fact_indicator join dim_project using (project_key)"
        )
        assert not any(CONTROL.search(text) for (text,) in texts.fetchall())

    (account,) = (json.loads(path.read_text(encoding="utf-8")) for path in (done.warehouse / "runs").glob("*.json"))
    assert len(account["quarantined"]) == 7
    pages = "".join(path.read_text(encoding="utf-8") for path in (done.warehouse / "work" / "data_docs").rglob("*.html"))
    assert "<script" not in pages
    compared = releases.differences(published, published)
    assert compared == ["no row differs"]


def test_what_a_query_shows_cannot_move_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "performance_targets.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table document_file as select 'a' || chr(27) || '[2J' || chr(13) || chr(8238) || chr(8294) || chr(155) || 'b' as file_path")
    environment = os.environ | {"WAREHOUSE": str(tmp_path), "PYTHONUTF8": "1"}
    asked = 'from document_file;\nselect * from "no\x1bthing";\n'
    done = subprocess.run([sys.executable, "-m", "warehouse.shell"], cwd=ROOT, input=asked.encode(), capture_output=True, env=environment, check=False)
    said = done.stdout.decode("utf-8")
    assert "b" in said
    assert not CONTROL.search(said), repr(said)
