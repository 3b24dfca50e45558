"""What is told of templates before there are figures."""

import pytest

from pypistats_action.model import Templates
from pypistats_action.rendering.checks import template_problems

EXTENDS = '{% extends "default/report.md.j2" %}\n'


def problems(text: str, name: str = "report.md.j2", **partials: str) -> list[str]:
    texts = {name: text} | {f"partials/{stem}.j2": content for stem, content in partials.items()}
    return [problem.removeprefix("mine/") for problem in template_problems(Templates("mine", tuple(texts.items())))]


@pytest.mark.parametrize(
    "text",
    [
        f"{EXTENDS}{{% block title %}}{{% block of_mine %}}{{{{ super() }}}}{{% endblock %}}{{% endblock %}}",
        f"{EXTENDS}{{# a remark #}}\n{{% set x = 1 %}}{{% block title %}}{{{{ x }}}}{{% endblock %}}",
        '{% from "default/partials/tables.md.j2" import recent_table %}{{ recent_table(adoption.recent) }}',
        '{% import "partials/mine.j2" as mine %}{{ mine.hello(words) }}',
        '{% extends "partials/base.j2" %}{% block inner %}{{ greeting }}{% endblock %}',
        f"{{% if badges %}}{EXTENDS}{{% endif %}}Hello",
        "{% extends words.base %}{% block anything %}{% endblock %}",
        '{% include "partials/none.j2" ignore missing %}',
        "{{ later | default('') }}{% if newer is defined %}{{ newer }}{% endif %}",
        "{% for badge in badges if badge.line %}{{ loop.index }} {{ badge.alt }}{% endfor %}{{ range(3) | list }}",
    ],
)
def test_a_sound_template_is_not_complained_of(text: str) -> None:
    base = f"{EXTENDS}{{% set greeting = 1 %}}{{% block lead %}}{{% block inner %}}{{% endblock %}}{{% endblock %}}"
    assert problems(text, mine="{% macro hello(words) %}{{ words.base }}{% endmacro %}", base=base) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% endif %}", "line 1: Encountered unknown tag 'endif'."),
        ("\n{{ 1 | stars }}", "line 2: No filter named 'stars'."),
        ("{{ 1 | random }}", "line 1: No filter named 'random'."),
        ("{{ adption }}", 'line 1: there is no name "adption" in report.md.j2. Write adoption.'),
        ("{{ lipsum() }}", 'line 1: there is no name "lipsum" in report.md.j2. Write adoption, badges, charts, '),
        (
            "{{ rows }}",
            'line 1: there is no name "rows" in report.md.j2. Write adoption, badges, charts, verdicts or ',
        ),
        (
            f"{EXTENDS}{{% block steps %}}{{{{ steps_list(1) }}}}{{% endblock %}}",
            'line 2: there is no name "steps_list"',
        ),
        ('{% extends "report.md.j2" %}', 'line 1: the template extends itself. Write {% extends "default/report.md.j2'),
        ('{% extends "ours/report.md.j2" %}', 'line 1: there is no template "ours/report.md.j2". Write the name of a '),
        ('\n{% include "default/x" %}', 'line 2: there is no template "default/x".'),
        (
            f"{EXTENDS}{{% block verdict %}}{{% endblock %}}",
            'line 2: there is no block "verdict" in default/report.md.j2',
        ),
        (f"{EXTENDS}\n\n Hello\n", "line 4: text outside a block has no place, since the template extends default/"),
        (f"{EXTENDS}\n{{{{ words.base }}}}", "line 3: text outside a block has no place"),
        ('{% extends "default/index.html.j2" %}\n{% include "default/index.md.j2" %}', "line 2: text outside a block"),
        (
            "{% block lead %}{% endblock %}",
            'line 1: the block "lead" is of ours, and the template extends none. Write ',
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    (problem,) = problems(text)
    assert problem.startswith(f"report.md.j2, {said}")


def test_a_block_of_the_summary_sees_what_its_loop_has() -> None:
    begin = '{% extends "default/summary.md.j2" %}'
    assert problems(f"{begin}{{% block package %}}{{{{ result.files.report }}}}{{% endblock %}}", "summary.md.j2") == []


def test_partials_are_looked_at_too_and_alone_make_no_document() -> None:
    said = template_problems(Templates(".", (("partials/x.j2", "{{"),)))
    assert said[0].startswith("partials/x.j2, line 1: unexpected")
    assert said[1].startswith('"." has no template of a document. Write report.md.j2, ')
    assert len(said) == 2
