"""The templates that a session is done with: chosen for each set when it begins, and the same when it is replayed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from runstrong.history.model import StoredTemplate
from runstrong.recording.lines import JournalLine, LineKind
from runstrong.session.script import Script
from runstrong.templates.text import loaded, template_facts, template_of, trouble_with
from runstrong_signal.reps.personal import PersonalTemplate

ByRow = Mapping[int, PersonalTemplate]
"""Templates by the row of the set that they are used in."""


def with_templates(script: Script, templates: ByRow) -> Script:
    """Return a script whose sets of repetitions have these templates; rows that it does not have are passed over."""
    steps = tuple(
        replace(step, template=templates[row]) if row in templates and not step.is_hold else step
        for row, step in enumerate(script.steps)
    )
    return replace(script, steps=steps)


def templates_for(script: Script, known: Iterable[StoredTemplate]) -> ByRow:
    """Return what the history knows for the sets of a script, by exercise and the place of the sensor."""
    usable = {(one.exercise, one.placement): template for one in known if (template := loaded(one)) is not None}
    named = {
        row: (step.exercise.id, step.place.value)
        for row, step in enumerate(script.steps)
        if step.place is not None and not step.is_hold
    }
    return {row: usable[key] for row, key in named.items() if key in usable}


def troubles(known: Sequence[StoredTemplate], script: Script) -> tuple[str, ...]:
    """Return a clause about each template that would serve the script, and cannot be used."""
    exercises = {step.exercise.id for step in script.steps}
    return tuple(
        f"the template of {one.exercise} ({one.placement}) is {trouble} and is not used;"
        " 'runstrong templates rebuild' learns it again"
        for one in known
        if one.exercise in exercises and (trouble := trouble_with(one))
    )


def lines_of(templates: ByRow) -> tuple[Mapping[str, object], ...]:
    """Return what a recording holds of the templates in use: each once, with the rows that it is used in."""
    distinct = dict.fromkeys(templates.values())
    return tuple(
        {"rows": [row for row, one in sorted(templates.items()) if one == template], **_facts(template)}
        for template in distinct
    )


def template_rows(fields: Mapping[str, object]) -> ByRow:
    """Return what a line of a recording tells; one that makes no sense tells nothing."""
    template, rows = template_of(fields.get("template")), fields.get("rows")
    if template is None or not isinstance(rows, list):
        return {}
    return {row: template for row in rows if isinstance(row, int) and not isinstance(row, bool) and row >= 0}


def recorded_templates(journal: Iterable[JournalLine]) -> ByRow:
    """Return the templates that a recorded session was done with."""
    found: dict[int, PersonalTemplate] = {}
    for line in journal:
        if line.kind is LineKind.TEMPLATE:
            found |= template_rows(line.fields)
    return found


def _facts(template: PersonalTemplate) -> Mapping[str, object]:
    return {"template": template_facts(template)}
