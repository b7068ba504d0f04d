"""The grammar against its worked examples, and against what must not change or must change a reading."""

import re
from decimal import Decimal

import pytest

from extract.text import fold
from tests.dbt_project.compiled import nodes, recompiled, seed
from tests.dbt_project.targets.reading import MODELS, QUERIES, Grammar, queries

READ = ("target_kind", "target_comparator", "target_value", "target_value_upper", "target_unit", "target_unit_source", "target_unit_conformed", "deadline_date")
# A date's digits are no thousands, and names, products and clock times are no numbers.
PLAIN = re.compile(r"[^0-9]*[0-9]{4,6}[^0-9]*")


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar()


@pytest.fixture(scope="module")
def worked() -> Grammar:
    """Has read the examples as the warehouse does."""
    grammar = Grammar(with_examples=True)
    grammar.read()
    return grammar


@pytest.fixture(scope="module")
def examples() -> list[tuple[str, str, str]]:
    return [(row["target"], row["column_unit"], row["indicator_name"]) for row in seed("target_grammar_examples")]


@pytest.fixture(scope="module")
def readings(grammar, examples):
    return grammar.read(examples)


def read(reading: dict) -> tuple:
    return (*(reading[column] for column in READ), tuple(tuple(component.values())[1:] for component in reading["components"]))


def widened(text: str) -> str:
    """Digits, letters and signs as their full-width forms."""
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


def test_examples_are_read_as_worked(worked):
    assert worked.failures("examples_are_read_as_worked") == []


@pytest.mark.parametrize("name", ["every_rule_has_an_example", "every_unit_is_reachable", "units_conform_to_listed_units"])
def test_singular_tests_hold(worked, name):
    assert worked.failures(name) == []


def test_examples_are_in_the_folded_form(examples):
    assert [values for values in examples if any(fold(value) != value for value in values)] == []


def test_full_width_forms_are_the_same_input(examples):
    for target, unit, name in examples:
        assert (fold(widened(target)), fold(widened(unit)), fold(widened(name))) == (target, unit, name)


def test_a_final_stop_or_an_outer_blank_changes_nothing(grammar, examples, readings):
    chosen = [index for index, values in enumerate(examples) if values[0] and "“" not in values[0] and not values[0].endswith((".", "…"))]
    for variant in ("{}。", "{};", " {} "):
        varied = grammar.read([(variant.format(examples[index][0]), *examples[index][1:]) for index in chosen])
        assert [examples[index][0] for index, reading in zip(chosen, varied, strict=True) if read(reading) != read(readings[index])] == []


def test_thousands_separators_and_blanks_in_a_number_change_nothing(grammar, examples, readings):
    chosen = [index for index, values in enumerate(examples) if PLAIN.fullmatch(values[0]) and readings[index]["target_kind"] == "quantitative"]
    assert len(chosen) > 30
    for change in (lambda match: f"{int(match[0]):,}", lambda match: f"{match[0][:-2]} {match[0][-2:]}", lambda match: f"{int(match[0]):,}".replace(",", ", ")):
        varied = grammar.read([(re.sub("[0-9]{4,}", change, examples[index][0]), *examples[index][1:]) for index in chosen])
        assert [examples[index][0] for index, reading in zip(chosen, varied, strict=True) if read(reading) != read(readings[index])] == []


def test_a_component_is_cut_from_the_text_as_given(grammar):
    (reading,) = grammar.read([("培训 1,200 人次 ; 宣传10 场", None, None)])
    assert [component["component_text"] for component in reading["components"]] == ["培训 1,200 人次", "宣传10 场"]


def test_every_comparing_word_is_read_as_listed(grammar):
    """Each sign and word before 37, each word behind it: the list's own meaning, with nothing of it left in the note."""
    cases, expected = [], []
    for row in seed("target_grammar_terms"):
        if row["term_class"] in ("sign", "word_before", "word_before_weak"):
            cases.append((f"{row['term']}37次", None, None))
        elif row["term_class"] == "word_after":
            cases.append((f"37次{row['term']}", None, None))
        else:
            continue
        expected.append((cases[-1][0], "quantitative", row["meaning"], Decimal(37), "次", None))
    observed = [
        (case[0], r["target_kind"], r["target_comparator"], r["target_value"], r["target_unit"], r["target_note"])
        for case, r in zip(cases, grammar.read(cases), strict=True)
    ]
    assert observed == expected


