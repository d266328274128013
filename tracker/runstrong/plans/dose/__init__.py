"""The one-line dose: ``3x8-12/side hold 2s @6kg rest 45s`` to a value and back."""

from runstrong.plans.dose.parser import parse_dose, read_dose
from runstrong.plans.dose.printer import format_dose
from runstrong.plans.dose.tokens import DoseError

__all__ = ["DoseError", "format_dose", "parse_dose", "read_dose"]
