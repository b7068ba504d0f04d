"""What must hold of a candidate before it is published: suites of expectations, declared as data, run by Great Expectations."""
