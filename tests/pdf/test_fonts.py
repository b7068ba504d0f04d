"""What a document says is the same on every machine, whichever fonts it has."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.layouts.reference import DOCUMENTS
from tests.pdf.generator import SEGMENTS, first_extra, gbk_font, gbk_text, line, write_pdf
from tests.twin.fonts import published_font

ROOT = Path(__file__).parents[2]
# Texts of one character among longer ones: without a font pdfium leaves those out.
WORDS = (
    (55, 230, "三级指标"),
    (155, 230, "年度指标值"),
    (55, 200, "服务对"),
    (85, 200, "象"),
    (155, 200, "二"),
    (165, 200, "百名"),
    (255, 200, "≥"),
    (265, 200, "95"),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder without any font, and one with a Chinese font under a name that pdfium looks for on Linux."""
    folder = tmp_path_factory.mktemp("machines")
    bare, rich = folder / "bare", folder / "rich"
    bare.mkdir()
    rich.mkdir()
    ttLib = pytest.importorskip("fontTools.ttLib", reason="fonttools is not installed")
    font = ttLib.TTFont(published_font())
    for name in font["name"].names:
        if name.nameID in (1, 4, 16):
            name.string = "WenQuanYi Micro Hei"
    # The code page of Chinese in short characters.
    font["OS/2"].ulCodePageRange1 |= 1 << 18
    font.save(rich / "font.otf")
    return {"bare": bare, "rich": rich}


def read_on(folder: Path, file: Path, *options: str) -> str:
    command = [sys.executable, "-m", "tests.pdf.other_machine", str(folder), str(file), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.fixture
def not_embedded(tmp_path: Path) -> Path:
    number = first_extra(1)
    content = " ".join((*(line(*segment) for segment in SEGMENTS), *(gbk_text(x, y, words, "G") for x, y, words in WORDS)))
    return write_pdf(tmp_path / "gbk.pdf", [content], objects=gbk_font(number), resources=f"/Font<</G {number} 0 R>>")


def test_a_font_that_is_not_embedded_reads_alike_with_and_without_fonts(not_embedded: Path, folders: dict[str, Path]) -> None:
    assert read_on(folders["bare"], not_embedded, "system") != read_on(folders["rich"], not_embedded, "system"), "the machines do not differ"
    found = read_on(folders["bare"], not_embedded)
    assert found == read_on(folders["rich"], not_embedded)
    for words in ("三级指标", "年度指标值", "服务对象", "二百名", "≥95"):
        assert f"text='{words}'" in found


@pytest.mark.slow
def test_real_pages_read_alike_with_and_without_fonts(folders: dict[str, Path]) -> None:
    path = DOCUMENTS / "yantai" / "2026年烟台市住房和城乡建设局部门预算.pdf"
    if not path.is_file():
        pytest.skip("the real document is not here")
    assert read_on(folders["bare"], path, "system") != read_on(folders["rich"], path, "system")
    found = read_on(folders["bare"], path)
    assert found == read_on(folders["rich"], path)
    assert "is_unreadable=True" not in found
