"""What is wrong with the user's templates, as far as it can be told before there are figures."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, TypeGuard

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from pypistats_action.formats import either, quoted
from pypistats_action.model import Templates
from pypistats_action.rendering.documents import ReportContext
from pypistats_action.rendering.index import IndexContext
from pypistats_action.rendering.own_templates import no_template, sentence
from pypistats_action.rendering.page import PageContext
from pypistats_action.rendering.proposal import ProposalContext
from pypistats_action.rendering.sandbox import DEFAULT, Sandbox, sandbox_for
from pypistats_action.rendering.summary import SummaryContext

DOCUMENTS: Mapping[str, type[Any]] = {
    "report.md.j2": ReportContext,
    "summary.md.j2": SummaryContext,
    "pull-request.md.j2": ProposalContext,
    "report.html.j2": PageContext,
    "index.md.j2": IndexContext,
    "index.html.j2": IndexContext,
}
"""The templates that a user may have, and what they may see: docs/templates.md describes all of it."""
PARTIALS = "partials/"
"""Where the user's other files lie, which documents take in."""


def template_problems(own: Templates) -> tuple[str, ...]:
    """A sentence for each thing that is wrong, with the file and the line where there is one."""
    found = [problem for name in own.names for problem in problems_of(name, own)]
    return (*found, *missing_documents(own))


def missing_documents(own: Templates) -> Iterator[str]:
    """A sentence where there is no document among the templates."""
    if not any(name in DOCUMENTS for name in own.names):
        yield f"{quoted(own.folder)} has no template of a document. Write {either(list(DOCUMENTS))}."


def problems_of(name: str, own: Templates) -> Iterator[str]:
    """A sentence for each thing that is wrong with one of the templates."""
    path = own.path(name)
    if name not in DOCUMENTS and not name.startswith(PARTIALS):
        known = either(list(DOCUMENTS))
        yield f"{path} is no document. Write {known}; files that they take in go into {own.path(PARTIALS)}."
        return
    env = sandbox_for(name, own)
    try:
        # Filters and tests that nobody knows are found by compiling alone.
        env.get_template(name)
    except (TemplateSyntaxError, RecursionError, SyntaxError, MemoryError) as error:
        yield sentence(error, name, own)
        return
    tree = _tree(name, env)
    for line, problem in sorted((*_missing(tree, env), *_misplaced(name, tree, env), *_unknown(name, tree, env))):
        yield f"{path}, line {line}: {problem}"


def _missing(tree: nodes.Template, env: Sandbox) -> Iterator[tuple[int, str]]:
    """Templates that are asked for by name and aren't there."""
    for node in tree.find_all((nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)):
        wanted = _constant(node)
        if wanted is not None and not getattr(node, "ignore_missing", False) and not _has(wanted, env):
            yield node.lineno, no_template(wanted)


def _misplaced(name: str, tree: nodes.Template, env: Sandbox) -> Iterator[tuple[int, str]]:
    """What a template holds that nothing would ever show."""
    extends = tree.find(nodes.Extends)
    if extends is None:
        ours = blocks_of(f"{DEFAULT}{name}", env) if name in DOCUMENTS else ()
        if lost := next((block for block in tree.find_all(nodes.Block) if block.name in ours), None):
            advice = f'Write {{% extends "{DEFAULT}{name}" %}} in the first line'
            yield lost.lineno, f"the block {quoted(lost.name)} is of ours, and the template extends none. {advice}."
        return
    base = _constant(extends)
    if base is None or extends not in tree.body or not _has(base, env):
        return
    if base == name:
        advice = f'Write {{% extends "{DEFAULT}{name}" %}}'
        yield extends.lineno, f"the template extends itself. {advice}."
        return
    known = blocks_of(base, env)
    for block in _outermost_blocks(tree):
        if block.name not in known:
            advice = f"Write {either(sorted(known))}" if known else "It has no block"
            yield block.lineno, f"there is no block {quoted(block.name)} in {base}. {advice}."
    for node in tree.body:
        if line := _line_of_text(node):
            yield line, f"text outside a block has no place, since the template extends {base}. Put it into a block."


def _unknown(name: str, tree: nodes.Template, env: Sandbox) -> Iterator[tuple[int, str]]:
    """Names that no template of this document can see."""
    if name not in DOCUMENTS:
        return
    seen = {field.name for field in fields(DOCUMENTS[name])}
    made = {found for base, lineage in _lineage(name, env) for found in _made(base, lineage)}
    guarded = {
        test.node.name
        for test in tree.find_all((nodes.Test, nodes.Filter))
        if test.name in ("defined", "undefined", "default", "d") and isinstance(test.node, nodes.Name)
    }
    for unknown in find_undeclared_variables(tree) - seen - made - guarded - set(env.globals):
        line = next(node.lineno for node in tree.find_all(nodes.Name) if node.name == unknown)
        nearest = get_close_matches(unknown, seen, 1) or [either(sorted(seen))]
        yield line, f"there is no name {quoted(unknown)} in {name}. Write {nearest[0]}."


def _lineage(name: str, env: Sandbox) -> Iterator[tuple[str, nodes.Template]]:
    """A template and all that it extends, by name."""
    visited = set[str]()
    following: str | None = name
    while following and following not in visited and _has(following, env):
        visited.add(following)
        tree = _tree(following, env)
        yield following, tree
        extends = tree.find(nodes.Extends)
        following = env.join_path(_constant(extends) or "", following) if extends else None


def blocks_of(name: str, env: Sandbox) -> set[str]:
    """The blocks of a template and of all that it extends."""
    return {block.name for _, tree in _lineage(name, env) for block in tree.find_all(nodes.Block)}


def _made(name: str, tree: nodes.Template) -> Iterator[str]:
    """The names that a template makes for its blocks; of ours those of loops alone, since others may change."""
    if name.startswith(DEFAULT):
        for loop in tree.find_all(nodes.For):
            yield from (found.name for found in (loop.target, *loop.target.find_all(nodes.Name)) if _is_name(found))
        return
    yield from (found.name for found in tree.find_all(nodes.Name) if found.ctx == "store")
    yield from (found.name for found in tree.find_all(nodes.Macro))
    yield from (found.target for found in tree.find_all(nodes.Import))
    for found in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in found.names)


def _is_name(node: nodes.Node) -> TypeGuard[nodes.Name]:
    return isinstance(node, nodes.Name)


def _line_of_text(node: nodes.Node) -> int | None:
    """The line on which ``node`` prints something; None where it prints nothing but space."""
    if isinstance(node, nodes.Include):
        return node.lineno
    parts = node.nodes if isinstance(node, nodes.Output) else ()
    for part in parts:
        text = part.data if isinstance(part, nodes.TemplateData) else "expression"
        if text.strip():
            return part.lineno + text[: -len(text.lstrip())].count("\n")
    return None


def _outermost_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost_blocks(child)


def _tree(name: str, env: Sandbox) -> nodes.Template:
    source, filename, _ = env.loader.get_source(env, name)
    return env.parse(source, name, filename)


def _has(name: str, env: Sandbox) -> bool:
    try:
        return bool(env.loader.get_source(env, name))
    except TemplateNotFound:
        return False


def _constant(node: Any) -> str | None:
    """The name of the template that ``node`` asks for; None where it is worked out only as the document is made."""
    value = node.template.value if isinstance(node.template, nodes.Const) else None
    return value if isinstance(value, str) else None
