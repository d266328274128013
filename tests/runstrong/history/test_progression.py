"""What is offered after which sessions, by the advice of the plans."""

from dataclasses import replace

import pytest
from made_history import counted, held, past

from runstrong.exercises.catalogue import load_catalogue
from runstrong.history import PastSet, RepFacts, SetFacts
from runstrong.history.progression import Offer, OfferKind, offers
from runstrong.plans.dose import parse_dose
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.session.set_result import EndReason, Side

TIRED = tuple(RepFacts(5.0 * n, 5.0 * n + (2.0 if n < 7 else 3.0)) for n in range(10))


def plan(exercise: str, dose: str) -> Plan:
    return Plan("p", "P", (Block((PlanItem((exercise,), parse_dose(dose), ref="X1"),)),))


def offered(exercise: str, dose: str, *sessions: tuple[SetFacts, ...]) -> Offer | None:
    sets: list[PastSet] = []
    for number, facts in enumerate(sessions):
        named = (replace(one, row=row, exercise=exercise, ref="X1") for row, one in enumerate(facts))
        sets += [past(one, of=number, day=number, plan_id="p") for one in named]
    found = offers(plan(exercise, dose), sets, load_catalogue().get)
    assert len(found) <= 1
    return found[0] if found else None


def kind_of(offer: Offer | None) -> OfferKind | None:
    return None if offer is None else offer.kind


CLEAN_10, CLEAN_12 = counted(reps=10), counted(reps=12)
SHORT = counted(reps=6, reached=False)
UNCLEAN = counted(reps=12, short_reps=1)
SLOWED = counted(reps=10, reps_done=TIRED)


@pytest.mark.parametrize(
    ("exercise", "dose", "sessions", "kind"),
    [
        ("squat", "2x8-12", ((CLEAN_10, CLEAN_12),), OfferKind.MORE_REPS),
        ("squat", "2x8-12", ((CLEAN_10,),), None),  # one of two sets
        ("squat", "8-12", ((UNCLEAN,),), None),
        ("squat", "8-12", ((SLOWED,),), None),
        ("squat", "8-12", ((CLEAN_12,),), None),  # once is not yet twice
        ("squat", "8-12", ((CLEAN_12,), (CLEAN_12,)), OfferKind.HARDER),
        ("squat", "8-12", ((CLEAN_12,), (UNCLEAN,)), None),
        ("squat", "8-12", ((UNCLEAN,), (CLEAN_12,)), None),
        ("squat", "8-12 @2x4kg", ((CLEAN_12,), (CLEAN_12,)), OfferKind.MORE_LOAD),
        ("squat", "8-12", ((SHORT,),), None),
        ("squat", "8-12", ((SHORT,), (CLEAN_12,), (SHORT,)), None),
        ("squat", "8-12", ((CLEAN_12,), (SHORT,), (SHORT,)), OfferKind.FEWER),  # the catalogue knows no easier one
        ("single-leg-squat", "8-12", ((SHORT,), (SHORT,)), OfferKind.EASIER),
        ("crunch", "10", ((CLEAN_10,), (CLEAN_10,)), OfferKind.MORE_REPS),
        ("burpee", "<=10", ((counted(reps=4, reached=True),),), OfferKind.MORE_REPS),
        ("squat", "open", ((CLEAN_12,), (CLEAN_12,)), None),
        ("plank", "30s", ((held(),),), None),
        ("plank", "30s", ((held(),), (held(),)), OfferKind.LONGER),
        ("plank", "30s", ((held(),), (held(sway_mps2=0.4),)), None),  # not steady by the bound
        ("plank", "30s", ((held(),), (held(sway_parts_mps2=(0.2, 0.3)),)), None),  # shakier at the end
        ("plank", "30s", ((held(placement="chest", sway_mps2=0.4),),) * 2, OfferKind.LONGER),
        ("plank", "30s", ((held(hold_s=12.0),),) * 2, OfferKind.EASIER),
        ("plank", "open hold", ((held(),), (held(),)), None),
    ],
)
def test_the_rules(
    exercise: str, dose: str, sessions: tuple[tuple[SetFacts, ...], ...], kind: OfferKind | None
) -> None:
    assert kind_of(offered(exercise, dose, *sessions)) is kind


def test_both_sides_have_to_be_done() -> None:
    left, right = counted(reps=9, side=Side.LEFT), counted(reps=10, side=Side.RIGHT)
    assert offered("lunge", "8-12/side", (left,)) is None
    offer = offered("lunge", "8-12/side", (left, right))
    assert offer is not None
    assert offer.words == "Aim for 10 repetitions in every set; 12 is the top of the range."


def test_a_set_that_was_left_out_fell_short() -> None:
    skipped = counted(reps=0, reps_auto=0, reached=False, reason=EndReason.SKIPPED)
    assert kind_of(offered("plank", "30s", (held(0, 0.0),), (held(0, 0.0),))) is OfferKind.EASIER
    assert kind_of(offered("squat", "2x8-12", (CLEAN_12, skipped), (CLEAN_12, skipped))) is OfferKind.FEWER


def test_other_plans_and_other_rows_count_for_nothing() -> None:
    sets = [past(replace(CLEAN_10, ref="X1"), plan_id="q"), past(replace(CLEAN_10, ref="X2"), plan_id="p")]
    assert offers(plan("squat", "8-12"), sets, load_catalogue().get) == ()
