"""The picture of an indicator's page, for every format."""

import io

import duckdb
import pytest
from PIL import Image

from tests.seen.built import built
from warehouse.faults import UsageFault
from warehouse.trace.__main__ import main
from warehouse.trace.indicator import indicator_picture

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def keys() -> dict[str, str]:
    """By document, the key of its third indicator."""
    with duckdb.connect(str(built().published), read_only=True) as connection:
        return dict(connection.execute("select file_name, min(indicator_key) filter (indicator_key like '%-003') from mart_indicator group by 1").fetchall())


@pytest.mark.parametrize("name", ["form.html", "form.pdf", "list.html", "list.pdf", "list.txt", "one_form.pdf"])
def test_an_indicator_of_any_format_is_outlined(keys, name):
    with duckdb.connect(str(built().published), read_only=True) as connection:
        whole, part = (Image.open(io.BytesIO(indicator_picture(built(), connection, keys[name], is_whole))).convert("RGB") for is_whole in (True, False))
    assert part.height <= whole.height and part.width == whole.width
    # few pages are printed in the purple of an indicator's outline
    purple = [colour for _, colour in part.getcolors(1 << 24) if abs(colour[0] - 0x7A) < 12 and abs(colour[1] - 0x3F) < 12 and abs(colour[2] - 0xB0) < 12]
    assert purple


def test_an_error_of_usage_names_keys_that_there_are(keys):
    with duckdb.connect(str(built().published), read_only=True) as connection:
        with pytest.raises(UsageFault, match=rf"such as .*{keys['one_form.pdf'][:16]}.* make trace INDICATOR="):
            indicator_picture(built(), connection, f"{keys['one_form.pdf'][:16]}-0009-001")
        with pytest.raises(UsageFault, match="no indicator"):
            indicator_picture(built(), connection, "'; drop table x")


def test_the_command_writes_the_picture_and_says_what_it_wants(keys, capsys):
    place = ["--warehouse", str(built().warehouse), "--documents", str(built().documents)]
    assert main([*place, "--indicator", keys["list.pdf"]]) == 0
    assert (built().output / f"trace-{keys['list.pdf']}.png").read_bytes().startswith(b"\x89PNG")
    assert main(place) == 2
    assert "make trace INDICATOR=<key>" in capsys.readouterr().err
