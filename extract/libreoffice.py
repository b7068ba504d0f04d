"""LibreOffice, where it is on the machine: it turns a document of an old format into one that a reader takes.

It runs apart, with a profile of its own that lasts for one document: no macro runs, no link is followed, nothing of the user's settings counts.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from extract.reasons import UnreadableError

# The name that it has on Linux, its older one, and where it stands on macOS.
PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
# A document of 300 pages takes some seconds.
MOST_SECONDS = 180

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">{scripting}</item>
<item oor:path="/org.openoffice.Inet/Settings">{net}</item>
</oor:items>
"""
_SETTINGS = {
    "scripting": {"MacroSecurityLevel": "3", "DisableMacrosExecution": "true", "DisableActiveContent": "true", "BlockUntrustedRefererLinks": "true"},
    # Whatever would be fetched is asked of a port at which nothing answers.
    "net": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}


@cache
def version() -> str | None:
    """What the program says of itself, so that another one reads documents anew; None where there is none that answers."""
    program = _program()
    if program is None:
        return None
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, errors="replace", timeout=60, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
    return said or None


@contextmanager
def converted(path: Path, kind: str) -> Iterator[Path]:
    """The document at ``path`` as one of the format that ends in ``kind``, which is gone afterwards.

    Raises UnreadableError (not_converted, too_slow).
    """
    program = _program()
    if program is None:
        raise UnreadableError("not_converted", "LibreOffice")
    with tempfile.TemporaryDirectory(prefix="ptw-") as folder:
        profile, given, made = (Path(folder) / name for name in ("profile", "given", "made"))
        _write_profile(profile)
        # Under a name of our own: options are names too.
        given.mkdir()
        source = given / f"document{path.suffix.lower()}"
        shutil.copyfile(path, source)
        said = _run([program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind, "--outdir", str(made), str(source)], folder)
        result = made / f"document.{kind}"
        if not result.is_file():
            raise UnreadableError("not_converted", said.strip().rpartition("\n")[2][-200:] or None)
        yield result


def _program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def _run(command: list[str], home: str) -> str:
    """What the command says, in a group of its own that is killed as a whole when its time is over. Raises UnreadableError (too_slow)."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": home, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        command, cwd=home, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        said, _ = process.communicate(timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableError("too_slow", f"LibreOffice, {MOST_SECONDS} s") from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return said.decode("utf-8", "replace").replace(f"{home}/", "")


def _write_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    items = {
        group: "".join(f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>' for name, value in settings.items())
        for group, settings in _SETTINGS.items()
    }
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(**items), encoding="utf-8")
