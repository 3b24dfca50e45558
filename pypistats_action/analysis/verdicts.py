"""One Python version's verdict: the policy's date leads, the share is the gate.

The rules are those that maintainers work by, see docs/decision.md; what became of their advice is measured there.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pypistats_action.analysis.case import GRACE_MONTHS, PLAN_MONTHS, Case
from pypistats_action.analysis.recommend import Hold
from pypistats_action.analysis.windows import JUDGED_DAYS
from pypistats_action.formats import counted, number_word, plain_percent, span, thousands
from pypistats_action.model import DropWhen, ObstacleKind, PythonVersion, Verdict, add_months, verdict_word

ADDING_PERCENT = Decimal(1)
"""The share from which on a released version that is not declared is worth adding."""
RETURNING_DOWNLOADS = 10_000
"""Downloads in 28 days under which about every second share that had fallen below the threshold came back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A verdict, why it is so, and whether the version can go as far as it alone is concerned.

    ``caveat`` is a sentence on what the verdict is worth, where that is less than usual.
    """

    version: PythonVersion
    verdict: Verdict
    because: str
    can_go: bool = False
    caveat: str = ""

    @property
    def reason(self) -> str:
        """The whole in a sentence or two."""
        word = verdict_word(self.verdict, can_go=self.can_go)
        return f"Python {self.version}: {self.because}: {word}.{self.caveat}"


def judge_supported(case: Case) -> Finding:
    """The verdict on a supported version."""
    if case.last_day is None:
        return _by_share_alone(case)
    return _past_policy(case, case.last_day) if case.is_past else _in_policy(case, case.last_day)


def judge_unsupported(case: Case, *, below_floor: PythonVersion | None, is_shut_out: bool) -> Finding:
    """The verdict on a version that is not supported.

    ``below_floor`` is the floor that it lies below, if it does; ``is_shut_out`` says that requires-python keeps it out.
    """
    share = f", {case.newest.text()} of {case.base_words}" if case.newest else ""
    if below_floor is not None:
        return _said(case, Verdict.NOT_SUPPORTED, f"below the project's floor of {below_floor}{share}")
    if not is_worth_adding(case):
        last = case.last_day or case.release.end_of_life
        name = case.policy.name if case.last_day else "end of life"
        when = f"past {name} since {last}" if last < case.today else f"{name} on {last}"
        return _said(case, Verdict.NOT_SUPPORTED, f"not declared, {when}{share}")
    if is_shut_out:
        return _said(case, Verdict.NOT_SUPPORTED, f"kept out by the project's own requires-python{share}")
    if case.newest is None:
        return _said(case, Verdict.NOT_SUPPORTED, f"not declared, and {_unjudged(case)}")
    adding = not case.newest.is_below(ADDING_PERCENT)
    undeclared = f"released on {case.release.first_release}, not declared{share}"
    return _said(case, Verdict.CONSIDER_ADDING if adding else Verdict.NOT_SUPPORTED, undeclared)


def judge_unnamed(case: Case) -> Finding:
    """The verdict on a version that requires-python admits but that is newer than every classifier."""
    if not is_worth_adding(case) or case.newest is None or case.newest.is_below(ADDING_PERCENT):
        return judge_supported(case)
    unnamed = "admitted by requires-python, named by no classifier"
    return _said(case, Verdict.CONSIDER_ADDING, f"{unnamed}, {case.newest.text()} of {case.base_words}")


def judge_unknown(case: Case) -> Finding:
    """What is said of a version where nobody knows whether the project supports it: no advice."""
    last = case.last_day
    when = (
        ""
        if last is None
        else f"past {case.policy.name} since {last}, "
        if case.is_past
        else f"{case.policy.name} on {last}, "
    )
    share = f"{case.newest.text()} of {case.base_words}" if case.newest else _unjudged(case)
    return _said(case, Verdict.SUPPORT_UNKNOWN, f"{when}{share}")


def held(finding: Finding, case: Case, hold: Hold) -> Finding:
    """The finding on a version that could go by itself, but not yet."""
    verdict = Verdict.OVERDUE if case.is_overdue else Verdict.PLAN
    return _said(case, verdict, f"{finding.because}, {hold.because}")


def left_out(finding: Finding) -> Finding:
    """The finding on a version that would be worth adding, but lies below the recommended floor."""
    because = f"{finding.because}, but below the recommended floor"
    return Finding(version=finding.version, verdict=Verdict.NOT_SUPPORTED, because=because)


def is_worth_adding(case: Case) -> bool:
    """Whether the policy asks for the version long enough to begin to support it."""
    ends = min(case.last_day or case.release.end_of_life, case.release.end_of_life)
    return ends > add_months(case.today, PLAN_MONTHS)


def _past_policy(case: Case, last: date) -> Finding:
    long_ago = f", more than {GRACE_MONTHS} months ago" if case.is_overdue else ""
    past = f"past {case.policy.name} since {last}{long_ago}"
    if because := _below(case):
        return _going(case, f"{past}, {because}", caveat=_caveat(case))
    if case.drop_when is DropWhen.PAST_POLICY or (case.drop_when is DropWhen.OVERDUE and case.is_overdue):
        return _going(case, f"{past}, which is enough with drop-when: {case.drop_when}; {_use(case)}")
    if case.is_overdue:
        return _said(case, Verdict.OVERDUE, f"{past}, but {_standing(case)}")
    if case.obstacle and (case.newest is None or case.newest.is_below(case.threshold_percent)):
        return _undecided(case, past)
    return _said(case, Verdict.PLAN, f"{past}, {_standing(case)}")


def _in_policy(case: Case, last: date) -> Finding:
    until = f"{case.policy.name} on {last}"
    share = f", {case.newest.text(case.threshold_percent)}" if case.newest else f", {_unjudged(case)}"
    if last <= add_months(case.today, PLAN_MONTHS):
        return _said(case, Verdict.PLAN, f"{until}, within {PLAN_MONTHS} months{share}")
    if case.newest and case.newest.is_below(case.threshold_percent):
        return _said(
            case,
            Verdict.KEEP_LOW_USE,
            f"{until}{share}, below {plain_percent(case.threshold_percent)} but not a reason to drop it",
        )
    return _said(case, Verdict.KEEP, f"{until}{share}")


def _by_share_alone(case: Case) -> Finding:
    """The verdict where the policy has no dates."""
    newest = case.newest
    if newest and case.is_arriving and newest.is_below(case.threshold_percent):
        text = newest.text(case.threshold_percent)
        return _said(
            case,
            Verdict.KEEP_LOW_USE,
            f"{text}, below {plain_percent(case.threshold_percent)}, but newer than the most used version",
        )
    if case.is_below_for_long and (because := _below(case)):
        return _going(case, because, caveat=_caveat(case))
    if newest and not newest.is_below(case.threshold_percent):
        return _said(case, Verdict.KEEP, _standing(case))
    if case.obstacle:
        return _undecided(case, "")
    return _said(case, Verdict.PLAN, _standing(case))


def _below(case: Case) -> str | None:
    """Why the version can go for its few downloads; None where it can't."""
    if case.is_below_for_long and case.newest:
        windows = f"{number_word(len(case.portions))} windows of {case.days} days in a row"
        return (
            f"{case.newest.text(case.newest_percent)}, below {plain_percent(case.long_percent)} in {windows} "
            f"({span(case.span.first, case.span.last)}) and below {plain_percent(case.newest_percent)} in the newest, "
            f"where the threshold is {plain_percent(case.threshold_percent)}"
        )
    if case.is_unused:
        counts = case.counts
        unknown = f" and {thousands(counts.hidden)} that report no version" if counts.hidden else ""
        return f"{counted(counts.downloads, 'download')}{unknown} in {counts.days} days, less than one a day"
    return None


