"""The frame of a page: one file without the net, Chinese first, English by a switch.

A page is a Jinja template that extends ``frame.html.jinja``. Its words stand in ``texts.yml``, which is read by ``t``; what documents print
goes through the same environment, escaped and with control characters shown by their code.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from warehouse.progress import plain

_HERE = Path(__file__).parent


@cache
def texts() -> dict[str, dict[str, str]]:
    """By key: the words of the pages in both languages, ``zh`` and ``en``."""
    read: dict[str, dict[str, str]] = yaml.safe_load((_HERE / "texts.yml").read_text(encoding="utf-8"))
    return read


def both(zh: object, en: object) -> Markup:
    """A text in both languages; the page shows the one that is chosen."""
    return Markup('<span lang="zh-CN">{}</span><span lang="en">{}</span>').format(_harmless(zh), _harmless(en))


def t(key: str, **values: object) -> Markup:
    """The words under ``key`` in both languages, ``{name}`` replaced by what is handed in. Raises KeyError where there are none."""
    words = texts()[key]
    shown = {name: value if isinstance(value, Markup) else escape(_harmless(_said(value))) for name, value in values.items()}
    return both(Markup(words["zh"]).format(**shown), Markup(words["en"]).format(**shown))


def one(key: str) -> str:
    """The words under ``key`` where only one text can stand, as in an attribute: Chinese, then English."""
    words = texts()[key]
    return f"{words['zh']} / {words['en']}"


def split(text: str | None) -> Markup:
    """A text of the warehouse that holds both languages, ``中文 / English``."""
    zh, _, en = (text or "").partition(" / ")
    return both(zh, en or zh)


def rendered(template: str, folder: Path, **values: Any) -> str:
    """The page that ``template``, a file of ``folder``, makes of ``values``."""
    environment = Environment(
        loader=FileSystemLoader([folder, _HERE]), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_harmless,
    )  # fmt: skip
    environment.globals.update(t=t, one=one, both=both, split=split, asset=_asset, policy=_policy)
    environment.filters.update(number=number, plain_number=plain_number, percent=percent, money=money, large=large)
    return environment.get_template(template).render(**values)


def number(value: object) -> str:
    """With thousands marked; a dash where there is none."""
    return "–" if value is None else f"{value:,}"


def plain_number(value: Any) -> str:
    """A number without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(value: float | None) -> str:
    """A share from 0 to 1 as a percentage with one decimal; a dash where there is none."""
    return "–" if value is None else f"{value * 100:.1f}%"


def money(yuan: Any) -> str:
    """Yuan in 万元 with two decimals, as documents print them; a dash where there is none."""
    return "–" if yuan is None else f"{yuan / 10000:,.2f}"


def large(yuan: Any) -> Markup | str:
    """Yuan in 亿元 or 万元, in English in billions or millions; a dash where there is none."""
    if yuan is None:
        return "–"
    key, unit = ("large.yi", 10**8) if abs(yuan) >= 10**8 else ("large.wan", 10**4)
    amount = float(yuan) / unit
    # A billion is ten 亿; a million a hundred 万.
    return t(key, amount=f"{amount:,.2f}", english=f"{amount / (10 if unit == 10**8 else 100):,.2f}")


def _said(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else value


def _harmless(value: object) -> object:
    """A text with every character shown that would move or turn what stands around it; lines stay lines."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "\n".join(plain(line) for line in value.split("\n"))


@cache
def _asset(name: str) -> Markup:
    """A style sheet or script of this project, as it stands."""
    folder = next(path for path in (_HERE, _HERE.parent / "report", _HERE.parent / "review") if (path / name).is_file())
    return Markup((folder / name).read_text(encoding="utf-8"))


def _policy(scripts: Mapping[str, str] | list[str]) -> str:
    """The page's own policy: no net, no script but those named, by their digest."""
    digests = (base64.b64encode(hashlib.sha256(str(_asset(name)).encode()).digest()).decode() for name in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {allowed}; base-uri 'none'; form-action 'none'"
