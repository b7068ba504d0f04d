"""Faults planted in the raw rows and in the marts of a real candidate, and what catches each: the dbt tests, the expectations, or neither."""
