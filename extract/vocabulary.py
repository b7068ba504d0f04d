"""The words by which tables are known, and the one form in which they are compared.

The words stand in ``dbt_project/seeds/vocabulary/``, a file for each kind, reviewed by hand and read by both sides: here for what a word says of a
table, in SQL for what it conforms to. A star in a word stands for any text, a question mark for one character.
"""

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from extract.text import printed, squeeze

FOLDER = Path(__file__).parents[1] / "dbt_project" / "seeds" / "vocabulary"
# The columns of each file that are read here; the others say what a word conforms to, which is SQL's matter.
READ = {
    "column_headings": ("word", "role", "role_beside"),
    "form_labels": ("word", "role"),
    "funding_labels": ("word", "role"),
    "indicator_levels": ("word", "place", "level1", "level2"),
    "money_units": ("word",),
    "table_words": ("word", "role"),
}

_WILD = {"*": ".*", "?": "."}
# A word of so many characters is known by all but its last one.
_LEAST_CUT = 4

_OF_WHICH = re.compile(r"^其中:?")
_NUMBER = re.compile(r"^(?:\((?:\d{1,2}|[一二三四五六七八九十]{1,2})\)|(?:\d{1,2}|[一二三四五六七八九十]{1,2})[、.]|\d{1,3}(?:\.\d{1,3})*[-—–])(?=[^\d\W])")
_BRACKET = re.compile(r"^(.+?)\([^()]*\)?$")
_NOTHING = re.compile(r"[-–—―/\\]*")
_SCORE = re.compile(r"(?<=指标)\d+(?:\.\d+)?[分%]$")


@lru_cache(maxsize=1 << 14)
def normal(text: str) -> str:
    """The form in which headings and labels are compared: squeezed, without a leading number or 其中, a trailing colon, bracket or score."""
    word = squeeze(printed(text)).replace("。", "").replace("其它", "其他").strip(":;,、|*·①②③④⑤⑥⑦⑧⑨⑩¹²³⁴⁵⁶⁷⁸⁹#")
    word = _OF_WHICH.sub("", _NUMBER.sub("", word)) or word
    bracket = _BRACKET.match(word)
    if (bracket and word.endswith((")", "("))) or (bracket and word.count("(") > word.count(")")):
        word = bracket.group(1)
    return _SCORE.sub("", word.strip(":"))


# No two are alike: what was asked of one is kept by which it is.
@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words with their roles, asked for in their normal form."""

    roles: Mapping[str, str]
    patterns: re.Pattern[str]
    """All words with a star or a question mark as one pattern, a group each."""
    wild: tuple[str, ...]
    """The word of each group."""
    cut: Mapping[str, str]
    """What is left of a word whose last character a cell cuts off -> the word, where only one role fits."""
    endings: tuple[str, ...] = ()
    """Ends that a word may have besides."""

    def listed(self, word: str) -> str | None:
        """The listed word that ``word`` is, None where it is none."""
        if word in self.roles:
            return word
        if (match := self.patterns.fullmatch(word)) and match.lastindex:
            return self.wild[match.lastindex - 1]
        whole = next((bare for end in self.endings if word.endswith(end) and (bare := word.removesuffix(end)) in self.roles), None)
        return whole or self.cut.get(word)

    @lru_cache(maxsize=1 << 15)  # noqa: B019 - the lists of words live as long as the process
    def role(self, word: str) -> str | None:
        found = self.listed(word)
        return None if found is None else self.roles[found]


def word_of(text: str, words: Words) -> str | None:
    """The listed word that a printed label is, else its normal form; None of a place that is blank or crossed out."""
    key = normal(text)
    return None if _NOTHING.fullmatch(key) else words.listed(key) or key


def _words(rows: Iterable[tuple[str, str]], known: Set[str] = frozenset(), endings: Iterable[str] = ()) -> Words:
    """``known``: all words of headings and labels; what one of them is, no other is cut to. Without them none is cut.

    Raises ValueError where a word has two roles.
    """
    roles: dict[str, str] = {}
    for word, role in rows:
        if roles.setdefault(word, role) != role:
            raise ValueError(f"{word} has two roles, {roles[word]} and {role}")
    wild = tuple(word for word in roles if "*" in word or "?" in word)
    patterns = ("".join(_WILD.get(character) or re.escape(character) for character in word) for word in wild)
    # Without any pattern, one that nothing matches.
    whole = re.compile("|".join(f"({pattern})" for pattern in patterns) or r"(?!)", re.DOTALL)
    return Words(roles, whole, wild, _cut_words(roles, known) if known else {}, tuple(endings))


def _cut_words(roles: Mapping[str, str], known: Set[str]) -> dict[str, str]:
    cut: dict[str, list[str]] = {}
    for word in roles:
        if len(word) >= _LEAST_CUT and not {"*", "?"} & set(word):
            cut.setdefault(word[:-1], []).append(word)
    return {short: words[0] for short, words in cut.items() if len({roles[word] for word in words}) == 1 and short not in known}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``columns`` and ``labels`` give roles, ``money`` gives total, part or group, ``levels`` give level1, level2 or both."""

    columns: Words
    second_columns: Mapping[str, str]
    """Headings whose role is another where the table has their own under another heading."""
    labels: Words
    money: Words
    levels: Words
    annual_objective: Words
    period_words: tuple[tuple[str, str], ...]
    total_words: frozenset[str]
    self_evaluation: Words
    directions: frozenset[str]
    natures: frozenset[str]
    comparators: frozenset[str]
    level1_of: Mapping[str, str]
    """The level 1 that a word in its place means."""
    level2_parents: Mapping[str, tuple[str, ...]]
    """Names of level 2, without 指标 at their end -> the levels 1 that they stand under."""
    level1_names: tuple[str, ...]
    level_names: frozenset[str]

    def period(self, *texts: str) -> str:
        """annual or whole_project where a label or the label over it says so, else undeclared; nearer texts first."""
        for text in texts:
            for word, period in self.period_words:
                if word in text:
                    return period
        return "undeclared"

    def is_label(self, key: str) -> bool:
        """Whether a form's cell names what stands beside it."""
        return self.labels.role(key) is not None or self.money.role(key) is not None

    def is_word(self, key: str) -> bool:
        """Whether a text is itself a heading, a label or a level, and so no name."""
        return self.is_label(key) or self.columns.role(key) is not None or key in self.level_names

    def gate_words(self) -> tuple[str, ...]:
        """Words of which one stands on every page that holds a target table or a part of one."""
        headings = {"indicator_name", "target", "period_target", "combined"}
        words = [
            *(word for word, role in self.columns.roles.items() if role in headings and len(word) > 2),
            *(word for word, role in self.labels.roles.items() if role == "objective"),
            *(word for word in self.levels.roles if word.endswith("指标")),
            # A form may be cut below its first rows.
            *(word for word, role in self.labels.roles.items() if role == "project_name" and word.endswith(("项目名称", "项目)名称", "资金名称"))),
            *(word for word, role in self.money.roles.items() if role == "total" and word.endswith("资金总额")),
        ]
        return tuple(sorted({word for word in words if "*" not in word and "?" not in word}))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The lines of one file, the columns that are read here, in an order that depends on nothing else."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = [{column: line[column] for column in READ[name]} for line in csv.DictReader(file)]
    return tuple(sorted(lines, key=lambda line: tuple(line.values())))


