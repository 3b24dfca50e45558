import io
from dataclasses import replace

from pypistats_action.model import Receipt
from pypistats_action.runner import Plain
from tests.support.values import adoption, failure, outcome, result


def test_results_go_to_the_one_and_troubles_to_the_other_stream() -> None:
    out, err = io.StringIO(), io.StringIO()
    plain = Plain(out, err)
    going = result(adoption({"3.9": 400, "3.12": 9600}, days=120, requires_python=">=3.9,!=3.10.*,!=3.11.*,<3.13"))
    stale = result(adoption({"null": 9}, package="old-lib"), stale_reason="The service is away.")
    for one in (going, stale):
        with plain.serving(one.findings.package, 1, 3):
            plain.announce_result(one)
    plain.announce_failure(failure())
    plain.announce_outcome(outcome(going, stale, failure()))
    assert out.getvalue().splitlines() == [
        "some-lib",
        "  some-lib can drop Python 3.9: 4.00 % of the downloads that report a Python version, 400 a day. "
        'requires-python would be ">=3.12,!=3.10.*,!=3.11.*,<3.13".',
        "  10,000 downloads in the last day, 70,000 in 7 days, 300,000 in 30 days, figures up to 2026-08-07",
        "  keep: 3.12",
        "  drop: 3.9",
        "  can go: 3.9",
        "  below their threshold: 3.9",
        "  wrote to pypistats/some-lib/ report.md, stats.json",
        "old-lib",
        "  It isn't known which Python versions old-lib supports, so nothing is recommended. "
        'Say it with the input requires-python, such as ">=3.10".',
        "  9 downloads in the last day, 63 in 7 days, 270 in 30 days, figures up to 2026-08-07",
        "  note: No share of a Python version can be judged: 252 downloads in 28 days, fewer than 1,000.",
        "2 packages done, 1 not done: broken-lib",
    ]
    assert err.getvalue().splitlines() == [
        "warning: old-lib: the files of 2026-08-07 were left as they are. The service is away.",
        "error: broken-lib: The service is away.",
    ]


def test_one_package_needs_no_sum_and_files_left_alone_are_counted() -> None:
    out = io.StringIO()
    plain = Plain(out, io.StringIO())
    found = replace(result(), receipt=Receipt(unchanged=("pypistats/some-lib/report.md",)))
    plain.announce_result(found)
    plain.announce_outcome(outcome(found))
    assert out.getvalue().splitlines()[-1] == "  left as before in pypistats/some-lib/ 1 file"
