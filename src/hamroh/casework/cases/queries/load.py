"""Who has how much, and what of it weighs: for whoever supervises."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Func, Max, Min, Q, UUIDField

from hamroh.casework.cases.access import cases_seen_by, open_load
from hamroh.casework.cases.models import Task, TeamMember
from hamroh.casework.cases.queries import HIGH, ROW, UNREPRESENTED, CaseRow
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor


@dataclass(frozen=True)
class Load:
    """Of one colleague how many open cases, and what weighs on them. `user_id` None: cases on which nobody works.

    `late_tasks` are steps, `silent_since` is the longest time since somebody was in touch with one of the people;
    `in_touch_at` the last time with any of them. `never`: cases in which that was never written down.
    """

    user_id: UUID | None
    cases: int = 0
    late_tasks: int = 0
    high_risk: int = 0
    reviews: int = 0
    unrepresented: int = 0
    in_touch_at: datetime | None = None
    silent_since: datetime | None = None
    never: int = 0


class Unnest(Func):
    function = "unnest"
    output_field = UUIDField()
    set_returning = True


def load_of(actor: Actor, now: datetime) -> list[Load]:
    """Who has how much, in the actor's organisation; for whoever supervises it. Two queries, however many cases.

    Numbers only, of the supervisor's own work list: each leads to the very cases.
    """
    require(actor, "case:supervise", "case")
    counted = {
        "cases": Count("pk"),
        "high_risk": Count("pk", filter=HIGH),
        "reviews": Count("pk", filter=Q(risk_review_at__lt=now)),
        "unrepresented": Count("pk", filter=UNREPRESENTED),
        "in_touch_at": Max("contacted_at"),
        "silent_since": Min("contacted_at"),
        "never": Count("pk", filter=Q(contacted_at__isnull=True)),
    }
    cases = cases_seen_by(actor).filter(closed_at__isnull=True).order_by()
    rows: list[dict[str, Any]] = [
        dict(row) for row in cases.annotate(who=Unnest("parties")).values("who").annotate(**counted)
    ]
    of_each = {row.pop("who"): row for row in rows}
    waiting = Task.objects.filter(done_at__isnull=True, due_at__lt=now, case__isnull=False, parties__overlap=actor.keys)
    tasks = waiting.filter(organisation_id=actor.organisation_id).order_by().annotate(who=Unnest("parties"))
    late = dict(tasks.values("who").annotate(late=Count("pk")).values_list("who", "late"))
    alone = cases.filter(parties__len=1).aggregate(**counted)
    found = [
        Load(who, late_tasks=late.get(who, 0), **row) for who, row in of_each.items() if who != actor.organisation_id
    ]
    return [*found, *([Load(None, **alone)] if alone["cases"] else [])]


def case_load(actor: Actor, colleague: UUID | None) -> list[tuple[CaseRow, str]]:
    """The open cases of a colleague (None: on which nobody works), due first on top, each with their capacity in it."""
    cases = open_load(actor, colleague).order_by(F("next_due_at").asc(nulls_last=True), "pk")
    rows = [CaseRow(*row) for row in cases.values_list(*ROW)]
    team = TeamMember.objects.filter(case__in=[row.id for row in rows], until__isnull=True).order_by()
    capacities = dict(team.filter(user_id=colleague).values_list("case_id", "capacity")) if colleague else {}
    return [(row, capacities.get(row.id, "")) for row in rows]
