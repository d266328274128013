"""All samples that one sensor of a recorded session sent, in session time."""

from pathlib import Path

import numpy as np

from runstrong.ble.messages import Notified, StreamBegan
from runstrong.live.retelling import read_retelling
from runstrong.live.sensor_intake import SensorIntake
from runstrong_signal.samples import SampleBlock


def heard_by(path: Path, slot: int) -> SampleBlock | None:
    """Return the samples of a slot, or None if it sent none; BadRecording where the file is none of a session.

    Session time is that of the first sensor; how another one's clock stands to it is learned as they stream, as live.
    """
    intakes: dict[int, SensorIntake] = {0: SensorIntake(), slot: SensorIntake()}
    blocks: list[SampleBlock] = []
    for message in read_retelling(path).happened:
        if not isinstance(message, Notified | StreamBegan) or message.slot not in intakes:
            continue
        intake = intakes[message.slot]
        if isinstance(message, StreamBegan):
            intake.begin(message)
            continue
        heard = intake.feed(message)
        offset_s = _offset_s(intakes, slot)
        if message.slot == slot and offset_s is not None:
            blocks += [SampleBlock(block.t_s + offset_s, block.acc_g) for block in heard]
    if not blocks:
        return None
    return SampleBlock(
        np.concatenate([block.t_s for block in blocks]), np.concatenate([block.acc_g for block in blocks])
    )


def _offset_s(intakes: dict[int, SensorIntake], slot: int) -> float | None:
    if slot == 0:
        return 0.0
    first_s, own_s = intakes[0].zero_host_s, intakes[slot].zero_host_s
    return None if first_s is None or own_s is None else own_s - first_s
