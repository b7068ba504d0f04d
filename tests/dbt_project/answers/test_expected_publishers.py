"""Who is expected to publish, and what the file holds of it."""

import pytest

from extract.text import fold
from tests.dbt_project.answers.disclosures import Document, Project, marts, total

CITY = "某市城市管理局"


def _status(expected: tuple[str | None, str, str], *documents: Document, **document: object) -> dict:
    made = marts(*documents)
    region, publisher, year = expected
    made.land(
        expected_publishers=[
            {
                "region": region,
                "publisher": publisher,
                "fiscal_year": year,
                "region_fold": region and fold(region),
                "publisher_fold": fold(publisher),
            }
        ]
    )
    if document:
        made.make("int_document_statuses")
        made.connection.execute("update work.intermediate.int_document_statuses set document_status = ?", [document["status"]])
    (row,) = made.rows("mart_expected_publisher")
    return row


def _document(key: str = "a", unit: str | None = None, **manifest: str) -> Document:
    texts = {"unit": unit} if unit else {}
    return Document(key, [Project("养护", total("10"), [("产出指标", "数量指标", "里程", "≥5公里")], texts=texts)], {"publisher": CITY, "region": "某市", **manifest})


@pytest.mark.parametrize(
    ("region", "publisher"),
    [(None, CITY), ("某市", CITY), ("某省某市", CITY), ("某市", f"{CITY}（本级）"), ("某市", f"{CITY}机关"), ("某市", "某市 城市管理局"), ("某市", f"中共{CITY}")],
)
def test_a_publisher_is_found_under_its_name(region, publisher):
    row = _status((region, publisher, "2026"), _document())
    assert (row["disclosure_status"], row["is_published"], row["document_count"], row["project_count"]) == ("published", True, 1, 1)
    assert (row["region"], row["publisher"], row["file_name"]) == (region, publisher, "a.pdf")


@pytest.mark.parametrize(("region", "publisher", "year"), [("某市", CITY, "2025"), ("他市", CITY, "2026"), ("某市", "某市城市管理局执法大队", "2026")])
def test_another_year_place_or_name_is_not_it(region, publisher, year):
    row = _status((region, publisher, year), _document())
    assert (row["disclosure_status"], row["is_published"], row["document_count"], row["file_name"]) == ("not_found", False, 0, None)


def test_a_unit_may_stand_in_the_document_of_its_department():
    row = _status(("某市", "某市市政处", "2026"), _document(unit="某市市政处"), _document("b", published_on="2026-03-01"))
    assert (row["disclosure_status"], row["is_published"], row["document_count"], row["other_document_count"]) == ("within_another", True, 0, 1)
    assert row["file_name"] == "a.pdf"


@pytest.mark.parametrize("status", ["no_target_table", "quarantined"])
def test_a_document_without_targets_is_not_publishing_them(status):
    row = _status(("某市", CITY, "2026"), _document(), status=status)
    assert (row["disclosure_status"], row["is_published"], row["document_count"]) == (status, False, 1)


def test_a_document_that_states_no_year_is_told():
    row = _status(("某市", CITY, "2026"), _document(fiscal_year=None))
    assert (row["disclosure_status"], row["is_published"], row["undated_document_count"], row["file_name"]) == ("year_not_stated", False, 1, "a.pdf")


def test_without_a_list_nobody_is_expected():
    assert marts(_document()).rows("mart_expected_publisher") == []
