"""What a short text looks like: an amount, a blank place, the name of a body, the title of results; and the unit of money that it names."""

import re
from functools import lru_cache

from extract.text import join_lines, printed, squeeze, unsqueezed
from extract.vocabulary import money_unit_pattern

MONEY_UNIT = f"(?:{money_unit_pattern()})"
"""A unit of money, with its magnitude."""
_AMOUNT = re.compile(rf"^约?\(?[-+−]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[-+]?\d+)?\)?(?:{MONEY_UNIT}|[百千]?[万亿])?整?(?:\(.*\))?$", re.IGNORECASE)
_RESULTS = re.compile(r"自评|目标(?:实际)?(?:完成|实现|达成|执行)(?:情况|程度|结果)")
_DASHES = re.compile(r"^[-–—―/\\无]*$")


ORGANISATION = re.compile(
    r"(?:局|委|委员会|办公室|办公厅|中心|院|厅|处|所|站|馆|校|学校|小学|中学|高中|学院|大学|幼儿园|场|库|厂|办|监狱|法庭|党组|工会|队|支队|总队|协会|联合会|政府|本级|机关|工委|街道|法院|检察院|集团|公司|管理局|服务局|基地|园|会|部|社)(?:\(.*\))?$"
)
"""The end of the name of a public body, on squeezed text."""


@lru_cache(maxsize=1 << 14)
def value(text: str) -> str:
    """The lines of a cell as one printed text, white space at the ends of lines left out."""
    return join_lines("\n".join(line.strip() for line in printed(text).split("\n"))).strip()


def names_results(title: str) -> bool:
    """Whether a squeezed title is of what was reached: a self-evaluation, or how targets were met."""
    return bool(_RESULTS.search(title))


@lru_cache(maxsize=1 << 14)
def is_amount(text: str) -> bool:
    """Whether a place for money holds a number: blanks inside it, a unit and a bracket behind it allowed, as spreadsheets and people write it."""
    return bool(_AMOUNT.match(squeeze(text)))


@lru_cache(maxsize=1 << 14)
def is_no_amount(text: str) -> bool:
    """Whether a place for money is left blank or says that there is none."""
    return bool(_DASHES.match(squeeze(text)))


@lru_cache(maxsize=1 << 14)
def money_unit(text: str) -> str | None:
    """The unit of money that a label, heading or caption declares in brackets or after 单位, as printed; null where none."""
    folded = squeeze(text)
    for pattern in (rf"\((?:金额)?(?:单位)?:?(?:人民币)?({MONEY_UNIT})[/)]?", rf"单位:?((?:人民币)?{MONEY_UNIT})"):
        found = re.search(pattern, folded)
        if found:
            return "".join(unsqueezed(text, found.span(1)).split())
    return None


@lru_cache(maxsize=1 << 14)
def unit_behind(amount: str) -> str | None:
    """The unit printed behind an amount in its own cell; null where none."""
    found = re.search(rf"\d\.?({MONEY_UNIT})$", squeeze(amount))
    return "".join(unsqueezed(amount, found.span(1)).split()) if found else None
