"""Who downloads a Python package, and which Python versions it should still support."""

__version__ = "0.1.0"

PROJECT_URL = "https://github.com/org/pypistats-action"
