"""The only room that speaks HTTP: one exchange at a time, bounded in time and size, patient where it may pass."""

from pypistats_action.transport.answer import Answer, Broken, Passing
from pypistats_action.transport.connection import Connection
from pypistats_action.transport.credentials import Credentials
from pypistats_action.transport.manners import Manners
from pypistats_action.transport.patience import Patience, side_by_side
from pypistats_action.transport.server import Server

__all__ = ["Answer", "Broken", "Connection", "Credentials", "Manners", "Passing", "Patience", "Server", "side_by_side"]
