"""Good documents made bad: at the level of bytes, of a PDF's objects, of a page's elements, of a package's parts and of a text's lines. A seed gives the same documents."""

import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from tests.extract.text_typesetter import typeset
from tests.pdf.generator import SEGMENTS, WORDS, line, write_pdf
from tests.twin import fonts, ruled_pdf
from tests.twin.page_design import HEADINGS, TITLE
from tests.twin.print_html import web_page
from tests.twin.records import founding_records

_KEPT = Path(__file__).parents[1] / "drift" / "documents"
Mutation = Callable[[bytes, random.Random], bytes]

_NUMBERS = (b"0", b"-1", b"1", b"65535", b"2147483647", b"2147483648", b"-2147483649", b"9" * 30, b"1e308", b"0.0000001", b"nan", b"00000000000")
_TOKENS = (
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"stream",
    b"endstream",
    b"obj",
    b"endobj",
    b"null",
    b"true",
    b"/",
    b"%",
    b"R",
    b"BT",
    b"ET",
    b"q",
    b"Q",
    b"cm",
    b"Do",
)
_NAMES = (
    b"/Pages",
    b"/Page",
    b"/Type3",
    b"/XObject",
    b"/Form",
    b"/FlateDecode",
    b"/ASCII85Decode",
    b"/LZWDecode",
    b"/DCTDecode",
    b"/Crypt",
    b"/ObjStm",
    b"/Encrypt",
)


def good_documents(folder: Path) -> dict[str, bytes]:
    """By file name: documents that are read without complaint. ``folder`` is for the making of them."""
    records = founding_records()
    characters = set("".join((TITLE, *HEADINGS, *("".join(record) for record in records[20:24]))))
    ruled_pdf.typeset(records[20:24], fonts.truetype_font(characters, folder / "font.ttf"), folder / "ruled.pdf", 24.0)
    drawn = "\n".join([*(line(*segment) for segment in SEGMENTS), *WORDS])
    return {
        "ruled.pdf": (folder / "ruled.pdf").read_bytes(),
        "drawn.pdf": write_pdf(folder / "drawn.pdf", [drawn, drawn]).read_bytes(),
        "page.html": web_page(records[3:6]).encode(),
        "table.txt": typeset([records[9:11], records[11:13]]).encode(),
        **{name: (_KEPT / name).read_bytes() for name in ("forms.docx", "forms.xls", "list.xlsx")},
    }


def mutated(documents: dict[str, bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """``count`` names and contents, each a good document changed once to four times."""
    chance = random.Random(seed)
    names = sorted(documents)
    for number in range(count):
        name = names[number % len(names)]
        data = documents[name]
        for _ in range(chance.choice((1, 1, 2, 4))):
            data = chance.choice(_BYTES + _OF_SUFFIX[Path(name).suffix] * 2)(data, chance)
        yield f"{number:05d}-{name}", data


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    """A stretch of ``data``, mostly short."""
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(chance.paretovariate(0.6)))


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(data), int(chance.paretovariate(0.8)))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _drop(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 3, 50)) + data[end:]


