"""The service's real limits, kept by a double of it, against the pace and the patience of a run. No time passes."""

from io import StringIO
from pathlib import Path

import pytest

from pypistats_action.errors import SourceError
from pypistats_action.inputs import Request, Surroundings, read_request
from pypistats_action.model import Outcome
from pypistats_action.publishing import Files
from pypistats_action.run.pipeline import run
from pypistats_action.run.world import World
from pypistats_action.runner import Plain
from pypistats_action.sources.metadata import Metadata
from pypistats_action.sources.pypistats_org import PypistatsOrg
from pypistats_action.transport import Manners
from pypistats_action.workspace import RepositoryFiles
from tests.conftest import Serve
from tests.support.bodies import TODAY, answering, steady
from tests.support.clock import SharedClock
from tests.support.commandline import tree
from tests.support.limits import Limited

NAMES = tuple(f"lib-{number}" for number in range(30))
ANSWERS = answering(*(steady(name, days=2) for name in NAMES))


def request(*arguments: str) -> Request:
    around = Surroundings(environment={}, today=TODAY)
    return read_request([*NAMES, *arguments], around)


DEFAULT_PACE = request().fetching.rate_limit


def source(serve: Serve, limited: Limited, clock: SharedClock, *, rate_limit: int = DEFAULT_PACE) -> PypistatsOrg:
    # An answer on its way sees the time go by that the other views wait.
    manners = Manners(clock=clock.now, sleep=clock.sleep, jitter=lambda least, _: least, whole_seconds=float("inf"))
    return PypistatsOrg(serve(limited).api_url, rate_limit=rate_limit, manners=manners)


@pytest.mark.parametrize("offset_seconds", [0.0, 59.6])
@pytest.mark.parametrize("workers", [1, 2])
def test_thirty_packages_at_the_default_pace_meet_no_refusal(serve: Serve, workers: int, offset_seconds: float) -> None:
    clock = SharedClock()
    limited = Limited(ANSWERS, clock.now, workers=workers, offset_seconds=offset_seconds)
    asked = source(serve, limited, clock)
    assert [asked.fetch(name).package for name in NAMES] == list(NAMES)
    assert limited.refused == 0
    assert clock.now() == pytest.approx(asked.plan(NAMES).least_seconds) == pytest.approx(60.25)


def test_without_a_pace_they_would_be_refused(serve: Serve) -> None:
    clock = SharedClock()
    limited = Limited(ANSWERS, clock.now)
    asked = source(serve, limited, clock, rate_limit=0)
    for name in NAMES:
        asked.fetch(name)
    assert limited.refused


@pytest.mark.parametrize("workers", [1, 2])
def test_an_address_that_others_have_exhausted_is_waited_for(serve: Serve, workers: int) -> None:
    clock = SharedClock()
    limited = Limited(ANSWERS, clock.now, workers=workers, spent=30)
    asked = source(serve, limited, clock)
    assert [asked.fetch(name).package for name in NAMES] == list(NAMES)
    assert limited.refused


def test_an_address_that_stays_exhausted_is_given_up_once_and_not_for_each_package(serve: Serve) -> None:
    clock = SharedClock()
    limited = Limited(ANSWERS, lambda: 0.0, spent=30)
    asked = source(serve, limited, clock)
    for name in NAMES:
        with pytest.raises(SourceError, match="refuses for now"):
            asked.fetch(name)
    # The views wait side by side, and after one another at worst.
    patience_seconds = 4 * 0.8 * (15 + 30 + 60 + 60)
    assert clock.now() < patience_seconds + 2 * 60


def whole_run(asked: PypistatsOrg, workspace: Path, err: StringIO) -> Outcome:
    world = World(
        source=asked,
        metadata=Metadata(),
        repository_files=lambda _: RepositoryFiles({}, ()),
        publisher=Files(workspace),
        announcer=Plain(StringIO(), err),
    )
    return run(request("--refresh", "true", "--charts", "false"), world)


def test_a_run_at_an_address_that_others_have_exhausted_finishes_once_it_is_free(serve: Serve, tmp_path: Path) -> None:
    clock, err = SharedClock(), StringIO()
    limited = Limited(ANSWERS, clock.now, workers=2, spent=30)
    outcome = whole_run(source(serve, limited, clock), tmp_path, err)
    assert [result.findings.package for result in outcome.results] == list(NAMES)
    assert not any(result.stale or result.findings.missing for result in outcome.results)
    assert limited.refused


def test_a_run_at_an_address_that_stays_exhausted_keeps_the_last_good_files(serve: Serve, tmp_path: Path) -> None:
    clock, err = SharedClock(), StringIO()
    whole_run(source(serve, Limited(ANSWERS, clock.now), clock), tmp_path, StringIO())
    before = {path: text for path, text in tree(tmp_path).items() if "index" not in path}
    limited = Limited(ANSWERS, lambda: 0.0, workers=2, spent=30)
    outcome = whole_run(source(serve, limited, clock), tmp_path, err)
    assert len(outcome.results) == sum(result.stale for result in outcome.results) == len(NAMES)
    assert {path: text for path, text in tree(tmp_path).items() if "index" not in path} == before
    for name in NAMES:
        assert f"warning: {name}: the files of 2026-08-07 were left as they are. " in err.getvalue()
