"""The result in words: a line for the terminal, and the table of ``docs/testing.md``."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Line = Mapping[str, Any]
BEGIN, END = "<!-- linux stack: begin -->", "<!-- linux stack: end -->"
COMMAND = "python reliability/linux_stack/run.py --folder FOLDER --into docs/testing.md"


def scenario_line(line: Line) -> str:
    """Return what is printed of one line of the guest."""
    at = f"{line['at_s']:6.1f} s "
    if "scenario" in line:
        outcome = f"FAILED: {line['wrong']}" if line["wrong"] else f"good {_figures(line['figures'])}"
        return f"{at}{line['scenario']} ({line['took_s']} s): {outcome}"
    if "versions" in line:
        return at + _versions(line["versions"])
    return at + ("Bluetooth is on" if "ready" in line else "over")


def table(lines: Sequence[Line], day: datetime.date) -> str:
    """Return the result as Markdown."""
    versions = next((line["versions"] for line in lines if "versions" in line), {})
    ready_s = next((line["at_s"] for line in lines if "ready" in line), 0.0)
    rows = [
        f"| {line['scenario'].replace('_', ' ')} | {line['wrong'] or 'yes'} | {line['took_s']:g} |"
        f" {_figures(line['figures'])} |"
        for line in lines
        if "scenario" in line
    ]
    return "\n".join(
        [
            f"`{COMMAND}` on {day.isoformat()}: {_versions(versions)}.",
            f"Bluetooth was on {ready_s:.0f} s after power on, and all was over after {lines[-1]['at_s']:.0f} s.",
            "",
            "| scenario | as it must be | took s | figures |",
            "| --- | --- | ---: | --- |",
            *rows,
        ]
    )


def into_page(page: Path, text: str) -> None:
    """Put the result between the two marks of a page."""
    head, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no place for it: {BEGIN} {END}")
    page.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", encoding="utf-8")


def _versions(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())


def _figures(figures: Mapping[str, Any]) -> str:
    return ", ".join(f"{_words(name)} {_number(value)}" for name, value in figures.items())


def _words(name: str) -> str:
    return name.removesuffix("_s").removesuffix("_ms").replace("_", " ")


def _number(value: object) -> str:
    if isinstance(value, list):
        return " / ".join(_number(one) for one in value)
    return f"{value:.2f}" if isinstance(value, float) else str(value)
