"""The build: one lock, one candidate, one publication. Everything that decides whether the published file is replaced."""
