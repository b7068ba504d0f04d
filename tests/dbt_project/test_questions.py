"""The questions of ``dbt_project/analyses`` on the sample document, against the reviewed answers beside them.

``python -m tests.dbt_project.test_questions`` writes the answers anew, to be reviewed.
"""

import re
import tempfile
from pathlib import Path

import duckdb
import pytest
import yaml

from extract.landing import extract_documents
from extract.raw_schema import LISTS, SCHEMAS
from tests.dbt_project.compiled import PROJECT, ROOT, Database, folder
from warehouse.candidate import load_raw

QUESTIONS = sorted((PROJECT / "analyses").glob("*.sql"))
ANSWERS = PROJECT / "analyses" / "answers.yml"


def published_sample(into: Path) -> duckdb.DuckDBPyConnection:
    """The tables, Chinese views and macros that the questions ask, as a build of the sample publishes them. ``into``: an empty folder."""
    load_raw(into / "work.duckdb", into / "raw", extract_documents(ROOT / "warehouse" / "documents", into / "raw"))
    made = Database()
    with duckdb.connect(str(into / "work.duckdb"), read_only=True) as landed:
        made.land(**{table: landed.execute(f"from raw.{table}").pl().to_dicts() for table in (*SCHEMAS, *LISTS)})
    questions = " ".join(path.read_text(encoding="utf-8") for path in QUESTIONS)
    with duckdb.connect(str(folder() / "performance_targets.duckdb"), read_only=True) as empty:
        views = dict(empty.execute("select view_name, sql from duckdb_views() where not internal").fetchall())
        (search,) = empty.execute("select macro_definition from duckdb_functions() where function_name = 'search_indicators'").fetchone()
        tables = [table for (table,) in empty.execute("select table_name from duckdb_tables() where schema_name = 'main'").fetchall()]
    asked = {view: sql for view, sql in views.items() if view in questions}
    made.make(*(table for table in tables if re.search(rf"\b{table}\b", " ".join([questions, search, *asked.values()]))))
    for sql in asked.values():
        made.connection.execute(sql)
    made.connection.execute(f"create macro search_indicators(query, most := 20) as table {search}")
    return made.connection


def answer(connection: duckdb.DuckDBPyConnection, question: Path) -> list[list[str]]:
    """The names of the columns, then the rows as text."""
    asked = connection.execute(question.read_text(encoding="utf-8"))
    names = [column[0] for column in asked.description]
    return [names, *(["" if value is None else str(value) for value in row] for row in asked.fetchall())]


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> duckdb.DuckDBPyConnection:
    return published_sample(tmp_path_factory.mktemp("sample"))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_the_answer_is_the_reviewed_one(sample, question):
    assert answer(sample, question) == yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))[question.stem]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_short_and_asked_in_two_languages(question):
    chinese, english, *sql = question.read_text(encoding="utf-8").splitlines()
    assert re.match("-- .*[\u4e00-\u9fff].*？", chinese) and re.match("-- [A-Z][a-z]+ ", english)
    assert len(sql) <= 15 and not re.search(r"\bjoin\b|\{\{", " ".join(sql).lower())


def test_every_question_has_its_answer():
    assert sorted(yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))) == [path.stem for path in QUESTIONS]
    assert len(QUESTIONS) == 25


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        sample_tables = published_sample(Path(scratch))
        lines = [
            "# Answers of the questions beside this file on the sample document: names of the columns, then the rows.",
            "# The sample has one year, no money and no list of expected publishers: what asks for those has no rows. Compared by a test.",
        ]
        for path in QUESTIONS:
            lines += [
                f"{path.stem}:",
                *(yaml.safe_dump([row], allow_unicode=True, width=10_000, default_flow_style=None).rstrip() for row in answer(sample_tables, path)),
            ]
        ANSWERS.write_text("\n".join(lines) + "\n", encoding="utf-8")
