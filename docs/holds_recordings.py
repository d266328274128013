"""What the hold timer makes of real recordings: limbs that are kept still, and repetitions, which are no holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from holds_trials import Span, heard_by, spans_of

from runstrong.evaluation.index import Labelled
from runstrong.exercises.places import find_place
from runstrong.recording.open import open_recording
from runstrong_signal.events import CountRevised, PeriodCounted, SteadinessMeasured
from runstrong_signal.hold_profiles import hold_profile
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.posture import ANY
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps, TimeHold

HELD_S = 3.0
"""What is shorter is not called a hold."""


@dataclass(frozen=True, slots=True)
class StillLimb:
    """A limb that was kept still, as it was timed and counted."""

    file: str
    held_s: float
    true_s: float | None
    sway_mps2: float
    reps: int


def still_limb(labelled: Labelled) -> StillLimb:
    """Time and count a recording of a limb that is kept still."""
    block = open_recording(labelled.path).all()
    events = heard_by(_task(labelled), block)
    held_s = max((left_s - since_s for since_s, left_s in spans_of(events)), default=0.0)
    told = [event.whole_sway_mps2 for event in events if isinstance(event, SteadinessMeasured)]
    return StillLimb(labelled.file, held_s, labelled.hold_s_true, told[-1], len(periods(block)))


def held_over_reps(labelled: Labelled) -> list[Span]:
    """Return the holds of 3 s and more that were said while whole repetitions were done, as the counter dates them.

    A hold between two repetitions, or at the turning point of one, is a real one.
    """
    block = open_recording(labelled.path).all()
    reps = periods(block)
    spans = spans_of(heard_by(_task(labelled), block))
    return [span for span in spans if span[1] - span[0] >= HELD_S and _holds_any(span, reps)]


def periods(block: SampleBlock) -> list[Span]:
    """Return when each repetition was done, as the counter sees it."""
    pipeline = Pipeline(CountReps(0.0))
    counted: list[Span] = []
    for event in [*pipeline.feed(block), *pipeline.finish()]:
        if isinstance(event, PeriodCounted):
            counted = [*counted[: event.number - 1], (event.start_s, event.end_s)]
        elif isinstance(event, CountRevised):
            counted = counted[: event.periods]
    return counted


def _task(labelled: Labelled) -> TimeHold:
    """Return the task that takes any posture for the right one: the hardest case."""
    place = find_place(labelled.placement)
    return TimeHold(0.0, profile=hold_profile(ANY, None if place is None else place.value))


def _holds_any(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] <= start_s and end_s <= span[1] for start_s, end_s in others)


def lines(limbs: Sequence[StillLimb], over_reps: Sequence[Sequence[Span]]) -> list[tuple[str, str, str]]:
    """Return the figures of real recordings as rows of the table."""
    off_s = [abs(limb.held_s - limb.true_s) for limb in limbs if limb.true_s is not None]
    sways_mps2 = sorted(limb.sway_mps2 for limb in limbs)
    said = sum(bool(spans) for spans in over_reps)
    return [
        ("real still limbs: held time, error in seconds", f"at most {max(off_s):.2f} ({len(limbs)})", "0.5"),
        ("real still limbs: sway in m/s²", f"{sways_mps2[0]:.3f} to {sways_mps2[-1]:.3f}", "below 0.08"),
        ("real still limbs: repetitions counted", f"{sum(limb.reps for limb in limbs)}", "0"),
        ("real repetitions: hold of 3 s or more said over whole ones", f"in {said} of {len(over_reps)} sets", "0"),
    ]
