"""Small PDFs written operator by operator, so that a test knows what is drawn and how. Text is Helvetica, of known widths."""

from collections.abc import Sequence
from pathlib import Path

SIZE = 10


def write_pdf(
    path: Path,
    pages: Sequence[str],
    page_entries: str = "/MediaBox[0 0 400 300]",
    objects: Sequence[bytes] = (),
    resources: str = "",
    tree_entries: str = "",
    catalog_entries: str = "",
    stream_entries: str = "",
) -> Path:
    """A PDF with one page for each content stream. ``objects`` follow as numbers from ``first_extra(len(pages))``. Pages inherit ``tree_entries``,
    every content stream has ``stream_entries``."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    body = [
        f"<</Type/Catalog/Pages 2 0 R{catalog_entries}>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count {count}{tree_entries}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, content in enumerate(pages):
        data = content.encode("latin-1")
        entry = f"<</Type/Page/Parent 2 0 R{page_entries}/Contents {5 + 2 * number} 0 R/Resources<</Font<</F1 3 0 R>>{resources}>>>>"
        body += [entry.encode(), b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), stream_entries.encode(), data)]
    body += objects
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(body, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(body) + 1, len(out))
    path.write_bytes(out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1) + table + trailer)
    return path


def first_extra(page_count: int) -> int:
    return 4 + 2 * page_count


def text(x: float, y: float, words: str, mode: int = 0, matrix: str = "1 0 0 1") -> str:
    return f"BT /F1 {SIZE} Tf {mode} Tr {matrix} {x} {y} Tm ({words}) Tj ET"


def gbk_font(number: int) -> list[bytes]:
    """Objects, from ``number`` on, of a Chinese font that is neither embedded nor told the widths of: text in it is GBK."""
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[%d 0 R]>>" % (number + 1),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor %d 0 R>>"
        % (number + 2),
        b"<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 80>>",
    ]


def gbk_text(x: float, y: float, words: str, font: str) -> str:
    return f"BT /{font} {SIZE} Tf {x} {y} Td <{words.encode('gbk').hex()}> Tj ET"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S"


def strip(x0: float, y0: float, x1: float, y1: float) -> str:
    """The same rule as a thin filled rectangle in the default black."""
    return f"{x0 - 0.24} {y0 - 0.24} {x1 - x0 + 0.48} {y1 - y0 + 0.48} re f"


# Grid of 3 columns and 3 rows: the upright rules at X, the level ones at Y (from the top). The first column's lower two
# fields are one cell, and so are the first row's last two.
X, Y = (50, 150, 250, 350), (250, 220, 190, 160)
SEGMENTS = (
    (50, 250, 350, 250),
    (50, 220, 350, 220),
    (150, 190, 350, 190),
    (50, 160, 350, 160),
    (50, 160, 50, 250),
    (150, 160, 150, 250),
    (250, 160, 250, 220),
    (350, 160, 350, 250),
)
WORDS = (text(55, 230, "indicator"), text(155, 230, "wide head"), text(55, 200, "left"), text(55, 170, "merged"), text(155, 200, "b2"), text(255, 200, "c2"))
EXPECTED = {
    (0, 0, 1, 1): "indicator",
    (0, 1, 1, 2): "wide head",
    (1, 0, 2, 1): "left\nmerged",
    (1, 1, 1, 1): "b2",
    (1, 2, 1, 1): "c2",
    (2, 1, 1, 1): "",
    (2, 2, 1, 1): "",
}
