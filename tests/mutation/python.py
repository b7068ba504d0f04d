"""Mutants of Python modules: one changed operator, constant, condition or statement each, as syntax trees."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPARED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In}
_COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr}


@dataclass(frozen=True, slots=True)
class PythonMutant:
    path: Path
    line: int
    deed: str  # what was changed, in the words of the source
    tree: ast.Module

    @property
    def name(self) -> str:
        return f"{self.path.name}:{self.line} {self.deed}"


def mutants(path: Path) -> Iterator[PythonMutant]:
    """All mutants of the file. Annotations, docstrings, imports and messages of exceptions are left alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for number, node in enumerate(ast.walk(tree)):
        node.number = number  # found again in the copy
    for node in _living(tree):
        for deed, change in _changes(node):
            spoilt = copy.deepcopy(tree)
            change(next(other for other in ast.walk(spoilt) if other.number == node.number))
            yield PythonMutant(path, node.lineno, f"{ast.unparse(node)[:70]!r}: {deed}", ast.fix_missing_locations(spoilt))


def _living(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.Import | ast.ImportFrom | ast.Raise | ast.Assert):
                continue
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            if hasattr(child, "lineno"):
                yield child
            yield from _living(child)


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARED:
            other = _COMPARED[type(operator)]
            yield f"{type(operator).__name__} to {other.__name__}", lambda found: setattr(found, "ops", [other()])
        case ast.BinOp(op=operator) if type(operator) in _COMPUTED:
            other = _COMPUTED[type(operator)]
            yield f"{type(operator).__name__} to {other.__name__}", lambda found: setattr(found, "op", other())
        case ast.BoolOp(op=operator):
            other = ast.Or if isinstance(operator, ast.And) else ast.And
            yield f"{type(operator).__name__} to {other.__name__}", lambda found: setattr(found, "op", other())
        case ast.UnaryOp(op=ast.Not()):
            yield "not taken away", lambda found: setattr(found, "op", ast.UAdd()) or _truth(found)
        case ast.Constant(value=bool(value)):
            yield f"to {not value}", lambda found: setattr(found, "value", not value)
        case ast.Constant(value=int(value) | float(value)):
            yield f"to {value + 1}", lambda found: setattr(found, "value", value + 1)
        case ast.If() | ast.IfExp() | ast.While():
            yield "condition turned round", lambda found: setattr(found, "test", ast.UnaryOp(ast.Not(), found.test))
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break():
            yield "statement taken away", _empty
        case ast.Return(value=ast.AST()):
            yield "nothing given back", lambda found: setattr(found, "value", ast.Constant(None))


def _truth(found: ast.UnaryOp) -> None:
    """``not x`` becomes ``bool(x)``."""
    operand = found.operand
    found.op, found.operand = ast.Not(), ast.UnaryOp(ast.Not(), operand)


def _empty(found: ast.AST) -> None:
    found.__class__ = ast.Pass
