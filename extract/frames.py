"""Records of raw rows as frames of the raw schema: keys, folded texts and absent columns filled in."""

from collections.abc import Sequence

import polars as pl

from extract.raw_schema import LABELS, LISTS, MANIFEST_TEXTS, SCHEMAS
from extract.rows import Described, DocumentRows, Row
from extract.text import fold, printed
from extract.vocabulary import vocabulary, word_of

# Places finer than this are noise of an engine's arithmetic.
_POINT_DECIMALS = 2


def raw_frames(document_key: str, rows: DocumentRows) -> dict[str, pl.DataFrame]:
    """One frame per raw table, in the columns and types of ``SCHEMAS``. Raises KeyError for a column that the schema does not have."""
    tables = {"documents": [rows.document], **{name: getattr(rows, name) for name in SCHEMAS if name != "documents"}}
    return {name: _frame(document_key, records, SCHEMAS[name]) for name, records in tables.items()}


def _frame(document_key: str, records: list[Row], schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    columns: dict[str, list[object]] = {name: [] for name in schema}
    for record in records:
        complete = _complete(record | {"document_key": document_key}, schema)
        for name, values in columns.items():
            values.append(complete[name])
    return pl.DataFrame(columns, schema=schema, strict=True)


def _complete(record: Row, schema: dict[str, type[pl.DataType]]) -> Row:
    unknown = record.keys() - schema.keys()
    if unknown:
        raise KeyError(f"not in the raw schema: {sorted(unknown)}")
    complete = {name: record.get(name) for name in schema}
    for name, value in complete.items():
        if isinstance(value, str):
            complete[name] = printed(value).strip()
        elif isinstance(value, float):
            complete[name] = round(value, _POINT_DECIMALS)
    for column in schema:
        name, _, form = column.rpartition("_")
        if form in ("fold", "word") and isinstance(text := complete[f"{name}_text"], str):
            complete[column] = fold(text) if form == "fold" else label_word(name, text)
    return complete


def label_word(name: str, text: str) -> str | None:
    """The word of the label ``text`` in the column ``<name>_text``."""
    return word_of(text, getattr(vocabulary(), LABELS[name]))


def list_frame(name: str, rows: Sequence[Described]) -> pl.DataFrame:
    """One of the tables ``LISTS``, its texts folded."""
    columns = LISTS[name]
    folded = [text for text in MANIFEST_TEXTS if f"{text}_fold" in columns]
    return pl.DataFrame(
        [row | {f"{text}_fold": fold(value) if (value := row[text]) else None for text in folded} for row in rows], schema=dict.fromkeys(columns, pl.String)
    )
