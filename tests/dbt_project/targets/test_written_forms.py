"""A value that goes in, written in any of the ways people write it, comes back: numerals, magnitudes, dashes, signs, units, times and dates."""

import calendar
import csv
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.text import fold, join_lines
from tests.dbt_project.compiled import PROJECT, seed
from tests.dbt_project.numerals import chinese, formal
from tests.dbt_project.targets.reading import Grammar

SHARED = PROJECT.parents[1] / "shared" / "cases" / "targets.csv"
# A person wrote no date here, though 2026年底 and 2026年2月底前 have theirs.
SHARED_SLIPS = {"2026年12月底"}
UNITS = [row["unit"] for row in seed("target_units") if row["is_after_number"] == "true"]
COUNTERS = ("个", "次", "人次", "场", "户", "元", "家", "亩", "平方米", "公里", "吨")
DASHES = ("-", "--", "－", "—", "——", "–", "−", "‐", "‑", "―", "~", "～", "∼", "〜", "至", "到")
AT_LEAST = ("≥", "≧", ">=", "=>", "⩾", "≮", "不<", "不低于", "不少于", "至少", "大于或等于")
AT_MOST = ("≤", "≦", "<=", "=<", "⩽", "≯", "不>", "不超过", "不高于", "至多", "小于等于")
MAGNITUDES = {row["term"]: Decimal(row["meaning"]) for row in seed("target_grammar_terms") if row["term_class"] == "magnitude"}
FIGURES = "零一二三四五六七八九"
NOT_UNDERSTOOD = "not understood"
counters = st.sampled_from(COUNTERS)

# A form makes of what is drawn the targets (or target, unit of a column, name) and how each is read: (comparator, value, upper value, unit), a
# date, a kind, the list of components, or that it is not understood.
Form = Callable[..., Iterator[tuple[Any, Any]]]
FORMS: list[tuple[Form, st.SearchStrategy]] = []


def form(**drawn: st.SearchStrategy) -> Callable[[Form], Form]:
    def register(function: Form) -> Form:
        FORMS.append((function, st.lists(st.fixed_dictionaries(drawn), min_size=1, max_size=12)))
        return function

    return register


def is_(value, unit=None, comparator="="):
    return (comparator, Decimal(value), None, unit)


@form(number=st.integers(11, 99_999_999_999), unit=counters)
def numbers_in_words(number, unit):
    words = chinese(number)
    for target, comparator in ((f"{words}{unit}", "="), (f"不少于{words}{unit}", ">="), (f"{words}{unit}以内", "<="), (f"约{words}{unit}", "~")):
        yield target, is_(number, unit, comparator)


@form(number=st.integers(11, 9_999_999), unit=counters)
def formal_numerals(number, unit):
    yield f"{formal(number)}{unit}", is_(number, unit)


@form(number=st.integers(1, 99), decimals=st.integers(1, 99), unit=counters)
def decimals_in_words(number, decimals, unit):
    words = chinese(number) + "点" + "".join(FIGURES[int(figure)] for figure in f"{decimals:02d}")
    value = Decimal(f"{number}.{decimals:02d}")
    yield f"{words}{unit}", is_(value, unit)
    yield f"{words}万{unit}", is_(value * 10000, unit)
    yield f"百分之{words}", is_(value, "%")


@form(first=st.integers(1, 9999), second=st.integers(1, 9), third=st.integers(1, 9999), unit=counters)
def two_magnitudes(first, second, third, unit):
    yield f"{first}亿{third}万{unit}", is_(first * 10**8 + third * 10**4, unit)
    yield f"{first}亿零{third}万{unit}", is_(first * 10**8 + third * 10**4, unit)
    yield f"{first}亿{second}千万{unit}", is_(first * 10**8 + second * 10**7, unit)
    yield f"{first}万{second}千{unit}", is_(first * 10**4 + second * 1000, unit)
    yield f"{first}万零{third}{unit}", is_(first * 10**4 + third, unit)
    yield f"{second}千{second}百{unit}", is_(second * 1100, unit)
    yield f"{first}万{second}", is_(first * 10**4 + second * 1000)


@form(number=st.integers(1, 99_999_999), power=st.integers(0, 8), unit=counters)
def spreadsheets_numbers(number, power, unit):
    value = Decimal(number) * 10**power
    for target in (f"{value:.8E}{unit}", f"{value:.8e}{unit}", f"{value:,}{unit}", f"+{value:f}{unit}"):
        yield target, is_(value, unit)


