"""The tables of the history, as numbered steps from an empty file to the newest version.

A step is never changed once it was released: files of every version are about. ``PRAGMA user_version`` says how many
steps a file has seen. Each version has a stored file in the tests, which is brought up to date there.
"""

VERSION_1 = (
    """
    CREATE TABLE plan (
        id INTEGER PRIMARY KEY,
        text TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE session (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        started_s REAL NOT NULL,            -- Unix time
        zone TEXT NOT NULL,                 -- hours from UTC: +01:00
        plan_id TEXT NOT NULL,
        title TEXT NOT NULL,
        plan_text_id INTEGER REFERENCES plan (id),
        source TEXT NOT NULL,
        software TEXT NOT NULL,
        ended_s REAL                        -- session time; NULL: it broke off
    )
    """,
    "CREATE INDEX session_by_time ON session (started_s)",
    """
    CREATE TABLE sensor (
        session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        slot INTEGER NOT NULL,
        name TEXT NOT NULL,
        driver TEXT NOT NULL,
        serial TEXT NOT NULL,
        firmware TEXT NOT NULL,
        placement TEXT NOT NULL,
        rate_hz REAL,
        PRIMARY KEY (session_id, slot)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE recording (
        session_id INTEGER PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
        path TEXT NOT NULL,                 -- a name in the folder of recordings, or a whole path
        sha256 TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        closed INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE set_done (
        id INTEGER PRIMARY KEY,
        session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        row INTEGER NOT NULL,
        exercise TEXT NOT NULL,
        name TEXT NOT NULL,
        ref TEXT NOT NULL,
        set_no INTEGER NOT NULL,
        sets INTEGER NOT NULL,
        side TEXT NOT NULL,
        target TEXT NOT NULL,
        enough_reps INTEGER,
        full_reps INTEGER,
        full_hold_s REAL,
        within_s REAL,
        load TEXT NOT NULL,
        start_s REAL NOT NULL,              -- session time
        end_s REAL NOT NULL,
        reps_auto INTEGER,
        reps INTEGER,
        reached INTEGER,
        reason TEXT NOT NULL,
        checked TEXT NOT NULL,              -- '', confirmed or corrected by the person
        confidence REAL,
        algorithm INTEGER NOT NULL,
        slot INTEGER NOT NULL,
        placement TEXT NOT NULL,
        inside_hold_s REAL,
        short_reps INTEGER NOT NULL,
        rep_s REAL,
        UNIQUE (session_id, row)
    )
    """,
    "CREATE INDEX set_by_exercise ON set_done (exercise, session_id)",
    """
    CREATE TABLE hold (
        set_id INTEGER PRIMARY KEY REFERENCES set_done (id) ON DELETE CASCADE,
        hold_s REAL NOT NULL,
        sway_mps2 REAL,
        tilt_deg REAL,
        parts_mps2 TEXT NOT NULL            -- JSON: mean sway of every five held seconds
    )
    """,
    """
    CREATE TABLE rep (
        set_id INTEGER NOT NULL REFERENCES set_done (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,            -- from 1
        start_s REAL NOT NULL,              -- session time
        end_s REAL NOT NULL,
        range_deg REAL,
        held_s REAL,
        lowering_s REAL,
        PRIMARY KEY (set_id, number)
    ) WITHOUT ROWID
    """,
)

VERSION_2 = (
    """
    CREATE TABLE template (
        exercise TEXT NOT NULL,
        placement TEXT NOT NULL,            -- where the sensor is worn
        version INTEGER NOT NULL,           -- of what is in json
        sets INTEGER NOT NULL,              -- from how many confirmed sets it was made
        json TEXT NOT NULL,
        PRIMARY KEY (exercise, placement)
    ) WITHOUT ROWID
    """,
)

VERSION_3 = (
    "ALTER TABLE rep ADD COLUMN turn_s REAL",  # session time at which it was farthest from where it began
    "ALTER TABLE rep ADD COLUMN likeness REAL",  # how like the others of its set, at most 1
)

MIGRATIONS = (VERSION_1, VERSION_2, VERSION_3)
"""Step number n brings a file from version n-1 to version n."""

NEWEST_VERSION = len(MIGRATIONS)
