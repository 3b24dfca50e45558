"""From something that is right to something that isn't: bytes, texts and JSON, the same for the same seed."""

import copy
import json
from random import Random
from typing import Any

from tests.support.hostile import HOSTILE

TEXTS = (
    *HOSTILE,
    "\x00",
    "\u061c\u00ad\u2060",
    "\U000e0041",
    "\ud83d",
    "=1+1",
    "null",
    "__all__",
    "../../x",
    "3.9",
    "𝟛.9",
    "٣.٩",
)
NUMBERS: tuple[object, ...] = (
    -1,
    0,
    10**15,
    10**15 + 1,
    10**30,
    0.5,
    1e308,
    float("nan"),
    float("inf"),
    True,
    "7",
    None,
)
DATES = (
    "2026-02-30",
    "2000-01-01",
    "2999-12-31",
    "0001-01-01",
    "9999-12-31",
    "2026-8-7",
    "",
    "today",
    "2026-08-07T00:00",
)
KINDS: tuple[object, ...] = (None, True, 0, "", [], {}, [[]], {"a": {}}, "x" * 10_000, [None] * 100)


def bent(body: str, random: Random) -> bytes:
    """A body of JSON with one to four things wrong with it; ``body`` is its text."""
    tree = json.loads(body)
    for _ in range(random.randint(1, 4)):
        tree = _bend(tree, random)
    try:
        text = json.dumps(tree, ensure_ascii=random.random() < 0.8)
    except RecursionError:
        text = "[" * 2000
    if random.random() < 0.1:
        text = text.replace("2026", "9" * random.choice((5, 400, 5000)), 1)
    content = text.encode("utf-8", random.choice(("surrogatepass", "backslashreplace")))
    return spoilt(content, random) if random.random() < 0.2 else content


def spoilt(content: bytes, random: Random) -> bytes:
    """Bytes with something cut off, flipped, doubled, or put in."""
    at = random.randrange(len(content) + 1)
    act = random.randrange(8)
    if act == 0:
        return content[:at]
    if act == 1:
        return content[:at] + random.randbytes(random.randint(1, 20)) + content[at:]
    if act == 2:
        return content[:at] + content[at : at + 500] * 3 + content[at:]
    if act == 3:
        return content[at:]
    if act == 4:
        return b"\xef\xbb\xbf" + content
    if act == 5:
        return content.decode("utf-8", "replace").encode(random.choice(("utf-16", "utf-32", "utf-7")))
    if act == 6:
        return random.choice(
            (b"", b"[" * 100_000, b'{"a":' * 5000, b"\x00" * 1000, b"<html>", b"404", b"9" * 5000, b'"')
        )
    changed = bytearray(content or b"x")
    for _ in range(random.randint(1, 8)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _bend(tree: Any, random: Random) -> Any:
    places = list(_places(tree))
    if not places or random.random() < 0.02:
        return copy.deepcopy(random.choice(KINDS))
    # Deep in a long list there are thousands of places alike.
    holder, key = random.choice(places)
    act = random.randrange(7)
    if act == 0:
        del holder[key]
    elif act == 1:
        holder[key] = copy.deepcopy(random.choice(KINDS))
    elif act == 2:
        holder[key] = random.choice(TEXTS)
    elif act == 3:
        holder[key] = random.choice(NUMBERS)
    elif act == 4:
        holder[key] = random.choice(DATES)
    elif act == 5:
        holder[key] = _nested(holder[key], random.choice((2, 40, 900)))
    elif isinstance(holder, dict):
        holder[random.choice(TEXTS)] = holder[key]
    else:
        holder.append(holder[key])
    return tree


def _nested(value: object, depth: int) -> object:
    for _ in range(depth):
        value = [value]
    return value


def _places(tree: Any) -> Any:
    """Every place of a tree by its holder and its key, at most a hundred of each list."""
    level = [tree]
    while level:
        holder = level.pop()
        keys = (
            list(holder)
            if isinstance(holder, dict)
            else range(min(len(holder), 100))
            if isinstance(holder, list)
            else ()
        )
        for key in keys:
            yield holder, key
            if isinstance(holder[key], (dict, list)):
                level.append(holder[key])
