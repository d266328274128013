"""Get what a person has set; kept apart because most have set nothing, and then nothing has to be imported for it."""

from runstrong.config.model import Config
from runstrong.folders import config_path


def load_config() -> Config:
    """Return what this person has set; a file that is not there is all defaults.

    Raises
    ------
    BadConfig
        There is something wrong in the file; carries all of it.
    """
    path = config_path()
    if not path.exists():
        return Config()
    from runstrong.config.reader import read_config

    return read_config(path)
