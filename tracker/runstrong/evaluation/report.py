"""Showing scores as tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from runstrong.evaluation.index import LabelKind
from runstrong.evaluation.latency import Marks, latency
from runstrong.evaluation.markdown import figure, markdown_table
from runstrong.evaluation.peers import PEERS
from runstrong.evaluation.scores import Outcome, Score, score, score_by

CONFIRMED = "A"
"""Grade of a label that was confirmed: the counter is judged on these."""

COLUMNS = ("sets", "exact %", "within 1 %", "MAE", "bias", "false reps/min", "hold error s", "CPU ms/s")

OWN_NAME = "runstrong (live)"
"""The counter itself, beside the other methods."""


def tables(outcomes: Sequence[Outcome]) -> str:
    """Return the usual tables: in all, per grade, dataset and exercise."""
    confirmed = judged(outcomes)
    return joined(
        table("in all", {"confirmed labels (grade A)": score(confirmed), "all recordings": score(outcomes)}),
        table("grade", score_by(lambda outcome: outcome.labelled.grade or "none", outcomes)),
        table("dataset, grade A", score_by(by_dataset, sets_of(confirmed))),
        table("exercise, grade A", score_by(by_exercise, sets_of(confirmed))),
    )


def further_tables(outcomes: Sequence[Outcome], marks: Marks) -> str:
    """Return the tables that are not always asked for: placements, false repetitions, latency, and every miss."""
    confirmed = judged(outcomes)
    return joined(
        table("placement, grade A", score_by(lambda outcome: outcome.labelled.placement, sets_of(confirmed))),
        false_reps_table(outcomes),
        latency_table(confirmed, marks),
        reading_table(confirmed),
        missed_table(confirmed),
    )


def judged(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the recordings whose label is confirmed, or all of an index without grades."""
    return [outcome for outcome in outcomes if outcome.labelled.grade in {CONFIRMED, ""}]