def test_every_magnitude_multiplies_once(grammar):
    magnitudes = [row for row in seed("target_grammar_terms") if row["term_class"] in ("magnitude", "magnitude_before_unit")]
    cases = [
        case
        for row in magnitudes
        for case in ((f"3{row['term']}元", None, None), ("3", f"{row['term']}元", None), (f"3{row['term']}", f"{row['term']}元", None))
    ]
    observed = [(case, reading["target_value"], reading["target_unit"]) for case, reading in zip(cases, grammar.read(cases), strict=True)]
    expected = [(case, 3 * Decimal(magnitudes[index // 3]["meaning"]), "元") for index, case in enumerate(cases)]
    assert observed == expected


def test_every_unit_is_read_whole_wherever_it_stands(grammar):
    """Behind a number, in a column, in the name's bracket: the unit as listed, its source, its conformed form, never its first character as a magnitude."""
    units = seed("target_units")
    behind = [row for row in units if row["is_after_number"] == "true"]
    named = [row for row in units if row["is_in_name"] == "true"]
    cases = (
        [(f"37{row['unit']}", None, None) for row in behind]
        + [("37", row["unit"], None) for row in units]
        + [("37", None, f"某数({row['unit']})") for row in named]
    )
    sources = ["value"] * len(behind) + ["column"] * len(units) + ["name"] * len(named)
    expected = [
        (case, "quantitative", Decimal(37), row["unit"], source, row["unit_conformed"])
        for case, source, row in zip(cases, sources, [*behind, *units, *named], strict=True)
    ]
    observed = [
        (case, r["target_kind"], r["target_value"], r["target_unit"], r["target_unit_source"], r["target_unit_conformed"])
        for case, r in zip(cases, grammar.read(cases), strict=True)
    ]
    assert [pair for pair in zip(observed, expected, strict=True) if pair[0] != pair[1]] == []


def test_guard_words_hold_no_comparison(grammar):
    """A number behind 节约, 超标, 提前 and the like has no comparator from inside the word."""
    cases = [(f"{row['term']}37次", None, None) for row in seed("target_grammar_terms") if row["term_class"] == "guard"]
    observed = [(case[0], r["target_comparator"], r["target_value"]) for case, r in zip(cases, grammar.read(cases), strict=True)]
    assert observed == [(case[0], "=", Decimal(37)) for case in cases]


def test_fixed_words_hold_no_number(grammar):
    cases = [(f"推进{row['term']}", None, None) for row in seed("target_grammar_terms") if row["term_class"] == "fixed_word"]
    assert [(case[0], r["target_kind"]) for case, r in zip(cases, grammar.read(cases), strict=True) if r["target_value"] is not None or r["components"]] == []


def test_grades_are_qualities_and_holidays_are_dates(grammar):
    terms = seed("target_grammar_terms")
    cases = [(f"{row['term']}以上", None, None) for row in terms if row["term_class"] == "grade"]
    assert {r["target_kind"] for r in grammar.read(cases)} == {"qualitative"}
    cases = [(f"{row['term']}前", None, None) for row in terms if row["term_class"] == "holiday"]
    assert {(r["target_kind"], r["deadline_date"]) for r in grammar.read(cases)} == {("deadline", None)}


def test_a_note_holds_every_character_that_is_not_the_reading(grammar, examples, readings):
    """What a quantitative target prints beyond number, comparison, unit and punctuation is in its note, in order, and nothing else is."""
    for (target, _, _), reading in zip(examples, readings, strict=True):
        if reading["target_kind"] == "quantitative" and reading["target_note"]:
            position = 0
            for piece in reading["target_note"].split("；"):
                position = target.replace(" ", "").find(piece.replace(" ", ""), position) + 1
                assert position, (target, reading["target_note"])


def test_shapes_change_no_reading(grammar, examples, readings):
    """Numbers of every length, plain and with decimals, in every example with one number: read by their shape as by themselves."""
    cases = list(examples)
    for target, unit, name in examples:
        if re.fullmatch(r"[^0-9]*[0-9]+(?:\.[0-9]+)?[^0-9]*", target):
            cases += [
                (re.sub(r"[0-9]+(?:\.[0-9]+)?", number, target), unit, name)
                for number in ("7", "12", "31", "98.5", "365", "1999.5", "12345", "0.05", "20261231")
            ]
    together = grammar.read(cases)
    change = "update target_grammar_patterns set pattern = '(a\\bb)' where pattern_name = 'one_number'"  # a pattern that no text holds
    with grammar.changed(recompiled(change, *MODELS)):
        alone = grammar.read(cases)
    assert len({reading["input_key"] for reading in together}) > 5000
    assert [(case, one, other) for case, one, other in zip(cases, together, alone, strict=True) if one != other] == []


def test_marked_queries_are_the_compiled_ones():
    assert queries() == {name: nodes()[name].sql for name in QUERIES}


@pytest.mark.slow
@pytest.mark.parametrize("rule_code", [row["rule_code"] for row in seed("target_grammar_rules") if row["pattern"]])
def test_no_rule_can_be_lost_unseen(worked, rule_code):
    """Without a rule at least one worked example is read otherwise, or another rule is left without an example."""
    with worked.changed(queries(without=rule_code)):
        assert worked.failures("examples_are_read_as_worked") or worked.failures("every_rule_has_an_example")


@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern_name",
    [row["pattern_name"] for row in seed("target_grammar_patterns") if row["pattern_name"] not in ("noun", "number", "numeral", "core", "one_number")],
)
def test_no_pattern_can_be_lost_unseen(worked, pattern_name):
    with worked.changed(queries(without=pattern_name)):
        assert worked.failures("examples_are_read_as_worked")