def _move(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    rest = data[:start] + data[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _cut_short(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _noise(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice((1, 4, 100, 5000))) + data[at:]


def _blank(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + bytes(end - start) + data[end:]


def _swap(pattern: bytes, others: Callable[[bytes, list[bytes], random.Random], bytes]) -> Mutation:
    """Puts something else in the place of one match of ``pattern``."""
    compiled = re.compile(pattern, re.DOTALL)

    def mutation(data: bytes, chance: random.Random) -> bytes:
        found = list(compiled.finditer(data))
        if not found:
            return data
        match = chance.choice(found)
        return data[: match.start()] + others(match[0], [other[0] for other in found], chance) + data[match.end() :]

    return mutation


def _one_of(choices: tuple[bytes, ...]) -> Callable[[bytes, list[bytes], random.Random], bytes]:
    return lambda match, others, chance: chance.choice(choices)


def _another(match: bytes, others: list[bytes], chance: random.Random) -> bytes:
    return chance.choice(others)


_BYTES: list[Mutation] = [_flip, _drop, _repeat, _move, _cut_short, _noise, _blank]
_PDF: list[Mutation] = [
    _swap(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])", _one_of(_NUMBERS)),
    _swap(rb"\b\d+ 0 R", _another),  # an object in the place of another: loops, wrong types
    _swap(rb"\b\d+ 0 R", lambda match, others, chance: b"%d 0 R" % chance.randrange(-1, 99)),
    _swap(rb"\b\d+ 0 obj.*?endobj\s", lambda match, others, chance: b""),
    _swap(rb"\b\d+ 0 obj.*?endobj\s", lambda match, others, chance: match + match.partition(b"obj")[0] + b"obj" + chance.choice(others).partition(b"obj")[2]),
    _swap(rb"/[A-Za-z0-9]+", _another),
    _swap(rb"/[A-Za-z0-9]+", _one_of(_NAMES)),
    _swap(rb"/Length \d+", lambda match, others, chance: b"/Length " + chance.choice(_NUMBERS)),
    _swap(rb"<<|>>|\[|\]|\(|\)|stream\b|endstream|endobj|\bobj", _one_of(_TOKENS)),
    _swap(rb"\[[^\[\]]*\]", lambda match, others, chance: match[:-1] + b" " + match * chance.choice((1, 200)) + b"]"),
    _swap(rb"startxref\s+\d+", lambda match, others, chance: b"startxref\n" + chance.choice(_NUMBERS)),
]
_HTML: list[Mutation] = [
    _swap(rb"</?[a-z]+[^<>]*>", lambda match, others, chance: b""),
    _swap(rb"</?[a-z]+[^<>]*>", _another),
    _swap(rb"<(?:td|tr|table|div|span|p)\b[^<>]*>", lambda match, others, chance: match * chance.choice((2, 30, 3000))),
    _swap(rb"<t[dh]\b", lambda match, others, chance: match + b' colspan="%s" rowspan="%s"' % (chance.choice(_NUMBERS), chance.choice(_NUMBERS))),
    _swap(
        rb"<(?:tr|td|table|body)\b",
        lambda match, others, chance: (
            match + b' style="position:absolute;left:%spt;top:%spx;display:none"' % (chance.choice(_NUMBERS), chance.choice(_NUMBERS))
        ),
    ),
    _swap(rb"\d+(?:\.\d+)?", _one_of(_NUMBERS)),
    _swap(rb"(?<=>)[^<>]+", lambda match, others, chance: b"<![CDATA[" + match + chance.choice((b"]]>", b"&#0;", b"&#x110000;", b"&#xD800;", b"<!--"))),
    _swap(rb"charset='?\"?[a-z0-9-]+", _one_of((b"charset=gb18030", b"charset=utf-16", b"charset=utf-7", b"charset=none", b"charset="))),
]
_TEXT: list[Mutation] = [
    _swap(rb"[^\n]*\n", lambda match, others, chance: b""),
    _swap(rb"[^\n]*\n", _another),
    _swap(rb"[^\n]*\n", lambda match, others, chance: match.replace(b"\n", b"") * chance.choice((1, 2000))),
    _swap(rb"\n", _one_of((b"\f", b"\r", b"\x00", b"\x1b[2J", b"\xe2\x80\xae", b"\xe2\x80\xa8", b" " * 10_000))),
    _swap(rb"\d+", _one_of(_NUMBERS)),
]
_XML: list[Mutation] = [
    _swap(rb"</?[\w:]+[^<>]*>", lambda match, others, chance: b""),
    _swap(rb"</?[\w:]+[^<>]*>", _another),
    _swap(rb"<[\w:]+[^<>]*/>", lambda match, others, chance: match * chance.choice((2, 30, 3000))),
    _swap(rb"(?<=\")[^\"<>]+(?=\")", _another),
    _swap(rb"(?<=\")\d+(?=\")|(?<=>)\d+(?=<)", _one_of(_NUMBERS)),
    _swap(rb"(?<=>)[^<>]+", lambda match, others, chance: match + chance.choice((b"&#0;", b"&a;", b"<![CDATA[", b"\xff", b"x" * 100_000))),
]


def _part(data: bytes, chance: random.Random) -> bytes:
    """Changes one XML part of a package of Office Open XML, which stays a whole archive; what is none any more stays as it is."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        return data
    if names := sorted(name for name in parts if name.endswith(".xml")):
        name = chance.choice(names)
        parts[name] = chance.choice(_XML)(parts[name], chance)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()


_PACKAGE: list[Mutation] = [_part] * 12  # a byte changed in an archive mostly shows as a wrong checksum, and no further
_OF_SUFFIX: dict[str, list[Mutation]] = {".pdf": _PDF, ".html": _HTML, ".txt": _TEXT, ".xlsx": _PACKAGE, ".docx": _PACKAGE, ".zip": _PACKAGE, ".xls": []}
