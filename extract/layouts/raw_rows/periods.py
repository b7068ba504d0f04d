"""Which of several columns or blocks of values holds this year's targets, and which those of the whole period."""

import re
from collections.abc import Iterable, Sequence

from extract.layouts.recognise.match import Band, blocks_of
from extract.layouts.recognise.records import Record
from extract.text import squeeze
from extract.vocabulary import vocabulary

_YEAR = re.compile(r"20\d\d")


def value_roles(bands: Sequence[Band], titles: Iterable[str | None]) -> dict[str, str] | None:
    """Roles by heading where several columns say target: this year's is the target. None where the headings and ``titles`` do not say which that is."""
    keys = list(dict.fromkeys(band.key for band in bands if band.role == "target"))
    if len(keys) < 2:
        return {}
    year = next((found for title in titles for found in _YEAR.findall(squeeze(title or ""))), None)
    of_year = [key for key in keys if year and year in key] or [key for key in keys if not _YEAR.search(key) and vocabulary().period(key) == "annual"]
    if len(of_year) != 1:
        return None
    return {key: "target" if key in of_year else "ignored" if _YEAR.search(key) else "period_target" for key in keys}


def mark_whole_period(records: Sequence[Record], bands: Sequence[Band], names_both_periods: bool) -> None:
    """Makes the targets of a block beside another one those of the whole period: where a heading over it says so, or, left of the other,
    where the table speaks of both periods elsewhere (``names_both_periods``)."""
    blocks = blocks_of(bands)
    if len(blocks) < 2 or any(block.level1 for block in blocks):
        return
    over = {number: " ".join(text for one in block.bands for text in bands[one].path[:-1]) for number, block in enumerate(blocks)}
    whole = {number for number, text in over.items() if vocabulary().period(text) == "whole_project"}
    if not whole and len(blocks) == 2 and names_both_periods:
        whole = {0}
    for record in records:
        if record.block in whole:
            record.roles = {key: "period_target" if role == "target" else role for key, role in record.roles.items()}


def pair_periods(records: Sequence[Record]) -> list[Record]:
    """One record for an indicator that two blocks print, one with the whole period's target and one with this year's."""
    annual: dict[tuple[str, str], Record] = {}
    for record in records:
        if record.of("target"):
            annual.setdefault(_identity(record), record)
    kept: list[Record] = []
    for record in records:
        roles = record.roles.values()
        twin = annual.get(_identity(record)) if "period_target" in roles and "target" not in roles else None
        if twin is None or twin.of("period_target"):
            kept.append(record)
            continue
        key = next(key for key, role in record.roles.items() if role == "period_target")
        twin.texts[f"{key} "], twin.roles[f"{key} "] = record.texts[key], "period_target"
    return kept


def _identity(record: Record) -> tuple[str, str]:
    return squeeze(record.of("level2")), squeeze(record.of("indicator_name"))
