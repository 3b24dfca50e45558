"""What every exchange over HTTP holds to."""

import pytest
import responses

from pypistats_action.model import Secret
from pypistats_action.transport import Answer, Broken, Connection, Credentials, Manners, Server

URL = "https://api.example/x"
CONNECTION = Connection(Server("it"), Manners(), most_bytes=1024**2, too_large="answers with too much")


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
def test_a_redirect_that_says_not_where_to_is_an_answer() -> None:
    responses.get(URL, status=302)
    assert CONNECTION.exchange("GET", URL).status == 302


@responses.activate
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_to_another_host_over_https(status: int) -> None:
    responses.get(URL, status=status, headers={"Location": "//elsewhere.example/y"})
    responses.get("https://elsewhere.example/y", body=b"there")
    answer = CONNECTION.exchange("GET", URL)
    assert (answer.body, answer.server) == (b"there", "elsewhere.example")


@responses.activate
@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("http://[", "which is no address"),
        ("https://host.example/a b", "which is no address"),
        ("https://host.example/\xff\xfe", "which is no address"),
        ("https://host.example:99999/", "which is no address"),
        ("file:///etc/passwd", "which is no address"),
        ("javascript:alert(1)", "which is no address"),
        ("https://user:password@host.example/", "sends to an address with a user name"),
        ("http://api.example/x", "sends from https to http, at api.example"),
    ],
)
def test_a_redirect_that_leads_nowhere_safe_is_a_sentence(location: str, said: str) -> None:
    responses.get(URL, status=302, headers={"Location": location})
    with pytest.raises(Broken, match=said) as fault:
        CONNECTION.exchange("GET", URL)
    assert not fault.value.passing
    assert "password" not in str(fault.value)
    assert len(responses.calls) == 1


@responses.activate
def test_what_carries_a_secret_keeps_to_its_origin() -> None:
    kept = Connection(
        Server("it"),
        Manners(),
        most_bytes=1024,
        too_large="",
        credentials=Credentials("https://api.example:443/path", Secret("0123456789"), "X-Key"),
    )
    responses.get(URL, status=302, headers={"Location": "/y"})
    responses.get("https://api.example/y", status=302, headers={"Location": "https://elsewhere.example/"})
    with pytest.raises(Broken, match=r"sends to another host, https://elsewhere\.example, where nothing secret may go"):
        kept.exchange("GET", URL)


@responses.activate
def test_five_redirects_are_followed_and_no_more() -> None:
    for number in range(7):
        responses.get(f"{URL}{number}", status=302, headers={"Location": f"{URL}{number + 1}"})
    with pytest.raises(Broken, match="sends from address to address without end"):
        CONNECTION.exchange("GET", f"{URL}0")
    assert len(responses.calls) == 6


@responses.activate
def test_whatever_a_library_raises_on_foreign_bytes_is_a_sentence() -> None:
    for raised in (UnicodeError("bad"), IndexError(), AssertionError("worse"), LookupError("worst")):
        responses.get(URL, body=raised)
        with pytest.raises(Broken, match=r"^api\.example can't be asked: "):
            CONNECTION.exchange("GET", URL)
        responses.reset()


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
