"""Whatever stands around an edit stays byte for byte, and a second edit changes nothing."""

import json
import tomllib

import yaml
from hypothesis import given
from hypothesis import strategies as st

from pypistats_action.edits.finding import replaced
from pypistats_action.edits.toml import Array, read_toml
from tests.unit.edits.changes import DROP_38_AND_39, edited

VERSIONS = st.lists(st.sampled_from(["3.7", "3.8", "3.9", "3.10", "3.11", "pypy3.9", "3.9.1", "é"]), max_size=6)
GAPS = st.sampled_from(["", " ", "\n    ", "  # 3.9, said\n    ", "\n\n    "])
COMMENTS = st.text(alphabet="ab 3.9#'\"[]{}\té", max_size=8)


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[str]]:
    """An array as TOML and YAML both read it, with gaps and comments, and its members."""
    members = draw(VERSIONS)
    text = "["
    for index, member in enumerate(members):
        comma = "," if index < len(members) - 1 or draw(st.booleans()) else ""
        text += f"{draw(GAPS)}{json.dumps(member, ensure_ascii=False)}{draw(st.sampled_from(['', ' ']))}{comma}"
    return f"{text}{draw(GAPS)}]", members


@given(lists(), COMMENTS, st.sampled_from(["\n", "\r\n"]))
def test_an_array_of_toml_keeps_all_but_what_goes(written: tuple[str, list[str]], comment: str, end: str) -> None:
    array, members = written
    before = f"# {comment}\n[tool.black]\nquiet = true # {comment}\ntarget-version = "
    after = f" # {comment}\n[tool.x]\ny = '{comment.replace(chr(39), '')}'\n".replace("\t", " ")
    before = before.replace("\t", " ")
    text = (before + array + after).replace("\n", end)
    found = edited("pyproject.toml", text, DROP_38_AND_39)
    assert found.text.startswith(before.replace("\n", end))
    assert found.text.endswith(after.replace("\n", end))
    kept = tomllib.loads(found.text)["tool"]["black"]["target-version"]
    staying = [member for member in members if member not in ("3.8", "3.9", "pypy3.9", "3.9.1")]
    assert kept == (staying if staying else (members if found.text == text else ["3.10"]))
    assert edited("pyproject.toml", found.text, DROP_38_AND_39).text == found.text


@given(lists(), COMMENTS)
def test_a_matrix_keeps_all_but_what_goes(written: tuple[str, list[str]], comment: str) -> None:
    array, members = written
    before = f"# {comment.replace(chr(9), ' ')}\njobs:\n  a:\n    strategy:\n      matrix:\n        python-version: "
    after = "\n        os: [a, '3.9'] # 3.9\n"
    array = array.replace("\n    ", "\n            ").replace("]", " ]")
    text = before + array + after
    found = edited(".github/workflows/a.yml", text, DROP_38_AND_39)
    assert found.text.startswith(before)
    assert found.text.endswith(after)
    kept = yaml.safe_load(found.text)["jobs"]["a"]["strategy"]["matrix"]["python-version"]
    if found.text != text:
        assert "3.8" not in kept
        assert "3.9" not in kept
    others = ("3.7", "3.11", "é")
    assert [member for member in kept if member in others] == [member for member in members if member in others]
    assert edited(".github/workflows/a.yml", found.text, DROP_38_AND_39).text == found.text


@given(lists(), st.data())
def test_members_that_stay_keep_their_text(written: tuple[str, list[str]], data: st.DataObject) -> None:
    text, members = written
    if len(members) < 2:
        return
    gone = data.draw(st.sets(st.integers(0, len(members) - 1), max_size=len(members) - 1))
    value = read_toml(f"x = {text}").values["x",]
    assert isinstance(value, Array)
    left = replaced(f"x = {text}", value.listing.without(gone))
    staying = [member for index, member in enumerate(members) if index not in gone]
    assert tomllib.loads(left)["x"] == staying
