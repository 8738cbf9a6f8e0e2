"""Services that the person received. The group *services* must be open."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from hamroh.casework.cases.models import Case
from hamroh.casework.support import terms
from hamroh.casework.support.models import ServiceReceived
from hamroh.casework.support.queries.lists import edition_of, words_of
from hamroh.casework.support.rules import Received, ServiceLists, totals
from hamroh.foundation.revisions.queries import history, newest, newest_one
from hamroh.foundation.revisions.queries import words_of as sealed_words
from hamroh.mechanism.editions.queries import edition
from hamroh.mechanism.membership.queries import organisation_names


@dataclass(frozen=True)
class ReceivedView:
    """One service with what is sealed of it. `thing`: its key over all revisions; `from_referral`: where it was taken from."""

    thing: UUID
    received: Received
    number: int
    written_at: datetime
    written_by: UUID | None = None
    from_referral: UUID | None = None
    erased: bool = False


def services_received(case_id: UUID, person_id: UUID) -> list[ReceivedView]:
    """Every service of the case as it stands, the newest beginning first."""
    views = [_view(row, person_id) for row in newest(ServiceReceived, case_id=case_id)]
    return sorted(views, key=lambda view: (view.received.since, view.thing), reverse=True)


def service_received(case_id: UUID, person_id: UUID, thing: UUID) -> ReceivedView | None:
    row = newest_one(ServiceReceived, thing)
    return _view(row, person_id) if row and row.case_id == case_id else None


def service_history(case_id: UUID, person_id: UUID, thing: UUID) -> list[ReceivedView]:
    return [_view(row, person_id) for row in history(ServiceReceived, thing) if row.case_id == case_id]


def taken_over(case_id: UUID) -> frozenset[UUID]:
    """Referrals of the case that stand in its list of services already."""
    rows = ServiceReceived.objects.filter(case_id=case_id, source_referral_id__isnull=False).order_by()
    return frozenset(referral for referral in rows.values_list("source_referral_id", flat=True) if referral)


def costs_of(views: list[ReceivedView]) -> dict[str, Decimal]:
    """What all of it cost, by currency."""
    return totals(view.received for view in views)


def service_lists(case: Case) -> ServiceLists:
    """Codes from which a service is described."""
    return ServiceLists(
        types=edition(case.edition_id).service_words(),
        funding=words_of(case.edition_id, terms.FUNDING_LIST),
        currencies=words_of(case.edition_id, terms.CURRENCY_LIST),
    )


def _view(row: ServiceReceived, person_id: UUID) -> ReceivedView:
    told = sealed_words(row, person_id)
    words = told or {}
    received = Received(
        service_type=row.service_type,
        provider=row.provider_id,
        provider_named=words.get("provider_named", ""),
        since=row.since,
        until=row.until,
        quantity=row.quantity,
        unit=row.unit,
        funding=row.funding,
        unit_cost=row.unit_cost,
        currency=row.currency,
        outcome=row.outcome,
        own_words=words.get("own_words", ""),
    )
    return ReceivedView(
        row.thing, received, row.number, row.written_at, row.written_by, row.source_referral_id, told is None
    )


def services_values(case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    """Service by service: from whom, how long, how much, what came of it. What it cost is no matter of whoever helps."""
    kinds = edition(edition_of(case_id)).service_words()
    views = services_received(case_id, person_id)
    names = organisation_names(v.received.provider for v in views if v.received.provider)
    return [(kinds.get(v.received.service_type, v.received.service_type), _told(v, names)) for v in views]


def _told(view: ReceivedView, names: Any) -> list[Any]:
    received = view.received
    parts: list[Any] = [names.get(received.provider, {}) if received.provider else received.provider_named]
    parts += [received.since, received.until or _("goes on")]
    if received.quantity is not None:
        parts.append(amount_told(received))
    if received.outcome and received.outcome != terms.NOT_ASKED:
        parts.append(_(terms.OUTCOME_WORDS[received.outcome]))
    if view.erased:
        parts.append(_("Erased: nobody can read this any more."))
    if received.own_words:
        parts.append(received.own_words)
    return [part for part in parts if part]


def amount_told(received: Received) -> str:
    """12 × night: the unit is not bent by the number, in no language."""
    if received.quantity is None:
        return ""
    number = f"{received.quantity.normalize():f}"
    return f"{number} × {translated(terms.UNIT_WORDS.get(received.unit, received.unit))}"
