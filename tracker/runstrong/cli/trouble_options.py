"""Options that say what goes wrong with a simulated sensor, gathered into one value."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from runstrong.simulated_sensor.troubles import Troubles

SHARE = click.FloatRange(0.0, 1.0)
SECONDS = click.FloatRange(0.0, 86_400.0)

REFUSAL = 0x80
"""ATT error of the application's own range, with which a sensor that refuses answers every write."""

OPTIONS = (
    click.option(
        "--drop-after", type=SECONDS, help="Lose the link after so many seconds of streaming, again and again."
    ),
    click.option(
        "--away", type=SECONDS, default=3.0, show_default=True, help="Stay out of range so many seconds then."
    ),
    click.option("--lose", type=SHARE, default=0.0, help="Share of packets that are lost."),
    click.option("--duplicate", type=SHARE, default=0.0, help="Share of packets that arrive twice."),
    click.option("--jitter", type=click.FloatRange(0.0, 1.0), default=0.0, help="Mean delay of packets in seconds."),
    click.option("--stall-after", type=SECONDS, help="Fall silent once, after so many seconds of streaming."),
    click.option("--refuse", is_flag=True, help="Refuse to start."),
    click.option("--needs-pairing", is_flag=True, help="Answer encrypted links only."),
    click.option(
        "--mtu", type=click.IntRange(23, 517), default=232, show_default=True, help="Largest packet agreed to."
    ),
    click.option("--battery-falls", type=click.FloatRange(0.0, 100.0), default=0.0, help="Percent a minute."),
)


@dataclass(frozen=True, slots=True)
class TroubleWish:
    """What was typed; None: it does not happen."""

    drop_after: float | None
    away: float
    lose: float
    duplicate: float
    jitter: float
    stall_after: float | None
    refuse: bool
    needs_pairing: bool
    mtu: int
    battery_falls: float

    def troubles(self) -> "Troubles":
        """Return them as the simulated sensor takes them; imports numpy."""
        from runstrong.simulated_sensor.troubles import Troubles

        return Troubles(
            drop_after_s=self.drop_after,
            away_s=self.away,
            lose=self.lose,
            duplicate=self.duplicate,
            jitter_s=self.jitter,
            stall_after_s=self.stall_after,
            refuse_att=REFUSAL if self.refuse else None,
            needs_pairing=self.needs_pairing,
            mtu=self.mtu,
            battery_per_minute=self.battery_falls,
        )


def with_troubles(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options, as one argument ``wish``."""

    @functools.wraps(command)
    def gathered(**typed: Any) -> None:  # noqa: ANN401  # whatever the options hold
        wish = TroubleWish(**{name: typed.pop(name) for name in TroubleWish.__dataclass_fields__})
        command(wish=wish, **typed)

    for option in reversed(OPTIONS):
        gathered = option(gathered)
    return gathered
