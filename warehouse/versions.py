"""The versions of everything that a published file is made of, and their digest: equal digests give equal files, so nothing need be built again."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from warehouse.settings import DBT_PROJECT, LEAST_COVERAGE, PROJECT_ROOT

# Libraries whose version can change what a published file says.
LIBRARIES = (
    *("cssselect2", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations", "numpy", "pandas", "pdf_oxide", "pdfplumber", "polars", "pyarrow"),
    *("pypdfium2", "selectolax", "tinycss2"),
)
_DERIVED = {"target", "logs", "dbt_packages", "__pycache__"}


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """What a build is made of and what it asks of documents: the row of ``raw.build``."""

    inputs_digest: str = ""
    extractor_version: str = ""
    conforming_version: str = ""
    library_versions: str = "{}"  # JSON
    least_coverage: float = LEAST_COVERAGE


@cache
def library_versions() -> dict[str, str]:
    """Version by name of every library that the data depends on."""
    return {name: version(name) for name in LIBRARIES}


def tree_digest(folder: Path) -> str:
    """Hex sha256 over names and bytes of the files below ``folder``; hidden and derived ones are left out."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        parts = path.relative_to(folder).parts
        if not path.is_file() or any(part in _DERIVED or part.startswith(".") for part in parts) or path.suffix == ".pyc":
            continue
        digest.update("/".join(parts).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def extractor_version() -> str:
    """Digest of what reads documents (16 hex digits)."""
    return tree_digest(PROJECT_ROOT / "extract")[:16]


@cache
def conforming_version() -> str:
    """Digest of the rules that turn raw rows into published ones, of the checks on them, and of the build itself (16 hex digits)."""
    digest = hashlib.sha256()
    for folder in (DBT_PROJECT, PROJECT_ROOT / "expectations"):
        digest.update(tree_digest(folder).encode())
    ours = PROJECT_ROOT / "warehouse"
    for path in sorted(path for path in (*ours.glob("*"), *(ours / "conform").glob("*")) if path.suffix in (".py", ".yml")):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def inputs_digest(extraction_digest: str, least_coverage: float, faulty: str) -> str:
    """Hex sha256 over the live raw set, what is asked of it, the code and rules, and the versions of the libraries."""
    parts = {
        "raw": extraction_digest,
        "least_coverage": least_coverage,
        "faulty": faulty,
        "extractor": extractor_version(),
        "conforming": conforming_version(),
        "libraries": library_versions(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def build_facts(digest: str, least_coverage: float) -> BuildFacts:
    """What a build of the inputs with ``digest`` says of itself."""
    return BuildFacts(digest, extractor_version(), conforming_version(), json.dumps(library_versions(), sort_keys=True), least_coverage)
