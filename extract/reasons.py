"""Reasons in Chinese and English, from ``reasons.yml``: one wording for each code."""

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("reasons.yml")


@cache
def _wordings() -> dict[str, dict[str, str]]:
    wordings: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return wordings


def say(code: str, detail: str | None = None) -> str:
    """The reason ``code`` in both languages, followed by what is particular to the case. Raises KeyError for an unlisted code."""
    wording = _wordings()[code]
    return f"{wording['zh']} / {wording['en']}" + (f" ({detail})" if detail else "")


class UnreadableError(Exception):
    """What cannot be read: a document, a page, or a row of a text. ``code`` is an entry of ``reasons.yml``."""

    def __init__(self, code: str, detail: str | None = None):
        super().__init__(say(code, detail))
        self.code = code
        self.detail = detail
