"""Where a page or picture is written, and that nobody ever sees half of it."""

import os
import re
from pathlib import Path

# What no file system that people use takes in a name.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST = 60  # characters of a name's middle; three bytes each stay within the 255 that a name may have


def named(kind: str, what: str | None, suffix: str) -> str:
    """The name of a file: ``report.html``, or ``report-<what>.html`` with nothing in it that a file system refuses."""
    middle = _NOT_IN_NAMES.sub("_", what or "").strip(" .")[:_LONGEST]
    return f"{kind}-{middle}{suffix}" if middle else f"{kind}{suffix}"


def write(path: Path, content: str | bytes) -> Path:
    """Puts ``content`` at ``path`` in one step. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content.encode() if isinstance(content, str) else content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
