"""Mutation testing: small faults are written into the code or the rules one at a time; a fault that no test notices shows what is not tested."""
