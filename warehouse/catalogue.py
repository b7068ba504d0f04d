"""``python -m warehouse.catalogue``: writes docs/tables.md and docs/tables.zh-CN.md, what each published table and column means.

Both are made of the file's own comments, the first of the whole of them, the second of their Chinese parts.
"""

import sys

import duckdb

from warehouse.descriptions import languages
from warehouse.published import opened
from warehouse.settings import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "tables.md"
CHINESE_PAGE = PAGE.with_name("tables.zh-CN.md")
_HEAD = "# 数据表 / Tables\n\nWritten by `make docs` from the comments in the published file. 由 `make docs` 依据发布文件中的注释生成。\n"
_CHINESE_HEAD = """# 数据字典

由 `make docs` 依据发布文件中的注释生成；英文说明见 [tables.md](tables.md)。`mart_` 开头的表另有同名中文视图，列名即含义开头的名称：`from 项目宽表`。
"""
_TABLES = "select table_name, comment from duckdb_tables() where schema_name = 'main' order by 1"
_COLUMNS = "select column_name, data_type, is_nullable, comment from duckdb_columns() where schema_name = 'main' and table_name = ? order by column_index"


def catalogue(connection: duckdb.DuckDBPyConnection) -> str:
    """The page, in Markdown: a section a table, a row a column; then the table macros."""
    views = connection.execute("select view_name, comment from duckdb_views() where schema_name = 'main' and not internal").fetchall()
    parts = [_HEAD]
    for table, comment in connection.execute(_TABLES).fetchall():
        columns = connection.execute(_COLUMNS, [table]).fetchall()
        comment += "".join(
            f"\n\n视图 / view `{view}`: columns under the Chinese names with which their meanings begin." for view, text in views if f" {table}。" in text
        )
        parts.append(f"\n## {table}\n\n{comment}\n\n| column | type | meaning |\n|---|---|---|\n")
        parts += [f"| `{name}` | {kind}{'' if nullable else ' not null'} | {_cell(text)} |\n" for name, kind, nullable, text in columns]
    macros = connection.execute(
        "select function_name, comment from duckdb_functions() where function_type = 'table_macro' and schema_name = 'main' and not internal order by 1"
    ).fetchall()
    parts += [f"\n## {name}()\n\n{comment}\n" for name, comment in macros]
    return "".join(parts)


def chinese_catalogue(connection: duckdb.DuckDBPyConnection) -> str:
    """The page in Chinese alone: a section a table under its Chinese name, a row a column."""
    parts = [_CHINESE_HEAD]
    for table, comment in connection.execute(_TABLES).fetchall():
        parts.append(f"\n## {languages(comment)[0]} `{table}`\n\n| 列 | 类型 | 含义 |\n|---|---|---|\n")
        parts += [
            f"| `{name}` | {kind}{'' if nullable else ' 非空'} | {_cell(languages(text)[0])} |\n"
            for name, kind, nullable, text in connection.execute(_COLUMNS, [table]).fetchall()
        ]
    return "".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def main(arguments: list[str] | None = None) -> int:
    """Exit status 2 where there is no published file yet."""
    with opened(arguments) as (_, connection):
        PAGE.parent.mkdir(exist_ok=True)
        for page, text in ((PAGE, catalogue(connection)), (CHINESE_PAGE, chinese_catalogue(connection))):
            page.write_text(text, encoding="utf-8")
            print(f"wrote {page.relative_to(PROJECT_ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
