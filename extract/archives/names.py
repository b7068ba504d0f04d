"""What a file in a ZIP archive is called: the format says its encoding only where that is UTF-8 (APPNOTE 4.4.4, bit 11)."""

import struct
from zipfile import ZipInfo
from zlib import crc32

_IS_UTF_8 = 0x800
# What a file is called of whose name nothing is left.
NAMELESS = "无名文件"
# The field in which programs that keep the name in their own encoding repeat it in UTF-8 (APPNOTE 4.6.9).
_UNICODE_PATH = 0x7075
# What other programs in China write, in order: names are too short to tell more by what they say.
_ENCODINGS = ("utf-8", "gb18030")


def path_of(member: ZipInfo) -> str | None:
    """The member's path in the archive, with "/": without what would lead out of it, and on one line. None where it is a folder."""
    name = _name(member).replace("\\", "/")
    if name.endswith("/") and not member.file_size:
        return None
    return "/".join(_on_one_line(part) for part in name.split("/") if part not in ("", ".", "..")) or NAMELESS


def _name(member: ZipInfo) -> str:
    if member.flag_bits & _IS_UTF_8:
        return member.orig_filename
    # The library takes every byte for a character of code page 437, which loses none.
    raw = member.orig_filename.encode("cp437")
    repeated = _repeated(member.extra, raw)
    if repeated is not None:
        return repeated
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.orig_filename


def _repeated(extra: bytes, raw: bytes) -> str | None:
    """The name in the field of its own, where that is of these bytes."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        content, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(content) > 5 and content[1:5] == struct.pack("<I", crc32(raw)):
            try:
                return content[5:].decode()
            except UnicodeDecodeError:
                return None
    return None


def _on_one_line(part: str) -> str:
    return "".join(sign if sign.isprintable() or sign == "\u3000" else sign.encode("unicode_escape").decode() for sign in part)
