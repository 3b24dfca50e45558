"""Hostile bodies of every service, given to what reads them; what is taken goes all the way to documents."""

import json
from collections.abc import Callable, Iterator
from random import Random

from pypistats_action.analysis import assess
from pypistats_action.analysis.history import history_of
from pypistats_action.errors import ActionError
from pypistats_action.inputs import Surroundings, read_request
from pypistats_action.json_fields import Unusable
from pypistats_action.model import PackageFiles, Stats
from pypistats_action.rendering import compose
from pypistats_action.sources import envelope
from pypistats_action.sources.decoding import decode_recent, decode_view
from pypistats_action.store.history_csv import dump_history, load_history
from tests.attacks.mutations import bent
from tests.attacks.tally import Tally
from tests.support.bodies import TODAY, steady
from tests.support.oanor import bodies as oanor_bodies

PACKAGE, SERVICE = "some-lib", "pypistats.org"
VIEWS = ("overall", "python_minor", "system")
AROUND = Surroundings(environment={}, today=TODAY)
REQUEST = read_request(("--badges", "downloads-day, python-versions, support, systems", PACKAGE), AROUND)
FILES = PackageFiles.below("pypistats", PACKAGE, REQUEST.documents.look.badges)
EVERY = 40
"""Of what is taken, one in so many is drawn: it takes as long as a thousand answers."""


def attack_answers(number: int, seed: int = 0) -> Tally:
    """Try ``number`` mutated answers."""
    random, tally = Random(seed), Tally("answers")
    good = {view: json.dumps(body) for view, body in steady(PACKAGE, days=35).items()}
    oanor = [json.dumps(body) for body in oanor_bodies().values()]
    sound = {view: decode_view(good[view].encode(), package=PACKAGE, service=SERVICE, view=view) for view in VIEWS}
    readers: list[tuple[str, Callable[[bytes], object]]] = [
        ("recent", lambda body: decode_recent(body, package=PACKAGE, service=SERVICE)),
        *(
            (view, lambda body, view=view: decode_view(body, package=PACKAGE, service=SERVICE, view=view))
            for view in VIEWS
        ),
    ]
    for n in range(number):
        case = f"answer {n} of seed {seed}"
        view, read = readers[n % len(readers)]
        is_oanor = n % 5 == 4
        body = bent(random.choice(oanor) if is_oanor else good[view], random)
        with tally.attempt(case, seconds=20, allowed=(ActionError, Unusable, ValueError)):
            if is_oanor:
                _read_oanor(body)
                continue
            found = read(body)
            if view == "recent":
                continue
            taken = {**sound, view: found}
            stats = Stats(
                package=PACKAGE,
                source=SERVICE,
                recent=None,
                overall=taken["overall"],  # type: ignore[arg-type]
                python=taken["python_minor"],  # type: ignore[arg-type]
                system=taken["system"],  # type: ignore[arg-type]
            )
            for text in _texts(stats, draws=random.randrange(EVERY) == 0):
                tally.look_for_secrets(text, case)
                text.encode()
    return tally


def _read_oanor(body: bytes) -> None:
    envelope.message(body)
    data = envelope.opened(body)
    for read in (
        lambda: envelope.timeline(data),
        lambda: envelope.totals(data, rows="by_python_version", category="python_version"),
        lambda: envelope.totals(data, rows="by_system", category="system"),
    ):
        try:
            read()
        except Unusable:
            continue


def _texts(stats: Stats, *, draws: bool) -> Iterator[str]:
    adoption = assess(stats, REQUEST.documents.policy, today=TODAY)
    text = dump_history(history_of(stats, today=TODAY))
    # What is written is read back whole.
    if dump_history(load_history(text, "history.csv")) != text:
        raise AssertionError("a history is not read back as it was written")
    yield text
    if draws:
        yield from (document.text for document in compose(adoption, FILES, REQUEST.documents.look).documents)
