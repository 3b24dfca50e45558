"""Numbers, dates and foreign text as people read them: one module for all of it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

MINUS = "\N{MINUS SIGN}"
_UNITS = ("", "k", "M", "B", "T")
_UNIT_NAMES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = re.compile(r"2[0-9]{3}-[0-9]{2}-[0-9]{2}")
_UNSEEN = re.compile(
    # Controls, halves of letters, and what is no character.
    r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    # What joins, parts or hyphenates unseen, fills, or turns the direction of what follows.
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u3164\ufeff\uffa0\ufff0-\ufffb"
    # Controls of shorthand and of music, and tags.
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)
"""Characters that nobody sees: text that has them looks like other text."""


def compact(count: int, *, giga: str = "B") -> str:
    """A count in at most four characters and a unit: ``1.6B``, ``12M``, ``950``.

    Below ten of a unit there is one decimal unless it is zero, else none, as on shields.io;
    ``giga`` is the unit for 10^9: B, as maintainers write it, or G, as shields.io does.
    """
    value, unit = Decimal(count), 0
    while unit < len(_UNITS) - 1 and _rounded(value) >= 1000:
        value, unit = value / 1000, unit + 1
    return f"{_rounded(value):f}{_UNITS[unit].replace('B', giga)}"


def unit_of(count: float) -> tuple[int, str]:
    """The largest unit that a count reaches, and its name: 10^6 and ``million``; 1 and no name below a thousand."""
    return next(((size, name) for size, name in _UNIT_NAMES if count >= size), (1, ""))


def _rounded(value: Decimal) -> Decimal:
    tenths = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if tenths < 10 and tenths % 1:
        return tenths
    return value.quantize(Decimal(1), ROUND_HALF_UP)


def thousands(count: int) -> str:
    """A count in full with separators: ``1,572,094,434``."""
    return f"{count:,}"


def share_percent(part: int, whole: int) -> Decimal:
    """``part`` of ``whole`` in percent with two decimals, halves rounded up; 0 of 0 is 0."""
    if not whole:
        return Decimal("0.00")
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent(part: int, whole: int, *, places: int = 1, below: Decimal | None = None) -> str:
    """``part`` of ``whole`` for a reader: ``26.1 %``.

    What is not zero never reads as zero, and what is under ``below`` percent never reads as having reached it.
    """
    return _percent(Decimal(part) * 100 / Decimal(whole) if whole else Decimal(0), places, below)


def percent_of_share(share: float, *, places: int = 2, below: Decimal | None = None) -> str:
    """A share from 0 to 1 for a reader, as ``percent`` has it: ``26.12 %``."""
    return _percent(Decimal(str(share)) * 100, places, below)


def _percent(exact: Decimal, places: int, below: Decimal | None) -> str:
    step = Decimal(1).scaleb(-places)
    if 0 < exact < step:
        return f"under {step} %"
    shown = exact.quantize(step, ROUND_HALF_UP)
    if below is not None and exact < below <= shown:
        shown = exact.quantize(step, ROUND_DOWN)
    return f"{shown} %"


def signed_percent(part: float, whole: float) -> str:
    """A change of ``part`` beside ``whole`` in whole percent, with its sign: ``+12 %``, ``±0 %``."""
    change = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{change:+,} %".replace("-", MINUS) if change else "±0 %"


def signed_points(points: float) -> str:
    """A change in percentage points, with its sign: ``+0.43``; what rounds to zero has none."""
    text = f"{points:+.2f}"
    return "0.00" if text in ("+0.00", "-0.00") else text.replace("-", MINUS)


def plain_number(value: Decimal) -> str:
    """A number without trailing zeros or an exponent: ``5``, ``2.5``."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_percent(percent: float | Decimal) -> str:
    """A percent that somebody has chosen, such as a threshold: ``5 %``, ``2.5 %``."""
    return f"{plain_number(Decimal(str(percent)))} %"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: ``1 day``, ``28 days``."""
    return f"{thousands(count)} {singular if count == 1 else plural or singular + 's'}"


def number_word(number: int) -> str:
    """A small number as a word: ``four``; others in figures."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if 0 <= number < len(words) else thousands(number)


def a_day(downloads: float) -> str:
    """Downloads a day, rounded; what is not zero never reads as zero."""
    return "under 1" if 0 < downloads < 1 else thousands(round(downloads))


def duration(seconds: float) -> str:
    """A time that something takes at least, in one unit, rounded down: ``45 seconds``, ``10 minutes``."""
    whole = int(seconds)
    return counted(whole, "second") if whole < 120 else counted(whole // 60, "minute")


def listed(items: list[str] | tuple[str, ...], most: int = 10) -> str:
    """Items as prose: ``a, b and c``; past ``most`` of them the rest is counted."""
    shown = list(items[:most])
    if len(items) > most:
        shown.append(f"{len(items) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def listed_versions(versions: Iterable[object], most: int = 12) -> str:
    """Versions as prose: ``3.8 and 3.9``."""
    return listed([str(version) for version in versions], most)


def either(items: Sequence[str]) -> str:
    """Items to choose one of, as prose: ``a, b or c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"


def parsed_day(text: str) -> date | None:
    """The day that ``text`` writes as YYYY-MM-DD; None for anything else and for days before 2000."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def month_of(day: date) -> str:
    """The month of a day: ``2026-08``."""
    return f"{day:%Y-%m}"


def month_name(day: date) -> str:
    """The name of a day's month, cut to three letters: ``Aug``."""
    return _MONTHS[day.month - 1]


def weekday_name(day: date) -> str:
    """The name of a day of the week, cut to three letters: ``Mon``."""
    return _WEEKDAYS[day.weekday()]


def span(first: date, last: date) -> str:
    """Two dates as prose: ``2026-07-11 to 2026-08-07``."""
    return f"{first} to {last}"


def visible(text: str) -> str:
    """Foreign text in one line, with each character that nobody would see by its code point: ``a[U+202E]b``."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def one_line(text: str, most: int = 60) -> str:
    """Foreign text fit for a line of a log: nothing unseen, no line break, at most ``most`` characters."""
    # What is cut off anyway needs no look.
    clean = visible(text[: most + 1])
    return clean if len(clean) <= most else f"{clean[: most - 1]}…"


def quoted(value: object, most: int = 60) -> str:
    """A foreign value as an error message shows it: ``"ten"``."""
    return f'"{one_line(str(value), most)}"'
