"""What logs have no columns for, in the words of a note: ``runstrong: side left; counted 9; sway 0.123 m/s2``.

A person can read it, and so can the import of the same file.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from runstrong.errors import printable
from runstrong.history.model import Checked, SetFacts
from runstrong.session.set_result import EndReason, Side

PREFIX = "runstrong: "
BETWEEN = "; "
LARGEST = 1_000_000
"""Nothing that is counted or measured of a set comes near it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A fact of a set as words: ``say`` returns them, empty if there is nothing to say; ``take`` reads them back."""

    say: Callable[[SetFacts], str]
    take: Callable[[SetFacts, str], SetFacts]


def _number(text: str) -> float:
    """Return a measured number; ValueError if it is none, or none that anybody can have measured."""
    number = float(text.split()[0])
    if not abs(number) < LARGEST:  # what is not a number at all is not less
        raise ValueError(text)
    return number


def _count(text: str) -> int:
    """Return a number of repetitions; ValueError if it is none that can be."""
    count = int(text)
    if not 0 <= count < LARGEST:
        raise ValueError(text)
    return count


def _amount(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:.3f} {unit}"


REMARKS: Mapping[str, Remark] = {
    "side": Remark(
        lambda one: "" if one.side is Side.BOTH else one.side.value,
        lambda one, text: replace(one, side=Side(text)),
    ),
    "target": Remark(lambda one: one.target, lambda one, text: replace(one, target=printable(text, longest=60))),
    "counted": Remark(
        lambda one: "" if one.reps_auto is None else str(one.reps_auto),
        lambda one, text: replace(one, reps_auto=_count(text), algorithm=max(one.algorithm, 1)),
    ),
    "count": Remark(lambda one: one.checked.value, lambda one, text: replace(one, checked=Checked(text))),
    "sway": Remark(lambda one: _amount(one.sway_mps2, "m/s2"), lambda one, text: replace(one, sway_mps2=_number(text))),
    "tilt": Remark(lambda one: _amount(one.tilt_deg, "deg"), lambda one, text: replace(one, tilt_deg=_number(text))),
    "reached": Remark(
        lambda one: "" if one.reached is None else ("yes" if one.reached else "no"),
        lambda one, text: replace(one, reached={"yes": True, "no": False}[text]),
    ),
    "ended": Remark(
        lambda one: "" if one.reason is EndReason.KEY else one.reason.value,
        lambda one, text: replace(one, reason=EndReason(text)),
    ),
    "worn": Remark(lambda one: one.placement, lambda one, text: replace(one, placement=printable(text, longest=60))),
    "ref": Remark(lambda one: one.ref, lambda one, text: replace(one, ref=printable(text, longest=60))),
}
"""First word of a remark to what it is."""


def note_of(one: SetFacts) -> str:
    """Return the note of a set, empty if there is nothing to say."""
    said = BETWEEN.join(_said(one))
    return PREFIX + said if said else ""


def with_note(one: SetFacts, note: str) -> SetFacts:
    """Return a set with what a note of ours says of it; a remark that makes no sense is passed over."""
    if not note.startswith(PREFIX):
        return one
    for part in note.removeprefix(PREFIX).split(BETWEEN):
        word, _, text = part.partition(" ")
        if word in REMARKS:
            try:
                one = REMARKS[word].take(one, text)
            except (ValueError, KeyError, IndexError):
                continue
    return one


def _said(one: SetFacts) -> Iterator[str]:
    for word, remark in REMARKS.items():
        if text := remark.say(one).replace(";", ","):
            yield f"{word} {text}"
