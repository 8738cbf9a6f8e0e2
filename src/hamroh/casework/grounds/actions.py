"""The acts on grounds: record one, end one, write down what left."""

import json
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import get_current_timezone

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import note
from hamroh.casework.cases.models import Case, Task
from hamroh.casework.grounds import queries, rules
from hamroh.casework.grounds.models import Disclosure, Ground, Reasons
from hamroh.casework.grounds.terms import (
    EMERGENCIES,
    FOR_A_CHILD,
    NOT_JUSTIFIED,
    REVIEW_TASK,
    STATUS,
    DemandAnswer,
    Kind,
)
from hamroh.casework.kinship.access import eighteenth_of, standing_by
from hamroh.casework.kinship.rules.guardians import Standing
from hamroh.casework.kinship.terms import Role
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Acting, Actor, ability_key
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.directory.queries import services_of
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import organisation_names


def record_ground(
    actor: Actor,
    *,
    id: UUID,
    case_id: UUID,
    kind: str,
    purpose: str,
    recipient_organisation_id: UUID | None,
    groups: Iterable[str],
    language: str = "",
    mode: str = "",
    proof: str = "",
    given_by: str = "",
    agreed_by: UUID | None = None,
    assent: str = "",
    best_interests: str = "",
    expires_at: datetime | None,
    now: datetime,
    guardian_suspected: bool = False,
    why: str = "",
    answer: str = "",
) -> Ground:
    """Record a ground for one recipient and one purpose. It widens no other ground, older or newer.

    An act in danger is in force at once and waits for its review; a demand is written down with what it got and carries
    no referral. `best_interests` and `why` are words and are sealed. A second click finds the first one's ground.
    """
    require(actor, "grounds:record", "case", case_id)
    case = open_case(actor, case_id)
    if first := queries.ground_of(case, id):
        return first
    if recipient_organisation_id and not organisation_names([recipient_organisation_id]):
        raise NotFound("organisation", recipient_organisation_id)
    proposed = rules.Proposed(
        kind=kind,
        purpose=purpose,
        groups=frozenset(groups),
        language=language,
        mode=mode,
        proof=proof,
        given_by=given_by,
        agreed_by=agreed_by,
        assent=assent,
        best_interests=best_interests,
        expires_at=expires_at,
        guardian_suspected=guardian_suspected or queries.flagged(case),
        why=why,
        answer=answer,
    )
    standing = _standing(actor, case, proposed, now)
    _refuse_what_hinders(actor, case, recipient_organisation_id, proposed, standing, now)
    assert recipient_organisation_id  # without one it was refused
    ground = _ground(actor, case, id=id, recipient_id=recipient_organisation_id, p=proposed, now=now)
    if proposed.kind == Kind.CONSENT and case.child:
        ground.agreed_by = proposed.agreed_by or next(iter(_who(standing, proposed.given_by)), None)
        ground.afresh_from = of_age_from(eighteenth_of(case))
    with transaction.atomic():
        _save(ground)
        _write_reasons(case, ground, proposed)
        consented = kind == Kind.CONSENT
        detail = {
            "ground": str(id),
            "kind": kind,
            "to": str(recipient_organisation_id),
            "groups": sorted(ground.groups),
        }
        note(
            actor, case, "ground.consented" if consented else "ground.recorded", now=now, by_person=consented, **detail
        )
        record(actor, "ground.recorded", resource="ground", resource_id=id, case_id=case.pk, at=now, **detail)
        if kind in EMERGENCIES:
            _ask_for_review(case, ground, now)
        if proposed.answer == DemandAnswer.GIVEN:
            _write_disclosure(actor, case, ground=ground, referral_id=None, groups=ground.groups, now=now)
    return ground


def _standing(actor: Actor, case: Case, proposed: rules.Proposed, now: datetime) -> Standing:
    """Who may speak for the child, where somebody did: whatever part of the file the writer may read, nobody barred is asked."""
    if proposed.kind != Kind.CONSENT or not case.child:
        return Standing()
    return standing_by(actor, case, day_of(now))


def _who(standing: Standing, given_by: str) -> frozenset[UUID]:
    return standing.of(given_by) if given_by in set(Role) else frozenset()


def of_age_from(day: date | None) -> datetime | None:
    """The first moment of that day, where the mechanism is."""
    return datetime.combine(day, time(), get_current_timezone()) if day else None


