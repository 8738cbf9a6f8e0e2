"""What the team does, at the person's wish: prepare an application, list the evidence, send it, take it back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import where
from hamroh.casework.cases.models import Case
from hamroh.casework.grounds.actions import record_disclosure
from hamroh.casework.grounds.models import Ground
from hamroh.casework.grounds.queries import ground_of, status_agreements
from hamroh.casework.status import rules, terms
from hamroh.casework.status.access import agreement_holds, applications_of
from hamroh.casework.status.actions.telling import tell_case, told
from hamroh.casework.status.models import Application, Evidence
from hamroh.casework.status.queries import codes_of, limit_of
from hamroh.casework.status.terms import OPEN_STATES, State
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Acting, Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import spoken_code
from hamroh.mechanism.editions import queries as editions

TRIES = 8
APPLY = "status:apply"


def begin_application(actor: Actor, *, id: UUID, case_id: UUID, ground_id: UUID | None, now: datetime) -> Application:
    """Begin to prepare an application, on the agreement that names the authority and what it may be told.

    A second click finds the first one's application. Nothing leaves the file yet.
    """
    require(actor, APPLY, "case", case_id)
    case = open_case(actor, case_id)
    if first := applications_of(case).filter(pk=id).first():
        return first
    agreed = {ground.pk: ground for ground in status_agreements(case, now)}
    ground = agreed.get(ground_id) if ground_id else None
    obstacles = rules.obstacles_to_beginning(
        agreed=ground is not None,
        open_already=applications_of(case).filter(state__in=OPEN_STATES).exists(),
        closed=case.closed_at is not None,
        uniformed=actor.uniformed,
    )
    if obstacles or ground is None:
        raise Refused(*obstacles)
    application = Application(
        id=id,
        case=case,
        person_id=case.person_id,
        ground=ground,
        sender_organisation_id=case.organisation_id,
        sender_user_id=actor.user_id,
        parties=case.parties,
        barred=case.barred,
        authority_organisation_id=ground.recipient_organisation_id,
        groups=sorted(ground.groups),
        child=case.child,
        state=State.PREPARING,
        moved_at=now,
        begun_at=now,
    )
    with transaction.atomic():
        _save_new(application, editions.edition(case.edition_id).code_prefix)
        told(actor, application, "status.begun", now)
    return application


def _save_new(application: Application, prefix: str) -> None:
    """Under a free code, which differs from those of cases by one letter."""
    for _ in range(TRIES):
        application.code = spoken_code(f"{prefix}S")
        try:
            with transaction.atomic():
                return application.save(force_insert=True)
        except IntegrityError:
            continue
    raise NotFound("application", application.pk)


def list_evidence(
    actor: Actor,
    *,
    id: UUID,
    case_id: UUID,
    application_id: UUID,
    kind: str,
    shows: Iterable[str],
    held_by: str,
    attached: bool,
    note: str = "",
    now: datetime,
) -> Evidence:
    """Add a row: what it is, what it shows, where it is, whether it goes along. A second click finds the first one's."""
    case, application = take(actor, case_id, application_id)
    if first := Evidence.objects.filter(pk=id, application=application).first():
        return first
    row = rules.Row(kind=kind, shows=frozenset(shows), held_by=held_by, note=note.strip())
    obstacles = rules.obstacles_to_listing(row, state=application.state, codes=codes_of(case))
    if obstacles:
        raise Refused(*obstacles)
    assert actor.user_id
    evidence = Evidence(
        id=id,
        application=application,
        case_id=case.pk,
        kind=kind,
        shows=sorted(row.shows),
        held_by=held_by,
        attached=attached,
        added_at=now,
        added_by=actor.user_id,
    )
    if row.note:
        evidence.note_sealed = seal(application.person_id, row.note, place=terms.NOTE_PLACE.format(id))
    with transaction.atomic():
        evidence.save(force_insert=True)
        told(actor, application, "status.evidence_listed", now, kind=kind)
    return evidence


