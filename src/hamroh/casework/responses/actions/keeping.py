"""How answers are written: each into the part of its field group, sealed or plain, with who gave it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from hamroh.casework.cases.actions import note
from hamroh.casework.cases.models import Case
from hamroh.casework.responses import rules
from hamroh.casework.responses.queries import PART_PLACE
from hamroh.foundation.forms.definition import Definition
from hamroh.foundation.forms.models import Response, ResponsePart
from hamroh.foundation.forms.rules import Fault, compiled, name_of
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions import queries as editions


class Faulty(Refused):
    """Answers that cannot be so: every one of them, with its path."""

    def __init__(self, faults: Iterable[Fault], language: str) -> None:
        self.faults = tuple(faults)
        super().__init__(*(rules.as_obstacle(fault, language) for fault in self.faults))


def local(now: datetime) -> datetime:
    """The moment by the clock of the place: what is today in a form's conditions."""
    return now.astimezone(ZoneInfo(editions.zone()))


By = Mapping[str, tuple[str, ...]]


def keep(response: Response, definition: Definition, values: Mapping[str, str], by: By) -> None:
    """Write these answers as all there are in the field groups that they, or earlier ones, belong to.

    `values` holds every answer of the groups that are open; a group of which nothing is left keeps an empty part.
    """
    items = compiled(definition).items
    split: dict[str, tuple[dict[str, str], dict[str, str], dict[str, tuple[str, ...]]]]
    split = defaultdict(lambda: ({}, {}, {}))
    for path, value in values.items():
        item = items.get(name_of(path))
        question = item.question if item else None
        plain, closed, _who = split[rules.group_of(question)]
        (closed if rules.is_sealed(question, value) else plain)[path] = value
    for path, who in by.items():
        item = items.get(name_of(path))
        split[rules.group_of(item.question if item else None)][2][path] = who
    there = {part.field_group: part for part in ResponsePart.objects.filter(response=response).order_by("pk")}
    for group, (plain, closed, who_gave) in split.items():
        part = there.get(group)
        fresh = part is None
        if part is None:
            part = ResponsePart(
                response=response,
                case_id=response.case_id,
                organisation_id=response.organisation_id,
                author_id=response.author_id,
                field_group=group,
            )
        elif part.values == plain and not closed and not part.sealed:
            continue
        part.values, part.answered_by = plain, {path: list(who) for path, who in who_gave.items()}
        part.sealed = sealed(response.subject_id, part.pk, closed)
        if fresh:
            part.save(force_insert=True)
        else:
            part.save(update_fields=["values", "sealed", "answered_by"])


def sealed(subject_id: UUID, part_id: UUID, values: Mapping[str, str]) -> bytes | None:
    if not values:
        return None
    return seal(subject_id, json.dumps(dict(values), ensure_ascii=False), place=PART_PLACE.format(part_id))


def tell_finished(actor: Actor, case: Case, response: Response, now: datetime) -> None:
    """On the timeline; and a step of the procedure that is done by this form, and by hand otherwise, is done.

    A step that names several forms is done once each of them that can be filled in was finished.
    """
    note(actor, case, "form.finished", now=now, form=response.form)
    edition = editions.edition(case.edition_id)
    finished = set(
        Response.objects.filter(case_id=case.pk, finished_at__isnull=False).order_by().values_list("form", flat=True)
    )
    can = {form.id for form in edition.forms_with_questions()} | {response.form}
    for _, step in edition.pack.steps:
        asked = [form for form in step.forms if form in can]
        event = edition.done_by_hand(step.clock) if step.clock and response.form in asked else ""
        if event and finished.issuperset(asked):
            note(actor, case, event, now=now, form=response.form)
