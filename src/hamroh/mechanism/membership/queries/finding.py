"""The roads on which holders of seats are sought."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hamroh.kernel.errors import NotFound
from hamroh.mechanism.membership.models import FindingStep, Nomination
from hamroh.mechanism.membership.queries.people import colleague_names, organisation_names
from hamroh.mechanism.membership.terms import Step


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken. `name` (who was appointed) is for the own organisation and whoever admits members."""

    step: Step
    at: datetime
    day: date | None
    paper: str
    office: str
    document: str
    edition: int | None
    name: str
    counts: dict[str, int]
    written_for: dict[str, str]


@dataclass(frozen=True, slots=True)
class Search:
    """One nomination with its road."""

    id: UUID
    role: str
    organisation_id: UUID
    organisation: dict[str, str]
    office: str
    nominated_by: UUID
    steps: tuple[Taken, ...]

    @property
    def stands(self) -> Step:
        return self.steps[-1].step


def where_it_stands(nomination_id: UUID) -> Step:
    last = FindingStep.objects.filter(nomination_id=nomination_id).order_by("at", "id").last()
    return Step(last.step) if last else Step.NOMINATED


def search(nomination_id: UUID) -> Search:
    found = _searches(list(Nomination.objects.filter(pk=nomination_id).select_related("organisation")))
    if not found:
        raise NotFound("nomination", nomination_id)
    return found[0]


def searches_for(role: str) -> list[Search]:
    """Every nomination for a seat, the newest first."""
    return _searches(list(Nomination.objects.filter(role=role).select_related("organisation").order_by("-id")))


def _searches(rows: list[Nomination]) -> list[Search]:
    steps = list(FindingStep.objects.filter(nomination__in=rows).order_by("at", "id"))
    names = colleague_names(s.user_id for s in steps if s.user_id)
    offices = organisation_names({*(r.nominated_for for r in rows), *(s.written_for for s in steps)})
    return [
        Search(
            row.pk,
            row.role,
            row.organisation_id,
            row.organisation.names,
            row.office,
            row.nominated_by,
            (
                _nominated(row, offices),
                *(_taken(s, names, offices) for s in steps if s.nomination_id == row.pk),
            ),
        )
        for row in rows
    ]


def _nominated(row: Nomination, offices: dict[UUID, dict[str, str]]) -> Taken:
    written_for = offices.get(row.nominated_for, {})
    return Taken(Step.NOMINATED, row.nominated_at, None, row.paper, row.office, "", None, "", {}, written_for)


def _taken(step: FindingStep, names: dict[UUID, str], offices: dict[UUID, dict[str, str]]) -> Taken:
    return Taken(
        Step(step.step),
        step.at,
        step.day,
        step.paper,
        step.office,
        step.document,
        step.edition,
        names.get(step.user_id, "") if step.user_id else "",
        step.counts,
        offices.get(step.written_for, {}),
    )
