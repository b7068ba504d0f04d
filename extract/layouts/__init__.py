"""Layouts as declared data, and the readers that they steer."""

from extract.layouts.flow import read_layouts
from extract.vocabulary import vocabulary

__all__ = ["gate_words", "read_layouts"]


def gate_words() -> tuple[str, ...]:
    """Words of which one stands, white space removed, on every page that holds a target table or a part of one."""
    return vocabulary().gate_words()
