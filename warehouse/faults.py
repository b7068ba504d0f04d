"""What can stop a build, as one line for the person who reads the log and one exit status for the program that started it."""

import errno
import sys


class BuildFault(Exception):
    """The build cannot go on; the published file stays as it is. ``str()`` is one line."""

    status = 1
    outcome = "failed"


class UsageFault(BuildFault):
    """What was asked for cannot be meant: a folder that does not exist, a setting that is no number."""

    status = 2
    outcome = "usage"


class ChecksFailed(BuildFault):
    """The candidate was built and is not fit to replace what is published."""

    status = 3
    outcome = "checks_failed"


class LockHeld(BuildFault):
    """Another build is at work in this warehouse."""

    status = 4
    outcome = "locked"


_REASONS = {
    errno.ENOSPC: "no space left on the device",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "operation not permitted",
    errno.EMFILE: "too many open files",
    errno.EIO: "the device reports an input/output error",
}


def of_system(error: OSError) -> BuildFault:
    """An ``OSError`` as a fault: which file, and why, in plain words."""
    reason = _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)
    return BuildFault(f"{error.filename}: {reason}" if error.filename else reason)


def is_of_database(error: BaseException) -> bool:
    """Whether the database raised it. The library is asked only where it was loaded: workers that read documents must not load it."""
    duckdb = sys.modules.get("duckdb")
    return duckdb is not None and isinstance(error, duckdb.Error)


def first_line(error: BaseException) -> str:
    """The first line that says something of an error whose message runs over several."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