@form(thousandths=st.integers(1, 999), unit=st.sampled_from(("%", "‰", "公里", "")))
def decimals_without_nought(thousandths, unit):
    for target, comparator in ((f".{thousandths:03d}{unit}", "="), (f"≥.{thousandths:03d}{unit}", ">="), (f"≤0.{thousandths:03d}{unit}", "<=")):
        yield target, is_(Decimal(thousandths) / 1000, unit or None, comparator)


@form(low=st.integers(1, 400), width=st.integers(1, 500), unit=st.sampled_from(("个", "%", "人次", "公里", "天")))
def ranges(low, width, unit):
    high = low + width
    targets = [text for dash in DASHES for text in (f"{low}{dash}{high}{unit}", f"{low}{unit}{dash}{high}{unit}")]
    targets += [f"介于{low}和{high}{unit}之间", f"介于{low}{unit}与{high}{unit}之间", f"{low}与{high}{unit}之间", f"在{low}至{high}{unit}之间"]
    for target in targets:
        yield target, ("between", Decimal(low), Decimal(high), unit)


@form(number=st.integers(1, 99_999_999), unit=st.sampled_from(UNITS))
def comparisons(number, unit):
    for words, comparator in ((AT_LEAST, ">="), (AT_MOST, "<=")):
        for target in [f"{word}{number}{unit}" for word in words] + [f"{words[0]}+{number}{unit}"]:
            yield target, is_(number, fold(unit), comparator)


@form(number=st.integers(11, 99_999), mark=st.sampled_from("¹²³⁴⁵⁶⁷⁸⁹"), unit=st.sampled_from(UNITS))
def marks_of_footnotes(number, mark, unit):
    """A raised digit behind a number is no part of it."""
    for target, comparator in ((f"{number}{mark}{unit}", "="), (f"≥{number}{mark}{unit}", ">="), (f"≤{number:,}{mark}⁰{unit}", "<=")):
        yield target, is_(number, fold(unit), comparator)


@form(number=st.integers(1, 999), unit=st.sampled_from(("%", "℃", "个百分点", "mm")))
def minus_signs(number, unit):
    for sign in ("-", "－", "−", "‐", "‑", "﹣", "–"):
        yield f"{sign}{number}{unit}", is_(-number, unit)


@form(number=st.integers(1, 99), unit=st.sampled_from(("年", "天", "小时", "个月")))
def halves(number, unit):
    whole = "个小时" if unit == "小时" else unit
    written = [f"{number}个半{unit.removeprefix('个')}"] if unit in ("个月", "小时") else [f"{number}{unit}半", f"{chinese(number)}{unit}半"]
    for text in written:
        for target, comparator in ((text, "="), (f"{text}以内", "<="), (f"不超过{text}", "<=")):
            yield target, is_(number + Decimal("0.5"), whole, comparator)


@form(
    large=st.integers(1, 30),
    small=st.integers(1, 11),
    pair=st.sampled_from((("年", "个月", 12), ("小时", "分钟", 60), ("个小时", "分钟", 60), ("分", "秒", 60), ("天", "小时", 24))),
)
def two_parts_of_a_time(large, small, pair):
    first, second, factor = pair
    text = f"{large}{first}{small}{second}"
    for target, comparator in ((text, "="), (f"{large}{first}零{small}{second}", "="), (f"≤{text}", "<="), (f"{text}以内", "<=")):
        yield target, is_(large * factor + small, second, comparator)


@form(number=st.integers(1, 9), many=st.sampled_from((10, 50, 100, 500, 1000)), unit=st.sampled_from(("人", "户", "克", "张")))
def ratios(number, many, unit):
    yield f"{number}名/{many}{unit}", is_(number, f"名/{many}{unit}")
    yield f"≥{number}名/{many}{unit}", is_(number, f"名/{many}{unit}", ">=")


@form(number=st.integers(1, 99), length=st.integers(1, 360), time=st.sampled_from(("年", "个月", "小时", "日", "天", "周")))
def counts_within_a_time(number, length, time):
    yield f"≤{number}次/{length}{time}", is_(number, f"次/{length}{time}", "<=")


@form(
    number=st.integers(1, 9999),
    money=st.sampled_from(("元", "户", "人")),
    first=st.sampled_from(("生", "人", "户", "亩")),
    second=st.sampled_from(("月", "年", "天")),
)
def points_within_a_unit(number, money, first, second):
    for point in ("/", ".", "·", "、"):
        yield f"≤{number}{money}/{first}{point}{second}", is_(number, f"{money}/{first}{point}{second}", "<=")


