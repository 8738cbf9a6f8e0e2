"""Somebody got in touch: written down in codes, so that it is counted and nobody is lost between two shifts."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from hamroh.casework.identification.models import Contact
from hamroh.casework.identification.queries import contact_lists
from hamroh.casework.identification.rules import WrittenContact, in_danger, obstacles_to_contact
from hamroh.casework.identification.terms import Outcome
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.reference.queries import territories
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions import queries as editions

_UNKNOWN = UUID("6f0c2a54-8f0e-4d0b-9a53-0c1d5e7b3f92")


def log_contact(
    actor: Actor,
    *,
    id: UUID,
    at: datetime | None,
    channel: str,
    language: str = "",
    territory_id: UUID | None = None,
    child: bool | None,
    safety: Mapping[str, str],
    wants: str,
    outcome: str,
    now: datetime,
) -> None:
    """Keep that somebody got in touch, what was asked for and what came of it. Refuses with every obstacle at once.

    Of who stays unknown only the way and the day are kept: no hour, no answer, and a key that tells none. `id` is the
    form's: a second click writes no second contact.
    """
    require(actor, "contact:log", "contact")
    lists = contact_lists(editions.current())
    answers = {question: safety.get(question, "") for question in lists.danger_if}
    written = WrittenContact(at, channel, language, child, answers, wants, outcome)
    if obstacles := obstacles_to_contact(written, lists, permissions=actor.permissions, now=now):
        raise Refused(*obstacles)
    if territory_id and territory_id not in {t.pk for t in territories()}:
        raise NotFound("territory", territory_id)
    assert actor.user_id and at
    unknown = outcome == Outcome.ANONYMOUS
    if unknown:  # our keys tell the time
        id, at = uuid5(_UNKNOWN, str(id)), localtime(at).replace(hour=12, minute=0, second=0, microsecond=0)
    kept = Contact(
        id=id,
        organisation_id=actor.organisation_id,
        author_id=actor.user_id,
        at=at,
        written_at=at if unknown else now,
        channel=channel,
        danger=not unknown and in_danger(answers, lists.danger_if),
        outcome=outcome,
    )
    if not unknown:
        kept.language, kept.territory_id, kept.child = language, territory_id, child
        kept.safety, kept.wants = answers, wants
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError:  # a second click
        if not Contact.objects.filter(pk=id).exists():
            raise NotFound("contact", id) from None
        return
    record(actor, "contact.written", resource="contact", resource_id="" if unknown else id, at=now)