def ask_afresh(actor: Actor, case: Case, day: date | None, now: datetime) -> None:
    """What others agreed to in this child's place gives nothing new from that day on: it becomes known, or it changed.

    The core of the case must be open. Withdrawn agreements stay as they are.
    """
    others = Ground.objects.filter(case=case, kind=Kind.CONSENT, given_by__in=FOR_A_CHILD, withdrawn_at__isnull=True)
    others.update(afresh_from=of_age_from(day))


def _refuse_what_hinders(
    actor: Actor,
    case: Case,
    recipient_id: UUID | None,
    proposed: rules.Proposed,
    standing: Standing,
    now: datetime,
) -> None:
    edition = editions.edition(case.edition_id)
    offered = services_of(recipient_id) if recipient_id else []
    obstacles = rules.obstacles_to_recording(
        proposed,
        child=case.child,
        uniformed=actor.uniformed,
        own_organisation=recipient_id == case.organisation_id,
        services_need=[frozenset(service.needs_groups) for service in offered] if recipient_id else None,
        to_uniformed=any(service.organisation.uniformed for service in offered),
        codes={name: queries.choices(edition, name, child=case.child) for name in queries.LISTS},
        now=now,
        standing=standing,
        decides_status=proposed.purpose == STATUS and recipient_id in editions.authorities("status:decide", now),
    )
    if FieldGroup.IDENTITY in proposed.groups and not edition.keeps_identities:
        obstacles = [
            *obstacles,
            Obstacle(N_("This mechanism keeps no names: nothing of them can be passed on."), "groups"),
        ]
    if obstacles:
        raise Refused(*obstacles)


def _ground(actor: Actor, case: Case, *, id: UUID, recipient_id: UUID, p: rules.Proposed, now: datetime) -> Ground:
    """The row as it will be kept: fields that belong to another kind of ground stay empty, whatever was typed."""
    assert actor.user_id
    consented, emergency, demand = p.kind == Kind.CONSENT, p.kind in EMERGENCIES, p.kind == Kind.AUTHORITY_DEMAND
    review_by = editions.edition(case.edition_id).due("emergency_review", now)[0] if emergency else None
    return Ground(
        id=id,
        case=case,
        kind=p.kind,
        purpose=p.purpose,
        recipient_organisation_id=recipient_id,
        groups=sorted(p.groups),
        language=p.language if consented else "",
        mode=p.mode if consented else "",
        proof=p.proof if consented else "",
        given_by=p.given_by if consented else "",
        assent=p.assent if consented and case.child else "",
        best_interests=bool(consented and case.child and p.best_interests.strip()),
        guardian_suspected=case.child and p.guardian_suspected,
        answer=p.answer if demand else "",
        recorded_at=now,
        recorded_by=actor.user_id,
        expires_at=p.expires_at or now + timedelta(seconds=1),
        review_by=review_by,
    )


def _save(ground: Ground) -> None:
    try:
        with transaction.atomic():
            ground.save(force_insert=True)
    except IntegrityError:  # the key belongs to a ground of a case that is not open here
        raise NotFound("ground", ground.pk) from None


def _write_reasons(case: Case, ground: Ground, p: rules.Proposed) -> None:
    words = {"best_interests": p.best_interests.strip() if ground.best_interests else "", "why": p.why.strip()}
    if ground.kind == Kind.CONSENT:
        words["why"] = ""
    if any(words.values()):
        reasons = Reasons(id=uuid7(), ground=ground, case=case)
        text = json.dumps(words, ensure_ascii=False)
        reasons.sealed = seal(case.person_id, text, place=queries.reasons_place(reasons.pk))
        reasons.save(force_insert=True)


def _ask_for_review(case: Case, ground: Ground, now: datetime) -> None:
    """For whoever may review acts in danger. The task names no case: reviewing opens no file by itself."""
    due_at, basis = editions.edition(case.edition_id).due("emergency_review", now)
    Task(
        key=REVIEW_TASK,
        organisation_id=case.organisation_id,
        parties=[ability_key("emergency:review")],
        started_at=now,
        due_at=due_at,
        basis=basis,
        detail={"ground": str(ground.pk), "kind": ground.kind},
    ).save(force_insert=True)


