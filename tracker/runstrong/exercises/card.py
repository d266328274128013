"""An exercise as text: what it is, how it is done, and where a sensor sees it."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import count, repeat

from runstrong.exercises.model import BodyPlace, Counting, Exercise, Kind, PlaceAdvice, Sides, Visibility

LABEL_WIDTH = 10
"""Columns of the labels at the left of a card."""

SIDES_WORDS = {
    Sides.TOGETHER: "both sides together",
    Sides.IN_TURN: "one side, then the other",
    Sides.ALTERNATING: "left and right alternate",
}
COUNTING_WORDS = {Counting.EACH: "each counts", Counting.PAIR: "right + left = 1"}
KIND_WORDS = {Kind.REPS: "counted", Kind.HOLD: "timed"}


def best_places(exercise: Exercise) -> list[BodyPlace]:
    """Return the places that see an exercise best and are advised; where none is, the advised ones that see it well."""
    ranks = (Visibility.BEST, Visibility.GOOD, Visibility.WEAK)
    advised = {place: advice.visibility for place, advice in exercise.places.items() if advice.advised}
    for rank in ranks:
        if places := [place for place, visibility in advised.items() if visibility is rank]:
            return places
    return [place for place, advice in exercise.places.items() if advice.visibility is Visibility.BEST]


def card_lines(exercise: Exercise, width: int) -> Iterator[str]:
    """Yield all that a person wants to know about an exercise, in lines of at most ``width`` characters."""
    yield exercise.name.upper()
    if exercise.aliases:
        yield from _labelled("also", ", ".join(exercise.aliases), width)
    yield ""
    for label, text in _facts(exercise):
        yield from _labelled(label, text, width)
    yield from _section("How to do it", (f"{number}. " for number in count(1)), exercise.steps, width)
    yield from _section("Keep in mind", repeat("- "), exercise.cues, width)
    yield ""
    yield "Where to clip the sensor"
    yield from _place_lines(exercise, width)
    yield ""
    yield from textwrap.wrap(exercise.cannot_see, width)


def _facts(exercise: Exercise) -> Iterator[tuple[str, str]]:
    sides = SIDES_WORDS[exercise.sides]
    if exercise.sides is Sides.ALTERNATING:
        sides = f"{sides}, {COUNTING_WORDS[exercise.counting]}"
    yield "kind", f"{KIND_WORDS[exercise.kind]}; {sides}"
    yield "works", ", ".join(exercise.muscles)
    yield "needs", ", ".join(exercise.equipment) or "nothing"
    if exercise.substitutes:
        yield "", exercise.substitutes
    yield "start", exercise.start_posture
    if exercise.kind is Kind.REPS:
        yield "one rep", exercise.rep_is
    if exercise.easier:
        yield "easier", exercise.easier
    if exercise.harder:
        yield "harder", exercise.harder


def sides_in_short(exercise: Exercise) -> str:
    """Return how left and right take part, in a few characters."""
    if exercise.sides is Sides.ALTERNATING:
        return f"alternate, {'R+L = 1' if exercise.counting is Counting.PAIR else 'each = 1'}"
    return "in turn" if exercise.sides is Sides.IN_TURN else "-"


def _place_lines(exercise: Exercise, width: int) -> Iterator[str]:
    """Yield the seven places, those that see most first."""
    ranks = list(Visibility)
    for place, advice in sorted(exercise.places.items(), key=lambda entry: ranks.index(entry[1].visibility)):
        start = f"  {advice.visibility:<7}{place:<11}"
        yield from hanging(start, _told(advice), width)


def _told(advice: PlaceAdvice) -> str:
    """Return the note on a place; one that sees something but miscounts often is not advised."""
    if advice.advised or advice.visibility is Visibility.BLIND:
        return advice.note
    return f"Not advised: counts are often wrong here. {advice.note}".strip()


def _section(heading: str, marks: Iterable[str], texts: Iterable[str], width: int) -> Iterator[str]:
    yield ""
    yield heading
    for mark, text in zip(marks, texts, strict=False):
        yield from hanging(f"  {mark}", text, width)


def _labelled(label: str, text: str, width: int) -> Iterator[str]:
    return hanging(f"{label:<{LABEL_WIDTH}}", text, width)


def hanging(start: str, text: str, width: int) -> Iterator[str]:
    """Yield a text that begins after ``start`` and keeps that indent on the lines that follow."""
    lines = textwrap.wrap(text, max(width - len(start), 20)) or [""]
    yield f"{start}{lines[0]}".rstrip()
    yield from (" " * len(start) + line for line in lines[1:])
