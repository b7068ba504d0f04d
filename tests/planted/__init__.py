"""Faults planted in documents, one for every check of the project: what becomes of them is the proof that they are isolated."""
