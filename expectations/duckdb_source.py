"""Great Expectations on an open DuckDB connection, by SQLAlchemy: expectations are counted in the database, and only what they do not expect leaves it."""

import duckdb
import sqlalchemy
from duckdb_engine import ConnectionWrapper, CursorWrapper
from great_expectations.execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.metrics.map_metric_provider import ColumnMapMetricProvider, column_condition_partial


def add_source(context, name: str, connection: duckdb.DuckDBPyConnection):
    """A data source of ``context`` whose tables are those of ``connection``, which stays open and its owner's to close."""
    options = {"creator": lambda: _Connection(connection), "poolclass": sqlalchemy.pool.StaticPool}
    return context.data_sources.add_sql(name, connection_string="duckdb://", kwargs=options)


class _Connection(ConnectionWrapper):
    """Gives each statement a cursor of its own: the library fetches rows after the transaction ended in which it asked for them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__(connection)
        self._connection = connection

    def cursor(self) -> CursorWrapper:
        return CursorWrapper(self._connection.cursor(), self)

    def close(self) -> None:
        pass


# The library knows how to ask for a regular expression in other databases, not in this one. RE2 has no look-around.
class _MatchRegex(ColumnMapMetricProvider):
    condition_metric_name = "column_values.match_regex"
    condition_value_keys = ("regex",)

    @column_condition_partial(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(cls, column, regex, **_):
        return sqlalchemy.func.regexp_matches(column, regex)


class _NotMatchRegex(ColumnMapMetricProvider):
    condition_metric_name = "column_values.not_match_regex"
    condition_value_keys = ("regex",)

    @column_condition_partial(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(cls, column, regex, **_):
        return sqlalchemy.not_(sqlalchemy.func.regexp_matches(column, regex))
