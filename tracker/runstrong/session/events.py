"""What happens in a session, as frozen events: the one stream behind the screen, ``--plain`` and ``--json``.

The ``event`` name of each class is its name in JSON Lines; ``t_s`` is session time and becomes ``t``.
"""

from runstrong.session.course_events import (
    CountdownMark,
    GetReady,
    Paused,
    RestEnded,
    RestStarted,
    SessionEnded,
    SessionStarted,
    SideSwitched,
    StandStill,
    Unpaused,
)
from runstrong.session.hold_events import HoldBegan, HoldContinued, HoldInterrupted, HoldMark, HoldSign, WrongSide
from runstrong.session.set_events import (
    Corrected,
    CountChecked,
    CountConfirmed,
    InsideHeld,
    RepDone,
    RepsRevised,
    SetEnded,
    SetOverdue,
    SetStarted,
    TargetReached,
    TimeMark,
)
from runstrong.session.signal_events import PostureKnown, SignalBack, SignalFault, SignalGap, SignalLost

SessionEvent = (
    SessionStarted
    | StandStill
    | PostureKnown
    | WrongSide
    | GetReady
    | CountdownMark
    | TimeMark
    | SetStarted
    | SetOverdue
    | RepDone
    | RepsRevised
    | HoldBegan
    | HoldInterrupted
    | HoldContinued
    | HoldMark
    | HoldSign
    | InsideHeld
    | TargetReached
    | SetEnded
    | CountChecked
    | CountConfirmed
    | SideSwitched
    | RestStarted
    | RestEnded
    | Corrected
    | SignalLost
    | SignalBack
    | SignalGap
    | SignalFault
    | Paused
    | Unpaused
    | SessionEnded
)