@cache
def digest() -> str:
    """Digest of all that is read here: what a word conforms to in SQL does not count."""
    return hashlib.sha256(repr([(name, rows(name)) for name in READ]).encode()).hexdigest()


@cache
def vocabulary() -> Vocabulary:
    """Raises ValueError where a word of one file has two roles."""
    of_role: dict[str, list[str]] = {}
    for row in rows("table_words"):
        of_role.setdefault(row["role"], []).append(row["word"])
    levels = rows("indicator_levels")
    places: dict[str, str] = {}
    parents: dict[str, list[str]] = {}
    for row in levels:
        # 成本指标 is a level 1 and, in the older frame, a level 2.
        places[row["word"]] = row["place"] if places.get(row["word"], row["place"]) == row["place"] else "both"
        if row["level2"] and row["level1"] not in parents.setdefault(row["word"].removesuffix("指标"), []):
            parents[row["word"].removesuffix("指标")].append(row["level1"])
    headings, labels = rows("column_headings"), rows("form_labels")
    known = {row["word"] for name in ("column_headings", "form_labels", "funding_labels", "indicator_levels") for row in rows(name)}
    return Vocabulary(
        columns=_words(((row["word"], row["role"]) for row in headings if row["role"]), known),
        second_columns={row["word"]: row["role_beside"] for row in headings if row["role_beside"]},
        labels=_words(((row["word"], row["role"].removeprefix("annual_")) for row in labels), known),
        money=_words(((row["word"], row["role"]) for row in rows("funding_labels")), known, of_role["money_ending"]),
        # 产出指 is a level; of 经济效 too much is missing.
        levels=replace(_words(places.items()), cut=_cut_words({word: place for word, place in places.items() if word.endswith("指标")}, known)),
        annual_objective=_words((row["word"], "objective") for row in labels if row["role"] == "annual_objective"),
        period_words=tuple((word, period) for period in ("whole_project", "annual") for word in of_role[f"{period}_mark"]),
        total_words=frozenset(of_role["sum_row"]),
        self_evaluation=_words((word, "self_evaluation") for word in of_role["self_evaluation"]),
        directions=frozenset(of_role["direction"]),
        natures=frozenset(of_role["nature"]),
        comparators=frozenset(of_role["comparator"]),
        level1_of={row["word"]: row["level1"] for row in levels if row["place"] != "level2"},
        level2_parents={name: tuple(found) for name, found in parents.items()},
        level1_names=tuple(dict.fromkeys(row["level1"] for row in levels)),
        level_names=frozenset(places),
    )


@cache
def money_unit_pattern() -> str:
    """The units of money as an alternation, longest first."""
    return "|".join(sorted((row["word"] for row in rows("money_units")), key=len, reverse=True))
