"""The real Linux stack: kernel, bluetoothd, D-Bus and bleak's own backend, in a virtual machine without any hardware.

``python reliability/linux_stack/run.py --folder FOLDER`` builds a Debian guest (once; as root), puts the product on a
second disc, boots both under QEMU's software emulation, and runs the scenarios of ``scenarios.py`` against a simulated
sensor on Bumble behind ``/dev/vhci``. ``--into docs/testing.md`` writes the result into the page.
"""

import argparse
import datetime
import sys
import time
from pathlib import Path

from debian_guest import CannotBuild, Source, guest, require_tools
from machine import GuestFailed, booted
from page import into_page, scenario_line, table
from product_disc import product_disc

LIMIT_S = 3600.0
INIT = Path(__file__).with_name("guest_init.sh")


def main() -> None:
    """Build what is missing, boot, and print a line for each scenario."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="for the guest, 2 GB; it is built once and kept")
    parser.add_argument("--only", default="", help="scenarios with this in their name")
    parser.add_argument("--mirror", default="", help="of Debian packages; else the one of this system")
    parser.add_argument("--suite", default="bookworm", help="with --mirror: which Debian")
    parser.add_argument("--into", type=Path, help="write the result into this page")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    source = Source(asked.mirror, asked.suite) if asked.mirror else None
    try:
        require_tools()
        began_s = time.monotonic()
        built = guest(asked.folder, INIT, source)
        product = product_disc(asked.folder, built.python, f"--only {asked.only}" if asked.only else "")
        print(f"guest and product ready in {time.monotonic() - began_s:.0f} s", flush=True)
        lines = []
        for at_s, line in booted(built, product, asked.folder, LIMIT_S):
            lines.append({**line, "at_s": at_s})
            print(scenario_line(lines[-1]), flush=True)
    except (CannotBuild, GuestFailed) as failure:
        sys.exit(str(failure))
    if asked.into is not None:
        into_page(asked.into, table(lines, datetime.datetime.now(datetime.UTC).date()))
    sys.exit(any(line.get("wrong") for line in lines))


if __name__ == "__main__":
    main()
