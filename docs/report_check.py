"""Look at the report in a real browser: the page of a made-up history in light, dark and on paper.

Needs Chromium. ``python docs/report_check.py FOLDER`` leaves the page, pictures and a PDF in a folder, and ends with 1
if the browser complained of anything, or if the page asked for anything but itself.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--window-size=900,5200",
)
DARK = "--blink-settings=preferredColorScheme=0"
COMPLAINT = re.compile(r".*CONSOLE[:(].*")
SESSIONS = 3000
"""Ten years of six sessions a week, of 20 sets each."""


def main() -> None:
    """Make a history and its report, and look at it."""
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    history = folder / "history.sqlite3"
    if not history.exists():
        sys.path.insert(0, str(ROOT / "tests" / "support"))
        from years_of_training import fill

        fill(history, sessions=SESSIONS)
    page = folder / "report.html"
    print(
        f"history: {history.stat().st_size / 1e6:.0f} MB; report: {write_report(folder, page):.1f} s of processor time"
    )
    shot = "--screenshot={}"
    complaints = [
        *look(page, shot.format(folder / "light.png")),
        *look(page, shot.format(folder / "dark.png"), DARK),
        *look(page, f"--print-to-pdf={folder / 'report.pdf'}", "--no-pdf-header-footer"),
    ]
    empty = folder / "empty.html"
    empty.write_text("<!DOCTYPE html><title>empty</title>")
    asked = sorted(hosts(page) - hosts(empty))  # the browser asks for some on its own account
    for line in (*complaints, *(f"asked {host} for something" for host in asked)):
        print(line)
    print("the browser complains of nothing, and asks for nothing" if not complaints and not asked else "see above")
    sys.exit(bool(complaints or asked))


def write_report(folder: Path, page: Path) -> float:
    """Write the report as a person would, and return the seconds of processor time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "runstrong", "report", "--plan", "runner-full-body", "-o", str(page)]
    subprocess.run(command, check=True, env={**os.environ, "RUNSTRONG_HOME": str(folder)})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def look(page: Path, *flags: str) -> list[str]:
    """Open the page, and return what its console says."""
    return [line for line in browse(page, *flags).splitlines() if COMPLAINT.match(line)]


def hosts(page: Path) -> set[str]:
    """Open a page, and return the hosts that were asked for anything meanwhile."""
    with tempfile.TemporaryDirectory() as log_folder:
        log = Path(log_folder) / "net.json"
        browse(page, f"--log-net-log={log}", "--dump-dom")
        return set(re.findall(r'"url":"https?://([^/":]+)', log.read_text(errors="replace")))


def browse(page: Path, *flags: str) -> str:
    """Run the browser once, as somebody new, and return what it says on its standard error."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("no Chromium is here; install it, for instance with: apt-get install chromium")
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stderr


if __name__ == "__main__":
    main()
