from tests.conftest import Serve
from tests.support.bodies import answering, steady
from tests.support.commandline import Run
from tests.support.service import Reply


def test_a_service_that_is_up_is_asked_once(run: Run, serve: Serve) -> None:
    service = serve(answering(steady("pip")))
    ran = run("status", "--api-url", service.api_url, *(f"lib-{n}" for n in range(300)))
    assert ran.exit_code == 0
    assert ran.out.splitlines()[-2:] == ["at the present pace in at least 10 minutes", f"{service.host} is up."]
    assert [path for path, _ in service.requests] == ["/api/packages/pip/recent"]


def test_a_service_that_is_down_is_an_error_at_once(run: Run, serve: Serve) -> None:
    service = serve(answering(replies={"recent": Reply(503, b"503 TEMPORARILY DISABLED")}))
    ran = run("status", "--api-url", service.api_url, "numpy")
    assert ran.exit_code == 1
    assert ran.err == f"error: {service.host} has a fault of its own (HTTP 503). Run it again later.\n"
    assert len(service.requests) == 1


def test_the_sample_is_always_there(run: Run) -> None:
    ran = run("status", "--source", "sample")
    assert (ran.exit_code, ran.out) == (0, "1 package from sample: numpy\nThe sample needs no network.\n")
