"""Parts of a description: models describe tables and columns once, Chinese name first, then what it means in Chinese and in English."""

import re

# As the macro chinese_name of dbt_project/macros/named_in_chinese.sql, which names the Chinese views and their columns.
_NAME_ENDS = re.compile(r"[，、。；：（(/ ]")
_CODED = re.compile(r"(?<![a-z0-9_])([a-z][a-z0-9_]*) ([^\x00-\x7f（）、；，。：]+)")
_SLASH = re.compile(r" ?/ (?=\d* ?[A-Za-z])")


def chinese_name(description: str) -> str:
    """The Chinese name that a description begins with: 项目宽表."""
    return _NAME_ENDS.split(description.strip())[0]


def languages(description: str) -> tuple[str, str]:
    """The Chinese part and the English one; English is empty where there is none.

    A column's parts are divided by the first slash before Latin words, a table's by its first full stop.
    """
    chinese, slash, english = _SLASH.sub("\0", description.strip(), count=1).partition("\0")
    if not slash:
        chinese, _, english = description.strip().partition("。")
    return chinese.strip(), english.strip()


def coded(description: str) -> dict[str, str]:
    """By code of a closed list, what the description calls it in Chinese: {"error": "自相矛盾", …}; empty where it says none."""
    return dict(_CODED.findall(languages(description)[0]))
