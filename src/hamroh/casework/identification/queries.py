from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hamroh.casework.cases.models import Case
from hamroh.casework.identification import rules
from hamroh.casework.identification.models import Decision, FirstLineSheet, Screening
from hamroh.casework.identification.terms import Dimension, Population
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.reference.standards import Text, ilo_dimensions
from hamroh.foundation.vault.access import unseal


def newest_screening(case: Case) -> Screening | None:
    """The screening at hand: the unfinished one if there is one, else the last. Its group must have been opened."""
    return Screening.objects.filter(case=case).select_related("decision").order_by("-started_at", "-pk").first()


def decision_on(screening: Screening) -> Decision | None:
    return Decision.objects.filter(screening=screening).first()


def decisions_of(case: Case) -> list[Decision]:
    """What people decided, newest first. The group must have been opened."""
    return list(Decision.objects.filter(case=case).order_by("-decided_at", "-pk"))


def reason_of(decision: Decision, case: Case) -> str:
    """Why somebody decided so, in their words. Raises Unreadable when the person was erased."""
    return unseal(case.person_id, decision.reason_sealed, place=reason_place(decision.pk))


def reason_place(decision_id: UUID) -> str:
    return f"identification_decision.reason_sealed.{decision_id}"


@dataclass(frozen=True)
class Question:
    """One indicator as a page asks it; `answer` is empty while nothing was answered."""

    id: str
    text: Text
    answer: str


def questions(screening: Screening, dimension: Dimension) -> list[Question]:
    """The indicators of one dimension for this population, in published order."""
    on_list = rules.indicators_for(Population(screening.population)).values()
    return [Question(i.id, i.text, screening.answers.get(i.id, "")) for i in on_list if i.dimension == dimension]


def shown_by(screening: Screening) -> tuple[rules.DimensionResult, ...]:
    """What the rule shows, dimension by dimension, on the answers so far."""
    return rules.dimensions(screening.answers, Population(screening.population))


def suggested_by(screening: Screening) -> rules.Suggestion:
    return rules.suggestion(screening.answers, Population(screening.population))


def answered(screening: Screening) -> tuple[int, int]:
    """How many indicators have an answer of any kind, and how many there are."""
    return len(screening.answers), len(rules.indicators_for(Population(screening.population)))


@dataclass(frozen=True)
class SheetShown:
    """What the first contact saw and said, in codes of the edition: so that nobody asks twice."""

    at: datetime
    observations: tuple[str, ...]
    safety: Mapping[str, str]
    told: tuple[str, ...]


def first_line_sheet(case: Case) -> SheetShown | None:
    """The sheet that led to this case, if one did. The case must have been opened."""
    if case.origin_referral_id is None:
        return None
    sheet = FirstLineSheet.objects.filter(referral_id=case.origin_referral_id).first()
    if sheet is None:
        return None
    return SheetShown(sheet.at, tuple(sheet.observations), sheet.safety, tuple(sheet.told))


def group_values(group: str, case_id: UUID) -> list[tuple[Any, Any]]:
    """Label and value of what this room keeps of a group: the dimensions with the signs that were answered yes.

    Never the decision and never its reason: those stay with the team. The group must have been opened.
    """
    newest = Screening.objects.filter(case_id=case_id).order_by("-started_at", "-pk").first()
    if group != FieldGroup.SCREENING or newest is None:
        return []
    texts = rules.indicators_for(Population(newest.population))
    names = ilo_dimensions()
    return [
        (dict(names[shown.dimension]), [dict(texts[id].text) for id in shown.because])
        for shown in shown_by(newest)
        if shown.because
    ]
