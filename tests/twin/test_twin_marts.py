"""One build of the founding text, its twins and a real table: what is conformed from each is the same, and printed totals add up."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.twin import converters, ruled_pdf
from tests.twin.flat_document import flat_document
from tests.twin.fonts import published_font
from tests.twin.print_html import web_page
from tests.twin.records import FOUNDING_TEXT, founding_records

ROOT = Path(__file__).parents[2]
REAL = sorted((ROOT.parent / "shared" / "documents" / "guangzhou").glob("*2026年项目支出绩效目标表*.pdf"))
PROJECTS, INDICATORS = 120, 512
# Where a row stands, and which document it is of, differ by nature; so do blanks that a line break swallowed (``records.differences``).
_OWN = re.compile(r"_key$|^source_|^bbox_|^layout$|^fiscal_year|^is_current$|^is_engine_disputed$")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, truetype_font: Path) -> duckdb.DuckDBPyConnection:
    documents, warehouse, work = (tmp_path_factory.mktemp(name) for name in ("documents", "warehouse", "work"))
    shutil.copy(FOUNDING_TEXT, documents / "text.txt")
    ruled_pdf.typeset(founding_records(), truetype_font, documents / "reportlab.pdf", 24.0)
    for name, suffix, write, print_document in (
        ("libreoffice", "fodt", flat_document, converters.print_with_libreoffice),
        ("chromium", "html", web_page, converters.print_with_chromium),
    ):
        source = work / f"{name}.{suffix}"
        source.write_text(write(founding_records()), encoding="utf-8")
        try:
            shutil.copy(print_document(source, truetype_font if name == "chromium" else published_font()), documents)
        except pytest.skip.Exception:
            continue
    if REAL:
        shutil.copy(REAL[0], documents / "real.pdf")
    command = [sys.executable, "-m", "warehouse.build", "--documents", str(documents), "--warehouse", str(warehouse)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with duckdb.connect(str(warehouse / "performance_targets.duckdb"), read_only=True) as connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, table: str, name: str, order: str) -> list[dict]:
    """The rows of one document without what is its own, blanks left out."""
    found = connection.execute(
        f"select t.* from {table} as t join dim_document as d on t.document_key = d.document_key where d.file_name = ? order by {order}", [name]
    )
    columns = [description[0] for description in found.description]
    return [
        {column: re.sub(r"\s", "", value) if isinstance(value, str) else value for column, value in zip(columns, row, strict=True) if not _OWN.search(column)}
        for row in found.fetchall()
    ]


@pytest.mark.parametrize("twin", ["reportlab.pdf", "libreoffice.pdf", "chromium.pdf"])
def test_every_twin_conforms_to_the_same_rows(published: duckdb.DuckDBPyConnection, twin: str) -> None:
    if not published.execute("select 1 from dim_document where file_name = ?", [twin]).fetchall():
        pytest.skip(f"{twin.removesuffix('.pdf')} is not on this machine")
    counts = "select project_count, indicator_count, status from dim_document where file_name in ('text.txt', ?)"
    assert published.execute(counts, [twin]).fetchall() == [(PROJECTS, INDICATORS, "loaded")] * 2
    for table, order, expected in (("dim_project", "project_ordinal", PROJECTS), ("fact_indicator", "project_key, indicator_ordinal", INDICATORS)):
        text, pdf = (rows(published, table, name, order) for name in ("text.txt", twin))
        assert len(text) == len(pdf) == expected
        different = [(mine, theirs) for mine, theirs in zip(text, pdf, strict=True) if mine != theirs]
        assert not different, different[:3]
        compared = {
            "dim_project": {"project_name", "objective_text"},
            "fact_indicator": {"indicator_name", "target_text", "level1", "target_value", "target_unit"},
        }
        assert compared[table] <= text[0].keys()
    units = """select distinct unit_name, department_name from dim_unit join dim_project using (unit_key) join dim_document using (document_key)
               where file_name = ? order by all"""
    assert published.execute(units, ["text.txt"]).fetchall() == published.execute(units, [twin]).fetchall()
    components = """select indicator_ordinal, project_ordinal, component_ordinal, regexp_replace(component_text, '\\s', '', 'g'), c.target_value, c.target_unit
                    from fact_target_component as c join fact_indicator as i using (indicator_key) join dim_project using (project_key)
                    join dim_document as d on d.document_key = i.document_key where file_name = ? order by all"""
    assert published.execute(components, ["text.txt"]).fetchall() == published.execute(components, [twin]).fetchall() != []


@pytest.mark.skipif(not REAL, reason="the real documents are not on this machine")
def test_a_real_table_of_2026_adds_up(published: duckdb.DuckDBPyConnection) -> None:
    """Printed: 合计 86,246.64 万元; four units. Each project's amount is rounded to 0.01, so that sums may be off by some hundredths."""
    key, projects, indicators = published.execute(
        "select document_key, project_count, indicator_count from dim_document where file_name = 'real.pdf'"
    ).fetchone()
    assert (projects, indicators) == (70, 404)
    totals = published.execute(
        "select total_kind, total_label_text, amount_yuan / 10000 from fact_printed_total where document_key = ? and funding_source = 'total' order by total_ordinal",
        [key],
    ).fetchall()
    by_unit = dict(
        published.execute(
            """select unit_name, sum(amount_yuan) / 10000 from fact_project_funding join dim_project using (project_key) join dim_unit using (unit_key)
               where document_key = ? and funding_source = 'total' group by all""",
            [key],
        ).fetchall()
    )
    (document,) = [float(amount) for kind, _, amount in totals if kind == "document"]
    units = {label: float(amount) for kind, label, amount in totals if kind == "unit"}
    assert document == 86246.64
    assert len(units) == 4
    assert units.keys() == by_unit.keys()
    assert sum(units.values()) == pytest.approx(document, abs=0.03)
    assert float(sum(by_unit.values())) == pytest.approx(document, abs=0.03)
    assert {label: float(amount) for label, amount in by_unit.items()} == pytest.approx(units, abs=0.03)
    findings = published.execute("select count(*) from fact_audit_finding where document_key = ? and rule_code = 'total.projects'", [key]).fetchone()
    assert findings == (0,)
