"""What every real document says of itself (type, publisher, title, region, year) and gives, against the reviewed list of them."""

import pytest
import yaml

from extract.frames import raw_frames
from extract.rows import settle_status
from tests.dbt_project.compiled import Database
from tests.layouts.reference import DOCUMENTS, REFERENCE, read_document, real_documents

FACTS = REFERENCE / "document_facts.yml"

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
    made = Database()
    landed = {key: raw_frames(key, rows) for key, rows in read.items()}
    made.land(**{table: [row for frames in landed.values() for row in frames[table].to_dicts()] for table in ("documents", "project_rows")})
    made.land(document_files=[{"file_path": key, "document_key": key} for key in read])
    return {row["document_key"]: (row["region"], row["fiscal_year"], row["fiscal_year_source"]) for row in made.rows("int_documents")}


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
