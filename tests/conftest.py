"""Where tests find real recordings, which are not part of the project, and where the files of nobody go."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a shell's background job; child processes inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("any machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # how long an example takes says how busy the machine is


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the pictures of the terminal be drawn anew."""
    parser.addoption("--update-pictures", action="store_true", help="store the terminal as it looks now")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real recordings, or skip."""
    if not (CORPUS / "index.csv").is_file():
        pytest.skip("the corpus of real recordings is not here (../shared/corpus)")
    return CORPUS


@pytest.fixture(scope="session", autouse=True)
def home_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep every test, and every program that it runs, away from the files of whoever runs the tests."""
    before = os.environ.get("RUNSTRONG_HOME")
    home = tmp_path_factory.mktemp("home")
    os.environ["RUNSTRONG_HOME"] = str(home)
    yield home
    if before is None:
        del os.environ["RUNSTRONG_HOME"]
    else:
        os.environ["RUNSTRONG_HOME"] = before
