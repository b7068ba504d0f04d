"""What documents of Office Open XML share, whatever is in them: they are ZIP archives, and libraries open them that do not say what they raise."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.reasons import UnreadableError

# Unpacked; the largest documents with real tables have a few megabytes.
MOST_BYTES = 300 * 1024 * 1024


def check_size(path: Path) -> None:
    """Raises UnreadableError (too_much_memory) where the members unpack to more than ``MOST_BYTES``, by what is read and not by what the archive says."""
    total = 0
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            with archive.open(member) as part:
                while chunk := part.read(1 << 20):
                    total += len(chunk)
                    if total > MOST_BYTES:
                        raise UnreadableError("too_much_memory", f"more than {MOST_BYTES} bytes when unpacked")


@contextmanager
def told_as_damage() -> Iterator[None]:
    """What a library raises on a broken document is one fault. What is ours to tell, and what ends a process, goes on as it is."""
    try:
        yield
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {str(error)[:200]}"
        raise UnreadableError("encrypted_document" if "encrypt" in said.lower() else "damaged", said) from None
