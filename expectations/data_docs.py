"""Great Expectations' pages about a validation, made to stand alone: they load nothing from the net and say nothing to anyone."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from great_expectations.data_context.data_context.abstract_data_context import AbstractDataContext

_SITE = "data_docs"
_LEAST_FREE = 2**20  # bytes; less free than a page may take counts as a full disk
_STYLE = Path(__file__).with_name("data_docs.css")
_REMOVED = [
    re.compile(r"<(script|style|form|footer)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL),
    re.compile(r"<(link|img)\b[^>]*>", re.IGNORECASE),
]
_REMOTE_LINK = re.compile(r"<a\b[^>]*\bhref\s*=\s*[\"']?(?:https?:)?//[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:">"""


def write_data_docs(context: AbstractDataContext, folder: Path, expected: int) -> None:
    """Writes the pages of the ``expected`` validations that ``context`` ran into ``folder``, replacing what is there. Raises OSError."""
    shutil.rmtree(folder, ignore_errors=True)
    context.add_data_docs_site(
        _SITE,
        {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,  # type: ignore[typeddict-unknown-key]  # the library reads it
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    context.build_data_docs(site_names=[_SITE])
    _require_whole(folder, expected)
    shutil.rmtree(folder / "static", ignore_errors=True)
    for page in folder.rglob("*.html"):
        depth = len(page.relative_to(folder).parts) - 1
        page.write_text(standing_alone(page.read_text(encoding="utf-8"), "../" * depth + _STYLE.name), encoding="utf-8")
    shutil.copyfile(_STYLE, folder / _STYLE.name)


def _require_whole(folder: Path, expected: int) -> None:
    """The library logs a page that it could not write and goes on as if it had."""
    written = [page for page in (folder / "validations").rglob("*.html") if page.stat().st_size]
    if len(written) < expected or not (folder / "index.html").is_file():
        is_full = shutil.disk_usage(folder.parent).free < _LEAST_FREE
        raise OSError(errno.ENOSPC if is_full else errno.EIO, f"{len(written)} of {expected} pages about the checks were written", str(folder))


def standing_alone(page: str, style: str) -> str:
    """``page`` without scripts and anything that a browser would fetch, ``style`` its one style sheet, and a policy that forbids the rest."""
    for pattern in _REMOVED:
        page = pattern.sub("", page)
    page = _REMOTE_LINK.sub(r"\1", page)
    return re.sub(r"<head>", f'<head>{_POLICY}<link rel="stylesheet" href="{style}">', page, count=1, flags=re.IGNORECASE)
