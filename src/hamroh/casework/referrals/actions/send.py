"""A case's team asks another organisation for a service."""

import json
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import note as note_on_timeline
from hamroh.casework.cases.actions import where
from hamroh.casework.cases.models import Case
from hamroh.casework.grounds.actions import record_disclosure
from hamroh.casework.grounds.models import Ground
from hamroh.casework.grounds.queries import ground_of, sharing_facts
from hamroh.casework.grounds.rules import obstacles_to_sharing
from hamroh.casework.people.queries.told import told_in
from hamroh.casework.referrals import rules
from hamroh.casework.referrals.actions.moving import save_new, told
from hamroh.casework.referrals.models import Content, Referral
from hamroh.casework.referrals.rules import Asked, Meeting
from hamroh.casework.referrals.terms import Kind, Status
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import GROUP_WORDS
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.directory.models import Service
from hamroh.mechanism.directory.queries import service as service_of
from hamroh.mechanism.editions import queries as editions

_NOT_OURS = N_("“%(group)s” is not yours to open, and so not yours to send: leave it to the colleague who keeps it.")
_NO_GROUND = N_("Choose the ground on which this may be passed on. No ground, no referral.")


def send_referral(
    actor: Actor,
    *,
    id: UUID,
    case_id: UUID,
    service_id: UUID | None,
    ground_id: UUID | None,
    groups: Collection[str],
    urgency: str,
    meeting: Meeting,
    note: str = "",
    anyway: bool = False,
    now: datetime,
) -> Referral:
    """Ask a service, passing on exactly these groups on exactly this ground, and write down that they left.

    A note that seems to tell who it is is refused, unless the writer, asked, says that it does not (`anyway`).
    Refuses with every obstacle at once. `id` becomes the key: a second click finds the first one's referral. A case,
    service or ground that is not of this page is not found.
    """
    require(actor, "referral:send", "case", case_id)
    case = open_case(actor, case_id)
    if first := Referral.objects.filter(pk=id, case_id=case.pk).first():
        return first
    service, ground = _named(case, service_id, ground_id)
    obstacles = _obstacles(case, service, ground, groups=groups, urgency=urgency, meeting=meeting, note=note, now=now)
    if not anyway:
        obstacles += told_in(actor, case, {"note": note})
    if obstacles or service is None or ground is None:
        raise Refused(*obstacles)
    edition = editions.edition(case.edition_id)
    due_at, due_basis = edition.due("answer", now, urgency, where(case))
    referral = Referral(
        id=id,
        kind=Kind.REFERRAL,
        case_id=case.pk,
        person_id=case.person_id,
        ground_id=ground.pk,
        ground_kind=ground.kind,
        sender_organisation_id=case.organisation_id,
        sender_user_id=actor.user_id,
        sender_keys=case.parties,
        barred=case.barred,
        recipient_organisation_id=service.organisation_id,
        service=service,
        groups=sorted(groups),
        priority=urgency,
        status=Status.REQUESTED,
        sent_at=now,
        due_at=due_at,
        due_basis=due_basis,
        moved_at=now,
        moved_by=actor.user_id,
    )
    with transaction.atomic():
        saved = save_new(referral, edition.code_prefix)
        if saved is not referral:
            if saved.case_id != case.pk:  # the key belongs to a referral of another case: nothing was sent here
                raise NotFound("referral", id)
            return saved
        _tell(referral, meeting, note)
        record_disclosure(actor, case=case, ground=ground, referral_id=id, groups=groups, now=now)
        to = str(service.organisation_id)
        note_on_timeline(actor, case, "referral.sent", now=now, referral=str(id), to=to, service=service.key)
        told(actor, referral, "referral.sent", now, to=to, groups=sorted(groups), ground=str(ground.pk))
    return referral


def _named(case: Case, service_id: UUID | None, ground_id: UUID | None) -> tuple[Service | None, Ground | None]:
    """What the form names; a key that is not of the directory, or not of this case, was not on the page."""
    service = service_of(service_id) if service_id else None
    if service_id and service is None:
        raise NotFound("service", service_id)
    ground = ground_of(case, ground_id) if ground_id else None
    if ground_id and ground is None:
        raise NotFound("ground", ground_id)
    return service, ground


def _obstacles(
    case: Case,
    service: Service | None,
    ground: Ground | None,
    *,
    groups: Collection[str],
    urgency: str,
    meeting: Meeting,
    note: str,
    now: datetime,
) -> list[Obstacle]:
    edition = editions.edition(case.edition_id)
    closed = [group for group in GROUP_WORDS if group in groups and group not in case.readable]
    unread = [Obstacle(_NOT_OURS, "groups", {"group": GROUP_WORDS[g]}, translate=("group",)) for g in closed]
    found = unread + rules.obstacles_to_sending(
        asked=_asked(case, service) if service else None,
        child=case.child,
        groups=groups,
        urgency=urgency,
        urgencies=frozenset(edition.words("urgency")),
        meeting=meeting,
        modes=frozenset(edition.words("handover_mode")),
        note=note,
        now=now,
    )
    if ground is None:
        return [*found, Obstacle(_NO_GROUND, "ground_id")]
    if service is None:
        return found
    resting = obstacles_to_sharing(**sharing_facts(ground), to=service.organisation_id, wanted=groups, now=now)
    return [*found, *(_at_our_field(obstacle) for obstacle in resting)]


def _asked(case: Case, service: Service) -> Asked:
    own = service.organisation_id == case.organisation_id
    return Asked(frozenset(service.needs_groups), frozenset(service.accepts), own)


def _at_our_field(obstacle: Obstacle) -> Obstacle:
    field = "ground_id" if obstacle.field == "ground" else obstacle.field
    return Obstacle(obstacle.sentence, field, obstacle.params, obstacle.translate)


def _tell(referral: Referral, meeting: Meeting, note: str) -> None:
    text = json.dumps({**meeting.written(), "note": note.strip()}, ensure_ascii=False)
    Content(
        id=referral.pk,
        referral=referral,
        recipient_organisation_id=referral.recipient_organisation_id,
        sender_keys=referral.sender_keys,
        sealed=seal(referral.person_id or referral.pk, text, place=f"referrals_content.sealed:{referral.pk}"),
    ).save(force_insert=True)