def _standing(case: Case) -> str:
    """How the version's use stands against what a drop asks for."""
    newest, limit = case.newest, plain_percent(case.threshold_percent)
    if newest is None:
        return _unjudged(case)
    text = newest.text(case.threshold_percent)
    if not newest.is_below(case.threshold_percent):
        return f"{text} of {case.base_words}, not below {limit}"
    if len(case.portions) < case.asked:
        asked = f"{number_word(case.asked)} windows of {JUDGED_DAYS} days in a row, which the source doesn't give"
        return f"{text} in {case.days} days, below {limit}, but a drop asks for {asked}"
    if not newest.is_below(case.newest_percent):
        return f"{text}, below {limit}, but not below {plain_percent(case.newest_percent)}"
    if any(portion and not portion.is_below(case.long_percent) for portion in case.portions):
        limit = plain_percent(case.long_percent)
        return f"not below {limit} in all of {len(case.portions)} windows ({case.shares_text()})"
    known = sum(portion is not None for portion in case.portions)
    return f"{text}, but only {known} of {len(case.portions)} windows can be judged: {case.obstacle}"


def _undecided(case: Case, past: str) -> Finding:
    what = _standing(case)
    if past:
        what = f"{past}, {what}" if case.newest else f"{past}, but {what}"
    known = any(portion and not portion.is_below(case.long_percent) for portion in case.portions)
    return _said(case, Verdict.PLAN if known and case.newest else Verdict.INSUFFICIENT_DATA, what)


def _use(case: Case) -> str:
    """How much the version is used, where that gates nothing."""
    return f"{case.newest.text()} of {case.base_words}" if case.newest else _unjudged(case)


def _unjudged(case: Case) -> str:
    """Why there is no share; of a small package also how many downloads there were."""
    if case.obstacle and case.obstacle.kind is ObstacleKind.FEW_DOWNLOADS:
        return f"too few downloads to say more ({case.obstacle})"
    return f"its share can't be judged, since {case.obstacle}"


def _going(case: Case, because: str, *, caveat: str = "") -> Finding:
    verdict = Verdict.OVERDUE if case.is_overdue else Verdict.DROP
    return Finding(version=case.release.version, verdict=verdict, because=because, can_go=True, caveat=caveat)


def _caveat(case: Case) -> str:
    """What a drop by share is worth for a small package."""
    if not case.is_below_for_long or case.downloads * JUDGED_DAYS >= RETURNING_DOWNLOADS * case.days:
        return ""
    return (
        f" Of packages with fewer than {thousands(RETURNING_DOWNLOADS)} downloads in {JUDGED_DAYS} days, as this one, "
        "every second share that had fallen so came back within half a year."
    )


def _said(case: Case, verdict: Verdict, because: str) -> Finding:
    return Finding(version=case.release.version, verdict=verdict, because=because)
