from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from pypistats_action.errors import SourceError, UnknownPackageError
from pypistats_action.model import WITHOUT_MIRRORS, Recent, Secret, Stats
from pypistats_action.sources.oanor import Oanor
from pypistats_action.transport import Manners
from tests.support import oanor
from tests.support.clock import Clock
from tests.support.oanor import API_URL, KEY, answering, bodies, envelope

Answers = Mapping[str, oanor.Body | tuple[int, oanor.Body]]


def source(clock: Clock | None = None, *, rate_limit: int = 3) -> Oanor:
    clock = clock or Clock()
    manners = Manners(clock=clock.now, sleep=clock.sleep)
    return Oanor(API_URL, Secret(KEY), rate_limit=rate_limit, manners=manners)


def fetched(answers: Answers) -> Stats:
    with answering(answers):
        return source().fetch("requests")


def refused(answers: Answers) -> str:
    with pytest.raises(SourceError) as caught:
        fetched(answers)
    return str(caught.value)


def test_the_examples_of_its_description_are_read() -> None:
    stats = fetched(bodies())
    assert stats.recent == Recent(last_day=63643270, last_week=323515989, last_month=1572094434)
    assert len(stats.overall.counts[WITHOUT_MIRRORS]) == 180
    assert (stats.python.counts, stats.system.counts) == ({}, {})
    assert stats.totals is not None
    assert stats.totals.python.total == stats.totals.system.total == 7546740025
    assert (stats.totals.python.window.first, stats.totals.python.window.last) == (
        date(2025, 12, 14),
        date(2026, 6, 11),
    )
    assert [part.category for part in stats.totals.system.slices] == ["Linux", "Windows", "Darwin", "null", "other"]


def test_the_key_goes_in_the_header_and_nowhere_else() -> None:
    with answering(bodies()) as service:
        used = source()
        used.fetch("requests")
        used.check()
        asked = [call.request for call in service.calls]
    assert len(asked) == 5
    for request in asked:
        assert request.headers["x-oanor-key"] == KEY
        assert KEY not in str(request.url)
    assert KEY not in repr(used) + repr(vars(used))
    assert all(KEY not in address for address in used.plan(("requests",)).addresses)


def test_a_redirect_does_not_take_the_key_elsewhere() -> None:
    with answering(bodies()) as service:
        service.remove("GET", f"{API_URL}/v1/python")
        service.get(f"{API_URL}/v1/python", status=302, headers={"Location": "https://elsewhere.example/"})
        elsewhere = service.get("https://elsewhere.example/", json={})
        with pytest.raises(
            SourceError, match=r"sends to another host, https://elsewhere\.example, where nothing secret may go"
        ):
            source().fetch("requests")
    assert elsewhere.call_count == 0


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused_is_named_and_not_quoted(status: int) -> None:
    body = envelope(None, success=False, status="error", message=f"Unknown key {KEY}, see your account")
    message = refused(dict.fromkeys(bodies(), (status, body)))
    assert f'oanor doesn\'t take the key (HTTP {status}) and says "Unknown key ***, see your account".' in message
    assert "Look at the input api-key" in message


def test_a_quota_that_is_used_up_is_told_in_the_services_words() -> None:
    body = envelope(None, success=False, status="error", message=f"Monthly quota of {KEY} exceeded")
    message = refused(dict.fromkeys(bodies(), (429, body)))
    assert message == (
        'oanor refuses for now (HTTP 429, too many requests) and says "Monthly quota of *** exceeded". '
        "Run it again later."
    )


def test_an_answer_that_quotes_the_key_beyond_what_is_shown_gives_no_part_of_it_away() -> None:
    long = envelope(None, success=False, status="error", message=f"{'x' * 50}{KEY}")
    message = refused(bodies() | {"python": long})
    assert KEY[:6] not in message
    assert "it is marked as no success" in message


def test_a_package_that_it_does_not_know_is_named() -> None:
    nothing = (404, envelope(None, success=False, status="error", message="Package not found"))
    with answering(bodies() | {"recent": nothing, "overall": nothing}), pytest.raises(UnknownPackageError):
        source().fetch("requests")


def test_a_package_without_recent_downloads_is_known_all_the_same() -> None:
    nothing = (404, envelope(None, success=False, status="error", message="Package not found"))
    assert fetched(bodies() | {"recent": nothing}).recent is None


@pytest.mark.parametrize(
    ("view", "data", "problem"),
    [
        ("overall", {"mirrors": True, "timeline": []}, 'its mirrors is "true", not false'),
        ("overall", {"mirrors": False, "timeline": {}}, 'its timeline is "{}", not a list'),
        ("overall", {"mirrors": False, "timeline": [3]}, 'a row of its timeline is "3", not an object'),
        ("overall", {"mirrors": False, "timeline": [{"date": "12.6.2026"}]}, "not a date such as"),
        (
            "python",
            {"by_python_version": [], "total_downloads": 3},
            "its rows add up to 0, but its total_downloads is 3",
        ),
        (
            "python",
            {"by_python_version": [{"python_version": 3.1, "downloads": 1}]},
            'python_version is "3.1", not text',
        ),
        (
            "python",
            {"by_python_version": [{"python_version": "3.12", "downloads": -1}]},
            'downloads is "-1", not a whole number',
        ),
        ("python", {"package": "numpy"}, 'its package is "numpy", not "requests"'),
    ],
)
def test_an_answer_of_another_kind_is_refused_with_what_it_is(view: str, data: oanor.Body, problem: str) -> None:
    message = refused(bodies() | {view: envelope({"package": "requests"} | data)})
    assert message.startswith(f"oanor gives an answer for requests ({view}) that can't be used: ")
    assert problem in message


@pytest.mark.parametrize("view", ["recent", "system"])
def test_what_no_verdict_rests_on_may_be_missing(view: str) -> None:
    broken = envelope({"package": "numpy"})
    stats = fetched(bodies() | {view: broken})
    assert stats.missing == {
        view: f"oanor gives an answer for requests ({view}) that can't be used: "
        'its package is "numpy", not "requests".'
    }
    assert stats.totals is not None
    assert stats.totals.python.total == 7546740025


def test_it_is_asked_three_times_a_second_over_all_views() -> None:
    clock = Clock()
    with answering(bodies()):
        used = source(clock)
        for _ in range(3):
            used.fetch("requests")
    assert clock.now() == pytest.approx(used.plan(("requests",) * 3).least_seconds) == pytest.approx(3 * 1.1 + 2 * 0.25)


def test_it_is_up_where_its_meta_says_so() -> None:
    with answering(bodies()):
        assert source().check() == 'oanor is up, and calls pypistats.org behind it "ok".'


def test_a_quiet_timeline_still_has_a_window() -> None:
    stats = fetched(bodies(days=2))
    assert stats.totals is not None
    assert stats.totals.python.window.last - stats.totals.python.window.first == timedelta(days=1)
