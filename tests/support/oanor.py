"""The oanor API as its description's examples show it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta

import responses

API_URL = "https://api.oanor.com/pypistats-api"
KEY = "oanor_live_0123456789"

RECENT = {"last_day": 63643270, "last_week": 323515989, "last_month": 1572094434}
PYTHON = {
    "3.12": 1970972772,
    "3.11": 1869564711,
    "3.10": 1169111483,
    "3.13": 878762193,
    "3.9": 500312994,
    "3.14": 363479584,
    "3.8": 286303558,
    "3.7": 270750601,
    "null": 159042613,
    "3.6": 78439516,
}
"""The example breaks off after ``null``; what its total has beyond is given to one more version."""
SYSTEM = {"Linux": 7168426068, "Windows": 252156979, "Darwin": 89983560, "null": 34069391, "other": 2104027}

Body = dict[str, object]


def envelope(data: object, **changed: object) -> Body:
    """An answer around its data."""
    meta = {"timestamp": "2026-06-12T01:42:25.210Z", "request_id": "b664d43d-81b3-4fc4-98f8-bea3b7bd5d2a"}
    return {"data": data, "meta": meta, "status": "ok", "message": "Retrieved successfully", "success": True} | changed


def bodies(package: str = "requests", *, last: date = date(2026, 6, 11), days: int = 180) -> dict[str, Body]:
    """All five endpoints' answers; the timeline has the same downloads every day."""
    about = {"source": "pypistats.org", "package": package}
    timeline = [{"date": str(last - timedelta(days=n)), "downloads": 41926333} for n in reversed(range(days))]
    return {
        "recent": envelope(about | RECENT),
        "overall": envelope(about | {"count": days, "mirrors": False, "timeline": timeline}),
        "python": envelope(about | totals("python_version", PYTHON)),
        "system": envelope(about | totals("system", SYSTEM)),
        "meta": envelope({"service": "pypistats-api", "upstream_status": "ok"}),
    }


def totals(category: str, counts: Mapping[str, int]) -> Body:
    """The rows of a breakdown and their sum, largest first, with the shares that the service rounds."""
    total = sum(counts.values())
    rows = [
        {category: name, "downloads": count, "share_pct": round(count * 100 / total, 2)}
        for name, count in counts.items()
    ]
    return {f"by_{category}": rows, "total_downloads": total}


@contextmanager
def answering(answers: Mapping[str, Body | tuple[int, Body]]) -> Iterator[responses.RequestsMock]:
    """The service, with a body for each endpoint, or a status and a body."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as service:
        for view, answer in answers.items():
            status, body = answer if isinstance(answer, tuple) else (200, answer)
            service.get(f"{API_URL}/v1/{view}", json=body, status=status)
        yield service
