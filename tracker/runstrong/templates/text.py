"""A personal template as text, for the history and for recordings, and back again; text from files is not trusted."""

import json
from collections.abc import Mapping

from runstrong.history.model import StoredTemplate
from runstrong.history.plain_values import plain, restored
from runstrong_signal.reps.personal import TEMPLATE_VERSION, PersonalTemplate


def template_facts(template: PersonalTemplate) -> Mapping[str, object]:
    """Return a template as plain values, whole: a recording has to replay to the last digit."""
    facts: Mapping[str, object] = plain(template, decimals=None)
    return facts


def template_of(facts: object) -> PersonalTemplate | None:
    """Return the template of plain values, or None where they are none that this version can use."""
    try:
        template = restored(PersonalTemplate, facts)
    except ValueError:
        return None
    return template if template.is_usable else None


def stored(exercise: str, placement: str, template: PersonalTemplate) -> StoredTemplate:
    """Return a template as the history keeps it."""
    text = json.dumps(template_facts(template), separators=(",", ":"), allow_nan=False)
    return StoredTemplate(exercise, placement, template.version, text, template.sets)


def loaded(row: StoredTemplate) -> PersonalTemplate | None:
    """Return the template of a row of the history, or None where this version cannot use it."""
    try:
        return template_of(json.loads(row.json))
    except (ValueError, RecursionError):
        return None


def trouble_with(row: StoredTemplate) -> str:
    """Return in a few words why a row cannot be used; empty where it can."""
    if loaded(row) is not None:
        return ""
    return "damaged" if row.version == TEMPLATE_VERSION else "of another version"
