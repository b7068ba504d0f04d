"""The frame of pages: two languages, harmless texts, a policy that lets nothing in."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from tests.hostile.planted import HOSTILE
from warehouse.pages import frame

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@pytest.fixture
def made(tmp_path: Path):
    def page(content: str, **values: object) -> str:
        head = '{% extends "frame.html.jinja" %}{% block content %}'
        (tmp_path / "page.jinja").write_text(head + content + "{% endblock %}", encoding="utf-8")
        return frame.rendered("page.jinja", tmp_path, title="题", scripts=["frame.js"], **values).partition("<main")[2].partition("</main>")[0]

    return page


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_document_prints_is_text(made, text):
    shown = made('<b title="{{ text }}">{{ text }}</b>{{ t("glance.of", part=text, whole=1) }}{{ split(text) }}', text=text)
    inside = shown.partition("<b")[2]
    assert not CONTROL.search(shown)
    assert not re.search(r"<(script|img|svg|style|a)\b", inside, re.IGNORECASE) and 'onerror="' not in inside
    assert inside.count("</b>") == 1


def test_lines_stay_lines(made):
    assert "一\n二" in made("{{ text }}", text="一\n二")


def test_a_name_that_is_not_handed_in_is_a_mistake(made):
    with pytest.raises(UndefinedError):
        made("{{ nothing }}")
    with pytest.raises(KeyError):
        made('{{ t("nothing") }}')


def test_every_text_has_both_languages_and_the_same_names():
    for key, words in frame.texts().items():
        assert set(words) == {"zh", "en"} and words["zh"] and words["en"], key
        assert set(re.findall(r"{(\w+)}", words["zh"])) == set(re.findall(r"{(\w+)}", words["en"])) or key.startswith("large."), key
        assert re.search(r"[\u4e00-\u9fff]", words["zh"]) and not re.search(r"[\u4e00-\u9fff]", words["en"]), key


def test_numbers_as_a_reader_of_budgets_writes_them():
    assert (frame.number(1234567), frame.percent(0.12345), frame.money(Decimal("12345678.90"))) == ("1,234,567", "12.3%", "1,234.57")
    assert {frame.number(None), frame.percent(None), frame.money(None), frame.large(None)} == {"–"}
    assert "52.33 亿元" in frame.large(Decimal("5233000000")) and "5.23 bn yuan" in frame.large(Decimal("5233000000"))
    assert "150.00 万元" in frame.large(Decimal("1500000")) and "1.50 m yuan" in frame.large(Decimal("1500000"))


def test_a_text_of_the_warehouse_is_parted_by_language():
    assert frame.split("一 / one") == '<span lang="zh-CN">一</span><span lang="en">one</span>'
    assert frame.split("只有一种") == '<span lang="zh-CN">只有一种</span><span lang="en">只有一种</span>'
