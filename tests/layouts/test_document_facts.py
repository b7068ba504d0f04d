"""What every real document says of itself (type, publisher, title, region, year) and gives, against the reviewed list of them."""

import duckdb
import jinja2
import polars as pl
import pytest
import yaml

from extract.frames import raw_frames
from extract.rows import settle_status
from tests.grammar.models import PROJECT
from tests.layouts.reference import DOCUMENTS, REFERENCE, read_document, real_documents

FACTS = REFERENCE / "document_facts.yml"
MODELS = ("int_project_years", "int_region_beginnings", "int_documents")
_MANIFEST = ("region", "publisher", "region_fold", "publisher_fold", "title", "title_fold", "document_type", "fiscal_year")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def expected() -> dict[str, dict]:
    return yaml.safe_load(FACTS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def read(expected) -> dict[str, object]:
    """Raw rows by document key, of the listed documents that are here."""
    if not DOCUMENTS.is_dir():
        pytest.skip(f"the real documents are not here ({DOCUMENTS.name})")
    found = {}
    for sha256, path in real_documents().items():
        if sha256[:16] in expected:
            rows = read_document(path)
            settle_status(rows)
            rows.document |= {"sha256": sha256, "format": path.suffix[1:]}
            found[sha256[:16]] = rows
    return found


def _facts_of_models(read: dict[str, object]) -> dict[str, tuple]:
    """Region, fiscal year and where it is stated, by the warehouse's own models."""
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    for table in ("documents", "project_rows"):
        frames = [raw_frames(key, rows)[table] for key, rows in read.items()]
        connection.register(f"{table}_frame", pl.concat(frames).to_arrow())
    connection.execute(
        "create table stg_documents as select *, document_type as document_type_text, format as document_format, status as document_status, "
        "reason as status_reason from documents_frame"
    )
    connection.execute("create table stg_project_rows as select *, document_key || '-' || project_ordinal as project_key from project_rows_frame")
    for seed in ("regions", "central_units"):
        connection.execute(f"create table {seed} as select * from read_csv(?, header = true, all_varchar = true)", [str(PROJECT / "seeds" / f"{seed}.csv")])
    blanks = ", ".join(f"cast(null as {'integer' if name == 'fiscal_year' else 'varchar'}) as manifest_{name}" for name in _MANIFEST)
    connection.execute(
        f"create table stg_document_files as select document_key as file_path, document_key, {blanks}, "
        "null::varchar as manifest_url, null::date as manifest_published_on from stg_documents"
    )
    environment = jinja2.Environment()
    environment.globals["ref"] = lambda name: name
    macros = environment.from_string((PROJECT / "macros" / "codes.sql").read_text(encoding="utf-8")).make_module()
    environment.globals |= {name: getattr(macros, name) for name in ("printed_code", "without_code")}
    for model in MODELS:
        sql = environment.from_string((PROJECT / "models/intermediate/documents" / f"{model}.sql").read_text(encoding="utf-8")).render()
        connection.execute(f"create table {model} as {sql}")
    return {key: facts for key, *facts in connection.execute("select document_key, region, fiscal_year, fiscal_year_source from int_documents").fetchall()}


def test_every_document_says_what_the_list_says(expected, read):
    by_models = _facts_of_models(read)
    wrong = []
    for key, rows in read.items():
        region, year, source = by_models[key]
        found = {
            "document_type": rows.document["document_type"],
            "publisher": rows.document["publisher_text"],
            "title": rows.document["title_text"],
            "region": region,
            "fiscal_year": year,
            "fiscal_year_source": source,
            "status": rows.document["status"],
            "reason": rows.document["reason"],
            "page_count": rows.document["page_count"],
            "target_pages": len({block["page_number"] for block in rows.page_blocks if block["outcome"] == "target_table"}),
            "self_evaluation_pages": len({block["page_number"] for block in rows.page_blocks if block["outcome"] == "self_evaluation"}),
            "projects": len(rows.project_rows),
        }
        assert found.keys() >= expected[key].keys() > {"title"}, key
        wrong += [f"{key} {name}: {value!r} expected, {found[name]!r} read" for name, value in expected[key].items() if value != found[name]]
    assert not wrong, "\n".join(wrong)


def test_every_block_of_every_page_has_its_outcome(read):
    for key, rows in read.items():
        pages = [block["page_number"] for block in rows.page_blocks]
        assert sorted(set(pages)) == list(range(1, rows.document["page_count"] + 1)), key
        assert pages == sorted(pages), key
        for page in set(pages):
            numbers = [block["block_number"] for block in rows.page_blocks if block["page_number"] == page]
            assert numbers == list(range(1, len(numbers) + 1)), (key, page)
        for block in rows.page_blocks:
            assert block["outcome"] == "target_table" or (block["reason"] and not block["row_count"]), (key, block)
        landed = len(rows.project_rows) + len(rows.indicator_cells)
        assert sum(block["row_count"] for block in rows.page_blocks) == landed, key
        targets = {block["page_number"] for block in rows.page_blocks if block["outcome"] == "target_table"}
        assert {row["page_number"] for row in (*rows.project_rows, *rows.indicator_cells, *rows.funding_cells, *rows.total_rows)} <= targets, key


def test_accounts_and_self_evaluations_give_no_rows(read):
    accounts = [rows for rows in read.values() if rows.document["document_type"] in ("决算", "自评")]
    assert accounts
    for rows in accounts:
        assert not (rows.project_rows or rows.indicator_cells or rows.funding_cells or rows.total_rows)
        assert all(block["outcome"] in ("other_content", "self_evaluation") for block in rows.page_blocks)
