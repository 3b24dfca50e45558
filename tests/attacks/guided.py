"""Bytes that a fuzzer finds by the lines that they reach, for everything that decodes: `make fuzz-guided`.

Needs atheris, which has wheels for some Pythons on Linux only; all other attacks do without it.
"""

import sys

import atheris

with atheris.instrument_imports(include=["pypistats_action"]):
    from pypistats_action.errors import ActionError
    from pypistats_action.json_fields import Unusable
    from pypistats_action.sources import envelope
    from pypistats_action.sources.decoding import decode_recent, decode_view
    from pypistats_action.store.history_csv import dump_history, load_history
    from pypistats_action.store.stats_json import load_statistics

PACKAGE, SERVICE = "some-lib", "pypistats.org"


def _read_history(content: bytes) -> None:
    written = dump_history(load_history(content.decode("utf-8", "replace"), "history.csv"))
    if dump_history(load_history(written, "history.csv")) != written:
        raise AssertionError("a history is not read back as it was written")


DECODERS = (
    lambda content: decode_recent(content, package=PACKAGE, service=SERVICE),
    lambda content: decode_view(content, package=PACKAGE, service=SERVICE, view="python_minor"),
    lambda content: envelope.timeline(envelope.opened(content)),
    lambda content: envelope.totals(envelope.opened(content), rows="by_system", category="system"),
    lambda content: load_statistics(content.decode("utf-8", "replace"), "stats.json"),
    _read_history,
)


def decode(content: bytes) -> None:
    """Give bytes to one of the decoders, the first of them says which; they may only end in a sentence."""
    if not content:
        return
    try:
        DECODERS[content[0] % len(DECODERS)](content[1:])
    except (ActionError, Unusable):
        return


if __name__ == "__main__":
    atheris.Setup(sys.argv, decode)
    atheris.Fuzz()
