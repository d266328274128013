"""Logs of other programs: a header and some rows of each, as they are published."""

import json

STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    '2020-12-30 18:51:52,"Evening Workout",2h 38m,"Snatch (Barbell)",1,40.0,3,0,0,"","",\n'
    '2020-12-30 18:51:52,"Evening Workout",2h 38m,"Squat (Barbell)",1,60,8,0,0,"deep, slow","",8\n'
    '2020-12-30 18:51:52,"Evening Workout",2h 38m,"Squat (Barbell)",Rest Timer,0,0,0,90.0,"","",\n'
    '2020-12-30 18:51:52,"Evening Workout",2h 38m,"Squat (Barbell)",W,0,7,0,0,"","",\n'
    '2020-12-30 18:51:52,"Evening Workout",2h 38m,"Plank",1,0,0,0,60,"","",\n'
    '2021-01-02 07:00:00,"Run",31m,"Running",1,0,0,5.2,1860,"","",\n'
)
HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,"
    "distance_km,duration_seconds,rpe\n"
    '"Legs","21 Oct 2025, 18:04","21 Oct 2025, 18:34","","Lunge (Dumbbell)",,"",0,normal,8.5,10,,,8\n'
    '"Legs","21 Oct 2025, 18:04","21 Oct 2025, 18:34","","Side Plank",1,"",0,warmup,,,,45,\n'
)
FITNOTES_ANDROID = (
    "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
    '2026-08-04,Lat Pulldown,Back,35.0,kgs,10,,,,""\n'
    '2026-08-04,Plank,Core,,kgs,,,,0:01:30,"hard"\n'
)
FITNOTES_IOS = (
    "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind\n"
    "2026-08-04,Push-Up,Chest,,,12,,,,,\n"
    "2026-08-05,Goblet Squat,Legs,,25.0,8,,,,,\n"
)
LIFTLOG = (
    "SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps,Notes\n"
    "8b929966-2426-4cbf-b678-ac8e811c8b2b,2024-10-16T10:44:39,Squats,97.5,kg,7,8,\n"
    "8b929966-2426-4cbf-b678-ac8e811c8b2b,2024-10-16T10:44:30,Squats,97.5,kg,8,8,slow\n"
    "95bf84cb-1f11-4d51-ba6e-a4c3f1e40b08,2024-10-15T10:43:50,Burpees,0,kg,8,10,\n"
)
LIFTLOG_JSON = json.dumps(
    [
        dict(
            zip(("sessionId", "timestamp", "exercise", "weight", "weightUnit", "reps", "targetReps"), row, strict=True)
        )
        for row in (
            ("8b929966", "2024-10-16T10:44:39", "Squats", 97.5, "kg", 7, 8),
            ("8b929966", "2024-10-16T10:44:30", "Squats", 97.5, "kg", 8, 8),
            ("95bf84cb", "2024-10-15T10:43:50", "Burpees", 0, "kg", 8, 10),
        )
    ]
)
