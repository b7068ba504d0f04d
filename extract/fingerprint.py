"""What decides whether a document is read again: its bytes, and the reader's own files and libraries."""

import ast
import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from extract.files import write_atomically

_PACKAGE = Path(__file__).parent


def file_sha256(path: Path) -> str:
    """Hex sha256 of the file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class HashCache:
    """sha256 of files by path, remembered while size, times and inode stay the same; kept in one JSON file."""

    def __init__(self, path: Path):
        self._path = path
        try:
            self._known: dict[str, list] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._known = {}
        self._seen: dict[str, list] = {}

    def sha256(self, file_path: str, path: Path) -> str:
        """Raises OSError where the file cannot be read."""
        status = path.stat()
        state = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        known = self._known.get(file_path)
        digest = known[-1] if known and known[:-1] == state else file_sha256(path)
        self._seen[file_path] = [*state, digest]
        return digest

    def save(self) -> None:
        if self._seen != self._known:
            write_atomically(self._path, json.dumps(self._seen, ensure_ascii=False, sort_keys=True).encode())


def _imported(module_file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module_file.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.split(".")[0] == _PACKAGE.name}


def _files_behind(module: str) -> set[Path]:
    """The module's own file and those of every module of this package that it imports, in turn."""
    files: set[Path] = set()
    pending = [module]
    while pending:
        name = pending.pop()
        path = _PACKAGE.parent.joinpath(*name.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if file.is_file() and file not in files:
            files.add(file)
            pending += _imported(file)
    return files


@cache
def reader_fingerprint(module: str, data: tuple[Path, ...] = (), libraries: tuple[str, ...] = ()) -> str:
    """Digest of a reader: the sources it is made of, its data files (folders are taken whole) and the versions of its libraries."""
    digest = hashlib.sha256()
    files = _files_behind(module)
    for path in data:
        files |= {p for p in path.rglob("*") if p.suffix in (".yml", ".json", ".csv")} if path.is_dir() else {path}
    for file in sorted(files):
        digest.update(f"{file.relative_to(_PACKAGE.parent).as_posix()}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    for library in sorted(libraries):
        digest.update(f"{library}={version(library)}\0".encode())
    return digest.hexdigest()
