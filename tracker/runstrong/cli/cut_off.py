"""Sessions that were cut off, as far as a program that begins has to see to them.

Apart from going on with one, so that the home screen is painted before any signal library or Bluetooth is loaded.
"""

import time

from runstrong.folders import history_path, recordings_folder
from runstrong.live.tidying import finish_closed
from runstrong.live.unfinished import Unfinished, unfinished_sessions
from runstrong.session.plain_lines import counted


def finish_what_was_closed() -> None:
    """Pack and note recordings of sessions that were over when the program was killed; never fails."""
    finish_closed(recordings_folder(), history_path())


def unfinished_notice(command: str = "runstrong track --resume") -> str:
    """Return a sentence about the newest session that was cut off, or nothing; never fails."""
    known = unfinished_sessions(recordings_folder())
    return f"the session of {told(known[0])} was cut off; '{command}' goes on with it" if known else ""


def told(one: Unfinished) -> str:
    """Return when a session began and how much of it was done."""
    began = time.localtime(one.began_unix_s)
    return f"{time.strftime('%H:%M', began)} ({counted(one.sets, 'set')} done)"
