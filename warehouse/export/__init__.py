"""The marts as files for others: a workbook, CSV and Parquet with a data package. ``python -m warehouse.export`` writes them."""
