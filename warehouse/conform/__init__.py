"""The T of ELT: dbt makes a blank warehouse, once for each state of the rules; every build fills a copy of it."""
