"""What page breaks have cut is put together: rows and labels of indicators, and projects of list tables."""
