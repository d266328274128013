"""What a simulated sensor advertises, as far as it fits."""

from bumble.core import UUID, AdvertisingData

from runstrong.sensors.recognition import Advertisement

LARGEST_BYTES = 31
HEADER_BYTES = 2
SIG_BASE = "-0000-1000-8000-00805f9b34fb"
FLAGS = b"\x06"  # general discoverable, no classic Bluetooth

Field = tuple[int, bytes]


def advertising_data(said: Advertisement) -> tuple[list[Field], list[Field]]:
    """Return the fields of the advertisement and those of the scan response.

    The name comes first: Bumble's virtual link delivers no scan responses. Long names are cut to what fits.
    """
    types = AdvertisingData.Type
    first: list[Field] = [(types.FLAGS, FLAGS)]
    second: list[Field] = []
    uuids = [_shortest(text) for text in sorted(said.service_uuids)]
    short = b"".join(octets for octets in uuids if len(octets) == 2)
    fields: list[Field] = [(types.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS, short)] if short else []
    fields += [
        (types.MANUFACTURER_SPECIFIC_DATA, maker.to_bytes(2, "little")) for maker in sorted(said.manufacturer_ids)
    ]
    fields += [(types.INCOMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS, octets) for octets in uuids if len(octets) > 2]
    name = said.name.encode()[: LARGEST_BYTES - HEADER_BYTES - _size(first)]
    if name:
        first.append((types.COMPLETE_LOCAL_NAME, name))
    for field in fields:
        fits = _size([*first, field]) <= LARGEST_BYTES
        (first if fits else second).append(field)
    return first, second


def _shortest(text: str) -> bytes:
    """Return a UUID in 2 bytes if it is one of the Bluetooth SIG's, else in 16."""
    is_short = text.startswith("0000") and text.endswith(SIG_BASE)
    return UUID(text[4:8] if is_short else text).to_bytes()


def _size(fields: list[Field]) -> int:
    return sum(HEADER_BYTES + len(octets) for _, octets in fields)