@form(number=st.integers(1, 999), magnitude=st.sampled_from(("万", "亿", "百万", "千万")), unit=st.sampled_from(("元", "人次", "条")))
def brackets(number, magnitude, unit):
    for target in (f"{number}（{magnitude}）{unit}", f"{number}（{magnitude}{unit}）", f"{number}{magnitude}（{unit}）", f"{number}{magnitude}{unit}"):
        yield target, is_(number * MAGNITUDES[magnitude], unit)
    yield f"≥{number}（含）{unit}", is_(number, unit, ">=")
    for more in "多余来":
        yield f"{number}{more}{unit}", is_(number, unit)


@form(bound=st.integers(2, 90), number=st.integers(1, 999), unit=st.sampled_from(("个", "人次", "%", "张")))
def bounds_of_classes(bound, number, unit):
    for target in (f"{bound}岁以上老年人服务{number}{unit}", f"{bound}人以上单位检查率{number}{unit}", f"{bound}人以上群体性事件为{number}{unit}"):
        yield target, is_(number, unit)
    yield f"不发生{bound}人以上死亡事故", "qualitative"
    yield f"杜绝{bound}起以上重大案件", "qualitative"


@form(day=st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def days(day):
    year, month, number = f"{day:%Y}", day.month, day.day
    words = f"{year.translate(str.maketrans('0123456789', '〇' + FIGURES[1:]))}年{chinese(month)}月{chinese(number)}日"
    targets = (
        f"{year}年{month}月{number}日前", f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}前", f"{day:%Y.%m.%d}", f"{day:%Y%m%d}", f"≤{day:%Y%m%d}",
        words, f"{words}前", words.replace("〇", "零"), f"预计{year}年{month}月{number}日完工", f"{year[2:]}年{month}月{number}日前",
    )  # fmt: skip
    for target in targets:
        yield target, day


@form(year=st.integers(2020, 2035), month=st.integers(1, 12))
def months(year, month):
    last = date(year, month, calendar.monthrange(year, month)[1])
    targets = [f"{year}年{month}月底前", f"{year % 100}年{month}月底前", f"计划{year}年{month}月竣工", f"{year}年{chinese(month)}月"]
    targets += [f"{year}年1月--{month}月", f"{year}年1月——{month}月"] if month > 1 else []
    targets += [f"{year}年年底前", f"{year}年底", f"{year}年末", f"{year}年年末前"] if month == 12 else []
    quarter = month // 3
    targets += [f"{year}Q{quarter}", f"{year}年Q{quarter}", f"{year}年第{chinese(quarter)}季度", f"{year}年{quarter}季度末"] if month % 3 == 0 else []
    for target in targets:
        yield target, last


@form(year=st.sampled_from(("次年", "翌年", "当年", "明年", "本年")), month=st.integers(1, 12))
def dates_by_another_year(year, month):
    yield f"{year}{month}月底前", "deadline"
    yield f"{year}{month}月1日前", "deadline"


@form(number=st.integers(43_000, 47_999))
def spreadsheets_numbers_of_days(number):
    yield (f"{number:,}", "", "项目完成时间"), date(1899, 12, 30) + timedelta(number)
    yield (f"{number}", "", "发放宣传品数量"), is_(number)
    yield (f"{number}", "元", "支付时间"), is_(number, "元")


@form(months=st.integers(1, 12), sign=st.sampled_from(("=", "≤", "")))
def months_under_a_name(months, sign):
    for name in ("合同期限", "服务周期", "运维服务期", "展示时间", "办理时间", "保障时长"):
        yield (f"{sign}{months}月", "", name), is_(months, "月", {"≤": "<="}.get(sign, "="))
    for name in ("项目完成时间", "合同签订时间", "资金支付时间", "制定方案时间", "预期目标", ""):
        yield (f"{sign}{months}月", "", name), "deadline"


@form(number=st.integers(1, 9999), unit=st.sampled_from(("毫秒", "%", "元", "天")))
def comparisons_that_end_the_name(number, unit):
    for name, comparator in (("时延平均值≤", "<="), ("满意度≥", ">="), ("成本不超过", "<="), ("数量（件）≥", ">="), ("编制《白皮书》", "="), ("投诉率<", "<")):
        yield (f"{number}{unit}", "", name), is_(number, unit, comparator)
    yield (f"≥{number}{unit}", "", "时延平均值≤"), is_(number, unit, ">=")


