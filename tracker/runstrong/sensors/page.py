"""The page about sensors: its tables are written from the table of families, so that the two cannot differ.

``python -m runstrong.sensors.page docs/sensors.md`` writes them anew between the page's two marks.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from runstrong.sensors.families import ROWS
from runstrong.sensors.family import Family

BEGIN = "<!-- written by: python -m runstrong.sensors.page docs/sensors.md -->"
END = "<!-- end of what is written by the program -->"
HEADINGS = ("Sensor", "Family", "Needs", "Rates, Hz", "Range, g", "Delay", "Time from", "Tested by")


def tables(families: Sequence[Family] = ROWS) -> str:
    """Return the table of families and the list of their known faults, in Markdown."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(_cells(family) for family in families)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines += ["", "In bold: the rate that is asked for unless you wish otherwise.", "", "### Known faults", ""]
    for family in families:
        lines += [f"- **{family.title}**: {' '.join(family.known_faults)}"] if family.known_faults else []
    return "\n".join(lines)


def renewed(page: str) -> str:
    """Return a page with its tables written anew; ValueError if it lacks one of the marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page needs the marks {BEGIN!r} and {END!r}")
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def _cells(family: Family) -> tuple[str, ...]:
    rates = [f"{rate_hz:g}" for rate_hz in family.rates_hz]
    usual = f"{family.usual_rate_hz:g}"
    return (
        family.title,
        f"`{family.driver_id}`",
        family.needs,
        ", ".join(f"**{rate}**" if rate == usual else rate for rate in rates),
        ", ".join(f"±{range_g:g}" for range_g in family.ranges_g) or "as it is set",
        family.latency,
        family.time.value,
        family.tested,
    )


def main() -> None:
    """Write the tables of the page that is named anew."""
    path = Path(sys.argv[1])
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
