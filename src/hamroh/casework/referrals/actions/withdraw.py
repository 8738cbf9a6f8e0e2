"""The person takes an agreement back: sharing ends now; the bed and the care do not."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import note as note_on_timeline
from hamroh.casework.cases.models import Case
from hamroh.casework.grounds.actions import mark_withdrawn
from hamroh.casework.grounds.models import Ground
from hamroh.casework.grounds.queries import ground_of, grounds_to
from hamroh.casework.grounds.terms import NOT_ASKED
from hamroh.casework.grounds.terms import Kind as GroundKind
from hamroh.casework.referrals.actions.close import end_by_sender
from hamroh.casework.referrals.models import Referral
from hamroh.casework.referrals.terms import EndedBy, Kind
from hamroh.casework.support import actions as support
from hamroh.casework.support.queries import current_stay
from hamroh.casework.support.terms import MATTER_WORDS
from hamroh.foundation.permissions.access import news_for, open_group, require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Acting, Actor, CardHolder
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.membership.queries import organisation_names


def withdraw_ground(
    actor: Actor,
    *,
    case_id: UUID,
    ground_id: UUID,
    how: str,
    caretakers: Mapping[str, UUID | None],
    now: datetime,
) -> None:
    """Nothing more goes on this ground, and every open referral that rests on it ends; the recipient's access with it.

    Where the person lives in the recipient's care, somebody must look after safety plan and medication first:
    `caretakers` names an organisation for each. No bed and no service ends by this.
    """
    require(actor, "grounds:withdraw", "ground", ground_id)
    case = open_case(actor, case_id, FieldGroup.RESIDENCE)
    ground = ground_of(case, ground_id)
    if ground is None:
        raise NotFound("ground", ground_id)
    with transaction.atomic():
        if ground.withdrawn_at is None and lives_with(case, ground.recipient_organisation_id):
            _arrange(actor, case, ground, caretakers, now)
        _end_sharing(actor, case, ground_id, how, now)


def withdraw_oneself(holder: CardHolder, *, organisation_id: UUID, ground_id: UUID, now: datetime) -> bool:
    """The person takes an agreement back with their own hand. The same ends, as soon; nobody is asked to arrange care first.

    Tells whether the person lives in the care of who is told nothing more from now on: then somebody of the team must
    confirm by safe contact who goes on caring. Raises NotFound for what is no agreement of this person's case.
    """
    with transaction.atomic(), news_for(holder, organisation_id, holder.case_id):
        case = Case.objects.select_related("organisation").get(pk=holder.case_id)
        ground = ground_of(case, ground_id)
        if ground is None or ground.kind != GroundKind.CONSENT:
            raise NotFound("ground", ground_id)
        open_group(FieldGroup.RESIDENCE, case.pk)
        cared_for = ground.withdrawn_at is None and lives_with(case, ground.recipient_organisation_id)
        if ground.withdrawn_at is None:
            _end_sharing(holder, case, ground_id, NOT_ASKED, now)
    return cared_for


def _end_sharing(actor: Acting, case: Case, ground_id: UUID, how: str, now: datetime) -> None:
    mark_withdrawn(actor, case=case, ground_id=ground_id, how=how, now=now)
    for referral in _resting_on(ground_id):
        if end_by_sender(actor, referral, EndedBy.CONSENT_WITHDRAWN, now):
            to = str(referral.recipient_organisation_id)
            note_on_timeline(actor, case, "referral.cancelled", now=now, referral=str(referral.pk), to=to)


def lives_with(case: Case, organisation_id: UUID) -> bool:
    """Whether the person lives in this organisation's care: a stay, or an arrival at a service where people live."""
    stay = current_stay(case.pk)
    if stay is not None:
        return stay.organisation_id == organisation_id
    arrived = Referral.objects.filter(
        case_id=case.pk,
        recipient_organisation_id=organisation_id,
        service__residential=True,
        arrived_at__isnull=False,
        ended_at__isnull=True,
    )
    return arrived.exists()


def _resting_on(ground_id: UUID) -> list[Referral]:
    resting = Referral.objects.filter(ground_id=ground_id, kind=Kind.REFERRAL, ended_at__isnull=True)
    return list(resting.order_by("pk").select_for_update(of=("self",)))


def _arrange(actor: Actor, case: Case, ground: Ground, caretakers: Mapping[str, UUID | None], now: datetime) -> None:
    named = {matter: caretakers.get(matter) for matter in MATTER_WORDS}
    known = organisation_names(organisation for organisation in named.values() if organisation)
    resting = {matter: _on_what(case, ground, organisation, now) for matter, organisation in named.items()}
    obstacles = []
    for matter, organisation in named.items():
        if organisation is None:
            obstacles.append(Obstacle(N_("The person lives there: say who goes on caring for this."), matter))
        elif organisation not in known:
            raise NotFound("organisation", organisation)
        elif resting[matter] is None:
            sentence = N_("No agreement lets this organisation go on: ask the person and record it first.")
            obstacles.append(Obstacle(sentence, matter))
    if obstacles:
        raise Refused(*obstacles)
    for matter, organisation in named.items():
        rests = resting[matter]
        if organisation and rests:
            support.arrange_care(
                actor, case=case, matter=matter, organisation_id=organisation, ground_id=rests, now=now
            )


def _on_what(case: Case, ending: Ground, organisation_id: UUID | None, now: datetime) -> UUID | None:
    """The ground on which somebody else goes on. The case's own organisation needs none: it names the one that ends."""
    if organisation_id == case.organisation_id:
        return ending.pk
    others = [g for g in grounds_to(case, [organisation_id] if organisation_id else [], now) if g.pk != ending.pk]
    return others[0].pk if others else None
