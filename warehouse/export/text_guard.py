"""Keeps a spreadsheet from taking a text for a formula.

Where a text cell begins with one of ``BEGINNINGS``, or with ``'``, a CSV file has one ``'`` more before it; taking one leading ``'`` away gives what is
printed. A workbook needs no such mark: its cells say that they are texts.
"""

# With which a program takes a cell of a CSV file for a formula or leaves out what stands before one; full-width signs are taken as the others are.
BEGINNINGS = "=+-@\t\r\n＝＋－＠"
_MARK = "'"


def is_like_formula(text: str) -> bool:
    """Whether it could be taken for a formula, in a CSV file or by who edits the cell."""
    return text[:1] != "" and text[0] in BEGINNINGS


def guarded_sql(column: str) -> str:
    """SQL of ``column``, with the mark where its text needs one."""
    characters = ", ".join(f"chr({ord(character)})" for character in BEGINNINGS + _MARK)
    return f"case when left({column}, 1) in ({characters}) then chr({ord(_MARK)}) || {column} else {column} end"


def as_printed(cell: str) -> str:
    """What is printed, of a text cell of a CSV file."""
    return cell[1:] if cell[:1] == _MARK else cell
