"""Documents in, raw rows out: finds which page, which table and which cell, and lands what is printed there as Parquet."""
