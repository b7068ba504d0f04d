"""What libraries raise on a broken workbook, as one kind of fault."""

from collections.abc import Iterator
from contextlib import contextmanager

from extract.reasons import UnreadableError


@contextmanager
def told_as_damage() -> Iterator[None]:
    """Neither library says what it raises on a broken file. What is ours to tell, and what ends a process, goes on as it is."""
    try:
        yield
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {str(error)[:200]}"
        raise UnreadableError("encrypted_workbook" if "encrypt" in said.lower() else "damaged", said) from None