def sets_of(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the recordings of repetitions."""
    return [outcome for outcome in outcomes if outcome.labelled.kind is LabelKind.REPS]


def by_dataset(outcome: Outcome) -> str:
    """Return the source of a recording."""
    return outcome.labelled.dataset


def by_exercise(outcome: Outcome) -> str:
    """Return the exercise of a recording."""
    return outcome.labelled.exercise


def unknown_exercises(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Return the names of exercises that the catalogue does not know, each once."""
    return tuple(sorted({one.labelled.exercise for one in outcomes if not one.counted.known_exercise}))


def table(title: str, scores: Mapping[str, Score]) -> str:
    """Return one table with a row a group; empty if there is no group."""
    return markdown_table([title, *COLUMNS], [[name, *_cells(scored)] for name, scored in scores.items()])


def arming_table(outcomes: Sequence[Outcome]) -> str:
    """Return the scores of recordings that were armed around their marked part beside those run whole."""
    sets = sets_of(outcomes)
    armed = [outcome for outcome in sets if outcome.counted.armed]
    whole = [outcome for outcome in sets if not outcome.counted.armed]
    groups = {"armed around the marked part": armed, "run whole, no part being marked": whole}
    return table("sets of repetitions", {name: score(group) for name, group in groups.items()})


def false_reps_table(outcomes: Sequence[Outcome]) -> str:
    """Return the repetitions counted where there are none."""
    idle = [one.counted for one in outcomes if one.labelled.kind is LabelKind.NONE and not one.counted.failure]
    marked = [one.counted for one in outcomes if one.counted.outside_reps is not None]
    groups = {
        "nothing to count, unarmed": [(one.reps_live or 0, one.duration_s) for one in idle],
        "outside the marked active part": [(one.outside_reps or 0, one.outside_s or 0.0) for one in marked],
    }
    rows = []
    for name, group in groups.items():
        reps, minutes = sum(reps for reps, _ in group), sum(seconds for _, seconds in group) / 60.0
        rate = figure(reps / minutes, 2) if minutes else ""
        rows.append([name, str(len(group)), figure(minutes, 1), str(reps), rate])
    return markdown_table(["false repetitions", "recordings", "minutes", "reps", "per minute"], rows)


def latency_table(outcomes: Sequence[Outcome], marks: Marks) -> str:
    """Return the delays of all sets and of each source."""
    sets = sets_of(outcomes)
    groups = {"in all": sets}
    for outcome in sorted(sets, key=by_dataset):
        groups.setdefault(outcome.labelled.dataset, []).append(outcome)
    rows = []
    for name, group in groups.items():
        of = latency(group, marks)
        delays = [figure(value, 2, signed=True) for value in (of.median_s, of.p90_s, of.p95_s)]
        rows.append([name, str(of.sets), str(of.reps), *delays, str(of.watched), figure(of.corrections_per_set, 3)])
    header = ["latency from rep 3, sets counted right", "sets", "reps", "median s", "p90 s", "p95 s"]
    return markdown_table([*header, "all sets", "corrections/set"], rows)


def reading_table(outcomes: Iterable[Outcome]) -> str:
    """Return, for each confidence, how often the live count, the second reading, and one of both were right."""
    groups: dict[str, list[Outcome]] = {}
    for one in sorted(sets_of(outcomes), key=lambda one: -(one.counted.confidence or 0.0)):
        if one.labelled.reps_true is not None and not one.counted.failure:
            sure = one.counted.confidence
            groups.setdefault("not read again" if sure is None else f"{sure:.2f}", []).append(one)
    rows = []
    for name, group in groups.items():
        truth = [one.labelled.reps_true for one in group]
        live = [one.counted.reps_live == true for one, true in zip(group, truth, strict=True)]
        again = [one.counted.reps_counted == true for one, true in zip(group, truth, strict=True)]
        asked = sum(one.counted.reps_live != one.counted.reps_counted for one in group)
        either = sum(a or b for a, b in zip(live, again, strict=True))
        shares = [figure(100.0 * number / len(group), 1) for number in (sum(live), sum(again), either)]
        rows.append([name, str(len(group)), str(asked), *shares])
    header = ["confidence", "sets", "asked about", "live right %", "second reading right %", "one of both right %"]
    return markdown_table(header, rows)


def missed_table(outcomes: Iterable[Outcome]) -> str:
    """Return every set that was not counted right, with its error."""
    rows = [
        [
            one.labelled.file,
            one.labelled.exercise,
            str(one.labelled.reps_true),
            str(one.counted.reps_live),
            f"{one.error:+d}",
        ]
        for one in outcomes
        if one.error
    ]
    return markdown_table(["missed", "exercise", "true", "counted", "error"], rows, texts=2)


def peer_tables(outcomes: Sequence[Outcome]) -> str:
    """Return the counter beside the other methods: in all, per source and exercise; empty if not asked for."""
    asked = [outcome for outcome in outcomes if outcome.counted.peers]
    if not asked:
        return ""
    confirmed = judged(asked)
    names = [OWN_NAME, *(peer.name for peer in PEERS)]
    idle = [outcome for outcome in asked if outcome.labelled.kind is LabelKind.NONE]
    methods = {name: score([*_counted_by(name, confirmed), *_counted_by(name, idle)]) for name in names}
    return joined(
        table("method, grade A and negatives", methods),
        _beside("dataset, exact / within 1 %", sets_of(confirmed), names, by_dataset),
        _beside("exercise, exact / within 1 %", sets_of(confirmed), names, by_exercise),
    )


def joined(*parts: str) -> str:
    """Return the parts that are not empty with a blank line between them."""
    return "\n\n".join(part for part in parts if part)


def _counted_by(name: str, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the outcomes as if a method of that name were the counter."""
    at = next((i for i, peer in enumerate(PEERS) if peer.name == name), None)
    if at is None:
        return list(outcomes)
    return [_as_peer(outcome, at) for outcome in outcomes]


def _as_peer(outcome: Outcome, at: int) -> Outcome:
    peer = outcome.counted.peers[at]
    counted = replace(outcome.counted, reps_live=peer.reps, reps_counted=peer.reps, cpu_ms_per_s=peer.cpu_ms_per_s)
    return replace(outcome, counted=counted)


def _beside(title: str, outcomes: Sequence[Outcome], names: Sequence[str], key: Callable[[Outcome], str]) -> str:
    by_method = [score_by(key, _counted_by(name, outcomes)) for name in names]
    rows = [
        [group, str(scored.sets), *(_both(of[group]) for of in by_method)]
        for group, scored in by_method[0].items()
        if scored.sets
    ]
    return markdown_table([title, "sets", *names], rows)


def _both(scored: Score) -> str:
    return f"{figure(scored.exact_percent, 0)} / {figure(scored.within_one_percent, 0)}"


def _cells(scored: Score) -> list[str]:
    return [
        str(scored.sets),
        figure(scored.exact_percent, 1),
        figure(scored.within_one_percent, 1),
        figure(scored.mean_absolute_error, 2),
        figure(scored.bias, 2, signed=True),
        figure(scored.false_reps_per_min, 2),
        figure(scored.hold_error_s, 2),
        figure(scored.cpu_ms_per_s, 2),
    ]
