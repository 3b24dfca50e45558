"""What every exchange over HTTP holds to."""

import pytest
import responses

from pypistats_action.transport import Answer, Broken, Connection, Manners

URL = "https://api.example/x"
CONNECTION = Connection(Manners(), most_bytes=1024**2, too_large="answers with too much", follow_redirects=False)


def test_a_header_that_can_not_be_sent_is_not_quoted() -> None:
    with pytest.raises(Broken, match="a header has a character that none may have") as fault:
        CONNECTION.exchange("GET", URL, headers={"Authorization": "Bearer secret\nx"})
    assert "secret" not in str(fault.value)
    assert not fault.value.passing


@responses.activate
def test_an_answer_that_is_too_large_is_not_read_to_its_end() -> None:
    responses.get(URL, body=b"x" * (1024**2 + 1))
    with pytest.raises(Broken, match="answers with too much"):
        CONNECTION.exchange("GET", URL)


@responses.activate
def test_a_redirect_is_an_answer_where_none_is_followed() -> None:
    responses.get(URL, status=302, headers={"Location": "https://elsewhere.example/"})
    assert CONNECTION.exchange("GET", URL).headers["location"] == "https://elsewhere.example/"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"retry-after": "7"}, 7), ({"retry-after": "soon"}, None), ({}, None)],
)
def test_how_long_to_wait_is_what_the_service_says(headers: dict[str, str], seconds: float | None) -> None:
    assert Answer(503, b"", headers).retry_after_seconds == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"date": "Thu, 01 Jan 1970 00:01:00 GMT"}, 60), ({"date": "today"}, None), ({}, None)],
)
def test_when_the_service_answered_is_what_it_says(headers: dict[str, str], seconds: float | None) -> None:
    assert Answer(200, b"", headers).sent_at_seconds == seconds
