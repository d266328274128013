BEGIN TRANSACTION;
CREATE TABLE hold (
        set_id INTEGER PRIMARY KEY REFERENCES set_done (id) ON DELETE CASCADE,
        hold_s REAL NOT NULL,
        sway_mps2 REAL,
        tilt_deg REAL,
        parts_mps2 TEXT NOT NULL            -- JSON: mean sway of every five held seconds
    );
INSERT INTO "hold" VALUES(2,30.0,0.2,2.0,'[0.2, 0.22]');
CREATE TABLE plan (
        id INTEGER PRIMARY KEY,
        text TEXT NOT NULL UNIQUE
    );
INSERT INTO "plan" VALUES(1,'the text of essential-four');
CREATE TABLE recording (
        session_id INTEGER PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
        path TEXT NOT NULL,                 -- a name in the folder of recordings, or a whole path
        sha256 TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        closed INTEGER NOT NULL
    );
INSERT INTO "recording" VALUES(1,'a.rsl.jsonl.gz','abababababababababababababababababababababababababababababababab',123,1);
CREATE TABLE rep (
        set_id INTEGER NOT NULL REFERENCES set_done (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,            -- from 1
        start_s REAL NOT NULL,              -- session time
        end_s REAL NOT NULL,
        range_deg REAL,
        held_s REAL,
        lowering_s REAL, turn_s REAL, likeness REAL,
        PRIMARY KEY (set_id, number)
    ) WITHOUT ROWID
    ;
INSERT INTO "rep" VALUES(1,1,0.0,2.0,40.0,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(1,2,2.0,4.0,40.0,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(1,3,4.0,6.0,40.0,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(3,1,0.0,2.0,40.0,NULL,NULL,NULL,NULL);
INSERT INTO "rep" VALUES(3,2,2.0,4.0,40.0,NULL,NULL,NULL,NULL);
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
    ;
INSERT INTO "sensor" VALUES(1,0,'Polar H10 1234','polar-pmd','1234','5.0.0','waist',200.0);
INSERT INTO "sensor" VALUES(2,0,'Polar H10 1234','polar-pmd','1234','5.0.0','waist',200.0);
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
    );
INSERT INTO "session" VALUES(1,'00000000000000000000000000000001',1767607200.0,'+00:00','essential-four','essential-four',1,'worn','runstrong test',600.0);
INSERT INTO "session" VALUES(2,'00000000000000000000000000000002',1767780000.0,'+00:00','','',NULL,'simulated','runstrong test',NULL);
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
    );
INSERT INTO "set_done" VALUES(1,1,0,'squat','Squat','C4',1,1,'both','8–12',8,12,NULL,NULL,'2x4kg',0.0,6.0,3,4,0,'ended by hand','corrected',0.9,1,0,'waist',2.0,1,2.0);
INSERT INTO "set_done" VALUES(2,1,1,'plank','Plank','B1',1,1,'both','30 s',NULL,NULL,30.0,NULL,'',60.0,90.0,NULL,NULL,1,'ended by hand','',NULL,1,0,'waist',NULL,0,NULL);
INSERT INTO "set_done" VALUES(3,2,0,'squat','Squat','C4',1,1,'both','8–12',8,12,NULL,NULL,'',0.0,4.0,2,2,0,'ended by hand','',NULL,1,0,'waist',NULL,0,2.0);
CREATE TABLE template (
        exercise TEXT NOT NULL,
        placement TEXT NOT NULL,            -- where the sensor is worn
        version INTEGER NOT NULL,           -- of what is in json
        sets INTEGER NOT NULL,              -- from how many confirmed sets it was made
        json TEXT NOT NULL,
        PRIMARY KEY (exercise, placement)
    ) WITHOUT ROWID
    ;
INSERT INTO "template" VALUES('squat','waist',1,2,'{"points": [1, 2]}');
CREATE INDEX session_by_time ON session (started_s);
CREATE INDEX set_by_exercise ON set_done (exercise, session_id);
COMMIT;
PRAGMA user_version = 3;
