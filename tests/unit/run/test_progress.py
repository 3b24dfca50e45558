from pypistats_action.run.progress import progress
from pypistats_action.sources.pypistats_org import PypistatsOrg
from pypistats_action.sources.sample import Sample
from pypistats_action.transport import Manners


def names(count: int) -> tuple[str, ...]:
    return tuple(f"lib-{number}" for number in range(count))


def source(rate_limit: int = 28) -> PypistatsOrg:
    return PypistatsOrg("https://pypistats.org/api", rate_limit=rate_limit, manners=Manners())


def test_a_long_run_says_ten_times_how_long_the_pace_makes_the_rest_take() -> None:
    said = [progress(source(), names(300), done) for done in range(300)]
    assert [line for line in said if line][::5] == [
        "0 of 300 packages done, at least 10 minutes left at the present pace",
        "150 of 300 packages done, at least 5 minutes left at the present pace",
    ]
    assert sum(line is not None for line in said) == 10


def test_the_rest_of_a_few_packages_waits_for_the_next_minute_too() -> None:
    assert progress(source(), names(30), 3) == "3 of 30 packages done, at least 59 seconds left at the present pace"


def test_packages_that_were_passed_over_have_taken_no_time() -> None:
    said = progress(source(), names(300), 270, passed_over=260)
    assert said == "270 of 300 packages done, at least 60 seconds left at the present pace"


def test_a_short_run_and_one_without_a_pace_say_nothing() -> None:
    assert progress(source(), names(9), 0) is None
    assert progress(source(0), names(300), 0) is None
    assert progress(Sample(), names(300), 0) is None
