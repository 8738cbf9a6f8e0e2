"""Somebody in whom no signs are seen today may still need help: another protection system is offered, never the door."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import note
from hamroh.casework.identification.queries import offered_neighbours
from hamroh.casework.identification.terms import OFFER_WORDING
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions


def offer_neighbour(actor: Actor, *, case_id: UUID, neighbour: str, answer: str, now: datetime) -> None:
    """Write down that a neighbouring protection system was offered, and whether the person wants it. In codes only.

    Nothing leaves by this: how the person passes over is said in the mechanism. The same answer again changes nothing;
    who thinks again is written down again.
    """
    require(actor, "case:open", "case", case_id)
    case = open_case(actor, case_id)
    known = {one.id for one in editions.edition(case.edition_id).pack.neighbours}
    if neighbour not in known:
        raise NotFound("neighbour", neighbour[:40])
    if answer not in OFFER_WORDING:
        raise Refused(Obstacle(N_("Say whether the person wants it."), "answer"))
    if case.closed_at:
        raise Refused(Obstacle(N_("The case is closed. Open a new one if the person comes again.")))
    said = offered_neighbours(case).get(neighbour)
    if said and said.answer == answer:
        return
    with transaction.atomic():
        note(actor, case, "neighbour.offered", now=now, by_person=True, neighbour=neighbour, answer=answer)
        record(actor, "neighbour.offered", resource="case", resource_id=case.pk, case_id=case.pk, at=now)
