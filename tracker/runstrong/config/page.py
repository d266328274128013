"""The page about the configuration: its tables are written from the tables of the program, so that they cannot differ.

``python -m runstrong.config.page docs/configuration.md`` writes them anew between the page's two marks.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from runstrong.config.actions import ACTIONS, keys_of
from runstrong.config.model import Config
from runstrong.config.settings import SECTIONS, SETTINGS
from runstrong.config.writer import toml_value, value_of
from runstrong.cues.table import CUES

BEGIN = "<!-- written by: python -m runstrong.config.page docs/configuration.md -->"
END = "<!-- end of what is written by the program -->"


def tables() -> str:
    """Return everything that can be set, in Markdown."""
    return "\n".join(_lines())


def renewed(page: str) -> str:
    """Return a page with its tables written anew; ValueError if it lacks one of the marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page needs the marks {BEGIN!r} and {END!r}")
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def _lines() -> Iterator[str]:
    usual = Config()
    for section in ("screen", "session", "cues"):
        yield from (f"## `[{section}]`", "", SECTIONS[section], "")
        rows = [setting for setting in SETTINGS if setting.section == section]
        yield from _table(
            ("Key", "Default", "What may be written", ""),
            [(f"`{row.key}`", f"`{toml_value(value_of(usual, row))}`", row.kind.allowed, row.about) for row in rows],
        )
        yield ""
    left_out = toml_value(sorted(usual.cues.leave_out))
    yield from (f"`leave_out` lists the cues that are not given; the default is `{left_out}`.", "")
    yield from ("## `[cues.words]`", "", SECTIONS["cues.words"], "")
    yield from _table(("Cue", "Comes", "Says"), [(f"`{name}`", row.when, row.words) for name, row in CUES.items()])
    yield from ("", "## `[keys]`", "", SECTIONS["keys"], "")
    yield from _table(
        ("Action", "Screen", "Keys", "Does"),
        [
            (f'`"{one.id}"`', one.scope.value, " ".join(f"`{key}`" for key in keys_of(one, {})), one.help)
            for one in ACTIONS
        ],
    )


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for cells in (headings, ("---",) * len(headings), *rows):
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    """Write the tables of the page that is named anew."""
    path = Path(sys.argv[1])
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
