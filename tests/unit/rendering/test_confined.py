import pickle

import pytest

from pypistats_action.model import Templates
from pypistats_action.rendering.confined import answer

MINE = Templates("mine", (("report.md.j2", "{{ package }}\n"), ("partials/x.j2", "{{")))


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (("render", "report.md.j2", {"package": "numpy"}, MINE), {"texts": ["numpy\n"]}),
        (("render", "report.md.j2", {}, MINE), {"problem": 'mine/report.md.j2, line 1: there is no name "package".'}),
        (("missing", MINE), {"texts": []}),
        (("missing", Templates("mine", MINE.texts[1:])), ["has no template of a document"]),
        (("problems", "report.md.j2", MINE), ["there is no name"]),
        (("problems", "partials/x.j2", MINE), ["mine/partials/x.j2, line 1: "]),
    ],
)
def test_a_request_is_answered_with_texts_or_a_problem(request_: object, expected: object) -> None:
    found = answer(pickle.dumps(request_))
    if isinstance(expected, list):
        assert expected[0] in str(found["texts"])
    else:
        assert found == expected
