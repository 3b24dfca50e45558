"""A small portion of each kind of attack, the same each time; `make fuzz` has as many as one likes."""

from pathlib import Path

import pytest

from tests.attacks.__main__ import ATTACKS

PORTIONS = {"answers": 300, "pages": 300, "files": 24, "runs": 10, "templates": 8, "publishing": 12}


@pytest.mark.parametrize("name", ATTACKS)
def test_no_attack_does_harm(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    _, attack = ATTACKS[name]
    tally = attack(PORTIONS[name], tmp_path, 16)
    assert tally.examples == []
    assert tally.tried == PORTIONS[name]
