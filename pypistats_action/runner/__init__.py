"""The tongues of those who started the run: the workflow runner, a terminal, a pipe."""

from pypistats_action.runner.interface import Announcer
from pypistats_action.runner.outputs import OUTPUTS, write_outputs
from pypistats_action.runner.plain import Plain
from pypistats_action.runner.summary import MOST_SUMMARY_BYTES, write_summary
from pypistats_action.runner.workflow import Workflow

__all__ = ["MOST_SUMMARY_BYTES", "OUTPUTS", "Announcer", "Plain", "Workflow", "write_outputs", "write_summary"]
