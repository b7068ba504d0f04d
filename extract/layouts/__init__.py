"""Layouts as declared data, and how they make rows of pages."""

from extract.layouts.flow import read_layouts
from extract.layouts.text_tables import text_lists
from extract.pages import Signs
from extract.vocabulary import vocabulary

__all__ = ["gate_words", "read_layouts", "signs"]


def gate_words() -> tuple[str, ...]:
    """Words of which one stands, white space removed, on every page that holds a target table or a part of one."""
    return vocabulary().gate_words()


def signs() -> Signs:
    """What readers are told of the layouts."""
    return Signs(gate_words(), text_lists())