def record_disclosure(
    actor: Actor,
    *,
    case: Case,
    ground: Ground,
    referral_id: UUID | None,
    groups: Collection[str],
    now: datetime,
    for_status: bool = False,
    left_at: datetime | None = None,
) -> None:
    """Write down that these groups left on this ground. Refuses what the ground does not carry.

    The case must be open. `left_at`: what is written down afterwards left earlier; the ground is asked as it stood then.
    """
    facts, left = queries.sharing_facts(ground), left_at or now
    if ground.withdrawn_at and ground.withdrawn_at > left:
        facts["withdrawn_at"] = None
    to = ground.recipient_organisation_id
    obstacles = rules.obstacles_to_sharing(**facts, to=to, wanted=groups, now=left, for_status=for_status)
    if ground.case_id != case.pk:
        raise NotFound("ground", ground.pk)
    if obstacles:
        raise Refused(*obstacles)
    _write_disclosure(actor, case, ground=ground, referral_id=referral_id, groups=groups, now=now, at=left)


def _write_disclosure(
    actor: Actor,
    case: Case,
    *,
    ground: Ground,
    referral_id: UUID | None,
    groups: Collection[str],
    now: datetime,
    at: datetime | None = None,
) -> None:
    Disclosure(
        case=case,
        ground=ground,
        referral_id=referral_id,
        recipient_organisation_id=ground.recipient_organisation_id,
        groups=sorted(groups),
        at=at or now,
    ).save(force_insert=True)
    detail = {"ground": str(ground.pk), "to": str(ground.recipient_organisation_id), "groups": sorted(groups)}
    record(actor, "disclosed", resource="case", resource_id=case.pk, case_id=case.pk, at=now, **detail)


# What else ends with a ground, told by the rooms that rest something on it: an act each, called once, in the same transaction.
ENDS_WITH_IT: list[Callable[[Acting, Case, Ground, datetime], None]] = []


def mark_withdrawn(actor: Acting, *, case: Case, ground_id: UUID, how: str, now: datetime) -> Ground:
    """From this moment the ground carries nothing. Said twice, it stays withdrawn since the first time.

    `how` is a code of the list `withdrawal_reason`; a reason is never asked for. The case must be open.
    What rests on the ground is closed by the room of referrals.
    """
    require(actor, "grounds:withdraw", "ground", ground_id)
    ground = Ground.objects.select_for_update(of=("self",)).filter(pk=ground_id, case=case).first()
    if ground is None:
        raise NotFound("ground", ground_id)
    if ground.withdrawn_at:
        return ground
    if how not in editions.edition(case.edition_id).words("withdrawal_reason"):
        raise Refused(Obstacle(N_("Choose from the list, or leave it at “not asked”."), "how"))
    ground.withdrawn_at, ground.withdrawn_how = now, how
    with transaction.atomic():
        ground.save(update_fields=["withdrawn_at", "withdrawn_how"])
        detail = {"ground": str(ground.pk), "to": str(ground.recipient_organisation_id)}
        note(actor, case, "ground.withdrawn", now=now, by_person=ground.kind == Kind.CONSENT, **detail)
        record(actor, "ground.withdrawn", resource="ground", resource_id=ground.pk, case_id=case.pk, at=now, how=how)
        for end in ENDS_WITH_IT:
            end(actor, case, ground, now)
    return ground


def review_danger(actor: Actor, *, task_id: UUID, right: bool, now: datetime) -> Ground:
    """A second person looks at an act in danger: right, and the ground holds until it ends; not right, and it ends now.

    Nobody reviews what they did themselves. Said twice by one person it stays; a second person is told.
    """
    require(actor, "emergency:review", "review", task_id)
    task = Task.objects.select_for_update(of=("self",)).filter(pk=task_id, key=REVIEW_TASK).first()
    key = task.detail.get("ground") if task else None
    ground = Ground.objects.filter(pk=key, review_by__isnull=False).first() if key else None
    if task is None or ground is None:
        raise NotFound("review", task_id)
    if task.done_at and task.done_by != actor.user_id:
        raise Refused(Obstacle(N_("Nothing was changed: somebody else has just reviewed this.")))
    if ground.recorded_by == actor.user_id:
        raise Refused(Obstacle(N_("You acted yourself: somebody else must review it.")))
    if task.done_at is None:
        _write_review(actor, task, ground, right=right, now=now)
    return ground


def _write_review(actor: Actor, task: Task, ground: Ground, *, right: bool, now: datetime) -> None:
    task.done_at, task.done_by = now, actor.user_id
    if right:
        ground.approved_at = now
    elif ground.withdrawn_at is None:
        ground.withdrawn_at, ground.withdrawn_how = now, NOT_JUSTIFIED
    with transaction.atomic():
        task.save(update_fields=["done_at", "done_by"])
        ground.save(update_fields=["approved_at", "withdrawn_at", "withdrawn_how"])
        record(actor, "emergency.reviewed", resource="ground", resource_id=ground.pk, at=now, right=right)
