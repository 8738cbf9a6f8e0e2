"""How an organisation is reached when its office is shut."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.membership import rules
from hamroh.mechanism.membership.actions.life import ADMIT
from hamroh.mechanism.membership.actions.people import MANAGE
from hamroh.mechanism.membership.models import Contact, Organisation


def write_contact(actor: Actor, *, organisation_id: UUID, phone: str, hours: str, now: datetime) -> None:
    """Write the telephone out of hours and when it answers: the own focal point, or whoever admits members."""
    if not (actor.may(MANAGE) and organisation_id == actor.organisation_id):
        require(actor, ADMIT, "organisation", organisation_id)
    if not Organisation.objects.filter(pk=organisation_id, group=False).exists():
        raise NotFound("organisation", organisation_id)
    if obstacles := rules.obstacles_to_contact(phone=phone, hours=hours):
        raise Refused(*obstacles)
    said = {"phone": phone.strip(), "hours": hours.strip(), "written_by": actor.user_id, "written_at": now}
    with transaction.atomic():
        if not Contact.objects.filter(organisation_id=organisation_id).update(**said):
            Contact(organisation_id=organisation_id, **said).save(force_insert=True)
        record(actor, "member.contact_written", resource="organisation", resource_id=organisation_id, at=now)
