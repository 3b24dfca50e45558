"""Templates that never end, grow without end, or tell what differs from run to run: a sentence, in bounded time."""

from pathlib import Path

import pytest

from pypistats_action.model import Templates
from pypistats_action.rendering.confinement import Confinement
from tests.support.commandline import Run

SAMPLE = ("--source", "sample", "--reference-date", "2026-08-08", "--charts", "false", "--templates", "mine")
TOO_LARGE = {
    "center": "{{ 'x'.center(99999999999) }}",
    "ljust": "{{ 'x'.ljust(9999999999) }}",
    "format": "{{ '{:>9999999999}'.format('x') }}",
    "indent": "{{ ('x\\n' * 50000)|indent(9999999) }}",
    "doubling": "{% set ns = namespace(t='xxx') %}{% for n in range(60) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}",
    "list": "{{ range(99999)|list * 1000 }}",
    "join": "{% for n in range(99999) %}{{ ('x' * 9999) }}{% endfor %}",
}
TOO_LONG = {
    "loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a + b %}{% endfor %}{% endfor %}",
    "sort": "{% for a in range(99999) %}{% set c = range(99999)|sort(reverse=true) %}{% endfor %}",
    "call": "{% macro m(n) %}{{ m(n - 1) if n else '' }}{{ m(n - 1) if n else '' }}{% endmacro %}{{ m(60) }}",
}
TOO_DEEP = {
    "parentheses": "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}",
    "lists": "{{ " + "[" * 500 + "]" * 500 + " }}",
    "ifs": "{% if 1 %}" * 300 + "x" + "{% endif %}" * 300,
    "fors": "{% for a in [1] %}" * 120 + "x" + "{% endfor %}" * 120,
    "sum": "{{ " + "1 + " * 20000 + "1 }}",
    "filters": "{{ 'x'" + "|upper" * 5000 + " }}",
    "recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "itself": "{% include 'report.md.j2' %}",
}
ADDRESSES = {
    "cycler": "{{ cycler('a', 'b') }}",
    "joined": "{{ cycler('a') ~ '' }}",
    "method": "{{ ''.join }}",
    "generator": "{{ [1]|map('string') }}",
    "formatted": "{{ '%s'|format(cycler('a')) }}",
}


def put(workspace: Path, text: str) -> None:
    (workspace / "mine").mkdir(exist_ok=True)
    (workspace / "mine/report.md.j2").write_text(text)


@pytest.mark.parametrize("text", [*TOO_LARGE.values(), *TOO_DEEP.values()], ids=[*TOO_LARGE, *TOO_DEEP])
def test_what_grows_or_nests_without_end_is_an_error_of_the_input(run: Run, workspace: Path, text: str) -> None:
    put(workspace, text)
    ran = run(*SAMPLE, env={"SOME_TOKEN": "hunter2"})
    assert ran.exit_code == 2
    assert "mine/report.md.j2" in ran.err
    assert "Traceback" not in ran.out + ran.err
    assert len(ran.err) < 1000


@pytest.mark.parametrize("text", TOO_LONG.values(), ids=TOO_LONG)
def test_what_never_ends_is_ended(run: Run, workspace: Path, text: str) -> None:
    put(workspace, text)
    ran = run(*SAMPLE)
    assert ran.exit_code == 2
    assert "mine/report.md.j2: this takes more than 10 seconds. Look for a loop" in ran.err


@pytest.mark.parametrize("text", ADDRESSES.values(), ids=ADDRESSES)
def test_what_is_another_text_in_each_run_is_refused(run: Run, workspace: Path, text: str) -> None:
    put(workspace, text)
    ran = run(*SAMPLE)
    assert ran.exit_code == 2
    assert "is no text" in ran.err


def test_after_one_that_was_ended_the_next_is_filled_in() -> None:
    found = Confinement()
    try:
        endless = Templates("mine", (("report.md.j2", "{{ " + "(" * 100_000 + " }}"),))
        fine = Templates("mine", (("report.md.j2", "{{ package }}\n"),))
        for _ in range(2):
            assert found.problems(endless)
            assert found.render("report.md.j2", {"package": "numpy"}, fine) == "numpy\n"
    finally:
        found.end()


def test_the_process_has_no_environment_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_TOKEN", "hunter2")
    found = Confinement()
    try:
        found.problems(Templates("mine", (("report.md.j2", "x"),)))
        process = found._process
        assert process is not None
        environment = Path(f"/proc/{process.pid}/environ").read_bytes()
    finally:
        found.end()
    assert b"hunter2" not in environment
    assert {name.partition(b"=")[0] for name in environment.split(b"\0") if name} <= {
        b"LD_LIBRARY_PATH",
        b"PYTHONHASHSEED",
        b"PYTHONDONTWRITEBYTECODE",
    }
