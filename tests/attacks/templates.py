"""Templates that a generator has put together out of what grows, nests, loops and looks around."""

from pathlib import Path
from random import Random

from pypistats_action.errors import InputError
from pypistats_action.model import Templates
from pypistats_action.rendering.confinement import Confinement
from tests.attacks.tally import Tally

ATOMS = (
    "'x'",
    "9999999999",
    "adoption",
    "adoption.package",
    "range(99999)",
    "cycler('a')",
    "namespace(a=1)",
    "joiner(',')",
    "self",
    "loop",
    "[]",
    "{}",
    "''.__class__",
    "adoption.__init__.__globals__",
    "(1).__class__.__mro__",
    "none",
    "''.format",
    "'{0.__class__}'.format(adoption)",
    "dict(a=1)",
    "lipsum",
    "config",
    "request",
    "caller",
    "varargs",
)
FILTERS = (
    "upper",
    "center(999999999)",
    "indent(9999999)",
    "list",
    "join(',')",
    "sort",
    "unique|list",
    "batch(3)|list",
    "tojson",
    "string",
    "length",
    "reverse",
    "map('upper')",
    "format(1)",
    "replace('x', 'x' * 99999)",
    "wordwrap(1)",
    "urlize",
    "attr('__class__')",
    "xmlattr",
    "pprint",
    "slice(9)|list",
    "groupby('x')",
    "sum",
    "random",
    "filesizeformat",
)
STATEMENTS = (
    "{{% for a in {0} %}}{1}{{% endfor %}}",
    "{{% for a in range(99999) %}}{{% for b in range(99999) %}}{1}{{% endfor %}}{{% endfor %}}",
    "{{% if {0} %}}{1}{{% endif %}}",
    "{{% set x = {0} %}}{1}",
    "{{% macro m(a) %}}{1}{{{{ m(a) }}}}{{% endmacro %}}{{{{ m({0}) }}}}",
    "{{% include {0} %}}{1}",
    "{{% extends {0} %}}{1}",
    "{{% block b %}}{1}{{% endblock %}}",
    "{{% raw %}}{1}{{% endraw %}}",
    "{{% filter upper %}}{1}{{% endfilter %}}",
    "{{% call(x) m({0}) %}}{1}{{% endcall %}}",
    "{{# {1} #}}",
    "{{% import {0} as y %}}{1}",
)  # fmt: skip
ASK_SECONDS = 45
"""Two requests, each with ten seconds of a processor, on a busy machine."""


def attack_templates(number: int, _folder: Path, seed: int = 0) -> Tally:
    """Try ``number`` templates, each twice: what is printed must be the same."""
    random, tally = Random(seed), Tally("templates")
    confined, values = Confinement(), {"adoption": {"package": "numpy"}, "words": "x"}
    try:
        for n in range(number):
            text = _text(random)
            own = Templates("mine", (("report.md.j2", text),))
            with tally.attempt(
                f"template {n} of seed {seed}: {text[:300]}", seconds=2 * ASK_SECONDS, allowed=(InputError,)
            ):
                confined.problems(own)
                first = confined.render("report.md.j2", values, own)
                tally.look_for_secrets(first, text[:300])
                confined.end()
                if confined.render("report.md.j2", values, own) != first:
                    tally.note("torn", f"another text the second time: {text[:300]}")
    finally:
        confined.end()
    return tally


def _text(random: Random) -> str:
    act = random.randrange(10)
    depth = random.choice((3, 30, 300, 3000))
    if act == 0:
        return "{{ " + random.choice("([{") * depth + "1 }}"
    if act == 1:
        return "{{ " + random.choice(("1 + ", "'x' ~ ", "not ", "-", "x.")) * depth + "1 }}"
    if act == 2:
        return "{% if 1 %}" * depth + "x" + "{% endif %}" * depth
    if act == 3:
        return "{{ 'x'" + "".join(f"|{random.choice(FILTERS)}" for _ in range(min(depth, 40))) + " }}"
    return _nested(random, random.randint(1, 5))


def _nested(random: Random, depth: int) -> str:
    if not depth:
        return "{{ " + _expression(random) + " }}"
    return random.choice(STATEMENTS).format(_expression(random), _nested(random, depth - 1))


def _expression(random: Random) -> str:
    parts = [random.choice(ATOMS) + "".join(f"|{random.choice(FILTERS)}" for _ in range(random.randrange(3)))]
    while random.random() < 0.4:
        parts.append(random.choice(ATOMS))
    return random.choice((" ~ ", " + ", " * ", " ** ", " in ", " and ")).join(parts)
