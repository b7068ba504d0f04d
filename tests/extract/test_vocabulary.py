"""The vocabulary: its files, the form in which words are compared, and that both sides know the same words."""

import csv
import shutil

import pytest
import yaml

from extract import vocabulary as module
from extract.frames import label_word
from extract.layouts import read_layouts
from extract.layouts.words import money_unit, unit_behind
from extract.raw_schema import LABELS
from extract.vocabulary import FOLDER, READ, digest, normal, rows, vocabulary
from tests.layouts.tables import line, page, table

_DBT = FOLDER.parents[1]


def _lines(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _described(folder: str, name: str) -> dict:
    """What dbt's properties say of a seed or model."""
    for path in (_DBT / folder).rglob("_*.yml"):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        found = [one for kind in ("seeds", "models") for one in data.get(kind, []) if one["name"] == name]
        if found:
            return found[0]
    raise LookupError(name)


@pytest.mark.parametrize("name", READ)
def test_a_file_is_sorted_and_described_and_names_each_word_once(name):
    lines = _lines(name)
    columns = list(lines[0])
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(READ)
    assert [column["name"] for column in _described("seeds", name)["columns"]] == columns
    key = columns[: 2 if name == "indicator_levels" else 1]
    assert len({tuple(line[column] for column in key) for line in lines}) == len(lines)
    meant = [column for column in columns[1:] if column != "note"]
    order = [(int(line["yuan_factor"]),) if name == "money_units" else (*(line[column] for column in meant), line["word"]) for line in lines]
    misplaced = [line["word"] for line, here, there in zip(lines, order, sorted(order), strict=True) if here != there]
    assert not misplaced, f"{name}.csv is sorted by {meant}, then word; the first line out of its place: {misplaced[0]}"
    assert max(map(len, (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines())) <= 160


@pytest.mark.parametrize("name", READ)
def test_every_word_stands_in_its_normal_form(name):
    """So SQL, which only compares, finds it."""
    assert [word for word in (line["word"] for line in _lines(name)) if not {"*", "?"} & set(word) and normal(word) != word] == []


@pytest.mark.parametrize("name", READ)
def test_every_role_is_one_of_those_described(name):
    for column in _described("seeds", name)["columns"]:
        for test in column.get("data_tests", []):
            values = {line[column["name"]] for line in _lines(name)}
            if test == "not_null":
                assert "" not in values
            elif isinstance(test, dict) and "accepted_values" in test:
                assert values - {""} == set(test["accepted_values"]["arguments"]["values"])


def _variants(word: str) -> list[str]:
    """A listed word as tables print it."""
    if {"*", "?"} & set(word):
        return [word.replace("*", "25").replace("?", "1")]
    return [word, f"其中：{word}", f"（一）{word}：", f"2.{word}（万元）", "\n".join(word), f"{word}①", f"12-{word}"]


@pytest.mark.parametrize("column", LABELS)
def test_every_label_that_is_accepted_conforms_in_sql(column):
    """What is landed as the word of a label is a word of the file that SQL joins."""
    listed = {line["word"] for line in _lines({"money": "funding_labels", "levels": "indicator_levels"}[LABELS[column]])}
    words = getattr(vocabulary(), LABELS[column])
    assert set(words.roles) == listed and len(words.cut) > 20
    printed = [one for word in listed for one in _variants(word)] + [*words.cut] + [word + end for word in listed for end in words.endings]
    assert {one: label_word(column, one) for one in printed if label_word(column, one) not in listed} == {}


def test_a_number_before_a_level_is_no_part_of_its_name():
    assert [label_word("level1", one) for one in ("一、产出指标", "1-产出指标", "产出指标（50分）", "产出指标50分", "产出 指标")] == ["产出指标"] * 5
    assert [label_word("level1", one) for one in ("", "/", "——")] == [None] * 3
    assert label_word("level1", "某某指标") == "某某指标"


def test_what_words_conform_to_is_a_closed_list():
    closed = yaml.safe_load((_DBT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]["closed_lists"]
    assert {line["funding_source"] for line in _lines("funding_labels")} | {"unlisted"} == set(closed["funding_source"])
    for level in ("level1", "level2"):
        assert {line[level] for line in _lines("indicator_levels")} - {""} == set(closed[level])


def test_levels_of_the_list_stand_under_each_other():
    lines = _lines("indicator_levels")
    level1 = {line["level1"] for line in lines if line["place"] == "level1"}
    assert {line["level1"] for line in lines} == level1
    assert {line["level2"] for line in lines if line["level2"]} <= {line["word"] for line in lines}


def test_every_comparator_of_a_column_is_one_of_the_grammar():
    with (_DBT / "seeds" / "target_grammar_terms.csv").open(encoding="utf-8", newline="") as file:
        known = {line["term"] for line in csv.DictReader(file) if line["term_class"] in ("sign", "word_before", "word_before_weak")}
    # A pattern reads the one, and a number without a comparator is that of the other.
    assert vocabulary().comparators - known == {"±", "等于"}


@pytest.mark.parametrize("unit", [line["word"] for line in _lines("money_units")])
def test_a_unit_of_money_lands_as_it_is_printed(unit):
    """Not the last characters of it: 千万元 is no 万元."""
    assert money_unit(f"预算资金（单位：{unit}）") == money_unit(f"单位:{unit}") == unit_behind(f"12.5{unit}") == unit


def _changed(monkeypatch, folder, name: str, line: str) -> None:
    """Another vocabulary: with ``line``, in place of the line of its word."""
    shutil.copytree(FOLDER, folder)
    path = folder / f"{name}.csv"
    kept = [one for one in path.read_text(encoding="utf-8").splitlines() if one.split(",")[0] != line.split(",")[0]]
    path.write_text("\n".join([*kept, line]) + "\n", encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", folder)
    _forget()


def _forget() -> None:
    for one in (rows, digest, vocabulary):
        one.cache_clear()


@pytest.fixture
def _as_before():
    yield
    _forget()


@pytest.mark.usefixtures("_as_before")
@pytest.mark.parametrize(
    ("name", "line", "is_read_again"),
    [
        ("funding_labels", "财政拨款,part,other_funds,source,", False),
        ("funding_labels", "财政拨款,total,fiscal_appropriation,source,", True),
        ("money_units", "万元,1000", False),
        ("column_headings", "指标值,target,,as in most forms", False),
        ("column_headings", "预期成果值,target,,", True),
        ("indicator_levels", "成效指标,level1,效益指标,,", True),
    ],
)
def test_documents_are_read_again_for_what_is_read_here_only(name, line, is_read_again, monkeypatch, tmp_path):
    before = digest()
    with monkeypatch.context() as patch:
        _changed(patch, tmp_path / "vocabulary", name, line)
        assert (digest() != before) == is_read_again


@pytest.mark.usefixtures("_as_before")
@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("column_headings", "拟达水准,target,,"),
        ("form_labels", "河道名,project_name,"),
        ("funding_labels", "河长制经费,total,total,,"),
        ("indicator_levels", "成效类指标,level1,效益指标,,"),
    ],
)
def test_a_synonym_is_one_line_in_one_file(name, added, monkeypatch, tmp_path):
    """A form with one unknown word is read in full once the word is listed, and what is landed is the word that SQL joins."""

    def facts():
        form = table([
            [("项目名称" if name != "form_labels" else "河道名", 2), ("清淤", 3)],
            [("预算资金（元）" if name != "funding_labels" else "河长制经费（元）", 2), ("1,200.50", 3)],
            ["一级指标", "二级指标", "三级指标", "目标值" if name != "column_headings" else "拟达水准", "权重"],
            ["成效类指标" if name == "indicator_levels" else "产出指标", "数量指标", "长度", "≥3公里", "60"],
        ])  # fmt: skip
        found = read_layouts([page(1, line("项目支出绩效目标表", 70), form)])
        level = [label_word("level1", row["level1_text"]) in vocabulary().level_names for row in found.indicator_cells]
        return [row["project_name_text"] for row in found.project_rows], [row["amount_text"] for row in found.funding_cells], level

    with monkeypatch.context() as patch:
        before = facts()
        _changed(patch, tmp_path / "vocabulary", name, added)
        assert before != facts() == (["清淤"], ["1,200.50"], [True])


@pytest.mark.usefixtures("_as_before")
def test_a_word_has_one_role_only(monkeypatch, tmp_path):
    with monkeypatch.context() as patch:
        _changed(patch, tmp_path / "vocabulary", "form_labels", "项目名称,project_code,")
        with (tmp_path / "vocabulary" / "form_labels.csv").open("a", encoding="utf-8") as file:
            file.write("项目名称,project_name,\n")
        with pytest.raises(ValueError, match="项目名称"):
            vocabulary()


@pytest.mark.parametrize("word", ["总体目", "年度总体目", "绩效目", "项目名"])
def test_a_label_without_its_last_character_is_known(word):
    assert vocabulary().labels.role(normal(word)) == vocabulary().labels.role(normal(word + {"项目名": "称"}.get(word, "标"))) is not None


@pytest.mark.parametrize("word", ["总体", "目标", "总体目的", "效益指"])
def test_shorter_words_other_words_and_levels_are_no_cut_labels(word):
    labels = vocabulary().labels
    assert labels.role(word) is None or word in labels.roles


def test_what_one_list_knows_no_word_of_another_is_cut_to():
    words = vocabulary()
    known = {*words.columns.roles, *words.labels.roles, *words.money.roles, *words.levels.roles}
    for one in (words.columns, words.labels, words.money, words.levels):
        assert one.cut and not known & one.cut.keys()


@pytest.mark.parametrize("word", ["财政拨款数", "财政拨款金额", "财政拨款数额", "财政拨款额", "其它资金", "其他资金"])
def test_a_part_of_the_money_may_end_in_a_word_for_amounts(word):
    assert vocabulary().money.role(normal(word)) == "part"


@pytest.mark.parametrize("word", ["财政拨款人数", "人数", "数额度", "拨款文件", "年度"])
def test_other_ends_make_no_label_of_money(word):
    assert vocabulary().money.role(word) is None


def test_only_money_has_such_ends():
    assert vocabulary().labels.role("项目名称数") is None and vocabulary().columns.role("三级指标数") is None
