"""Texts as cells of a table that no spreadsheet takes for formulas, and back."""

import re

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-][\d.:]+")
"""A number, or hours from UTC: nothing that could be calculated."""

MARK = "'"
"""In front of a text, the sign that spreadsheets have for it."""


def harmless(text: str) -> str:
    """Return a text with a mark in front if a spreadsheet could take it for a formula."""
    return MARK + text if _is_dangerous(text) else text


def as_it_was(cell: str) -> str:
    """Return the text of a cell that ``harmless`` wrote."""
    return cell[1:] if cell.startswith(MARK) and _is_dangerous(cell[1:]) else cell


def _is_dangerous(text: str) -> bool:
    """Whether a text begins as a formula, or as one that has been marked already."""
    bare = text.lstrip(MARK)
    return bare.startswith(STARTS_A_FORMULA) and NUMBER.fullmatch(text) is None
