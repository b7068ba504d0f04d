"""Values as a spreadsheet program shows them: the format codes of Excel, as ECMA-376 part 1, 18.8.31 describes them.

What a code does that no table of targets needs (colours, conditions, fractions, filling to the width) leaves the value as it was typed.
"""

import datetime
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

Moment = datetime.datetime | datetime.date | datetime.time | datetime.timedelta
Value = str | bool | int | float | Moment | None

_GENERAL = "general"
_EXACT = Context(prec=700)  # as many digits as the largest double has before its point, and the smallest behind it
# A colour, a locale, a condition; what is as wide as a character (_x) and what fills the cell (*x) shows no ink.
_UNSEEN = re.compile(r"\[(?:\$([^\]-]*)(?:-[^\]]*)?|[^\]]*)\]|_.|\*.")
_CONDITION = re.compile(r"\[[<>=]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_PLACES = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_MOMENT = re.compile(r'"[^"]*"|\\.|AM/PM|A/P|上午/下午|y+|m+|d+|h+|s+(?:\.0+)?|.', re.IGNORECASE | re.DOTALL)
_WEEKDAYS = "一二三四五六日"


def shown(value: Value, code: str | None) -> str:
    """``value`` under the format ``code``; as typed where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return _number(value, code or _GENERAL)
    return _moment(value, code or "yyyy-m-d")


def typed(value: float) -> str:
    """A number as somebody types it: no exponent, no more digits than a double holds."""
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: float, code: str) -> str:
    if _CONDITION.search(code):
        return typed(value)
    sections = _SECTIONS.split(code)
    # Positive, negative, nought; the text's section is the fourth.
    chosen = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[chosen]
    before, places, behind = _parts(section)
    if places is None:
        return typed(value) if "@" in section or (chosen == 0 and not section.strip()) else before
    number = abs(Decimal(repr(value)))
    if places == _GENERAL:
        digits = typed(float(number))
    else:
        number *= Decimal(100) ** _blanked(_UNSEEN.sub("", section)).count("%")
        whole, _, part = places.partition(".")
        number /= Decimal(1000) ** (len(whole) - len(whole.rstrip(",")))
        most, least = sum(map(part.count, "0#?")), part.count("0")
        digits = format(number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP, _EXACT), ",f" if "," in whole.rstrip(",") else "f")
        if most > least and "." in digits:
            head, _, tail = digits.partition(".")
            tail = tail[:least] + tail[least:].rstrip("0")
            digits = f"{head}.{tail}" if tail else head
        head, dot, tail = digits.partition(".")
        # A nought stands before the point only where the code has one.
        digits = ("" if head == "0" and "0" not in whole else head.zfill(whole.count("0"))) + dot + tail
    sign = "-" if value < 0 and chosen == 0 and set(digits) - set("0.,") else ""
    return sign + before + digits + behind


@lru_cache(maxsize=1024)
def _parts(section: str) -> tuple[str, str | None, str]:
    """What stands before the digits, how these are set (None: no digits), and what stands behind."""
    plain = _UNSEEN.sub(lambda found: found.group(1) or "", section)
    general = re.search(_GENERAL, _blanked(plain), re.IGNORECASE)
    if general:
        return _ink(plain[: general.start()]), _GENERAL, _ink(plain[general.end() :])
    found = _PLACES.search(_blanked(plain))
    if not found or "/" in _blanked(plain) or re.search(r"[Ee][+-]", _blanked(plain)):
        return ("", _GENERAL, "") if found else (_ink(plain), None, "")
    return _ink(plain[: found.start()]), found.group(), _ink(plain[found.end() :])


def _blanked(text: str) -> str:
    """The code with what is to be shown as it is put out of the way."""
    return _QUOTED.sub(lambda found: "\0" * len(found.group()), text)


def _ink(text: str) -> str:
    return _QUOTED.sub(lambda found: found.group(1) if found.group(1) is not None else found.group(2), text).strip()


def _moment(value: Moment, code: str) -> str:
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds % 3600 // 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
    section = _UNSEEN.sub("", _ELAPSED.sub(r"\1", _SECTIONS.split(code)[0]))
    if _GENERAL in section.lower() or not re.search(r"[ymdhs]", _blanked(section), re.IGNORECASE):
        section = "yyyy-m-d" if isinstance(value, datetime.date) else "h:mm:ss"
    at = _at(value)
    tokens = _MOMENT.findall(section)
    is_half_day = any(token.upper() in ("AM/PM", "A/P") or token == "上午/下午" for token in tokens)
    said: list[str] = []
    for number, token in enumerate(tokens):
        kind = token[0].lower()
        width = len(token)
        if token[0] in '"\\':
            said.append(_ink(token) if token[0] == '"' else token[1:])
        elif token.upper() in ("AM/PM", "A/P") or token == "上午/下午":
            said.append(("上午", "下午")[at.hour >= 12])
        elif kind == "y":
            said.append(f"{at.year:04}" if width > 2 else f"{at.year % 100:02}")
        elif kind == "m" and _is_minute(tokens, number):
            said.append(f"{at.minute:0{min(width, 2)}}")
        elif kind == "m":
            said.append(f"{at.month:0{width}}" if width < 3 else f"{at.month}月")
        elif kind == "d":
            said.append(f"{at.day:0{width}}" if width < 3 else ("周" if width == 3 else "星期") + _WEEKDAYS[at.weekday()])
        elif kind == "h":
            hour = (at.hour % 12 or 12) if is_half_day else at.hour
            said.append(f"{hour:0{min(width, 2)}}")
        elif kind == "s":
            said.append(f"{at.second:0{min(len(token.partition('.')[0]), 2)}}")
        elif token != "@":
            said.append(token)
    return "".join(said).strip()


def _at(value: datetime.datetime | datetime.date | datetime.time) -> datetime.datetime:
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.time):
        return datetime.datetime.combine(datetime.date(1900, 1, 1), value)
    return datetime.datetime.combine(value, datetime.time())


def _is_minute(tokens: list[str], number: int) -> bool:
    """An m behind hours or before seconds is of minutes."""
    letters = [(place, token[0].lower()) for place, token in enumerate(tokens) if token[0].lower() in "ymdhs" and token[0] not in '"\\']
    at = next(index for index, (place, _) in enumerate(letters) if place == number)
    return (at > 0 and letters[at - 1][1] == "h") or (at + 1 < len(letters) and letters[at + 1][1] == "s")
