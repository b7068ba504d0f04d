"""What decides whether a document is read again: its bytes, and what its reader is made of."""

import ast
import hashlib
import json
import re
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from extract import vocabulary
from extract.files import write_atomically

_PACKAGE = Path(__file__).parent
_FILE_NAME = re.compile(r"\w[\w.]{0,40}")


def file_sha256(path: Path) -> str:
    """Hex sha256 of the file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class HashCache:
    """sha256 of files by path, remembered while size, times and inode stay the same; kept in one JSON file."""

    def __init__(self, path: Path):
        self._path = path
        try:
            self._known: dict[str, list[Any]] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._known = {}
        self._seen: dict[str, list[Any]] = {}

    def sha256(self, file_path: str, path: Path) -> str:
        """Raises OSError where the file cannot be read."""
        status = path.stat()
        state = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        known = self._known.get(file_path)
        digest: str = known[-1] if known and known[:-1] == state else file_sha256(path)
        self._seen[file_path] = [*state, digest]
        return digest

    def save(self) -> None:
        if self._seen != self._known:
            write_atomically(self._path, json.dumps(self._seen, ensure_ascii=False, sort_keys=True).encode())


# Distributions that are not called as the module is that they give.
_DISTRIBUTIONS = {"docx": "python-docx", "pdfminer": "pdfminer.six", "yaml": "pyyaml"}


@cache
def _named_in(file: Path) -> tuple[frozenset[str], frozenset[Path]]:
    """The modules that a source imports, and the data beside it that it names: files, and folders without code."""
    modules: set[str] = set()
    data: set[Path] = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _FILE_NAME.fullmatch(node.value):
            found = [path for path in [file.parent / node.value] for path in (path.rglob("*") if path.is_dir() else [path]) if path.is_file()]
            if not any(path.suffix in (".py", ".pyc") for path in found):
                data |= set(found)
    return frozenset(modules), frozenset(data)


def made_of(*modules: str) -> tuple[set[Path], set[str]]:
    """What ``modules`` of this package are made of: their files, those of every module that they import in turn, the data that these name;
    and the distributions that these import."""
    files: set[Path] = set()
    libraries: set[str] = set()
    pending = list(modules)
    while pending:
        name = pending.pop()
        top = name.split(".")[0]
        if top != _PACKAGE.name:
            if top not in sys.stdlib_module_names:
                libraries.add(_DISTRIBUTIONS.get(top, top))
            continue
        path = _PACKAGE.parent.joinpath(*name.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if file.is_file() and file not in files:
            imported, data = _named_in(file)
            files |= {file, *data}
            pending += imported
    return files, libraries


@cache
def fingerprint(*modules: str) -> str:
    """Digest of what ``modules`` are made of: sources, data, the vocabulary as far as it is read, and the versions of libraries."""
    digest = hashlib.sha256()
    files, libraries = made_of(*modules)
    for file in sorted(files):
        digest.update(f"{file.relative_to(_PACKAGE.parent).as_posix()}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    if Path(vocabulary.__file__) in files:
        digest.update(vocabulary.digest().encode())
    for library in sorted(libraries):
        digest.update(f"{library}={version(library)}\0".encode())
    return digest.hexdigest()
