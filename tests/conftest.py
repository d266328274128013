"""Where tests find real recordings; they are not part of the project, so tests skip without them."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real recordings, or skip."""
    if not (CORPUS / "index.csv").is_file():
        pytest.skip("the corpus of real recordings is not here (../shared/corpus)")
    return CORPUS
