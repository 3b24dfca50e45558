"""Poetry's own library is the witness that its way of writing versions is read rightly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet
from poetry.core.constraints.version import Version, parse_constraint

from pypistats_action.projects.poetry_versions import requires_python

RELEASES = [f"2.{minor}.{patch}" for minor in (6, 7) for patch in (0, 5, 18)] + [
    f"3.{minor}.{patch}" for minor in range(16) for patch in (0, 1, 2, 7, 9)
]


@pytest.mark.parametrize(
    ("written", "specifier"),
    [
        ("^3.9", ">=3.9,<4.0"),
        ("^3.9.1", ">=3.9.1,<4.0"),
        ("^3", ">=3,<4.0"),
        ("~3.9", ">=3.9,<3.10"),
        ("~3", ">=3,<4.0"),
        ("~3.9.2", ">=3.9.2,<3.10"),
        ("3.*", "==3.*"),
        ("3.9.*", "==3.9.*"),
        (">=3.8,<4.0", ">=3.8,<4.0"),
        (">=3.8 <4.0", ">=3.8,<4.0"),
        (">=3.8, !=3.9.7", ">=3.8,!=3.9.7"),
        ("~=3.9", "~=3.9"),
        ("3.9", "==3.9"),
        ("~2.7 || ^3.6", ">=2.7,<4.0,!=3.0.*,!=3.1.*,!=3.2.*,!=3.3.*,!=3.4.*,!=3.5.*"),
        ("~2.7 | ^3.6", ">=2.7,<4.0,!=3.0.*,!=3.1.*,!=3.2.*,!=3.3.*,!=3.4.*,!=3.5.*"),
        (">=3.8,<3.9.7 || >3.9.7,<4.0", ">=3.8,<4.0,!=3.9.7"),
        ("^3.10 || >=3.12,<3.15", ">=3.10,<4.0"),
        ("3.8.* || 3.10.*", ">=3.8,<3.11,!=3.9.*"),
        ("3.8.* || >=3.10", ">=3.8,!=3.9.*"),
        ("*", None),
        ("* || ^3.9", None),
    ],
)
def test_it_is_written_as_a_specifier(written: str, specifier: str | None) -> None:
    assert requires_python(written) == specifier


@pytest.mark.parametrize("written", ["", "three", "^3.9 ||", "^3.9.*", ">=3.7, <3.7.6 || >=3.8", "^99999", "^3.9; x"])
def test_what_is_none_of_poetrys_or_no_single_specifier_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"is no constraint|is empty|no order|by one specifier"):
        requires_python(written)


_VERSIONS = st.sampled_from(["2.7", "3", "3.6", "3.8", "3.8.1", "3.9", "3.10", "3.12.0", "3.13.2"])
_SINGLE = st.builds(
    lambda operator, version: f"{operator}{version}",
    st.sampled_from(["^", "~", ">=", ">", "<", "<=", "!=", ""]),
    _VERSIONS,
) | st.sampled_from(["3.*", "3.9.*", "!=3.9.*", "*"])
_ALL = st.lists(_SINGLE, min_size=1, max_size=3).map(",".join)
_ANY = st.lists(_ALL, min_size=1, max_size=3).map(" || ".join)


@given(_ANY)
def test_it_admits_what_poetry_admits(written: str) -> None:
    try:
        specifier = requires_python(written)
    except ValueError:
        return
    admitted = SpecifierSet(specifier or "")
    poetry = parse_constraint(written)
    assert [release for release in RELEASES if admitted.contains(release)] == [
        release for release in RELEASES if poetry.allows(Version.parse(release))
    ]
