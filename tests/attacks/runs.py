"""Whole runs against a server that says what it likes, byte by byte."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from pypistats_action.inputs import Surroundings, read_request
from pypistats_action.model import Outcome
from pypistats_action.publishing import Files
from pypistats_action.run.pipeline import run
from pypistats_action.run.world import World
from pypistats_action.runner import Plain
from pypistats_action.runner.outputs import outputs
from pypistats_action.sources.metadata import Metadata
from pypistats_action.sources.pypistats_org import PypistatsOrg
from pypistats_action.transport import Manners
from pypistats_action.workspace import RepositoryFiles
from tests.attacks.files import _said
from tests.attacks.mutations import TEXTS, bent, spoilt
from tests.attacks.tally import Tally, watched_threads
from tests.support.bodies import TODAY, steady
from tests.support.raw import RawServer, fine, found, speaking

PACKAGES = ("first", "second")
PATIENT = Manners(
    sleep=lambda _: None,
    jitter=lambda *_: 1.0,
    connect_seconds=2,
    read_seconds=0.5,
    whole_seconds=1,
    retry_waits_seconds=(1.0,),
)
OWN_FAULT = "a fault of pypistats-action itself"
LOCATIONS = (
    b"http://[",
    b"\xff",
    b"http://a b/",
    b"//",
    b"?",
    b"#",
    b"http://127.0.0.1:1/",
    b"https://",
    b"x" * 9000,
    b"data:,x",
)


def attack_runs(number: int, folder: Path, seed: int = 0) -> Tally:
    """Try ``number`` runs of two packages, the second of which is served as it should be."""
    random, tally = Random(seed), Tally("runs")
    bodies = {name: {view: json.dumps(body) for view, body in steady(name, days=35).items()} for name in PACKAGES}
    hostile = [random]

    def speak(head: bytes) -> bytes | Iterator[bytes]:
        _, package, view = f"//{head.split(b' ')[1].decode()}".rsplit("/", 2)
        # A redirect has led elsewhere.
        if view not in bodies.get(package, {}):
            return b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 3\r\n\r\n404"
        sound = bodies[package][view].encode()
        return _said_back(sound, bodies[package][view], hostile[0]) if package == "first" else fine(sound)

    with speaking(speak) as server, watched_threads(tally):
        for n in range(number):
            hostile[0] = Random(seed * 1_000_003 + n)
            case = f"run {n} of seed {seed}"
            workspace = folder / str(n)
            workspace.mkdir(parents=True)
            with tally.attempt(case, seconds=90), _said() as said:
                _look_at(_outcome(server, workspace), workspace, said.getvalue(), tally, case)
    return tally


def _outcome(server: RawServer, workspace: Path) -> Outcome:
    import sys

    options = (
        "--charts",
        "false",
        "--badges",
        "downloads-day, python-versions",
        "--history",
        "true",
        "--rate-limit",
        "0",
    )
    around = Surroundings(environment={}, today=TODAY)
    announcer = Plain(sys.stdout, sys.stderr)
    outcome = run(
        read_request((*PACKAGES, "--api-url", server.url, *options), around),
        World(
            source=PypistatsOrg(server.url, rate_limit=0, manners=PATIENT),
            metadata=Metadata(),
            repository_files=lambda _: RepositoryFiles({}, ()),
            publisher=Files(workspace),
            announcer=announcer,
        ),
    )
    announcer.announce_outcome(outcome)
    return outcome


def _look_at(outcome: Outcome, workspace: Path, said: str, tally: Tally, case: str) -> None:
    texts = [file.read_text("utf-8") for file in workspace.rglob("*") if file.is_file()]
    for text in (said, *outputs(outcome).values(), *texts):
        tally.look_for_secrets(text, case)
    for failure in outcome.failures:
        if OWN_FAULT in failure.reason:
            tally.note("tracebacks", f"{case}: {failure.reason}")
    if "second" not in [result.findings.package for result in outcome.results]:
        tally.note("lost", f"{case}: the second package was not served")
    if [file for file in workspace.rglob("*") if file.name.endswith(".tmp")]:
        tally.note("torn", case)


def _said_back(sound: bytes, body: str, random: Random) -> bytes | Iterator[bytes]:
    """Something else than the answer that is due; sometimes that answer."""
    speak: Callable[[], bytes | Iterator[bytes]] = random.choice(
        (
            lambda: fine(sound),
            lambda: fine(bent(body, random)),
            lambda: fine(bent(body, random)),
            lambda: fine(spoilt(sound, random)),
            lambda: spoilt(fine(sound), random),
            lambda: found(random.choice(LOCATIONS)),
            lambda: _headed(sound, random),
            lambda: _chunked(sound, random),
            lambda: _compressed(sound, random),
            lambda: _status(random),
            lambda: b"",
            lambda: random.randbytes(random.randint(1, 2000)),
            lambda: _drops(random),
        )
    )
    return speak()


def _headed(sound: bytes, random: Random) -> bytes:
    names = (
        b"Retry-After",
        b"Date",
        b"Content-Length",
        b"Content-Encoding",
        b"Transfer-Encoding",
        b"Set-Cookie",
        b"Location",
        b"X",
    )
    lines = b""
    for _ in range(random.randint(1, 6)):
        value = random.choice(
            (random.choice(TEXTS)[:500].encode("utf-8", "replace"), random.randbytes(20), b"-1", b"9" * 400, b"nan")
        )
        lines += random.choice(names) + b": " + value.replace(b"\n", b" ") + b"\r\n"
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + lines + b"\r\n" + sound


def _chunked(sound: bytes, random: Random) -> bytes:
    sizes = (b"%x" % len(sound), b"-1", b"zz", b"f" * 30, b"0", b"", b"%x;x=y" % (len(sound) // 2))
    body = random.choice(sizes) + b"\r\n" + sound + random.choice((b"\r\n0\r\n\r\n", b"", b"\r\n"))
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + body


def _compressed(sound: bytes, random: Random) -> bytes:
    content = random.choice(
        (gzip.compress(sound), gzip.compress(sound)[:-9], b"\x1f\x8b" + sound, gzip.compress(b" " * 20_000_000))
    )
    encoding = random.choice((b"gzip", b"deflate", b"br", b"zstd", b"gzip, gzip", b"x"))
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: " + encoding + b"\r\n\r\n" + content


def _status(random: Random) -> bytes:
    status = random.choice(
        (b"404 Not Found", b"429 x", b"500 x", b"100 Continue", b"204 x", b"304 x", b"999 x", b"0", b"abc", b"-1 x")
    )
    echo = random.choice(TEXTS)[:500].encode("utf-8", "replace")
    return b"HTTP/1.1 " + status + b"\r\nConnection: close\r\n\r\n" + echo


def _drops(random: Random) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
    for _ in range(random.randint(1, 20)):
        yield b"X-%d: x\r\n" % random.randrange(1000)
    yield b"\r\n{"
