"""Pages whose words are drawn as the outlines of their characters, and drawings that are none."""

import pytest

from extract.dispatch import read_document
from tests.pdf.generator import text, write_pdf

# Ten curves are about what a Chinese character has for one of its strokes.
GLYPHS = "\n".join(
    f"{x} {y} m " + " ".join(f"{x + n} {y + 1} {x + n} {y + 2} {x + n + 1} {y + n % 3} c" for n in range(14)) + " f"
    for x in range(60, 500, 20)
    for y in range(100, 700, 60)
)
GRID = "\n".join(f"{x} {y} 18 8 re S" for x in range(60, 500, 20) for y in range(100, 700, 10))
SEAL = "\n".join(f"300 {y} m " + " ".join(f"{300 + n} 400 {300 + n} 500 300 {y} c" for n in range(30)) + " S" for y in range(100, 400, 20))
NUMBER = text(190, 20, "- 7 -")


@pytest.mark.parametrize(
    ("content", "outcome"),
    [(GLYPHS, "image_only"), (f"{GLYPHS}\n{NUMBER}", "image_only"), (GRID, "other_content"), (f"{GRID}\n{NUMBER}", "other_content"), (SEAL, "other_content")],
    ids=["words", "words and a page number", "an empty grid", "an empty grid and a page number", "a seal"],
)
def test_words_as_outlines_are_told(content, outcome, tmp_path):
    _, rows = read_document(write_pdf(tmp_path / "a.pdf", [content]))
    (block,) = rows.page_blocks
    assert block["outcome"] == outcome and (outcome == "other_content" or "轮廓" in block["reason"])


def test_characters_beside_a_drawing_are_read(tmp_path):
    words = "\n".join(text(60, y, "budget of the year") for y in range(50, 90, 12))
    _, rows = read_document(write_pdf(tmp_path / "a.pdf", [f"{GLYPHS}\n{words}"]))
    assert [block["outcome"] for block in rows.page_blocks] == ["other_content"]
