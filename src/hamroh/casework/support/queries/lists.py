"""From which lists risks, needs and services are chosen: those of the case's edition; where it has none, today's."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hamroh.casework.cases.models import Case
from hamroh.casework.support import terms
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.pack import Code
from hamroh.mechanism.editions.queries import day_of

Words = dict[str, Any]
"""Code → its name by language, or a translated word of the platform."""


def today(now: datetime) -> date:
    """The day it is where the mechanism works."""
    return day_of(now)


def latest_review(case: Case, now: datetime) -> date:
    """The last day on which a risk assessed now may be looked at again."""
    edition = editions.edition(case.edition_id)
    if not edition.has_clock(terms.REVIEW_CLOCK):
        edition = editions.current()
    if not edition.has_clock(terms.REVIEW_CLOCK):
        return date(now.year + 1, now.month, 1)
    return today(edition.due(terms.REVIEW_CLOCK, now)[0])


def edition_of(case_id: UUID) -> UUID:
    """The edition of a case that the reader finds in lists; whoever only received a referral has today's words."""
    found = Case.objects.filter(pk=case_id).values_list("edition_id", flat=True).first()
    return found or editions.current().id


def codes_of(edition_id: UUID, name: str) -> tuple[Code, ...]:
    """The choices of a list, none where neither the edition nor the one in force has it."""
    for edition in (editions.edition(edition_id), editions.current()):
        found = next((listed.codes for listed in edition.pack.lists if listed.id == name), ())
        if found:
            return found
    return ()


def words_of(edition_id: UUID, name: str) -> Words:
    return {code.id: dict(code.name) for code in codes_of(edition_id, name)}


def risk_words(edition_id: UUID) -> Words:
    """Dimensions of risk, in the order of the page."""
    return words_of(edition_id, terms.RISK_LIST) or {code: _(words) for code, words in terms.USUAL_RISKS.items()}


def met_by(edition_id: UUID) -> Mapping[str, tuple[str, ...]]:
    """Needs with the kinds of service that meet each. Where nothing is listed, every kind of service stands for a need."""
    kinds = editions.edition(edition_id).service_words()
    listed = {
        code.id: tuple(kind for kind in code.met_by if kind in kinds) for code in codes_of(edition_id, terms.NEED_LIST)
    }
    return listed or {kind: (kind,) for kind in kinds}


def need_words(edition_id: UUID) -> Words:
    """Needs by code, in the order of the page; then kinds of service, which may stand for a need that no list names."""
    needs, kinds = words_of(edition_id, terms.NEED_LIST), editions.edition(edition_id).service_words()
    return needs | {kind: name for kind, name in kinds.items() if kind not in needs}
