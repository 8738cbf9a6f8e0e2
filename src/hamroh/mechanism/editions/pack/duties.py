"""A pack as the facts from which duties and gaps are told."""

from collections.abc import Iterable
from typing import Final

from hamroh.mechanism.roles.rules import Body, Facts, Line, Offer, Place, Post, Seat, StepDuties, Timing

from .durations import Duration
from .procedure import Step
from .schema import Pack

HOURS: Final = {"h": 1, "d": 24}
HOURS_OF_A_WEEK: Final = 168


def facts_of(pack: Pack, posts: Iterable[Post] | None = None) -> Facts:
    """What the pack says. `posts` is who holds the seats, where that is known; members and services are the pack's."""
    week = len(pack.mechanism.calendar.working_week)
    return Facts(
        places=tuple(Place(t.id, t.parent) for t in pack.territories),
        bodies=tuple(Body(o.id, o.territory, o.parent, o.group) for o in pack.organisations),
        seats=tuple(
            Seat(r.id, r.organisations, r.every_organisation, r.deputy_required, r.state == "vacant", r.vacant_since)
            for r in pack.roles
        ),
        steps=tuple(StepDuties(stage.id, step.id, _lines(step), step.condition) for stage, step in pack.steps),
        service_types=tuple(kind.id for kind in pack.service_types),
        offers=tuple(Offer(s.type, s.territory, frozenset(s.accepts)) for s in pack.services),
        limits=tuple(
            Timing(limit.clock, _hours(limit.time, week), limit.kind, limit.urgency, stage.id, str(limit.basis))
            for stage, limit in pack.limits
            if not limit.territories
        ),
        clause_limits=_clause_limits(pack, week),
        posts=None if posts is None else tuple(posts),
    )


def _lines(step: Step) -> tuple[Line, ...]:
    return tuple(
        Line(r.responsible, r.accountable, r.consulted, r.informed, r.territories, r.condition)
        for r in step.responsibilities
    )


def _clause_limits(pack: Pack, week: int) -> tuple[Timing, ...]:
    """Only what is not repealed binds; only a provision of this country's law, in force, is law."""
    return tuple(
        Timing(
            limit.clock,
            _hours(limit.time, week),
            limit.kind,
            limit.urgency,
            clause=f"{document.id}/{clause.id}",
            is_law=document.status == "adopted" and document.shown_as_law and clause.shown_as_law,
        )
        for document in pack.documents
        if document.status != "repealed"
        for clause in document.clauses
        for limit in clause.limits
    )


def _hours(time: Duration, week: int) -> float:
    """Working days as the calendar days they take on average: enough to see which of two limits is stricter."""
    return time.amount * HOURS.get(time.unit, HOURS_OF_A_WEEK / week)
