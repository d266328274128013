import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("runstrong.cli.tracking", ("bumble", "textual", "scipy")),
        ("runstrong.cli.simulate", ("bumble", "textual", "scipy")),
        ("runstrong.ble.persistence", ("bleak", "bumble", "numpy", "asyncio")),
        ("runstrong.live.session", ("bleak", "bumble", "textual", "scipy")),
    ],
)
def test_nothing_is_loaded_before_it_is_asked_for(module: str, unwanted: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(*[name for name in {unwanted!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""
