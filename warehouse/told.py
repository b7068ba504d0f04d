"""What stops a command that shows the published file is a line for the person and an exit status for the program."""

import sys
from collections.abc import Callable

import duckdb

from warehouse.faults import BuildFault, first_line, of_system
from warehouse.progress import plain


def told(do: Callable[[], str]) -> int:
    """Prints what ``do`` says of what it made, or in a line why it could not. The exit status."""
    try:
        said = do()
    except BuildFault as fault:
        return _stopped(str(fault), fault.status)
    except OSError as error:
        return _stopped(str(of_system(error)), BuildFault.status)
    except duckdb.Error as error:
        return _stopped(f"{first_line(error)}; make build brings the file to what is declared", BuildFault.status)
    print(plain(said))
    return 0


def _stopped(why: str, status: int) -> int:
    print(f"error: {plain(why)}", file=sys.stderr)
    return status
