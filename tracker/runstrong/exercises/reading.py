"""The shipped tables of exercises: TOML in, checked values out."""

import math
import re
import tomllib
from importlib import resources

from runstrong.exercises.model import (
    BodyPlace,
    BodyPosture,
    Counting,
    Exercise,
    FitName,
    Kind,
    Phase,
    PlaceAdvice,
    Sides,
    Visibility,
)
from runstrong.exercises.tables import BadCatalogue, Table
from runstrong_signal.motion import GENERAL, MotionProfile

FILES = ("legs", "floor", "planks", "hips", "balls", "upper", "jumps")
"""The tables, in the order in which exercises are listed."""

SHARES_TOLERANCE = 0.02
"""How far the shares of the phases may be from 1 in all: each is rounded to a hundredth."""

FIT_MATCHES = ("exact", "near", "poor")

USUAL_GRACE_S = 3.0
"""How long a broken hold may be taken up again where the tables say nothing else: what other timers of holds give."""

_ID = re.compile(r"[a-z]+(-[a-z]+)*")


def read_exercises() -> tuple[Exercise, ...]:
    """Return all exercises of the shipped tables in their order."""
    folder = resources.files("runstrong.exercises") / "data"
    found: list[Exercise] = []
    for name in FILES:
        found += parse_exercises((folder / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")
    return tuple(found)


def parse_exercises(text: str, where: str) -> list[Exercise]:
    """Return the exercises of one file; ``where`` is its name in errors."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as slip:
        raise BadCatalogue(f"{where}: {slip}") from slip
    return [_exercise(name, Table(f"{where}, {name}", entries)) for name, entries in tables.items()]


def _exercise(exercise_id: str, table: Table) -> Exercise:
    if not _ID.fullmatch(exercise_id):
        raise table.slip("an id is lower-case words with hyphens between them")
    exercise = Exercise(
        id=exercise_id,
        name=table.value("name", str),
        aliases=table.texts("aliases"),
        kind=table.choice("kind", Kind),
        sides=table.choice("sides", Sides),
        counting=table.choice("counting", Counting),
        start_posture=table.value("start_posture", str),
        on_floor=table.value("on_floor", bool),
        rep_is=table.value("rep_is", str),
        phases=_phases(table),
        equipment=table.texts("equipment"),
        substitutes=table.value("substitutes", str),
        muscles=table.texts("muscles"),
        steps=table.texts("steps"),
        cues=table.texts("cues"),
        easier=table.value("easier", str, ""),
        harder=table.value("harder", str, ""),
        places=_places(table.table("places"), table.value("moves_per_period", int, 1)),
        motion=_motion(table),
        fit=_fit(table.table("fit")),
        cannot_see=table.value("cannot_see", str),
        posture=_posture(table),
        grace_s=table.value("grace_s", float, USUAL_GRACE_S),
    )
    table.finish()
    _check_moves(exercise, table)
    return exercise


def _phases(table: Table) -> tuple[Phase, ...]:
    phases = tuple(Phase(name, share) for name, share in table.shares("phases"))
    whole = math.fsum(phase.share for phase in phases)
    if abs(whole - 1.0) > SHARES_TOLERANCE:
        raise table.slip(f"the shares of the phases add up to {whole:.2f}, not to 1")
    return phases


def _motion(table: Table) -> MotionProfile:
    bounds = table.numbers("period_s")
    if len(bounds) != 2 or not 0.0 < bounds[0] < bounds[1]:
        raise table.slip(f"period_s must be a shorter and a longer duration, not {list(bounds)}")
    leaning = table.value("leaning_halves", bool, False)
    profile = MotionProfile(bounds[0], bounds[1], table.value("fast", bool, False), leaning)
    if profile.fast != (profile.shortest_period_s < GENERAL.shortest_period_s):
        raise table.slip(f"fast is for periods shorter than {GENERAL.shortest_period_s} s, and they need it")
    return profile


def _posture(table: Table) -> BodyPosture | None:
    word = table.value("posture", str, "")
    if word and word not in list(BodyPosture):
        raise table.slip(f"posture must be one of {[str(posture) for posture in BodyPosture]}, not {word!r}")
    return BodyPosture(word) if word else None


def _places(table: Table, moves_per_period: int) -> dict[BodyPlace, PlaceAdvice]:
    places = {place: _advice(table.table(place.value), moves_per_period) for place in BodyPlace}
    table.finish()
    return places


def _advice(table: Table, moves_per_period: int) -> PlaceAdvice:
    visibility = table.choice("sees", Visibility)
    advice = PlaceAdvice(
        visibility=visibility,
        moves_per_period=table.value("moves_per_period", int, moves_per_period),
        note=table.value("note", str, ""),
        advised=table.value("advised", bool, visibility is not Visibility.BLIND),
    )
    table.finish()
    if advice.advised and visibility is Visibility.BLIND:
        raise table.slip("a blind place cannot be advised")
    return advice


def _check_moves(exercise: Exercise, table: Table) -> None:
    """Complain about several moves in a period where sides do not alternate."""
    most = 2 if exercise.sides is Sides.ALTERNATING else 1
    for place, advice in exercise.places.items():
        if not 1 <= advice.moves_per_period <= most:
            raise table.slip(f"{advice.moves_per_period} moves per period at the {place}: 1 to {most} are possible")


def _fit(table: Table) -> FitName:
    fit = FitName(
        category=table.value("category", str),
        category_no=table.value("category_no", int),
        name=table.value("name", str),
        name_no=table.value("name_no", int),
        match=table.value("match", str),
    )
    table.finish()
    if fit.match not in FIT_MATCHES:
        raise table.slip(f"match must be one of {list(FIT_MATCHES)}, not {fit.match!r}")
    return fit
