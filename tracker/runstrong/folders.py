"""Where a person's files are: settings, the history of what was trained, and recordings.

Each platform has its own places for them. RUNSTRONG_HOME names one folder instead, for everything: to carry it along on
a stick, or to try something out.
"""

import os
from pathlib import Path

HOME_VARIABLE = "RUNSTRONG_HOME"

CONFIG_NAME = "config.toml"
SENSORS_NAME = "sensors.json"
CHOSEN_PLAN_NAME = "chosen-plan.txt"
HISTORY_NAME = "history.sqlite3"
RECORDINGS_NAME = "recordings"


def config_folder() -> Path:
    """Return the folder of what a person has set; nothing is made."""
    if (home := _home()) is not None:
        return home
    from platformdirs import user_config_path

    return user_config_path("runstrong")


def data_folder() -> Path:
    """Return the folder of what a person has done; nothing is made."""
    if (home := _home()) is not None:
        return home
    from platformdirs import user_data_path

    return user_data_path("runstrong")


def config_path() -> Path:
    """Return the file of settings."""
    return config_folder() / CONFIG_NAME


def sensors_path() -> Path:
    """Return the file of the sensors that were used."""
    return config_folder() / SENSORS_NAME


def chosen_plan_path() -> Path:
    """Return the file of the plan that was chosen last."""
    return config_folder() / CHOSEN_PLAN_NAME


def history_path() -> Path:
    """Return the file of everything that was trained."""
    return data_folder() / HISTORY_NAME


def recordings_folder() -> Path:
    """Return the folder of what the sensors sent in each session."""
    return data_folder() / RECORDINGS_NAME


def _home() -> Path | None:
    """Return the folder that a person wants everything in, if there is one."""
    named = os.environ.get(HOME_VARIABLE, "")
    return Path(named).expanduser().absolute() if named else None
