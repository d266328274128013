"""Tables in Markdown that read well as plain text, too."""

from collections.abc import Sequence

from runstrong.errors import printable

LONGEST_CELL = 60


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, texts: int = 1) -> str:
    """Return a table; the first ``texts`` columns are flush left, the others, being numbers, flush right.

    Texts may come from files: control characters and column bars in them are made harmless.
    """
    if not rows:
        return ""
    shown = [[_harmless(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(row[i]) for row in shown) for i in range(len(header))]
    rule = ["-" * width if i < texts else "-" * (width - 1) + ":" for i, width in enumerate(widths)]
    return "\n".join(_line(cells, widths, texts) for cells in (shown[0], rule, *shown[1:]))


def figure(value: float | None, digits: int, *, signed: bool = False) -> str:
    """Return a number with so many digits after the point, or nothing where there is none."""
    return "" if value is None else f"{value:{'+' if signed else ''}.{digits}f}"


def _harmless(cell: str) -> str:
    return printable(cell, longest=LONGEST_CELL).replace("|", "/")


def _line(cells: Sequence[str], widths: Sequence[int], texts: int) -> str:
    placed = [
        cell.ljust(width) if i < texts else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "| " + " | ".join(placed) + " |"
