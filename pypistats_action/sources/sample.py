"""Recorded figures of one package, contained in the project: for a demonstration without a network."""

import json
from datetime import date, timedelta
from importlib.resources import files

from pypistats_action.errors import UnknownPackageError
from pypistats_action.model import Recent, Stats, View
from pypistats_action.sources.interface import Plan

SAMPLE_PACKAGE = "numpy"


class Sample:
    """What pypistats.org had about numpy on 2026-08-08."""

    def fetch(self, package: str) -> Stats:
        """The recorded views; there are none of any other package."""
        if package != SAMPLE_PACKAGE:
            raise UnknownPackageError(
                f"The sample has figures of {SAMPLE_PACKAGE} only, not of {package}. "
                f"Write package: {SAMPLE_PACKAGE}, or source: pypistats."
            )
        recorded = json.loads(files(__package__).joinpath("sample.json").read_text("utf-8"))
        first = date.fromisoformat(recorded["first_date"])

        def view(name: str) -> View:
            return View({category: _by_day(first, row) for category, row in recorded[name].items()})

        return Stats(
            package=package,
            source=recorded["source"],
            recent=Recent(**recorded["recent"]),
            overall=view("overall"),
            python=view("python_minor"),
            system=view("system"),
        )

    def check(self) -> str:
        """The sample is always there."""
        return "The sample needs no network."

    def plan(self, packages: tuple[str, ...]) -> Plan:  # noqa: ARG002
        """Nothing is asked for."""
        return Plan(service="sample", views=(), addresses=(), least_seconds=0.0)


def _by_day(first: date, downloads: list[int | None]) -> dict[date, int]:
    return {first + timedelta(days=n): count for n, count in enumerate(downloads) if count is not None}
