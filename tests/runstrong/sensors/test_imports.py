import subprocess
import sys

HEAVY = ("bleak", "pandas", "scipy", "textual")


def test_sensors_and_recordings_load_nothing_heavy() -> None:
    program = f"import sys, runstrong.recording, runstrong.sensors; print([m for m in {HEAVY} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
