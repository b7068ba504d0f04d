"""Accuracy beside speed: the PDF reader, pdfplumber and camelot on the same pages in the same run."""
