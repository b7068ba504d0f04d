"""ZIP archives as other programs write them: names in any encoding, entries that the library would not make."""

import zipfile
from collections.abc import Mapping
from io import BytesIO


def zipped(members: Mapping[str, bytes], encoding: str | None = None) -> bytes:
    """An archive of ``members``; their names in ``encoding`` and not marked as UTF-8 where it is given."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(_Named(name, encoding) if encoding else zipfile.ZipInfo(name), content)
    return data.getvalue()


class _Named(zipfile.ZipInfo):
    """An entry whose name stands in an encoding of its own, as older programs write it."""

    def __init__(self, name: str, encoding: str) -> None:
        super().__init__(name)
        self._encoding = encoding
        self.compress_type = zipfile.ZIP_DEFLATED

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode(self._encoding), self.flag_bits


def with_flag(data: bytes, flag: int) -> bytes:
    """The archive with a flag set on each of its entries."""
    changed = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(sign)
        while at >= 0:
            changed[at + offset] |= flag
            at = changed.find(sign, at + 4)
    return bytes(changed)
