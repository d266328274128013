"""What the link tells, in words and as JSON, for whoever follows a session by its lines."""

import json

from runstrong.ble.messages import (
    BatteryTold,
    Dropped,
    GaveUp,
    LinkChanged,
    LinkState,
    Message,
    Notified,
    StreamBegan,
    StreamBroke,
)
from runstrong.errors import printable
from runstrong.session.json_lines import DECIMALS
from runstrong.session.plain_lines import counted

LOW_BATTERY_PERCENT = 15

EVENT_NAMES = {
    LinkChanged: "link",
    StreamBegan: "streaming",
    StreamBroke: "link_lost",
    Dropped: "notifications_dropped",
    BatteryTold: "battery",
    GaveUp: "gave_up",
}


def sentence(message: Message) -> str:
    """Return a message as a clause for a person, or nothing if it says nothing new."""
    match message:
        case StreamBegan():
            return _streaming(message)
        case StreamBroke():
            return "the link to the sensor is lost; looking for it"
        case Dropped(count=count):
            return f"{counted(count, 'packet')} came faster than they could be used and were dropped"
        case BatteryTold(percent=percent) if percent <= LOW_BATTERY_PERCENT:
            return f"the sensor's battery is at {percent} %"
        case LinkChanged(state=LinkState.SEARCHING, name=name):
            return f"looking for {printable(name, longest=40)}" if name else LinkState.SEARCHING.value
        case LinkChanged(state=LinkState.RESTARTING):
            return LinkState.RESTARTING.value
        case _:
            return ""


def link_json(message: Message, t_s: float) -> str | None:
    """Return a message at session time ``t_s`` as one line of JSON, or None for notifications: there are too many."""
    if isinstance(message, Notified):
        return None
    facts: dict[str, object] = {"t": round(t_s, DECIMALS), "event": EVENT_NAMES[type(message)], "slot": message.slot}
    match message:
        case LinkChanged():
            facts |= {"state": message.state.name.lower(), "name": message.name}
        case StreamBegan():
            device, config = message.device, message.config
            facts |= {"name": device.name, "family": device.driver, "serial": device.serial}
            facts |= {"placement": device.placement, "rate_hz": config.rate_hz, "range_g": config.range_g}
            facts |= {"again": message.again, "battery_percent": message.battery_percent, "notes": list(message.notes)}
        case Dropped():
            facts |= {"count": message.count}
        case BatteryTold():
            facts |= {"battery_percent": message.percent}
        case StreamBroke() | GaveUp():
            facts |= {"trouble": message.failure.trouble.name.lower()}
    return json.dumps(facts, ensure_ascii=False, allow_nan=False)


def _streaming(began: StreamBegan) -> str:
    parts = [f"{printable(began.device.name, longest=40) or 'the sensor'} streams at {began.config.rate_hz:g} Hz"]
    if began.device.placement:
        parts.append(f"worn on the {began.device.placement}")
    if began.battery_percent is not None:
        parts.append(f"battery {began.battery_percent} %")
    return ", ".join(parts)
