"""Files that name Python versions in every way that tools have for it."""

TOOLS = """\
[project]
name = "some-lib"
requires-python = ">=3.9"
dependencies = ["tomli; python_version < '3.10'"]

[tool.ruff]
target-version = "py39"

[tool.black]
target-version = ["py39", "py310"]

[tool.mypy]
python_version = "3.9"

[tool.pyright]
pythonVersion = "3.9"

[tool.pylint.main]
py-version = "3.9"

[tool.tox]
env_list = ["py39", "py310"]

[[tool.hatch.envs.test.matrix]]
python = ["3.9", "3.10"]

[tool.cibuildwheel]
build = "cp39-* cp310-*"
"""
TOX = """\
[tox]
envlist =
    py{39,310,311}
    py3{9,10,11}-extra
    py{39-311}-range
    py{py3, 310, 39}
    {3.9,3.10}-unit
    {py39,py310}-good

[testenv:py{39,310}-docs]
"""
