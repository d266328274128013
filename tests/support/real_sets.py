"""Real sets of which two readers agree, short enough to be counted many times: three dozen exercises, seven sources.

Of every exercise of a source the shortest with eight repetitions or more, if there is one; placements in turn.
"""

from pathlib import Path

from runstrong.evaluation.index import Labelled, read_index

REAL_SETS = (
    "cmu_multi/SUB22_BulgSq_Chest.csv",
    "cmu_multi/SUB22_DeclineSq_Pelvis.csv",
    "cmu_multi/SUB22_HeelRaise_Chest.csv",
    "cmu_multi/SUB22_Lunge_RightFoot.csv",
    "cmu_multi/SUB22_SqDL_RightWrist.csv",
    "cmu_multi/SUB22_SqHalfDL_LeftThigh.csv",
    "cmu_multi/SUB22_SqHalfSL_RightThigh.csv",
    "cmu_multi/SUB22_SqSL_RightShank.csv",
    "cmu_multi/SUB22_SumoSq_Pelvis.csv",
    "gymbud_ble/lateral_shoulder_raises_20260106_005749_left_wrist.csv",
    "metamotion_barbell/A_bench_heavy_1901141422.csv",
    "metamotion_barbell/A_dead_medium_1901152026.csv",
    "metamotion_barbell/A_ohp_medium_1901111653.csv",
    "metamotion_barbell/A_row_heavy_1901141506.csv",
    "metamotion_barbell/A_squat_medium_1901111717.csv",
    "metamotion_barbell/A_squat_medium_1901111719.csv",
    "metamotion_barbell/C_dead_medium_1901152037.csv",
    "metamotion_barbell/C_row_medium_1901141501.csv",
    "muvr_pebble/arms_2_14_straight-bar-biceps-curl.csv",
    "muvr_pebble/arms_2_15_rope-triceps-extension.csv",
    "muvr_pebble/arms_2_42_barbell-biceps-curl.csv",
    "muvr_pebble/back_1_21_lat-pulldown-angled.csv",
    "muvr_pebble/back_2_23_deltoid-row.csv",
    "muvr_pebble/back_2_26_leverage-high-row.csv",
    "muvr_pebble/back_2_29_lat-pulldown-straight.csv",
    "muvr_pebble/back_2_32_dumbbell-row.csv",
    "muvr_pebble/core_1_02_side-dips.csv",
    "muvr_pebble/core_1_21_pulldown-crunch.csv",
    "muvr_pebble/shoulders_3_07_barbell-pullup.csv",
    "muvr_pebble/shoulders_3_12_lateral-raise.csv",
    "overhand_class/Luc_L_biceps_curls_10_706454.csv",
    "overhand_class/Luc_L_jumping_jacks_mediumspeed_20_366385.csv",
    "overhand_class/Luc_R_jumping_jacks_fast_20_391007.csv",
    "overhand_class/Luc_R_jumping_jacks_slow_20_326547.csv",
    "overhand_class/Luc_R_kettlebell_swings_40_391388.csv",
    "phone_pushup/U04_pushup_150221185909.csv",
    "phone_pushup/U06_kpushup_150308123458.csv",
    "phone_pushup/U07_pushup_150301095305.csv",
    "phone_pushup/U09_kpushup_150226195620.csv",
    "phone_pushup/U10_pushup_150226195319.csv",
    "spar_watch/S03_L_ROW.csv",
    "spar_watch/S03_R_ER.csv",
    "spar_watch/S03_R_IR.csv",
    "spar_watch/S04_L_FEL.csv",
    "spar_watch/S04_L_ROW.csv",
    "spar_watch/S04_L_TRAP.csv",
    "spar_watch/S04_R_PEN.csv",
    "spar_watch/S05_R_ABD.csv",
)


def real_sets(corpus: Path) -> tuple[Labelled, ...]:
    """Return the rows of the index that these are."""
    rows = {row.file: row for row in read_index(corpus / "index.csv")}
    return tuple(rows[name] for name in REAL_SETS)
