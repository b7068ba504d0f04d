"""The programs that print a twin, where they are on the machine: LibreOffice and Chromium, headless, each with a new profile and one font."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.twin.fonts import font_environment

_SECONDS = 180


def print_with_libreoffice(source: Path, font: Path) -> Path:
    """The PDF of a document that LibreOffice opens, beside it. Skips the test where LibreOffice is not installed."""
    program = _program("LibreOffice", "soffice", "libreoffice")
    folder = source.parent
    profile = (folder / "profile").as_uri()
    _run([program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder), str(source)], folder, font)
    return _printed(source.with_suffix(".pdf"))


def print_with_chromium(source: Path, font: Path) -> Path:
    """The PDF of a web page, beside it. Skips the test where Chromium is not installed."""
    program = _program("Chromium", "chromium", "chromium-browser", "google-chrome")
    folder, target = source.parent, source.with_suffix(".pdf")
    quiet = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    # Chromium does not start its sandbox as root, as in containers; the page is our own.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    profile = f"--user-data-dir={folder / 'profile'}"
    _run([program, "--headless", *sandbox, *quiet, profile, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()], folder, font)
    return _printed(target)


def _program(name: str, *commands: str) -> str:
    found = next(filter(None, map(shutil.which, commands)), None)
    if found is None:
        pytest.skip(f"{name} is not on this machine")
    return found


def _run(command: list[str], folder: Path, font: Path) -> None:
    environment = os.environ | font_environment(font, folder) | {"HOME": str(folder)}
    result = subprocess.run(command, env=environment, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL)
    if result.returncode:
        raise RuntimeError(f"{command[0]} left with {result.returncode}: {result.stderr.decode(errors='replace')[-2000:]}")


def _printed(path: Path) -> Path:
    if not path.is_file():
        raise RuntimeError(f"no {path.name} was printed")
    return path
