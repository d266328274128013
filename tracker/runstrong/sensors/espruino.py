"""Espruino: Bangle.js and Puck.js, which are sent a script and answer with lines of text.

The script lives in memory only. It replaces what runs, so the watch shows no clock until it is stopped, which starts
its own program again. Lines are ``A,t_ms,x,y,z`` with x, y, z in counts; a line ``I,rate,counts`` comes first.

Source: espruino/EspruinoDocs tutorials/Bangle.js Data Streaming.md; espruino/BangleApps apps/accelrec/app.js and
apps/pushups/app.js; espruino/Espruino boards/Puck.js.md and issue 2349.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from runstrong.sensors.driver import StreamConfig, TimeKind
from runstrong.sensors.family import Family, choose_rate
from runstrong.sensors.gatt_steps import (
    AwaitNotification,
    Pause,
    Steps,
    StreamStart,
    StreamWish,
    Subscribe,
    Unsubscribe,
    Write,
)
from runstrong.sensors.nordic_uart import NOTIFY_UUID, SERVICE_UUID, WRITE_UUID
from runstrong.sensors.recognition import Rank, Trait
from runstrong.sensors.refusals import Refusal, StreamRefused, granted
from runstrong.sensors.text_driver import DATA_KEY, TextLines

CLEAR_LINE_NO_ECHO = b"\x03\x10"
RESET = b"reset();\n"
RESET_S = 1.5
ANSWER_S = 5.0
USUAL_RATE_HZ = 50.0


@dataclass(frozen=True, slots=True)
class WatchRate:
    """How a Bangle.js is set to a rate: the accelerometer's own, and how often it is asked."""

    register: int
    poll_ms: int


WATCH_RATES: Mapping[float, WatchRate] = {
    12.5: WatchRate(0, 80),
    25: WatchRate(1, 40),
    50: WatchRate(2, 20),
    100: WatchRate(3, 10),
}
BUTTON_RATES: Mapping[float, float] = {12.5: 12.5, 25: 26, 50: 52, 100: 52}
"""What a Puck.js is asked for instead; about 50 Hz is all that it sends."""

WATCH_COUNTS_PER_G = 8192
BUTTON_COUNTS_PER_G = 16384

SCRIPT = """\
var s=getTime();
function p(x,y,z){{Bluetooth.println(["A",Math.round((getTime()-s)*1000),x,y,z].join(","));}}
if("undefined"!=typeof Bangle){{
Bangle.accelWr(0x18,0b01110100);Bangle.accelWr(0x1B,{register}|0x40);Bangle.accelWr(0x18,0b11110100);
Bangle.setPollInterval({poll_ms});
Bangle.on("accel",a=>p(Math.round(a.x*{watch}),Math.round(a.y*{watch}),Math.round(a.z*{watch})));
Bluetooth.println("I,{rate_hz:g},{watch}");
}}else if("undefined"!=typeof Puck){{
Puck.accelOn({puck_hz:g});Puck.on("accel",a=>p(a.acc.x,a.acc.y,a.acc.z));
Bluetooth.println("I,{puck_hz:g},{button}");
}}else Bluetooth.println("I,0,0");
"""
STOP_SCRIPT = (
    b'if("undefined"!=typeof Bangle){Bangle.accelWr(0x18,0b01101100);Bangle.accelWr(0x1B,0);'
    b"Bangle.accelWr(0x18,0b11101100);Bangle.setPollInterval(80);}"
    b'else if("undefined"!=typeof Puck)Puck.accelOff();load();\n'
)


def upload(script: str) -> bytes:
    """Return the bytes that run a script as one statement, without its echo."""
    return CLEAR_LINE_NO_ECHO + b"if(1){" + script.replace("\n", "").encode("ascii") + b"}\n"


def stream_script(rate_hz: float) -> str:
    """Return the script that streams at one of the rates."""
    return SCRIPT.format(
        register=WATCH_RATES[rate_hz].register,
        poll_ms=WATCH_RATES[rate_hz].poll_ms,
        rate_hz=rate_hz,
        puck_hz=BUTTON_RATES[rate_hz],
        watch=WATCH_COUNTS_PER_G,
        button=BUTTON_COUNTS_PER_G,
    )


def start(wish: StreamWish) -> Steps[StreamStart]:
    """Send the script and learn from its first line which device it is."""
    rate_hz = choose_rate(tuple(WATCH_RATES), wish.rate_hz, USUAL_RATE_HZ)
    granted((yield Subscribe(NOTIFY_UUID, DATA_KEY, SERVICE_UUID)))
    granted((yield _send(CLEAR_LINE_NO_ECHO + RESET)))
    yield Pause(RESET_S)
    granted((yield _send(upload(stream_script(rate_hz)))))
    text = bytearray()
    while (config := _parse_introduction(bytes(text))) is None:
        text += granted((yield AwaitNotification(DATA_KEY, lambda payload: True, ANSWER_S)))
        if len(text) > 2000:
            raise StreamRefused(Refusal.NO_ANSWER)
    if config.rate_hz == 0:
        raise StreamRefused(Refusal.UNSUPPORTED_MODEL)
    return StreamStart(config, (DATA_KEY,), ("What ran on it is stopped while it streams, and started again after.",))


def stop() -> Steps[None]:
    """Set the accelerometer back and start the device's own program again."""
    yield _send(CLEAR_LINE_NO_ECHO + STOP_SCRIPT)
    yield Unsubscribe(NOTIFY_UUID, SERVICE_UUID)


def _send(data: bytes) -> Write:
    return Write(WRITE_UUID, data, with_response=False, may_split=True)


def _parse_introduction(text: bytes) -> StreamConfig | None:
    """Return what the line ``I,rate,counts`` says, with a rate of 0 for a device without accelerometer."""
    for line in text.split(b"\n")[:-1]:
        fields = line.strip().split(b",")
        if len(fields) != 3 or fields[0][-1:] != b"I" or not fields[2].isdigit():
            continue
        counts_per_g = int(fields[2])
        if not counts_per_g:
            return StreamConfig(0.0)
        rate_hz = {f"{rate:g}".encode(): rate for rate in (*WATCH_RATES, *BUTTON_RATES.values())}.get(fields[1])
        if rate_hz is not None:
            return StreamConfig(rate_hz, factor=1.0 / counts_per_g)
    return None


ESPRUINO_FAMILY = Family(
    driver_id="espruino",
    title="Espruino Bangle.js 1 and 2, Puck.js 2",
    traits=(Trait(Rank.LIKELY, name_prefix="Bangle.js"), Trait(Rank.LIKELY, name_prefix="Puck.js")),
    service_uuid=SERVICE_UUID,
    driver=TextLines,
    start=start,
    stop=stop,
    read_battery=None,
    rates_hz=tuple(WATCH_RATES),
    usual_rate_hz=USUAL_RATE_HZ,
    ranges_g=(8,),
    latency="one connection interval, 10 to 50 ms: one sample a line",
    needs="programmable in its settings; a script is sent each time, the watch shows no clock meanwhile",
    smallest_mtu=23,
    time=TimeKind.STAMPED,
    known_by_service=False,
    known_faults=(
        "100 Hz is more than the link carries.",
        "A Puck.js sends 45 to 50 Hz at most, and measures to 2 g only.",
    ),
)
