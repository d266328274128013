"""The sensors that a scan has seen, strongest first, as a table, as lines and as plain values."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from runstrong.ble.remembered import RememberedSensor
from runstrong.ble.scanner import Sighting

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = ("sensor", "family", "signal", "battery last time", "worn last time")
GONE_AFTER_S = 6.0
"""A sensor that has not been heard for so long is shown dimly."""

UNNAMED = "(no name)"


class ScanTable:
    """Collects sightings; ``remembered`` are the sensors that have streamed before."""

    def __init__(self, remembered: Sequence[RememberedSensor] = ()) -> None:
        self._remembered = remembered
        self._seen: dict[str, Sighting] = {}

    def __len__(self) -> int:
        return len(self._seen)

    def add(self, sighting: Sighting) -> None:
        """Take a sighting; the newest of a sensor counts, but a name once heard stays."""
        before = self._seen.get(sighting.address)
        if before is None or sighting.name or not before.name:
            self._seen[sighting.address] = sighting

    def facts(self) -> list[dict[str, object]]:
        """Return plain values for every sensor."""
        return [
            {
                "name": one.name,
                "family": one.families[0].driver_id,
                "models": one.families[0].title,
                "rssi_dbm": one.rssi_dbm,
                "address": one.address,
                "placement": self._known(one).placement,
                "battery_percent": self._known(one).battery_percent,
            }
            for one in self._ordered()
        ]

    def lines(self) -> list[str]:
        """Return one line for every sensor."""
        return [", ".join(part for part in self._words(one) if part) for one in self._ordered()]

    def drawn(self) -> "Table":
        """Return a table for a terminal; names are shown as text, whatever they contain."""
        from rich.table import Table
        from rich.text import Text

        table = Table(*COLUMNS, box=None, pad_edge=False)
        newest_s = max((one.seen_s for one in self._seen.values()), default=0.0)
        for one in self._ordered():
            dim = "dim" if newest_s - one.seen_s > GONE_AFTER_S else ""
            known = self._known(one)
            signal = f"{one.rssi_dbm} dBm"
            cells = (one.name or UNNAMED, one.families[0].title, signal, _percent(known), known.placement)
            table.add_row(*(Text(cell, style=dim) for cell in cells))
        return table

    def _words(self, one: Sighting) -> tuple[str, ...]:
        known = self._known(one)
        worn = f"worn on the {known.placement}" if known.placement else ""
        last = [part for part in (f"battery {_percent(known)}" if _percent(known) else "", worn) if part]
        remembered = f"last time {' and '.join(last)}" if last else ""
        return f"{one.name or UNNAMED}: {one.families[0].title}", f"{one.rssi_dbm} dBm", remembered

    def _ordered(self) -> list[Sighting]:
        return sorted(self._seen.values(), key=lambda one: (-one.rssi_dbm, one.name, one.address))

    def _known(self, seen: Sighting) -> RememberedSensor:
        ids = {family.driver_id for family in seen.families}
        known = (one for one in self._remembered if one.name == seen.name and one.driver_id in ids)
        return next(known, RememberedSensor(seen.name, seen.families[0].driver_id))


def _percent(known: RememberedSensor) -> str:
    return "" if known.battery_percent is None else f"{known.battery_percent} %"
