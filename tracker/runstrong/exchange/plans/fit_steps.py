"""The developer fields by which a FIT workout of ours says what its steps cannot, so that it reads back as it was."""

from runstrong.fit.base_types import Base
from runstrong.fit.writer import DeveloperField

ITEM = DeveloperField(0, Base.UINT16, "plan_row")
DO = DeveloperField(1, Base.STRING, "do")
DOSE = DeveloperField(2, Base.STRING, "dose")
REF = DeveloperField(3, Base.STRING, "ref")
NOTE = DeveloperField(4, Base.STRING, "note")
BLOCK = DeveloperField(5, Base.UINT16, "block")
BLOCK_NAME = DeveloperField(6, Base.STRING, "block_name")
ROUNDS = DeveloperField(7, Base.UINT16, "rounds")
STEP_FIELDS = (ITEM, DO, DOSE, REF, NOTE, BLOCK, BLOCK_NAME, ROUNDS)
"""On the first step of every row of the plan."""

PLAN_ID = DeveloperField(20, Base.STRING, "plan_id")
WORKOUT_FIELDS = (PLAN_ID,)
"""On the workout."""
