"""HTML from values: whatever is text is escaped here and nowhere else."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NewType

from runstrong.errors import printable

Html = NewType("Html", str)
"""Text that is HTML already; all other text goes through ``text``."""


Cell = str | tuple[str, str]
"""What stands in a cell of a table, and what stands small below it."""


def text(value: str, *, longest: int = 200) -> Html:
    """Return any text as HTML that shows it."""
    return Html(escape(printable(value, longest=longest)))


def join(parts: Iterable[Html]) -> Html:
    """Return pieces of HTML one after the other."""
    return Html("\n".join(parts))


def section(heading: str, about: str, *parts: Html) -> Html:
    """Return a part of the page with its heading and a sentence on what it shows; nothing if there is nothing in it."""
    inside = [part for part in parts if part]
    if not inside:
        return Html("")
    sentence = f'<p class="about">{text(about, longest=600)}</p>' if about else ""
    return Html(f"<section>\n<h2>{text(heading)}</h2>\n{sentence}\n{join(inside)}\n</section>")


def figure(svg: str, says: str) -> Html:
    """Return a picture with what it shows in words, for whoever cannot see it; nothing for no picture."""
    if not svg:
        return Html("")
    labelled = svg.replace("<svg ", f'<svg role="img" aria-label="{text(says)}" ', 1)
    return Html(f"<figure>\n{labelled}\n</figure>")


def table(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Html:
    """Return a table whose first column names its rows; nothing without rows, and no column that is empty."""
    filled = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    if not rows:
        return Html("")
    head = "".join(f'<th scope="col">{text(headings[at])}</th>' for at in filled)
    body = "\n".join(
        f'<tr><th scope="row">{_cell(row[filled[0]])}</th>'
        + "".join(f"<td>{_cell(row[at])}</td>" for at in filled[1:])
        + "</tr>"
        for row in rows
    )
    return Html(
        f'<div class="table"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'
    )


def _cell(cell: Cell) -> Html:
    if isinstance(cell, str):
        return text(cell)
    large, small = cell
    return Html(f"{text(large)}<small>{text(small)}</small>")


def tiles(facts: Sequence[tuple[str, str]]) -> Html:
    """Return large numbers, each with what it counts."""
    each = "\n".join(f"<div><dd>{text(number)}</dd><dt>{text(words)}</dt></div>" for number, words in facts)
    return Html(f'<dl class="tiles">\n{each}\n</dl>')


def listed(sentences: Sequence[tuple[str, str]]) -> Html:
    """Return sentences, each with why."""
    if not sentences:
        return Html("")
    each = "\n".join(f"<li>{text(said)} <small>{text(why)}</small></li>" for said, why in sentences)
    return Html(f"<ul>\n{each}\n</ul>")


def page(title: str, style: str, body: Html) -> str:
    """Return a whole page that needs nothing but itself; it may load nothing, and run nothing."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>{text(title)}</title>
<style>
{style}
</style>
</head>
<body>
{body}
</body>
</html>
"""
