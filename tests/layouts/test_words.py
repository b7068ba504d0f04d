"""Words of headings and labels: cut by their cell, with an end of their own, and those that only look alike."""

import pytest

from extract.layouts.schema import vocabulary
from extract.layouts.words import normal


@pytest.mark.parametrize("word", ["总体目", "年度总体目", "绩效目", "项目名"])
def test_a_label_without_its_last_character_is_known(word):
    assert vocabulary().labels.role(normal(word)) == vocabulary().labels.role(normal(word + {"项目名": "称"}.get(word, "标"))) is not None


@pytest.mark.parametrize("word", ["总体", "目标", "总体目的", "效益指"])
def test_shorter_words_other_words_and_levels_are_no_cut_labels(word):
    labels = vocabulary().labels
    assert labels.role(word) is None or word in labels.exact


def test_what_one_list_knows_no_word_of_another_is_cut_to():
    words = vocabulary()
    known = {*words.columns.exact, *words.labels.exact, *words.money.exact}
    for one in (words.columns, words.labels, words.money):
        assert one.cut and not known & one.cut.keys()


@pytest.mark.parametrize("word", ["财政拨款数", "财政拨款金额", "财政拨款数额", "财政拨款额", "其它资金", "其他资金"])
def test_a_part_of_the_money_may_end_in_a_word_for_amounts(word):
    assert vocabulary().money.role(normal(word)) == "parts"


@pytest.mark.parametrize("word", ["财政拨款人数", "人数", "数额度", "拨款文件", "年度"])
def test_other_ends_make_no_label_of_money(word):
    assert vocabulary().money.role(word) is None


def test_only_money_has_such_ends():
    assert vocabulary().labels.role("项目名称数") is None and vocabulary().columns.role("三级指标数") is None
