"""The row for Polar's H10, Verity Sense and OH1."""

from runstrong.sensors.driver import TimeKind
from runstrong.sensors.family import Family
from runstrong.sensors.gatt_steps import sig_uuid
from runstrong.sensors.polar_pmd import PolarPmd
from runstrong.sensors.polar_start import SERVICE_UUID, USUAL_RATE_HZ, start, stop
from runstrong.sensors.recognition import Rank, Trait
from runstrong.sensors.standard_services import read_battery

POLAR_PMD = "polar_pmd"

POLAR_FAMILY = Family(
    driver_id=POLAR_PMD,
    title="Polar H10, Verity Sense, OH1",
    traits=(
        Trait(Rank.CERTAIN, service_uuid=SERVICE_UUID),
        Trait(Rank.LIKELY, name_prefix="Polar "),
        Trait(Rank.LIKELY, service_uuid=sig_uuid(0xFEEE)),
    ),
    service_uuid=SERVICE_UUID,
    driver=PolarPmd,
    start=start,
    stop=stop,
    read_battery=read_battery,
    rates_hz=(25, 50, 52, 100, 104, 200, 208, 416),
    usual_rate_hz=USUAL_RATE_HZ,
    ranges_g=(2, 4, 8, 16),
    latency="0.2 s at 200 Hz (H10), 0.3 s at 208 Hz (Verity Sense in SDK mode), 0.7 to 1.4 s at 50 Hz (OH1)",
    needs="H10: wear it, with the electrodes wet. Windows may ask to pair once.",
    smallest_mtu=23,
    time=TimeKind.STAMPED,
    known_faults=(
        "One app at a time: close Polar's own before connecting.",
        "Heart rate is off while a Verity Sense streams in SDK mode.",
        "An H10 that is left streaming drains its battery; it is always told to stop.",
    ),
)
