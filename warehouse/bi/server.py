"""``python -m warehouse.bi.server start|stop``: a dashboard on the published file, on this machine only (``PORT``, 8088 unless said otherwise).

Exit status 2 where there is no published file, where Superset is not installed, or where the port is taken; 1 where it does not come up.
"""

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from warehouse.bi.bundle import bundle, declared
from warehouse.bi.home import ACCOUNTS, Home
from warehouse.faults import UsageFault
from warehouse.published import opened
from warehouse.settings import PROJECT_ROOT, Settings, add_settings

ENVIRONMENT = PROJECT_ROOT / ".venv-bi"
HOST = "127.0.0.1"
_SECONDS = 120


def start(home: Home, bundled: bytes, port: int, given: Mapping[str, str]) -> str:
    """Sets up what is not set up yet and starts the server. Returns the dashboard's address.

    ``bundled`` is what Superset imports, ``given`` the environment. Raises ``UsageFault`` where the port is taken, ``RuntimeError`` where Superset does not come up.
    """
    stop(home)
    with socket.socket() as taken:
        if taken.connect_ex((HOST, port)) == 0:
            raise UsageFault(f"port {port} is taken; make bi PORT=… takes another")
    environment, passwords = home.environment(given), home.passwords(given)
    lock = (PROJECT_ROOT / "requirements" / "bi.txt").read_bytes()
    digest = hashlib.sha256(bundled + lock + _own_code() + repr(passwords).encode()).hexdigest()
    with home.log.open("ab") as log:
        if not home.stamp.exists() or home.stamp.read_text(encoding="utf-8") != digest:
            home.bundle.write_bytes(bundled)
            done = subprocess.run([_program("python"), str(_INSIDE), str(home.bundle)], env=environment | passwords, stdout=log, stderr=log, check=False)
            if done.returncode:
                raise RuntimeError(f"Superset could not be set up; {home.log} says why")
            home.stamp.write_text(digest, encoding="utf-8")
        command = [_program("gunicorn"), "--bind", f"{HOST}:{port}", "--worker-class", "gthread", "--workers", "1", "--threads", "16", "--timeout", "120"]
        server = subprocess.Popen([*command, "superset.app:create_app()"], env=environment, stdout=log, stderr=log, start_new_session=True)
    home.process.write_text(str(server.pid), encoding="utf-8")
    address = f"http://{HOST}:{port}"
    for _ in range(_SECONDS * 4):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5):
                return f"{address}/superset/dashboard/{declared()['slug']}/"
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    stop(home)
    raise RuntimeError(f"Superset does not come up; {home.log} says why")


def stop(home: Home) -> bool:
    """Ends the server of this folder; false where none runs."""
    try:
        process = int(home.process.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    home.process.unlink()
    if not _is_ours(process):
        return False
    os.kill(process, signal.SIGTERM)
    for _ in range(100):
        if not _is_ours(process):
            break
        time.sleep(0.1)
    return True


_INSIDE = Path(__file__).with_name("inside.py")


def _own_code() -> bytes:
    """What set-up depends on beside the bundle."""
    return _INSIDE.read_bytes() + _INSIDE.with_name("superset_config.py").read_bytes()


def _program(name: str) -> str:
    return str(ENVIRONMENT / "bin" / name)


def _is_ours(process: int) -> bool:
    """Whether a server of Superset's runs under this number, which another process may have got by then."""
    import psutil

    try:
        found = psutil.Process(process)
        return found.status() != psutil.STATUS_ZOMBIE and any("gunicorn" in part for part in found.cmdline())
    except psutil.Error:
        return False


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m warehouse.bi.server", description="A dashboard on the published file, in Superset.")
    parser.add_argument("action", choices=["start", "stop"])
    add_settings(parser, os.environ, ("WAREHOUSE",))
    parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8088", help="where it answers on this machine (PORT, else 8088)")
    chosen = parser.parse_args(arguments)
    settings = Settings(Path(), chosen.warehouse)
    home = Home(settings.warehouse / ".bi")
    if chosen.action == "stop":
        print("stopped" if stop(home) else "it does not run")
        return 0
    if not (ENVIRONMENT / "bin" / "gunicorn").exists():
        print("Superset is not installed; make bi installs it", file=sys.stderr)
        return UsageFault.status
    try:
        with opened(["--warehouse", str(settings.warehouse)]) as (path, connection):
            made = bundle(path, connection)
        address = start(home, made, chosen.port, os.environ)
    except ValueError as error:
        print(f"{error}; make build brings the file to what is declared", file=sys.stderr)
        return UsageFault.status
    except UsageFault as fault:
        print(fault, file=sys.stderr)
        return fault.status
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"看板 / dashboard: {address}")
    for account, meaning in zip(ACCOUNTS, ("changes everything, SQL Lab", "looks only"), strict=True):
        print(f"  {account} ({meaning}): password in {home.password(account)}")
    print("make bi-stop ends it. A new build is seen when the page is opened again.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