def drop_evidence(actor: Actor, *, case_id: UUID, application_id: UUID, evidence_id: UUID, now: datetime) -> None:
    """Take a row off the list again, before it was sent. What the authority has seen stays on it."""
    _case, application = take(actor, case_id, application_id)
    evidence = Evidence.objects.filter(pk=evidence_id, application=application).first()
    if evidence is None:
        raise NotFound("evidence", evidence_id)
    if evidence.dropped_at or not rules.may_be_dropped(
        application.state, sent_at=application.sent_at, moved_at=application.moved_at, added_at=evidence.added_at
    ):
        return
    evidence.dropped_at = now
    with transaction.atomic():
        evidence.save(update_fields=["dropped_at"])
        told(actor, application, "status.evidence_dropped", now, kind=evidence.kind)


def send_application(actor: Actor, *, case_id: UUID, application_id: UUID, wished: bool, now: datetime) -> None:
    """The list and what the person agreed to tell go to the authority; its clock starts. So does an answer to a question.

    Refused without the person's living agreement, and without their word today. Sent twice, the first time counts.
    """
    case, application = take(actor, case_id, application_id)
    if application.state == State.WAITING:
        return
    rows = Evidence.objects.filter(application=application, dropped_at__isnull=True).count()
    holds = agreement_holds(application, now)
    obstacles = rules.obstacles_to_sending(state=application.state, rows=rows, wished=wished, ground_holds=holds)
    if obstacles:
        raise Refused(*obstacles)
    first = application.sent_at is None
    event = "status.applied" if first else "status.evidence_given"
    edition = editions.edition(case.edition_id)
    application.state, application.moved_at, application.child = State.WAITING, now, case.child
    application.due_at, application.due_basis = limit_of(edition, starts=event, start=now, where=where(case))
    if first:
        application.sent_at = now
    with transaction.atomic():
        application.save(update_fields=["state", "moved_at", "child", "sent_at", "due_at", "due_basis"])
        ground = ground_of(case, application.ground_id)
        assert ground  # it holds
        record_disclosure(
            actor, case=case, ground=ground, referral_id=None, groups=application.groups, now=now, for_status=True
        )
        to = str(application.authority_organisation_id)
        tell_case(actor, case, event, now=now, by_person=first, application=str(application.pk), to=to)
        told(actor, application, event, now, to=to, groups=application.groups, ground=str(ground.pk))


def withdraw_application(actor: Actor, *, case_id: UUID, application_id: UUID, now: datetime) -> None:
    """The person no longer wishes it. From this moment the authority sees nothing of it. Said twice, the first time counts."""
    case, application = take(actor, case_id, application_id)
    _withdraw(actor, case, application, now)


def end_with_ground(actor: Acting, case: Case, ground: Ground, now: datetime) -> None:
    """The agreement was withdrawn: every application that rests on it ends with it, and no review can be asked for.

    What was decided stays decided. The case is open.
    """
    resting = applications_of(case).filter(ground_id=ground.pk).order_by("pk")
    for application in resting.select_for_update(of=("self",)):
        if rules.review_is_open(application.state, application.outcome, application.review_until, now):
            tell_case(actor, case, "status.review_declined", now=now, application=str(application.pk))
        _withdraw(actor, case, application, now)


def _withdraw(actor: Acting, case: Case, application: Application, now: datetime) -> None:
    if not rules.may_be_withdrawn(application.state):
        return
    application.state, application.moved_at, application.due_at = State.WITHDRAWN, now, None
    with transaction.atomic():
        application.save(update_fields=["state", "moved_at", "due_at"])
        tell_case(actor, case, "status.withdrawn", now=now, by_person=True, application=str(application.pk))
        told(actor, application, "status.withdrawn", now)


def take(actor: Actor, case_id: UUID, application_id: UUID) -> tuple[Case, Application]:
    """The case, opened, and its application, locked until the transaction ends; for whoever may apply."""
    require(actor, APPLY, "application", application_id)
    case = open_case(actor, case_id)
    rows = applications_of(case).filter(pk=application_id)
    application = rows.select_for_update(of=("self",)).first()
    if application is None:
        raise NotFound("application", application_id)
    return case, application
