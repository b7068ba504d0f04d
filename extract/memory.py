"""Memory that was used and freed, back to the system."""

import ctypes


def give_back_memory() -> None:
    """Engines leave what they freed in pieces that the C library would keep. A library without such a call keeps them."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
