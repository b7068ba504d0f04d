"""``python -m warehouse.catalogue``: writes docs/tables.md, what each published table and column means, from the file's own comments."""

import sys

import duckdb

from warehouse.published import opened
from warehouse.settings import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "tables.md"
_HEAD = "# 数据表 / Tables\n\nWritten by `make docs` from the comments in the published file. 由 `make docs` 依据发布文件中的注释生成。\n"


def catalogue(connection: duckdb.DuckDBPyConnection) -> str:
    """The page, in Markdown: a section a table, a row a column; then the table macros."""
    tables = connection.execute("select table_name, comment from duckdb_tables() where schema_name = 'main' order by 1").fetchall()
    views = connection.execute("select view_name, comment from duckdb_views() where schema_name = 'main' and not internal").fetchall()
    parts = [_HEAD]
    for table, comment in tables:
        columns = connection.execute(
            "select column_name, data_type, is_nullable, comment from duckdb_columns() where schema_name = 'main' and table_name = ? order by column_index",
            [table],
        ).fetchall()
        comment += "".join(
            f"\n\n视图 / view `{view}`: columns under the Chinese names with which their meanings begin." for view, text in views if f" {table}。" in text
        )
        parts.append(f"\n## {table}\n\n{comment}\n\n| column | type | meaning |\n|---|---|---|\n")
        parts += [f"| `{name}` | {kind}{'' if nullable else ' not null'} | {text.replace('|', chr(92) + '|')} |\n" for name, kind, nullable, text in columns]
    macros = connection.execute(
        "select function_name, comment from duckdb_functions() where function_type = 'table_macro' and schema_name = 'main' and not internal order by 1"
    ).fetchall()
    parts += [f"\n## {name}()\n\n{comment}\n" for name, comment in macros]
    return "".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Exit status 2 where there is no published file yet."""
    with opened(arguments) as (_, connection):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(catalogue(connection), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(PROJECT_ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
