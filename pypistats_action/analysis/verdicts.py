"""One Python version's verdict: the end-of-life date leads, the share is the gate.

The rules are those that maintainers work by, see docs/decision.md.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pypistats_action.analysis.windows import JUDGED_DAYS, JUDGED_WINDOWS
from pypistats_action.formats import listed, percent, plain_percent
from pypistats_action.model import VERDICTS, PythonVersion, Release, SupportPolicy, Verdict, add_months

PLAN_MONTHS = 6
"""How long before the policy's date a version is to be planned for."""
GRACE_MONTHS = 12
"""How long after the policy's date a version is overdue, whatever its share."""
ADDING_PERCENT = Decimal(1)
"""The share from which on a released version that is not declared is worth adding."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Downloads of one version in a window, and what they are a part of."""

    downloads: int
    base: int

    @property
    def share(self) -> float:
        """The portion as a fraction."""
        return self.downloads / self.base

    def is_below(self, threshold_percent: Decimal) -> bool:
        """Whether the share is under the threshold; equal is not under, and the comparison is exact."""
        return self.downloads * 100 < threshold_percent * self.base

    def text(self, threshold_percent: Decimal | None = None) -> str:
        """The share for a sentence."""
        return percent(self.downloads, self.base, below=threshold_percent)


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """All that one version's verdict rests on.

    ``portions`` are the judged windows' from the newest on, None where a window can't be judged;
    ``obstacle`` says why the newest such window can't; ``is_arriving`` that the version is newer than the
    most used one; ``days`` is how long a window is.
    """

    release: Release
    portions: tuple[Portion | None, ...]
    obstacle: str | None
    days: int = JUDGED_DAYS
    threshold_percent: Decimal
    policy: SupportPolicy
    today: date
    is_arriving: bool = False

    @property
    def newest(self) -> Portion | None:
        """The newest window's portion."""
        return self.portions[0] if self.portions else None


def judge_supported(case: Case) -> tuple[Verdict, str]:
    """The verdict on a supported version, and its reason in a sentence."""
    last = case.policy.last_day(case.release)
    if last is None:
        return _by_share(case, "")
    if case.today <= last:
        return _in_policy(case, last)
    past = f"past {case.policy.name} since {last}"
    if case.today > add_months(last, GRACE_MONTHS):
        share = f", {case.newest.text()}" if case.newest else ""
        return _said(case, Verdict.OVERDUE, f"{past}, more than {GRACE_MONTHS} months ago{share}")
    return _by_share(case, f"{past}, ")


def judge_unsupported(case: Case, *, below_floor: PythonVersion | None) -> tuple[Verdict, str]:
    """The verdict on a version that is not supported; ``below_floor`` is the floor that it lies below, if it does."""
    share = f", {case.newest.text()} of the downloads" if case.newest else ""
    if below_floor is not None:
        return _said(case, Verdict.NOT_SUPPORTED, f"below the project's floor of {below_floor}{share}")
    ends = case.release.end_of_life
    if not is_worth_adding(case):
        past = "past end of life since" if ends < case.today else "end of life on"
        return _said(case, Verdict.NOT_SUPPORTED, f"not declared, {past} {ends}{share}")
    if case.newest is None:
        return _said(case, Verdict.INSUFFICIENT_DATA, f"not declared, but {case.obstacle}")
    undeclared = f"released on {case.release.first_release}, not declared{share}"
    adding = not case.newest.is_below(ADDING_PERCENT)
    return _said(case, Verdict.CONSIDER_ADDING if adding else Verdict.NOT_SUPPORTED, undeclared)


def judge_unnamed(case: Case) -> tuple[Verdict, str]:
    """The verdict on a version that requires-python admits but that is newer than every classifier."""
    if not is_worth_adding(case) or case.newest is None or case.newest.is_below(ADDING_PERCENT):
        return judge_supported(case)
    unnamed = "admitted by requires-python, named by no classifier"
    return _said(case, Verdict.CONSIDER_ADDING, f"{unnamed}, {case.newest.text()} of the downloads")


def is_worth_adding(case: Case) -> bool:
    """Whether the version lives long enough to begin to support it."""
    return case.release.end_of_life > add_months(case.today, PLAN_MONTHS)


def _in_policy(case: Case, last: date) -> tuple[Verdict, str]:
    until = f"{case.policy.name} on {last}"
    share = f", {case.newest.text(case.threshold_percent)}" if case.newest else ""
    if last <= add_months(case.today, PLAN_MONTHS):
        return _said(case, Verdict.PLAN, f"{until}, within {PLAN_MONTHS} months{share}")
    if case.newest is None:
        return _said(case, Verdict.INSUFFICIENT_DATA, f"{until}, but {case.obstacle}")
    if case.newest.is_below(case.threshold_percent):
        limit = plain_percent(case.threshold_percent)
        return _said(case, Verdict.KEEP_LOW_USE, f"{until}{share}, below {limit} but not a reason to drop it")
    return _said(case, Verdict.KEEP, f"{until}{share}")


def _by_share(case: Case, past: str) -> tuple[Verdict, str]:
    """The verdict where no date stands in the way: below the threshold in every window, or not yet."""
    limit = plain_percent(case.threshold_percent)
    if case.newest is None:
        return _said(case, Verdict.INSUFFICIENT_DATA, f"{past}but {case.obstacle}" if past else str(case.obstacle))
    newest = case.newest.text(case.threshold_percent)
    if not past and case.is_arriving and case.newest.is_below(case.threshold_percent):
        return _said(case, Verdict.KEEP_LOW_USE, f"{newest}, below {limit}, but newer than the most used version")
    if not case.newest.is_below(case.threshold_percent):
        verdict = Verdict.PLAN if past else Verdict.KEEP
        return _said(case, verdict, f"{past}{newest}, not below {limit}")
    return _by_all_windows(case, past, newest, limit)


def _by_all_windows(case: Case, past: str, newest: str, limit: str) -> tuple[Verdict, str]:
    """The verdict where the newest share is below the threshold: a drop asks for the windows before it too."""
    if len(case.portions) < JUDGED_WINDOWS:
        asked = f"{_number(JUDGED_WINDOWS)} windows in a row, which the source doesn't give"
        total = f"{newest} of {case.days} days, below {limit}"
        return _said(case, Verdict.PLAN, f"{past}{total}, but a drop asks for {asked}")
    known = [portion for portion in case.portions if portion is not None]
    if any(not portion.is_below(case.threshold_percent) for portion in known):
        shares = listed([portion.text(case.threshold_percent) for portion in known])
        return _said(case, Verdict.PLAN, f"{past}not below {limit} in all of {len(case.portions)} windows ({shares})")
    if len(known) < len(case.portions):
        judged = f"only {len(known)} of {len(case.portions)} windows can be judged"
        return _said(case, Verdict.INSUFFICIENT_DATA, f"{past}{newest}, but {judged}: {case.obstacle}")
    return _said(case, Verdict.DROP, f"{past}{newest}, below {limit} for {_number(len(known))} windows")


def _said(case: Case, verdict: Verdict, because: str) -> tuple[Verdict, str]:
    return verdict, f"Python {case.release.version}: {because}: {VERDICTS[verdict].word}."


def _number(count: int) -> str:
    return {2: "two", 3: "three"}.get(count, str(count))
