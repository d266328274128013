"""Which sensor to wear, and where: what is in the air beside a picture of where to clip it."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from runstrong.ble.remembered import RememberedSensor
from runstrong.config.actions import Scope
from runstrong.errors import RunstrongError, printable
from runstrong.exercises.model import BodyPlace
from runstrong_tui.desk import Desk, SensorSeen
from runstrong_tui.key_words import SENSOR
from runstrong_tui.keymap import USUAL_KEYS, Keys, bindings
from runstrong_tui.widgets.body_figure import BodyFigure
from runstrong_tui.widgets.choices import Choices
from runstrong_tui.widgets.key_hints import KeyHints
from runstrong_tui.widgets.lines import Paragraph, TwoEndedLine, printed, sentence

WIDTHS = [(0, "-narrow"), (72, "-normal")]

HEIGHTS = [(0, "-tiny-high"), (12, "-medium")]

PLACES = tuple(BodyPlace)
LONGEST_NAME = 28

LOOKING = "Looking for sensors. Wake yours: move it, or put it on."
ONLY_PLACE = "only this place, no sensor yet"
STOPPED = "Without a sensor you can watch the demo, or try a plan with a simulated person."

NEAR_DBM, FAR_DBM = -60, -80
"""Signal strengths from which a sensor is called near, and below which it is called far."""


class SensorScreen(Screen[BodyPlace | None]):
    """Lists sensors as they are found; the result is the place, and the sensor is remembered with it.

    Parameters
    ----------
    place
        Where the plan of today wants the sensor.
    """

    CSS_PATH = "../styles/sensor.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SENSOR)

    def __init__(self, desk: Desk, place: BodyPlace, keys: Keys = USUAL_KEYS) -> None:
        super().__init__()
        self._keys = keys
        self._desk = desk
        self._place = place
        self._seen: dict[str, SensorSeen] = {}
        self._known = tuple(desk.sensors())
        self._offered: list[RememberedSensor] = []
        self._looks = True
        self._worker: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list and the picture."""
        yield TwoEndedLine(id="header")
        with Horizontal():
            with Vertical(id="left"):
                yield Paragraph(id="state")
                yield Choices()
            yield BodyFigure()
        yield KeyHints(SENSOR, self._keys)

    def on_mount(self) -> None:
        """Show what is known, and look for more."""
        self.query_one("#header", TwoEndedLine).left = " Which sensor, and where?"
        self.query_one(BodyFigure).place = self._place
        self.query_one(OptionList).focus()
        self._list_sensors()
        self.action_look()

    def on_unmount(self) -> None:
        """Stop listening."""
        self._looks = False

    def action_look(self) -> None:
        """Listen for sensors, unless that is being done."""
        if self._worker is not None and self._worker.is_running:
            return
        self._say(LOOKING)
        self._worker = self.run_worker(self._look, name="look", thread=True, exit_on_error=False)

    def _look(self) -> None:
        def found(seen: SensorSeen) -> None:
            if self._looks:
                self.app.call_from_thread(self._take, seen)

        self._desk.look_for_sensors(found, lambda: not self._looks)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say why nothing is found, in one sentence."""
        if event.worker is self._worker and event.state is WorkerState.ERROR:
            error = event.worker.error
            if not isinstance(error, RunstrongError):
                assert error is not None
                raise error
            self._say(f"{sentence(str(error))}\n\n{STOPPED}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Remember the sensor with its place; without one only the place holds, for this time."""
        if event.option_index >= len(self._offered):
            self.dismiss(self._place)
            return
        sensor = self._offered[event.option_index]
        self._desk.choose_sensor(
            RememberedSensor(sensor.name, sensor.driver_id, sensor.serial, self._place.value, sensor.battery_percent)
        )
        self.dismiss(self._place)

    def action_turn(self, by: int) -> None:
        """Show another place."""
        self._place = PLACES[(PLACES.index(self._place) + by) % len(PLACES)]
        self.query_one(BodyFigure).place = self._place

    def action_leave(self) -> None:
        """Go back; nothing is chosen."""
        self.dismiss(None)

    def _say(self, words: str) -> None:
        self.query_one("#state", Paragraph).text = printed(words)

    def _take(self, seen: SensorSeen) -> None:
        """Put a sensor on the list; a name once heard stays."""
        before = self._seen.get(seen.address)
        if before is None or seen.name or not before.name:
            self._seen[seen.address] = seen
            self._list_sensors()

    def _list_sensors(self) -> None:
        """List the sensors in the air, the likely and near ones first, then those that were used and are not there."""
        in_air = sorted(self._seen.values(), key=lambda one: (not one.likely, -one.rssi_dbm, one.address))
        there = {(one.name, one.driver_id) for one in in_air}
        absent = [known for known in self._known if (known.name, known.driver_id) not in there]
        offered = [self._remembered(one) for one in in_air] + absent
        words = [_in_air(one) for one in in_air] + [_absent(one) for one in absent]
        options = self.query_one(OptionList)
        row = options.highlighted
        chosen = self._offered[row] if row is not None and row < len(self._offered) else None
        self._offered = offered
        options.clear_options()
        options.add_options(Option(one) for one in (*words, Text(ONLY_PLACE, "dim")))
        keys = [(one.name, one.driver_id) for one in offered]
        stays = chosen is not None and (chosen.name, chosen.driver_id) in keys
        options.highlighted = keys.index((chosen.name, chosen.driver_id)) if chosen is not None and stays else 0

    def _remembered(self, seen: SensorSeen) -> RememberedSensor:
        """Return a sensor as it was used before, or as a new one."""
        known = (one for one in self._known if (one.name, one.driver_id) == (seen.name, seen.driver_id))
        return next(known, RememberedSensor(seen.name, seen.driver_id))


def _in_air(seen: SensorSeen) -> Text:
    """Return a sensor's place in the list; its name is shown as text, whatever it contains."""
    strength = "near" if seen.rssi_dbm >= NEAR_DBM else "far" if seen.rssi_dbm < FAR_DBM else "in reach"
    text = Text(printable(seen.name, longest=LONGEST_NAME) or "(no name)", "bold")
    unsure = "" if seen.likely else "perhaps "
    return text.append(f"\n{unsure}{printable(seen.models)} · {strength}", "dim not bold")


def _absent(known: RememberedSensor) -> Text:
    text = Text(printable(known.name, longest=LONGEST_NAME) or "(no name)", "dim")
    return text.append("\nused before · not heard now")
