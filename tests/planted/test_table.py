"""The table of planted faults in the docs is that of the cases there are."""

from tests.planted.__main__ import BEGIN, END, PAGE, table


def test_table_in_the_docs_is_of_these_cases() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip() == table()
