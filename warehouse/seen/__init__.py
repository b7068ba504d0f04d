"""A document's pages as they were read: every cell with its place and what became of it, and pictures of them."""
