"""Great Expectations on an open DuckDB connection, by SQLAlchemy: expectations are counted in the database, and only what they do not expect leaves it."""

from typing import Any

import duckdb
import sqlalchemy
from duckdb_engine import ConnectionWrapper, CursorWrapper
from great_expectations.data_context.data_context.abstract_data_context import AbstractDataContext
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.metrics.map_metric_provider.column_condition_partial import column_condition_partial
from great_expectations.expectations.metrics.map_metric_provider.column_map_metric_provider import ColumnMapMetricProvider


def add_source(context: AbstractDataContext, name: str, connection: duckdb.DuckDBPyConnection) -> SQLDatasource:
    """A data source of ``context`` whose tables are those of ``connection``, which stays open and its owner's to close."""
    options: dict[str, Any] = {"kwargs": {"creator": lambda: _Connection(connection), "poolclass": sqlalchemy.pool.StaticPool}}
    return context.data_sources.add_sql(name, connection_string="duckdb://", **options)


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
    def _sqlalchemy(cls, column: sqlalchemy.ColumnElement[str], regex: str, **_: Any) -> sqlalchemy.ColumnElement[bool]:
        return sqlalchemy.func.regexp_matches(column, regex)


class _NotMatchRegex(ColumnMapMetricProvider):
    condition_metric_name = "column_values.not_match_regex"
    condition_value_keys = ("regex",)

    @column_condition_partial(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(cls, column: sqlalchemy.ColumnElement[str], regex: str, **_: Any) -> sqlalchemy.ColumnElement[bool]:
        return sqlalchemy.not_(sqlalchemy.func.regexp_matches(column, regex))
