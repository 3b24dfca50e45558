import pytest

from pypistats_action.inputs.project import project_name


def test_the_package_is_the_workspaces_own_project() -> None:
    assert project_name('[project]\nname = "My.Package"\n') == "my-package"


@pytest.mark.parametrize(
    ("pyproject", "problem"),
    [
        (None, "no package is named, and the workspace has no pyproject.toml to take it from."),
        ("[project", "pyproject.toml is no TOML: "),
        ("", "has no [project].name."),
        ("[tool.poetry]\nname = 'x'", "has no [project].name."),
        ("project = 3", "has no [project].name."),
        ("[project]\nname = '-x'", '[project].name in pyproject.toml is "-x", no project name.'),
        ("[project]\nname = 3", '[project].name in pyproject.toml is "3", no project name.'),
        ("[project]\nname = ''", '[project].name in pyproject.toml is "", no project name.'),
    ],
)
def test_without_a_usable_one_the_author_is_told_what_to_write(pyproject: str | None, problem: str) -> None:
    with pytest.raises(ValueError, match="Write the package's name, such as package: numpy") as caught:
        project_name(pyproject)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)
