"""Stay and services given, shaped for pages and for sharing. The door must have opened the group before."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hamroh.casework.support import terms
from hamroh.casework.support.models import Caretaker, ServiceRecord, Stay
from hamroh.casework.support.queries.health import health_values
from hamroh.casework.support.queries.needs import needs_values
from hamroh.casework.support.queries.received import services_values
from hamroh.casework.support.queries.risk import risk_values
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.mechanism.editions.queries import current

SERVICE_PLACE = "support_servicerecord.note_sealed:{}"


@dataclass(frozen=True)
class StayView:
    """In whose care a person lives, or lived. Names by language; no address anywhere."""

    id: UUID
    organisation_id: UUID
    organisation: dict[str, str]
    service_id: UUID
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class CaretakerView:
    matter: str
    organisation_id: UUID
    organisation: dict[str, str]
    since: datetime


@dataclass(frozen=True)
class ServiceGiven:
    """One line of a provider's own record of what it gave under a referral."""

    service: dict[str, str]
    given_on: date
    note: str
    recorded_at: datetime


def stays_of(case_id: UUID) -> list[StayView]:
    """Newest first; at most one of them has not ended."""
    rows = Stay.objects.filter(case_id=case_id).select_related("organisation").order_by("-since", "-pk")
    return [StayView(s.pk, s.organisation_id, s.organisation.names, s.service_id, s.since, s.until) for s in rows]


def current_stay(case_id: UUID) -> StayView | None:
    """Where the person lives now, if in anybody's care."""
    return next((stay for stay in stays_of(case_id) if stay.until is None), None)


def caretakers_of(case_id: UUID) -> list[CaretakerView]:
    """Who looks after each matter now: the newest word on each. The case's core must be open."""
    rows = Caretaker.objects.filter(case_id=case_id).select_related("organisation").order_by("-since", "-pk")
    newest = {row.matter: row for row in reversed(rows)}
    return [
        CaretakerView(matter, newest[matter].organisation_id, newest[matter].organisation.names, newest[matter].since)
        for matter in terms.MATTER_WORDS
        if matter in newest
    ]


def services_given(referral_id: UUID) -> list[ServiceGiven]:
    """The provider's own record under a referral, newest first; only the provider finds it."""
    words = current().service_words()
    rows = ServiceRecord.objects.filter(referral_id=referral_id).order_by("-given_on", "-pk")
    return [
        ServiceGiven(
            words.get(row.service_type, {"en": row.service_type}),
            row.given_on,
            _unsealed(referral_id, row.note_sealed, SERVICE_PLACE.format(row.pk))[0],
            row.recorded_at,
        )
        for row in rows
    ]


def group_values(group: str, case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    """Label and value of each known part of a group kept in this room. Else nothing.

    Notes are sealed under the person's key, therefore `person_id`. Codes are replaced by words in every language.
    """
    kept = _KEPT.get(FieldGroup(group))
    return kept(case_id, person_id) if kept else []


def _residence_values(case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    stay = current_stay(case_id)
    return [(_("Stays in the care of"), stay.organisation), (_("Since"), stay.since)] if stay else []


def _unsealed(subject_id: UUID, sealed: bytes | memoryview | None, place: str) -> tuple[str, bool]:
    """The text, and whether it was erased for good."""
    if sealed is None:
        return "", False
    try:
        return unseal(subject_id, sealed, place=place), False
    except Unreadable:
        return "", True


_ERASED = _("Erased: nobody can read this any more.")
_KEPT = {
    FieldGroup.NEEDS: needs_values,
    FieldGroup.HEALTH: health_values,
    FieldGroup.RESIDENCE: _residence_values,
    FieldGroup.RISK: risk_values,
    FieldGroup.SERVICES: services_values,
}
