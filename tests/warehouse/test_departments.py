"""Which department is meant by a name."""

import duckdb
import pytest

from warehouse.departments import department
from warehouse.faults import UsageFault

NAMES = ("烟台市民政局", "烟台市财政局", "广州市人力资源和社会保障局", "Ａ局", "[105]某局", "某局")


@pytest.fixture
def connection():
    with duckdb.connect() as made:
        made.execute("create table mart_project as select unnest($names) as department_name", {"names": [*NAMES, NAMES[0], None]})
        yield made


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("烟台市民政局", NAMES[0]), (" 烟台市 民政局", NAMES[0]), ("民政", NAMES[0]), ("a局", "Ａ局"), ("某局", "某局"), ("人力资源", NAMES[2])],
)
def test_one_is_meant(connection, asked, meant):
    assert department(connection, asked) == meant


@pytest.mark.parametrize(
    ("asked", "said"), [("烟台", "several departments are called 烟台"), ("烟台市民证局", "no department is called 烟台市民证局"), ("%", "no department")]
)
def test_none_or_several_are_told_with_the_nearest(connection, asked, said):
    with pytest.raises(UsageFault, match=said) as told:
        department(connection, asked)
    if asked != "%":
        assert "烟台市民政局" in str(told.value)
        assert "\n" not in str(told.value)