@form(period=st.integers(1, 9999), annual=st.integers(1, 9999), between=st.sampled_from("，；, "), colon=st.sampled_from(("", "：", ":", "为")))
def cells_that_repeat_their_labels(period, annual, between, colon):
    for name in ("实施周期", "中期"):
        yield f"{name}指标值{colon}≥{period}次{between}年度指标值{colon}≥{annual}次", is_(annual, "次", ">=")
    yield f"年度指标值{colon}≥{annual}次{between}实施周期指标值{colon}≥{period}次", is_(annual, "次", ">=")


@form(number=st.integers(1, 9999), other=st.integers(1, 99))
def two_lines_of_one_cell(number, other):
    yield f"{number}场\n≥{other}%", [is_(number, "场"), is_(other, "%", ">=")]
    yield f"(1){number}台(2){other}套", [is_(number, "台"), is_(other, "套")]


@form(number=st.integers(1, 9999), other=st.integers(1, 99))
def what_cannot_be_placed(number, other):
    for target in (
        f"{number}×10^{other}个", f"≤{number}×10⁴个", "10⁴个", f"\uf0b3{number}次", f"≶{number}人", f"十万分之{number}",
        f"{number}万{number:05d}人", f"{number % 9 + 1},{other},{number},{other}", f"百万分之{chinese(other)}",
    ):  # fmt: skip
        yield target, NOT_UNDERSTOOD


def observed(reading: dict, expected):
    """The part of a reading that ``expected`` speaks of."""
    if expected == NOT_UNDERSTOOD:
        return expected if reading["target_value"] is None and not reading["is_understood"] else reading
    if isinstance(expected, date):
        return reading["deadline_date"] if reading["target_kind"] == "deadline" else reading["target_kind"]
    if isinstance(expected, str):
        return reading["target_kind"] if reading["target_value"] is None and reading["deadline_date"] is None else reading
    if isinstance(expected, list):
        return [tuple(c[k] for k in ("target_comparator", "target_value", "target_value_upper", "target_unit")) for c in reading["components"]]
    if reading["target_kind"] != "quantitative" or not reading["is_understood"]:
        return reading["target_kind"]
    return tuple(reading[k] for k in ("target_comparator", "target_value", "target_value_upper", "target_unit"))


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar()


# One reading of many targets costs little more than that of one.
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_written_comes_back(grammar, data):
    cases = [case for make, drawn in FORMS for values in data.draw(drawn, label=make.__name__) for case in make(**values)]
    inputs = [(written, "", "") if isinstance(written, str) else written for written, _ in cases]
    readings = grammar.read([tuple(fold(join_lines(text)) for text in texts) for texts in inputs])
    wrong = [
        (written, observed(reading, expected), expected)
        for (written, expected), reading in zip(cases, readings, strict=True)
        if observed(reading, expected) != expected
    ]
    assert wrong == []


def test_a_variant_of_a_sign_is_one_character_for_one():
    for row in seed("target_grammar_terms"):
        if row["term_class"] == "variant":
            assert (len(row["term"]), len(row["meaning"])) == (1, 1)


def _decimal(text) -> Decimal | None:
    return None if text in ("", None) else Decimal(str(text))


@pytest.mark.skipif(not Path(SHARED).is_file(), reason="the targets read by a person are not here")
def test_targets_read_by_a_person(grammar):
    """Each is read as the person read it."""
    with SHARED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    readings = grammar.read([(fold(join_lines(row["target_text"])), fold(row["unit_column"]), fold(row["indicator_name"])) for row in rows])
    wrong = []
    for row, r in zip(rows, readings, strict=True):
        day = str(r["deadline_date"] or "")
        found = (r["target_comparator"] or "", r["target_value"], r["target_value_upper"], r["target_unit"] or "", day)
        wanted = (row["comparator"], _decimal(row["value"]), _decimal(row["value_upper"]), row["unit"], row["deadline_date"])
        parts = [(c["target_comparator"], c["target_value"], c["target_value_upper"], c["target_unit"]) for c in r["components"]]
        wanted_parts = [(c, _decimal(v), _decimal(u), unit) for c, v, u, unit in json.loads(row["components"] or "[]")]
        is_right = r["target_kind"] in row["kinds"].split() and found == wanted and (not wanted_parts or parts == wanted_parts)
        if not is_right and row["target_text"] not in SHARED_SLIPS:
            wrong.append((row["target_text"], found, parts))
    assert wrong == []
