"""One failure for whatever an engine throws: a page that an engine cannot read is a fact about the page, not a defect here."""

from collections.abc import Iterator
from contextlib import contextmanager


class EngineFailure(Exception):
    """Says which engine failed, at what, and with which error."""


@contextmanager
def engine_errors(engine: str, doing: str) -> Iterator[None]:
    """Turns every error of ``engine`` into ``EngineFailure``. A Rust panic is no ``Exception``, so all but the interpreter's own are caught."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, EngineFailure):
        raise
    except BaseException as error:
        raise EngineFailure(f"{engine} {doing}: {type(error).__name__}: {error}"[:300]) from error
