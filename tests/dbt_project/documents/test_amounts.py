"""Amounts of money in every form that spreadsheets and people print."""

from decimal import Decimal
from operator import itemgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.text import fold
from tests.dbt_project.compiled import Database, seed
from tests.dbt_project.numerals import chinese, formal

FACTORS = {row["word"]: Decimal(row["yuan_factor"]) for row in seed("money_units")}


@pytest.fixture(scope="module")
def read():
    """Reads (amount, unit over it) pairs: (yuan, reading, rounding in yuan) of each."""
    made = Database()

    def run(*cells: tuple[str, str | None]):
        texts = [{"amount_text": text, "amount_fold": fold(text), "amount_unit_fold": unit, "funding_label_fold": "合计"} for text, unit in cells]
        made.land(funding_cells=[{"document_key": "d", "project_ordinal": 1, "funding_ordinal": n, **row} for n, row in enumerate(texts)])
        rows = sorted(made.rows("int_funding"), key=itemgetter("funding_ordinal"))
        assert len(rows) == len(cells)
        return [(row["amount_yuan"], row["amount_reading"], row["rounding_yuan"]) for row in rows]

    return run


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("1.2E+07", "元", "12000000"),
        ("1.2e7", "元", "12000000"),
        ("(12.5)", "万元", "-125000"),
        ("（12.5）", "万元", "-125000"),
        ("−12.5", "万元", "-125000"),
        (".5", "万元", "5000"),
        ("5.", "万元", "50000"),
        ("+100", "万元", "1000000"),
        ("壹佰万元整", "万元", "1000000"),
        ("人民币壹仟贰佰叁拾肆元伍角陆分", "万元", "1234.56"),
        ("三百二十万元", "元", "3200000"),
        ("2亿5000万元", "万元", "250000000"),
        ("100.00（其中财政资金80.00）", "万元", "1000000"),
        ("100万元（其中：省级50万元）", "元", "1000000"),
        ("854万", "万元", "8540000"),
        ("854万(高标准农田建设)", "万元", "8540000"),
        ("3.5亿", "万元", "350000000"),
        ("1620.98（万元）", None, "16209800"),
        ("100元", "万元", "100"),
        ("¥1,280.50", "元", "1280.5"),
        ("1 280.50", "万元", "12805000"),
        ("964 .85", "万元", "9648500"),
        ("33.3333333", "万元", "333333.33"),
        ("100.00。", "万元", "1000000"),
        ("0", "万元", "0"),
    ],
)
def test_an_amount_is_its_number_in_yuan(read, text, unit, yuan):
    ((found, reading, rounding),) = read((text, unit))
    assert (found, reading) == (Decimal(yuan), "read")
    assert rounding > 0


@pytest.mark.parametrize(
    ("text", "unit", "reading"),
    [
        ("", "万元", "blank"),
        ("——", "万元", "blank"),
        ("/", "万元", "blank"),
        ("无", "万元", "blank"),
        ("不涉及", "万元", "blank"),
        ("据实结算", "万元", "words"),
        ("待定", "万元", "words"),
        ("**", "万元", "words"),
        ("12,5", "万元", "unclear"),
        ("100 80", "万元", "unclear"),
        ("100/80", "万元", "unclear"),
        ("100、200", "万元", "unclear"),
        ("100%", "万元", "unclear"),
        ("≤100", "万元", "unclear"),
        ("每人100", "万元", "unclear"),
        ("贰佰左右", "万元", "unclear"),
        ("99999999999999999999", "万元", "unclear"),
        ("9999999", "万亿元", "unclear"),
        ("100", None, "no_unit"),
        ("100", "人", "no_unit"),
    ],
)
def test_what_is_not_surely_an_amount_says_so_and_has_none(read, text, unit, reading):
    assert read((text, unit)) == [(None, reading, None)]


def test_an_approximate_amount_is_marked(read):
    assert read(("约100", "万元"), ("大约1.5亿元", "万元")) == [(Decimal(1000000), "about", 5000.0), (Decimal(150000000), "about", 5000000.0)]


def test_half_of_the_last_printed_place(read):
    cells = (("100", "元"), ("100.00", "万元"), ("1.25E+03", "元"), ("5.", "元"), ("2.5亿元", "万元"))
    assert [rounding for _, _, rounding in read(*cells)] == [0.5, 50.0, 5.0, 0.5, 5000000.0]


@settings(max_examples=60, deadline=None)
@given(cents=st.integers(-(10**9), 10**9), unit=st.sampled_from(sorted(unit for unit in FACTORS if FACTORS[unit] < 10**10)))
def test_a_number_is_the_same_amount_however_it_is_written(read, cents, unit):
    number = Decimal(cents) / 100
    size = abs(number)
    sign = "-" if number < 0 else ""
    forms = [
        f"{number:.2f}",
        f"{number:,.2f}",
        f"{number:,.2f}".replace(",", "，"),
        f"{sign}{size}{unit}",
        f"{number:.2f}（{unit}）",
        f"{number:.2f}(其中：80.5)",
    ]
    if number < 0:
        forms += [f"({size:.2f})", f"（{size:,.2f}）", f"−{size:.2f}"]
    elif number > 0:
        forms += [f"+{number:.2f}", f"{number:.11E}", f"¥{number:,.2f}"]
    yuan = number * FACTORS[unit]
    assert [
        (form, found) for form, (found, reading, _) in zip(forms, read(*((form, unit) for form in forms)), strict=True) if (found, reading) != (yuan, "read")
    ] == []


@settings(max_examples=60, deadline=None)
@given(yuan=st.integers(1, 10**11))
def test_an_amount_in_words_is_its_number(read, yuan):
    forms = [f"{formal(yuan)}元整", f"{chinese(yuan)}元", f"人民币{formal(yuan)}元正"]
    assert [found for found, _, _ in read(*((form, "万元") for form in forms))] == [Decimal(yuan)] * 3
