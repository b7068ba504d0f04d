"""What a code looks like before or behind the name that it belongs to, and the two as texts of their own."""

import re

from extract.provenance import cut
from extract.text import squeeze

CODE_AHEAD = re.compile(
    r"^[\[(（【]?(?P<project_code>(?!(?:19|20)\d\d(?:0[1-9]|1[0-2])?[-_－—])(?:\d{6,}[A-Za-z]?\d*|\d{2,}[-_]\d{2,}[-_]\d+))"
    r"(?:[\])）】]\s*[-_－—]?|\s*[-_－—])\s*(?P<project_name>\S.*)$"
)
"""A project's code printed before its name, and the name: six digits at least, in brackets or with a dash behind. A year, a month or a short number is no code."""

# A body's code is shorter, and stands on either side: [105]教育部, 231_某局, 105 某局, 105001某局; 教育部 105, 教育部[105]. A year is none.
_BODY_CODE_AHEAD = re.compile(
    r"(?:[\[(（【]([0-9]{3,}(?:-[0-9]+)*)[\])）】]\s*[-_—]?\s*|([0-9]{3,}[0-9A-Z]*)\s*[_—-]\s*|([0-9]{3,5})\s+|([0-9]{5,}[0-9A-Z]+))(?=[^0-9A-Z\s年月日.,%％-])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BODY_CODE_BEHIND = re.compile(r"(?<=[^0-9A-Za-z\s.,-])(?:\s*[\[【]([0-9]{3,})[\]】]|\s+([0-9]{3,}))\s*$")


def split_code(name: str, pattern: re.Pattern[str] = CODE_AHEAD) -> tuple[str | None, str]:
    """A project's code printed before its name, white space taken out (it may wrap in its middle), and the name without it."""
    found = pattern.match(name)
    return (cut(name, squeeze(found.group("project_code"))), cut(name, found.group("project_name").strip())) if found else (None, name)


def split_body_code(name: str) -> tuple[str | None, str]:
    """The code of a unit or department printed with its name, and the name without it."""
    found = _BODY_CODE_AHEAD.match(name) or _BODY_CODE_BEHIND.search(name)
    code = next(filter(None, found.groups())) if found else ""
    if not found or _YEAR.fullmatch(code):
        return None, name
    return cut(name, code), cut(name, name[: found.start()] + name[found.end() :])
