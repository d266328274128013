"""What the same counter makes of real recordings, exercise by exercise, for the head of the page."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from runstrong.errors import UnknownName
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.places import find_place

TRUSTED = ("A", "B")
"""Grades of labels that were confirmed, or read from the signal within one."""

OTHERS = "movements outside the catalogue"
COLUMNS = ("exercise", "place", "sets", "exact", "within_one")


@dataclass(frozen=True, slots=True)
class RealScore:
    """Sets of an exercise at a place, by id and place; ``exercise`` empty: outside the catalogue."""

    exercise: str
    place: str
    sets: int
    exact: int
    within_one: int


def tally(rows: Iterable[Mapping[str, str]]) -> tuple[RealScore, ...]:
    """Sum up the rows that ``runstrong evaluate --out`` writes: trusted labels of repetitions only."""
    errors: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if row["kind"] == "reps" and row["grade"] in TRUSTED and row["error"]:
            errors.setdefault(_key(row["exercise"], row["placement"]), []).append(abs(int(row["error"])))
    order = {exercise.id: number for number, exercise in enumerate(load_catalogue())}
    keys = sorted(errors, key=lambda key: (order.get(key[0], len(order)), key[1]))
    return tuple(
        RealScore(*key, len(errors[key]), sum(e == 0 for e in errors[key]), sum(e <= 1 for e in errors[key]))
        for key in keys
    )


def _key(name: str, placement: str) -> tuple[str, str]:
    try:
        exercise = load_catalogue().find(name).id
    except UnknownName:
        return "", ""
    place = find_place(placement)
    return exercise, "" if place is None else place.value


def to_csv(scores: Iterable[RealScore]) -> str:
    """Return the scores as a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((one.exercise, one.place, one.sets, one.exact, one.within_one) for one in scores)
    return out.getvalue()


def from_csv(text: str) -> tuple[RealScore, ...]:
    """Return the scores that a CSV file holds."""
    rows = csv.DictReader(io.StringIO(text))
    return tuple(
        RealScore(row["exercise"], row["place"], int(row["sets"]), int(row["exact"]), int(row["within_one"]))
        for row in rows
    )


def side_by_side(scores: Iterable[RealScore], simulated: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Yield a Markdown table: real sets, and beside them simulated ones, ``exact/within one`` by exercise and place."""
    yield "| exercise | place | real sets | real | simulated |"
    yield "| --- | --- | --- | --- | --- |"
    sums = [0, 0, 0]
    for one in scores:
        name = load_catalogue().get(one.exercise).name if one.exercise else OTHERS
        beside = simulated.get((one.exercise, one.place), "")
        yield f"| {name} | {one.place} | {one.sets} | {_pair(one.sets, one.exact, one.within_one)} | {beside} |"
        sums = [total + part for total, part in zip(sums, (one.sets, one.exact, one.within_one), strict=True)]
    if sums[0]:
        yield f"| **all** | | {sums[0]} | **{_pair(*sums)}** | |"


def _pair(sets: int, exact: int, within_one: int) -> str:
    return f"{100.0 * exact / sets:.0f}/{100.0 * within_one / sets:.0f}"
