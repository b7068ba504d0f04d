"""Measures the PDF reader beside other readers: CPU a page, peak memory, and whether the cells are right."""
