"""One unit has one key, whichever of its rows name its department; and where a body belongs, by its name."""

import pytest

from tests.dbt_project.audit.source import Source


def _units(source: Source) -> list[tuple]:
    return sorted(((row["unit_name"], row["department_name"], row["unit_source"]) for row in source.rows_of("dim_unit")), key=str)


def _name(source: Source, number: int, **texts: str | None) -> None:
    source.projects[number - 1]["texts"] = {name: text for name, text in (source.projects[number - 1]["texts"] | texts).items() if text is not None}


def test_a_department_printed_once_holds_for_all_rows_of_its_unit():
    source = Source()
    _name(source, 2, department="某市城管局")
    assert _units(source) == [("培训中心", None, "printed"), ("市政处", "某市城管局", "printed")]


def test_spaces_within_a_units_name_make_no_other_unit():
    source = Source()
    _name(source, 1, unit="市 政处")
    _name(source, 2, department="某市城管局")
    assert [unit[1] for unit in _units(source)] == [None, "某市城管局"]


def test_two_departments_of_one_name_are_two_units_and_none_is_guessed():
    source = Source()
    source.copy_project(1)
    _name(source, 1, department="某市城管局")
    _name(source, 2, department="某市交通局")
    assert _units(source) == [
        ("培训中心", None, "printed"),
        ("市政处", "某市交通局", "printed"),
        ("市政处", "某市城管局", "printed"),
        ("市政处", None, "printed"),
    ]


def test_the_publisher_is_its_own_department():
    source = Source()
    source.document |= {"publisher_text": "某市城管局", "publisher_fold": "某市城管局"}
    _name(source, 1, unit=None)
    _name(source, 2, unit="某市城管局")
    assert _units(source) == [("培训中心", None, "printed"), ("某市城管局", "某市城管局", "printed")]


@pytest.mark.parametrize(
    ("publisher", "region"),
    [
        ("国家市场监督管理总局", "中央"),
        ("国家税务总局深圳市税务局", "中央"),
        ("财政部", "中央"),
        ("中国气象局", "中央"),
        ("北京大学", "中央"),
        ("西南大学本级", "中央"),
        ("中国地质大学（武汉）", "中央"),
        ("深圳市财政局", "深圳市"),
        ("北京大学深圳医院", None),
        ("北京市教育委员会", "北京市"),
        ("安吉县教育局", "安吉县"),
    ],
)
def test_where_a_publisher_belongs(publisher, region):
    source = Source()
    source.document |= {"publisher_text": publisher, "publisher_fold": publisher.replace("（", "(").replace("）", ")")}
    assert [row["region"] for row in source.rows_of("int_documents")] == [region]
