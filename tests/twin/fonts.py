"""The Chinese font that twins embed: as published (CFF outlines), and cut down to TrueType outlines, which reportlab needs."""

import importlib.util
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

_PACKAGE = "cvttf_NotoSansCJK_Regular"
FAMILY = "Noto Sans CJK TC"
# In font units of a 1000-unit em: finer than any renderer shows.
_CURVE_ERROR = 1.0


@cache
def published_font() -> Path:
    """The font file as its package ships it. Skips the test where the package is not installed."""
    package = importlib.util.find_spec(_PACKAGE)
    if package is None or package.origin is None:
        pytest.skip(f"the font package {_PACKAGE} is not installed")
    return next(Path(package.origin).parent.glob("*.otf"))


def truetype_font(characters: Iterable[str], path: Path) -> Path:
    """Writes the font to ``path`` with ``characters`` only, its outlines as TrueType's quadratic curves.

    Raises ValueError where the font lacks one of the characters.
    """
    subset = pytest.importorskip("fontTools.subset", reason="fonttools is not installed")
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    font = subset.load_font(published_font(), subset.Options())
    wanted = {ord(character) for character in characters}
    if missing := wanted - font.getBestCmap().keys():
        raise ValueError(f"the font has no {''.join(map(chr, sorted(missing)))}")
    # Position and substitution tables would bring further glyphs with them.
    options = subset.Options(drop_tables=["GSUB", "GPOS", "VORG", "vhea", "vmtx", "BASE"], notdef_outline=True, hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)

    glyphs = {}
    drawn = font.getGlyphSet()
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, _CURVE_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(font.getGlyphOrder())
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0)) for name in glyphs})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    # Two cuts in one process need two names: reportlab takes the first for the second.
    cut = f"{zlib.crc32(''.join(map(chr, sorted(wanted))).encode()):08x}"
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular", "psName": f"{FAMILY.replace(' ', '')}-{cut}"})
    builder.setupOS2(sTypoAscender=font["OS/2"].sTypoAscender, sTypoDescender=font["OS/2"].sTypoDescender, usWinAscent=font["OS/2"].usWinAscent)
    builder.setupPost()
    # The same bytes at any time.
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(path)
    return path


def font_environment(font: Path, folder: Path) -> dict[str, str]:
    """The environment in which a program sees the fonts in the folder of ``font`` and no others. Writes its fontconfig file into ``folder``."""
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{escape(str(font.parent))}</dir><cachedir>{escape(str(folder / 'font-cache'))}</cachedir></fontconfig>\n",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(config)}
