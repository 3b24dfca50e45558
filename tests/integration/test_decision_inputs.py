import pytest

from tests.conftest import Serve
from tests.support.bodies import answering
from tests.support.commandline import Run
from tests.support.projects import figures


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (
            ["--policy", "forever"],
            'policy: "forever" is no support policy. Write eol, eol and months such as eol+6, spec0, nep29 or '
            "share-only.",
        ),
        (["--policy", "eol+x"], 'policy: "eol+x" is no support policy.'),
        (["--policy", "eol+"], 'policy: "eol+" is no support policy.'),
        (["--policy", "eol+100"], 'policy: "eol+100" is no support policy.'),
        (["--policy", "EOL"], 'policy: "EOL" is no support policy.'),
        (["--thresholds", "5, 3.99: 2"], "thresholds: there is no Python 3.99 to have a threshold."),
        (["--min-downloads", "-1"], 'min-downloads: "-1" is no whole number from 0 to 999999.'),
        (["--requires-python", "three"], 'requires-python: "three" is no version specifier. Write one such as >=3.11'),
        (["--requires-python", "<2"], 'requires-python: "<2" admits no Python. Write a lower bound, such as >=3.11.'),
        (["--requires-python", ">=3.9", "numpy", "black"], "requires-python: one value can't go for 2 packages."),
        (["--project-metadata", "ask"], 'project-metadata: "ask" is not known here. Write auto, workspace, '),
        (["--metadata-url", "https://packages.example/json"], "has no single place for the package."),
        (["--metadata-url", "https://packages.example/{package}/{package}"], "has no single place for the package."),
        (["--metadata-url", "https://packages.example/{name}"], "has no single place for the package."),
        (["--metadata-url", "packages.example/{package}"], "metadata-url: "),
        (["--compare", "conda"], 'compare: "conda" is not known here. Write none or all-pypi.'),
        (["--source", "sample", "--compare", "all-pypi"], "compare: the source sample has no daily figures"),
    ],
)
def test_a_bad_input_is_one_clear_sentence(run: Run, serve: Serve, arguments: list[str], problem: str) -> None:
    service = serve(answering(figures("numpy")))
    ran = run("--api-url", service.api_url, *(arguments if "numpy" in arguments else ["numpy", *arguments]))
    assert ran.exit_code == 2
    assert problem in ran.err
    assert len(ran.err.splitlines()) == 1
    assert service.requests == []
