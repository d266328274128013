"""The colour themes of the terminal interface."""

from textual.theme import Theme

DARK = "textual-dark"
LIGHT = "textual-light"
CONTRAST = "runstrong-contrast"

THEMES = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
"""Those that a person may choose from, by the name in the configuration. Themes in the terminal's own palette are not
among them: Textual 8.2.8 draws them black on black under ``NO_COLOR``."""

HIGH_CONTRAST = Theme(
    name=CONTRAST,
    dark=True,
    primary="#66ccff",
    secondary="#ffffff",
    accent="#ffcc00",
    success="#66ff66",
    warning="#ffff00",
    error="#ff8080",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
)

PHASES_ON_DARK = {
    "phase-ready": "#ffb454",
    "phase-work": "#5fd38d",
    "phase-hold": "#4cc9f0",
    "phase-broken": "#ff7b7b",
    "phase-switch": "#f78fb3",
    "phase-rest": "#8ea8ff",
    "phase-signal": "#7f9db9",
}
"""Colours of the phases, by the name that the style sheets use; each has at least 6:1 contrast to a dark background."""

PHASES_ON_LIGHT = {
    "phase-ready": "#9a4a00",
    "phase-work": "#0f6b31",
    "phase-hold": "#0b5f78",
    "phase-broken": "#a31515",
    "phase-switch": "#a3154f",
    "phase-rest": "#1d43b8",
    "phase-signal": "#4a5d70",
}
"""The same names for a light background; at least 4.5:1."""
