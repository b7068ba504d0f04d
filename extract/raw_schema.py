"""The raw tables, in one place: what extract/ lands as Parquet and dbt reads as its sources.

Every ``*_text`` column is as printed (``extract.text.printed``, lines of a cell joined by ``join_lines``); its
``*_fold`` twin is the same text folded (``extract.text.fold``), of the same length; the ``*_word`` of a label is the
word of the vocabulary that it is (``extract.vocabulary.word_of``). Nothing is parsed here: amounts, targets, years and
codes stay text. Boxes are in points from the page's top left as displayed, null for text layers.
Pages, tables, rows and ordinals count from 1.
"""

import polars as pl

from extract.discover import EXPECTED_COLUMNS, MANIFEST_COLUMNS

# Texts that are landed twice, as printed and folded.
PROJECT_TEXTS = (
    "department",
    "department_code",
    "unit",
    "unit_code",
    "project_name",
    "project_code",
    "objective",
    "period_objective",
    "form_title",
    "form_year",
)
INDICATOR_TEXTS = (
    "combined",
    "number",
    "level1",
    "level2",
    "indicator_name",
    "target",
    "period_target",
    "comparator",
    "unit",
    "nature",
    "direction",
    "weight",
    "note",
)
FUNDING_TEXTS = ("funding_group", "funding_label", "amount", "amount_unit")
DOCUMENT_TEXTS = ("title", "publisher")
# Labels that are landed as words too, with the words that they are looked for among.
LABELS = {"level1": "levels", "level2": "levels", "indicator_name": "levels", "funding_group": "money", "funding_label": "money"}

# The columns of documents.csv that are names are landed folded too.
MANIFEST_TEXTS = ("region", "publisher", "title")
# One row per path at which a document was offered; all text.
DOCUMENT_FILES = ("file_path", "document_key", *MANIFEST_COLUMNS, *(f"{name}_fold" for name in MANIFEST_TEXTS))
# One row per publisher and year of expected_publishers.csv; all text.
EXPECTED_PUBLISHERS = (*EXPECTED_COLUMNS, "region_fold", "publisher_fold")
# The tables of what stands beside the documents.
LISTS = {"document_files": DOCUMENT_FILES, "expected_publishers": EXPECTED_PUBLISHERS}

_BOX = {"bbox_x0": pl.Float64, "bbox_top": pl.Float64, "bbox_x1": pl.Float64, "bbox_bottom": pl.Float64}
_PLACE = {"page_number": pl.Int32, "page_last": pl.Int32, "table_number": pl.Int32, "row_number": pl.Int32, **_BOX}
# The identity of a cell: row and column of the table's own grid; a line outside the tables stands in table 0, its row is its number on the page.
_CELL = {"page_number": pl.Int32, "table_number": pl.Int32, "row_number": pl.Int32, "column_number": pl.Int32}


def _texts(names: tuple[str, ...]) -> dict[str, type[pl.String]]:
    return {f"{name}_{form}": pl.String for name in names for form in ("text", "fold", *(("word",) if name in LABELS else ()))}


SCHEMAS: dict[str, dict[str, type[pl.DataType]]] = {
    # One row per document content.
    "documents": {
        "document_key": pl.String,
        "sha256": pl.String,
        "format": pl.String,  # text, pdf, html, xlsx, xls, docx, doc, unknown
        "byte_count": pl.Int64,
        "encoding": pl.String,  # of a text, null otherwise
        "page_count": pl.Int32,
        "document_type": pl.String,  # read from the title, null where it does not say
        "status": pl.String,  # loaded, loaded_in_part, no_target_table, quarantined
        "reason": pl.String,  # why it is not loaded in full, in Chinese and English (extract/reasons.yml)
        **_texts(DOCUMENT_TEXTS),
    },
    # One row per block of a page; a page without a table is one block.
    "page_blocks": {
        "document_key": pl.String,
        "page_number": pl.Int32,
        "block_number": pl.Int32,
        "outcome": pl.String,  # target_table, other_content, self_evaluation, image_only, unreadable
        "layout": pl.String,
        "engine": pl.String,
        "row_count": pl.Int32,  # raw project rows and indicator cells that begin here
        "reason": pl.String,
        "visible_character_count": pl.Int32,  # white space not counted
        "laid_out_character_count": pl.Int32,  # of those, in lines and cells: all, or laying out lost some
        "table_character_count": pl.Int32,  # in the cells of the block's table, where it is one of targets
        "cell_character_count": pl.Int32,  # of those, in landed cells, headings, labels and names of levels
        "lost_indicator_count": pl.Int32,  # rows of the table in which a name or a target was taken by nobody
        "lost_project_count": pl.Int32,  # rows of the table in which a project's name, goal or money was taken by nobody
        "hidden_character_count": pl.Int32,
        "is_engine_disputed": pl.Boolean,
    },
    # One row per project as printed, in reading order.
    "project_rows": {
        "document_key": pl.String,
        "project_ordinal": pl.Int32,
        "layout": pl.String,
        "scope": pl.String,  # project, department
        "form_number": pl.String,
        **_texts(PROJECT_TEXTS),
        **_PLACE,
    },
    # One row per printed indicator; combined_text is the whole of one that was cut out of a cell that holds several.
    "indicator_cells": {
        "document_key": pl.String,
        "project_ordinal": pl.Int32,
        "cell_ordinal": pl.Int32,  # reading order within the project
        "layout": pl.String,
        **_texts(INDICATOR_TEXTS),
        **_PLACE,
    },
    # One row per amount of money printed for a project.
    "funding_cells": {
        "document_key": pl.String,
        "project_ordinal": pl.Int32,
        "funding_ordinal": pl.Int32,
        "layout": pl.String,
        "parent_ordinal": pl.Int32,
        "period": pl.String,  # annual, whole_project, undeclared: by the layout's label
        **_texts(FUNDING_TEXTS),
        **_PLACE,
    },
    # The ledger: one row per cell, or line outside the tables, with text of a page that prints a target table, and what became of it.
    "table_cells": {
        "document_key": pl.String,
        **_CELL,
        "block_number": pl.Int32,
        "cell_use": pl.String,  # extract.layouts.ledger.USES
        "cell_role": pl.String,  # the column of indicators or projects that it stands under, null where none
        "aside_heading_text": pl.String,  # the heading or label, not taken, over or beside it, null otherwise
        "reason": pl.String,  # of a remainder, null otherwise
        "cell_text": pl.String,
        **_BOX,
    },
    # One row per field of a landed row and cell that it stands in.
    "cell_uses": {
        "document_key": pl.String,
        **_CELL,
        "raw_table": pl.String,  # project_rows, indicator_cells, funding_cells, total_rows
        "project_ordinal": pl.Int32,
        "row_ordinal": pl.Int32,  # project_ordinal, cell_ordinal, funding_ordinal, total_ordinal
        "field_name": pl.String,
    },
    # One row per attachment or picture to which a document without target rows points.
    "document_links": {
        "document_key": pl.String,
        "link_ordinal": pl.Int32,
        "link_text": pl.String,
        "url": pl.String,
        "link_kind": pl.String,  # attachment, picture
    },
    # One row per amount printed for a unit or a whole document (subtotals and totals; not projects).
    "total_rows": {
        "document_key": pl.String,
        "total_ordinal": pl.Int32,
        "layout": pl.String,
        "total_kind": pl.String,  # document, unit
        "total_label_text": pl.String,
        "total_label_fold": pl.String,
        **_texts(FUNDING_TEXTS),
        **_PLACE,
    },
}
