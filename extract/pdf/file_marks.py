"""Which rare names a file holds, so that what they stand for is looked for only where it may be: in the bytes, and in compressed object streams."""

import mmap
import re
import zlib
from collections.abc import Sequence
from pathlib import Path

# The entry of a stream's dictionary may stand before or behind its type; the stream itself begins within so many bytes.
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_HEAD_BYTES = 2048
# Larger object streams hold more than names; what is beyond is not looked at.
_MOST_BYTES = 64 * 1024 * 1024


def names_in(path: Path, names: Sequence[bytes]) -> frozenset[bytes]:
    """Which of ``names`` (as ``/UserUnit``) stand in the file. All of them where encryption keeps its object streams closed."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        found = {name for name in names if content.find(name) >= 0}
        streams = [match.end() for match in _OBJECT_STREAM.finditer(content)] if len(found) < len(names) else []
        if streams and content.find(b"/Encrypt") >= 0:
            return frozenset(names)
        for start in streams:
            begin = _STREAM.search(content, start, start + _HEAD_BYTES)
            if begin is None:
                continue
            end = content.find(b"endstream", begin.end())
            try:
                objects = zlib.decompressobj().decompress(content[begin.end() : end if end >= 0 else len(content)], _MOST_BYTES)
            except zlib.error:
                # Damaged, or packed in another way: the engines will say.
                continue
            found |= {name for name in names if name in objects}
    return frozenset(found)
