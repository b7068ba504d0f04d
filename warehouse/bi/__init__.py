"""A dashboard on the published file in Apache Superset, which runs in an environment of its own (``make bi``) and only reads."""
