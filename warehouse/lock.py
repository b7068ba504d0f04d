"""One build at a time. The kernel gives the lock back when its holder ends, however it ends, so a dead holder never stands in the way."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from warehouse.faults import LockHeld


@contextmanager
def build_lock(path: Path) -> Iterator[str | None]:
    """Holds the lock at ``path`` while the block runs.

    Yields a line about the build that held the lock before and never finished, or None where the last one ended properly.
    The lock file is never removed: a second build could otherwise lock a file that has no name any more.

    Raises ``LockHeld``, naming the holder, where another build has it; ``OSError`` where the file cannot be written.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    is_open = True

    def close_in_child() -> None:
        # A forked worker shares the lock; one that outlives its build would keep it.
        if is_open:
            os.close(descriptor)

    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockHeld(f"another build holds the lock of {path.parent}: {_described(_read(descriptor))}") from None
        os.register_at_fork(after_in_child=close_in_child)
        left_behind = _read(descriptor)
        _write(descriptor, {"pid": os.getpid(), "host": socket.gethostname(), "started": datetime.now(UTC).isoformat(timespec="seconds")})
        try:
            yield f"an earlier build did not finish ({_described(left_behind)}); its lock is taken over" if left_behind else None
        finally:
            _write(descriptor, None)
    finally:
        is_open = False
        os.close(descriptor)


Holder = dict[str, object]


def _read(descriptor: int) -> Holder | None:
    text = os.pread(descriptor, 4096, 0)
    if not text.strip():
        return None
    try:
        holder = json.loads(text)
    except ValueError:
        return {}
    return holder if isinstance(holder, dict) else {}


def _write(descriptor: int, holder: Holder | None) -> None:
    text = json.dumps(holder, ensure_ascii=False).encode() + b"\n" if holder else b""
    os.pwrite(descriptor, text, 0)
    os.ftruncate(descriptor, len(text))


def _described(holder: Holder | None) -> str:
    if not holder or not {"pid", "host", "started"} <= holder.keys():
        return "by a process that left no name"
    return f"process {holder['pid']} on {holder['host']}, since {holder['started']}"
