"""The nouns: values that never change, built from the standard library alone.

A ``share`` is a fraction from 0 to 1, a ``percent`` a number from 0 to 100, a date is a day in UTC.
"""

from pypistats_action.model.adoption import Adoption, PythonUse, Standing, VersionUse
from pypistats_action.model.calendar import Calendar, Release, add_months
from pypistats_action.model.decision import (
    Decision,
    Declaration,
    JudgedWindow,
    Judgement,
    MetadataSource,
    Rung,
    Step,
    Support,
    Verdict,
)
from pypistats_action.model.history import History, Period, RowKey, Trend
from pypistats_action.model.look import (
    COLORS,
    LABEL_COLOR,
    BadgeKind,
    BadgeLink,
    BadgeLook,
    BadgeOrder,
    BadgeStyle,
    BadgeUnits,
    Look,
)
from pypistats_action.model.outcome import Document, Failure, Outcome, PackageFiles, Receipt, Result
from pypistats_action.model.policy import Policy, PolicyRule, ShareOf, SupportPolicy, Thresholds
from pypistats_action.model.publication import Commit, Drop, Edit, Operation, Proposal, Publication, PullRequest
from pypistats_action.model.record import Change, Record
from pypistats_action.model.repository import Repository
from pypistats_action.model.secret import Secret
from pypistats_action.model.statistics import (
    ALL_PACKAGES,
    NO_VERSION,
    WITH_MIRRORS,
    WITHOUT_MIRRORS,
    Breakdown,
    Day,
    Presence,
    PythonVersion,
    Recent,
    Slice,
    Stats,
    Totals,
    View,
    Window,
)
from pypistats_action.model.templates import NO_TEMPLATES, Templates

__all__ = [
    "ALL_PACKAGES",
    "COLORS",
    "LABEL_COLOR",
    "NO_TEMPLATES",
    "NO_VERSION",
    "WITHOUT_MIRRORS",
    "WITH_MIRRORS",
    "Adoption",
    "BadgeKind",
    "BadgeLink",
    "BadgeLook",
    "BadgeOrder",
    "BadgeStyle",
    "BadgeUnits",
    "Breakdown",
    "Calendar",
    "Change",
    "Commit",
    "Day",
    "Decision",
    "Declaration",
    "Document",
    "Drop",
    "Edit",
    "Failure",
    "History",
    "JudgedWindow",
    "Judgement",
    "Look",
    "MetadataSource",
    "Operation",
    "Outcome",
    "PackageFiles",
    "Period",
    "Policy",
    "PolicyRule",
    "Presence",
    "Proposal",
    "Publication",
    "PullRequest",
    "PythonUse",
    "PythonVersion",
    "Receipt",
    "Recent",
    "Record",
    "Release",
    "Repository",
    "Result",
    "RowKey",
    "Rung",
    "Secret",
    "ShareOf",
    "Slice",
    "Standing",
    "Stats",
    "Step",
    "Support",
    "SupportPolicy",
    "Templates",
    "Thresholds",
    "Totals",
    "Trend",
    "Verdict",
    "VersionUse",
    "View",
    "Window",
    "add_months",
]
