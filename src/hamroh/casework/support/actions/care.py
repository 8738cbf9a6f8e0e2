"""The acts of support. The case must have been opened with the group that is written."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.cases import actions as cases
from hamroh.casework.cases.models import Case
from hamroh.casework.support import events, rules, terms
from hamroh.casework.support.models import Caretaker, ServiceRecord, Stay
from hamroh.casework.support.queries import SERVICE_PLACE, caretakers_of
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor, System
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.directory.queries import service as service_of
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of


def start_stay(
    actor: Actor,
    *,
    case: Case,
    service_id: UUID | None,
    referral_id: UUID | None = None,
    now: datetime,
    id: UUID | None = None,
) -> None:
    """The person lives in the care of this service from now on. Group *residence* must be open.

    A place of another organisation begins by its referral (`referral_id`): nobody moves a person in elsewhere.
    A second click (the same `id`) finds the stay begun.
    """
    require(actor, "case:open", "case", case.pk)
    if id and Stay.objects.filter(pk=id, case=case).exists():
        return
    place = service_of(service_id) if service_id else None
    obstacles = rules.obstacles_to_stay(
        staying=Stay.objects.filter(case=case, until__isnull=True).exists(),
        known=place is not None,
        residential=bool(place and place.residential),
        in_our_care=bool(referral_id or (place and place.organisation_id == actor.organisation_id)),
    )
    if obstacles or place is None:
        raise Refused(*obstacles)
    with transaction.atomic():
        stay = Stay(
            id=id or uuid7(),
            case=case,
            organisation_id=place.organisation_id,
            service_id=place.pk,
            referral_id=referral_id,
            since=now,
        )
        _save_new(stay)
        cases.note(actor, case, "stay.started", now=now)
        _record(actor, events.STAY_STARTED, case, now)


def end_stay(actor: Actor, *, case: Case, now: datetime) -> None:
    """The person no longer lives there. Group *residence* must be open."""
    require(actor, "case:open", "case", case.pk)
    with transaction.atomic():
        if not Stay.objects.filter(case=case, until__isnull=True).update(until=now):
            raise Refused(Obstacle(N_("The person stays nowhere in our records: nothing was ended.")))
        cases.note(actor, case, "stay.ended", now=now)
        _record(actor, events.STAY_ENDED, case, now)


def arrange_care(
    actor: Actor, *, case: Case, matter: str, organisation_id: UUID, ground_id: UUID, now: datetime
) -> None:
    """From now on this organisation looks after the matter, on this ground. The core of the case must be open.

    When every matter has somebody, the task that asked for it is done.
    """
    require(actor, "grounds:withdraw", "case", case.pk)
    if obstacles := rules.obstacles_to_care(matter):
        raise Refused(*obstacles)
    with transaction.atomic():
        Caretaker(case=case, matter=matter, organisation_id=organisation_id, ground_id=ground_id, since=now).save(
            force_insert=True
        )
        cases.note(actor, case, "care.arranged", now=now, by_person=True, matter=matter)
        _record(actor, events.CARE_ARRANGED, case, now)
        if len(caretakers_of(case.pk)) == len(terms.MATTER_WORDS):
            cases.finish_task(actor, case, "arrange_care", now=now)


def appoint_caretaker(
    actor: System, *, of_organisation: UUID, caretaker_id: UUID, decision_id: UUID, now: datetime
) -> int:
    """Whoever lives in the care of this organisation has another one to look after every matter. Nothing is shared by it.

    For the job that carries out a decision about a member: it sees that somebody stays there, and not who. Returns how many.
    """
    stays = Stay.objects.filter(organisation_id=of_organisation, until__isnull=True)
    case_ids = list(stays.order_by("pk").values_list("case_id", flat=True))
    with transaction.atomic():
        for case_id in case_ids:
            for matter in terms.MATTER_WORDS:
                Caretaker(
                    case_id=case_id, matter=matter, organisation_id=caretaker_id, decision_id=decision_id, since=now
                ).save(force_insert=True)
            record(actor, events.CARE_ARRANGED, resource="case", resource_id=case_id, case_id=case_id, at=now)
    return len(case_ids)


def record_service(
    actor: Actor,
    *,
    referral_id: UUID,
    referral_code: str,
    service_type: str,
    given_on: date,
    note: str = "",
    now: datetime,
    id: UUID | None = None,
) -> None:
    """The provider's own record of what it gave. The caller has opened the referral: it is one of this organisation's.

    The note is sealed under the referral's key: it belongs to the provider, and a withdrawal does not touch it.
    """
    require(actor, "service:record", "referral", referral_id)
    obstacles = rules.obstacles_to_service(service_type, editions.current().service_words(), given_on, day_of(now))
    if obstacles:
        raise Refused(*obstacles)
    key = id or uuid7()
    if ServiceRecord.objects.filter(pk=key, referral_id=referral_id).exists():  # a second click
        return
    with transaction.atomic():
        given = ServiceRecord(
            id=key,
            organisation_id=actor.organisation_id,
            referral_id=referral_id,
            referral_code=referral_code,
            service_type=service_type,
            given_on=given_on,
            note_sealed=_sealed(referral_id, note, SERVICE_PLACE.format(key)),
            recorded_at=now,
            recorded_by=actor.user_id,
        )
        _save_new(given)
        record(actor, events.SERVICE_RECORDED, resource="referral", resource_id=referral_id, at=now, type=service_type)


def _save_new(row: Stay | ServiceRecord) -> None:
    """A key that is taken by a row of somebody else was not made by our page."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise NotFound("key", row.pk) from None


def _sealed(subject_id: UUID, text: str, place: str) -> bytes | None:
    return seal(subject_id, text.strip(), place=place) if text.strip() else None


def _record(actor: Actor, verb: str, case: Case, now: datetime) -> None:
    record(actor, verb, resource="case", resource_id=case.pk, case_id=case.pk, at=now)
