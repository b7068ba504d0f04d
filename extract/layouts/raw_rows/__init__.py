"""Whole forms and lists as raw rows: whose they are, which period they speak of, which of their rows are sums."""
