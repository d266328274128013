"""The plan picker as a program of its own."""

from collections.abc import Sequence

from textual.app import App

from runstrong.plans.model import Plan
from runstrong_tui.keymap import Keys, KeysWanted
from runstrong_tui.screens.plans import EditWish, PlansScreen
from runstrong_tui.themes import DARK, HIGH_CONTRAST


class PlanPicker(App[Plan]):
    """Shows the plans and leaves with the one that was chosen."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, plans: Sequence[Plan], *, theme: str = DARK, keys: KeysWanted | None = None) -> None:
        super().__init__()
        self._keys = Keys(keys)
        self._plans = plans
        self.register_theme(HIGH_CONTRAST)
        self.theme = theme

    def on_mount(self) -> None:
        """Show the plans."""
        self.set_keymap(self._keys.keymap)
        self.push_screen(PlansScreen(self._plans, keys=self._keys), self._take)

    def _take(self, chosen: Plan | EditWish | None) -> None:
        self.exit(chosen if isinstance(chosen, Plan) else None)


def pick_plan(plans: Sequence[Plan], *, theme: str = DARK, keys: KeysWanted | None = None) -> Plan | None:
    """Let the person choose a plan on the terminal; None: none of them."""
    return PlanPicker(plans, theme=theme, keys=keys).run()
