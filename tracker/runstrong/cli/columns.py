"""Rows of text in columns, for a terminal."""

from collections.abc import Iterator, Sequence

from runstrong.errors import printable

GAP = "  "
LONGEST_CELL = 40


def column_lines(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the headings and the rows, each column as wide as its widest cell; cells are untrusted."""
    cells = [[printable(cell, longest=LONGEST_CELL) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(headings))]
    for row in cells:
        yield GAP.join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
