"""What names stand for at a place in Python source."""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping

_CHANGES = frozenset({"append", "extend", "insert", "remove", "setdefault", "pop", "clear"})

Function = ast.FunctionDef | ast.AsyncFunctionDef
Scope = ast.Module | Function


def bound_at(tree: ast.Module, node: ast.expr) -> Mapping[str, ast.expr]:
    """The expressions that names are bound to where ``node`` stands.

    Only names that get one value in their scope, and whose value nothing changes: of several it can't be told which
    one counts.
    """
    changed = frozenset(_changed(tree))
    bound = _bound_once(tree, changed)
    for function in _functions_around(tree, node):
        own = _times_bound(function)
        bound = {name: value for name, value in bound.items() if name not in own}
        bound |= _bound_once(function, changed)
    return bound


def _functions_around(tree: ast.Module, node: ast.expr) -> list[Function]:
    """The functions that an expression stands in, the outermost first."""
    return [
        found
        for found in ast.walk(tree)
        if isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef))
        and found.lineno <= node.lineno <= (found.end_lineno or found.lineno)
    ]


def _bound_once(scope: Scope, changed: frozenset[str]) -> dict[str, ast.expr]:
    values: dict[str, ast.expr] = {}
    for node in _own_nodes(scope):
        match node:
            case ast.Assign(targets=targets, value=value):
                values |= {target.id: value for target in targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                values[name] = value
    times = _times_bound(scope)
    return {name: value for name, value in values.items() if times[name] == 1 and name not in changed}


def _times_bound(scope: Scope) -> Counter[str]:
    """How often a scope gives a name a value, as a parameter, a function or an import too."""
    times: Counter[str] = Counter()
    if not isinstance(scope, ast.Module):
        times.update(node.arg for node in ast.walk(scope.args) if isinstance(node, ast.arg))
    for node in _own_nodes(scope):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                times[name] += 1
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                times[name] += 1
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                times.update((alias.asname or alias.name).partition(".")[0] for alias in aliases)
            case ast.ExceptHandler(name=str() as name):
                times[name] += 1
    return times


def _own_nodes(scope: Scope) -> Iterator[ast.AST]:
    """The nodes of a scope without those of the scopes inside it, which are themselves given."""
    left: list[ast.AST] = list(scope.body)
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            left += ast.iter_child_nodes(node)


def _changed(tree: ast.Module) -> Iterator[str]:
    """Names whose value is changed somewhere, or that a function binds for the whole module."""
    for node in ast.walk(tree):
        match node:
            case ast.AugAssign(target=ast.Name(id=name)):
                yield name
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) if method in _CHANGES:
                yield name
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                yield from names
