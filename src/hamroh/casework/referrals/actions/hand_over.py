"""The first-line sheet, and the hand-over that it may become."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.models import Task
from hamroh.casework.identification.actions.fill_sheet import count_notification, write_sheet
from hamroh.casework.referrals import rules
from hamroh.casework.referrals.actions.moving import save_new
from hamroh.casework.referrals.actions.moving import told as record_told
from hamroh.casework.referrals.models import Content, Referral
from hamroh.casework.referrals.rules import Lists, Meeting, Receiver, Sheet
from hamroh.casework.referrals.terms import IN_DANGER, REVIEW_TASK, HandoverGround, Kind, Status
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor, ability_key
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.directory.models import Service
from hamroh.mechanism.directory.queries import service as service_of
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import InForce, day_of


@dataclass(frozen=True)
class Filed:
    """What became of a sheet: the hand-over's key, or none when an adult did not agree and was only counted."""

    referral_id: UUID | None


def lists_for_sheet(edition: InForce) -> Lists:
    return Lists(
        observations={code.id: code.only for code in edition.codes("observation")},
        danger_if={code.id: code.danger_if for code in edition.codes("safety_question")},
        script=frozenset(edition.words("script")),
        urgencies=frozenset(edition.words("urgency")),
        modes=frozenset(edition.words("handover_mode")),
    )


def fill_sheet(
    actor: Actor,
    *,
    id: UUID,
    observations: Collection[str],
    safety: Mapping[str, str],
    told: Collection[str],
    unsaid: Collection[str] = (),
    agreement: str,
    held: bool | None,
    child: bool | None,
    service_id: UUID | None,
    urgency: str,
    meeting: Meeting,
    now: datetime,
) -> Filed:
    """Send what was agreed to the chosen service, or only count an adult who did not agree.

    Danger to life, and children, go without agreement, with the least; danger is reviewed afterwards. Refuses with
    every obstacle at once. `id` becomes the hand-over's key: a second click finds the first.
    """
    require(actor, "sheet:fill", "sheet")
    if Referral.objects.filter(pk=id, sender_user_id=actor.user_id).exists():
        return Filed(id)
    edition = editions.current()
    lists = lists_for_sheet(edition)
    sheet = Sheet(
        tuple(dict.fromkeys(observations)),
        {q: safety.get(q, "") for q in lists.danger_if},
        frozenset(told),
        frozenset(unsaid),
        agreement,
        held,
        child,
    )
    ground = rules.ground_for(sheet, lists.danger_if)
    obstacles = rules.obstacles_to_sheet(sheet, lists)
    if ground is None:
        if obstacles:
            raise Refused(*obstacles)
        count_notification(actor, id=id, today=day_of(now), now=now)
        return Filed(None)
    service = _service(service_id)
    receiver = _receiver(actor, service)
    obstacles += rules.obstacles_to_handover(
        sheet, ground, receiver=receiver, urgency=urgency, meeting=meeting, lists=lists, now=now
    )
    if obstacles or service is None:
        raise Refused(*obstacles)
    priority = rules.priority_of(ground, urgency)
    _hand_over(
        actor, edition, id=id, sheet=sheet, ground=ground, service=service, priority=priority, meeting=meeting, now=now
    )
    return Filed(id)


def _service(service_id: UUID | None) -> Service | None:
    """The chosen service; a key that is none of the directory's was not on the page."""
    if service_id is None:
        return None
    found = service_of(service_id)
    if found is None:
        raise NotFound("service", service_id)
    return found


def _receiver(actor: Actor, service: Service | None) -> Receiver | None:
    if service is None:
        return None
    own = service.organisation_id == actor.organisation_id
    return Receiver(service.residential, frozenset(service.accepts), own)


def _hand_over(
    actor: Actor,
    edition: InForce,
    *,
    id: UUID,
    sheet: Sheet,
    ground: HandoverGround,
    service: Service,
    priority: str,
    meeting: Meeting,
    now: datetime,
) -> None:
    due_at, due_basis = edition.due("answer", now, priority, service.territory_id or service.organisation.territory_id)
    if meeting.when:  # whoever shall be at a gate in an hour must answer within the hour
        due_at = min(due_at, max(meeting.when, now))
    danger = ground in IN_DANGER
    review_by = edition.due("emergency_review", now)[0] if danger else None
    referral = Referral(
        id=id,
        kind=Kind.HANDOVER,
        ground_kind=ground,
        sender_organisation_id=actor.organisation_id,
        sender_user_id=actor.user_id,
        # Reviewers see the row, never what was told: its content carries no sender's key at all.
        sender_keys=[actor.user_id, *([ability_key("emergency:review")] if danger else [])],
        recipient_organisation_id=service.organisation_id,
        service=service,
        priority=priority,
        status=Status.REQUESTED,
        sent_at=now,
        due_at=due_at,
        due_basis=due_basis,
        moved_at=now,
        moved_by=actor.user_id,
        review_by=review_by,
    )
    with transaction.atomic():
        if save_new(referral, edition.code_prefix) is not referral:
            return
        _tell(referral, meeting)
        write_sheet(
            actor,
            referral_id=id,
            observations=sheet.observations if rules.passes_observations(ground, sheet) else (),
            safety=sheet.safety,
            told=sheet.told,
            agreement=sheet.agreement,
            held=bool(sheet.held),
            child=bool(sheet.child),
            now=now,
        )
        if danger:
            _ask_for_review(edition, referral, sheet, now)
        record_told(actor, referral, "handover.offered", now, to=str(referral.recipient_organisation_id), ground=ground)


def _tell(referral: Referral, meeting: Meeting) -> None:
    """Who meets whom where and when, for the receiver alone."""
    text = json.dumps(meeting.written(), ensure_ascii=False)
    Content(
        id=referral.pk,
        referral=referral,
        recipient_organisation_id=referral.recipient_organisation_id,
        sender_keys=[],
        sealed=seal(referral.pk, text, place=f"referrals_content.sealed:{referral.pk}"),
    ).save(force_insert=True)


def _ask_for_review(edition: InForce, referral: Referral, sheet: Sheet, now: datetime) -> None:
    """For whoever may review acts in danger: what was answered, in codes. No case, no place, no person."""
    due_at, basis = edition.due("emergency_review", now)
    Task(
        key=REVIEW_TASK,
        referral_id=referral.pk,
        organisation_id=referral.sender_organisation_id,
        parties=[ability_key("emergency:review")],
        started_at=now,
        due_at=due_at,
        basis=basis,
        detail={
            "kind": referral.ground_kind,
            "safety": dict(sheet.safety),
            "agreement": sheet.agreement,
            "held": sheet.held,
            "to": str(referral.recipient_organisation_id),
        },
    ).save(force_insert=True)
