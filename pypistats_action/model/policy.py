"""How figures are judged: denominators, thresholds, and until when a version ought to be supported."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pypistats_action.model.calendar import Calendar, Release, add_months
from pypistats_action.model.statistics import PythonVersion

SPEC0_MONTHS = 36
"""SPEC 0: three years from the first release."""
NEP29_MONTHS = 42
"""NEP 29: 42 months from the first release."""

_DELAYED = re.compile(r"eol\+([0-9]{1,2})")


class ShareOf(StrEnum):
    """What a share is a part of: downloads that report a Python version, all, or those of supported versions."""

    KNOWN = "known"
    ALL = "all"
    SUPPORTED = "supported"


@dataclass(frozen=True, kw_only=True, slots=True)
class Thresholds:
    """Percent below which a version is flagged, and the versions that have a threshold of their own."""

    percent: Decimal
    exceptions: tuple[tuple[PythonVersion, Decimal], ...] = ()

    def percent_for(self, version: PythonVersion) -> Decimal:
        """The threshold of ``version`` in percent."""
        return dict(self.exceptions).get(version, self.percent)


class PolicyRule(StrEnum):
    """What a policy counts from."""

    END_OF_LIFE = "eol"
    SPEC0 = "spec0"
    NEP29 = "nep29"
    SHARE_ONLY = "share-only"


@dataclass(frozen=True, slots=True)
class SupportPolicy:
    """A rule, and the months that it grants after the end of life."""

    rule: PolicyRule = PolicyRule.END_OF_LIFE
    extra_months: int = 0

    @classmethod
    def parse(cls, text: str) -> "SupportPolicy | None":
        """The policy that ``text`` names, such as ``eol+6``; None where there is none."""
        if delayed := _DELAYED.fullmatch(text):
            return cls(PolicyRule.END_OF_LIFE, int(delayed[1]))
        return cls(PolicyRule(text)) if text in tuple(PolicyRule) else None

    def last_day(self, release: Release) -> date | None:
        """The last day on which the policy asks for the version; None where it has no dates (share-only)."""
        match self.rule:
            case PolicyRule.END_OF_LIFE:
                return add_months(release.end_of_life, self.extra_months)
            case PolicyRule.SPEC0:
                return add_months(release.first_release, SPEC0_MONTHS)
            case PolicyRule.NEP29:
                return add_months(release.first_release, NEP29_MONTHS)
            case PolicyRule.SHARE_ONLY:
                return None

    def floor(self, calendar: Calendar, today: date) -> PythonVersion | None:
        """The oldest released version that the policy asks for on ``today``; None where it has no dates."""
        asked = (
            release.version
            for release in calendar.releases
            if release.first_release <= today and (last := self.last_day(release)) and last >= today
        )
        return min(asked, default=None)

    @property
    def name(self) -> str:
        """What the policy's last day is called in a sentence."""
        match self.rule:
            case PolicyRule.END_OF_LIFE if self.extra_months:
                return f"end of life plus {self.extra_months} month{'s' if self.extra_months > 1 else ''}"
            case PolicyRule.END_OF_LIFE:
                return "end of life"
            case PolicyRule.SPEC0:
                return "the end of SPEC 0 support"
            case PolicyRule.NEP29:
                return "the end of NEP 29 support"
            case PolicyRule.SHARE_ONLY:
                return "share only"


class DropWhen(StrEnum):
    """When a version that is past the policy's date can go.

    Once its share has been below the threshold for long enough; also once it is a year past that date, whatever its
    share; or by the date alone.
    """

    BELOW_THRESHOLD = "below-threshold"
    OVERDUE = "overdue"
    PAST_POLICY = "past-policy"


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """How a package's figures are judged, and which of them are looked at.

    A window with fewer than ``min_downloads`` decides nothing. With ``mirrors`` the timeline with mirrors is shown
    beside the one without.
    """

    thresholds: Thresholds
    share_of: ShareOf = ShareOf.KNOWN
    timeline_days: int = 30
    support: SupportPolicy = SupportPolicy()
    min_downloads: int = 1000
    drop_when: DropWhen = DropWhen.BELOW_THRESHOLD
    mirrors: bool = False
