"""Reads of cases, shaped for pages and for other rooms: lists, tasks, the team; load and timeline stand beside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Func, Max, Q, Value

from hamroh.casework.cases.access import cases_seen_by
from hamroh.casework.cases.models import Case, NewStep, Recusal, StageMove, Task, TeamMember, TimelineEntry
from hamroh.casework.cases.terms import HIGH_RISK, JOINING_PLACE, WHY_PLACE
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.vault.access import unseal
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.pack import Decision
from hamroh.mechanism.editions.queries import current, edition
from hamroh.mechanism.procedures.terms import CASE_CLOSED, WRITTEN_BY_ACTS, WRITTEN_BY_AUTHORITY

PAGE = 25
# What each part of a file tells, as label and value, by the rooms that keep it; they add theirs when they are loaded.
SHOWN_VALUES: dict[FieldGroup, list[Callable[[UUID, UUID], list[tuple[Any, Any]]]]] = {
    group: [] for group in FieldGroup
}
# The kind of a task, without the key of its own thing.
KIND = Func(F("key"), Value(":"), Value(1), function="split_part", output_field=CharField())
LATE_AT_MOST = 100  # late tasks in which what is escalated is looked for


@dataclass(frozen=True)
class CaseRow:
    """A line of the case list."""

    id: UUID
    code: str
    stage: str
    child: bool
    opened_at: datetime
    next_due_at: datetime | None
    risk: str
    risk_review_at: datetime | None
    represented_at: datetime | None


ROW = ("pk", "code", "stage", "child", "opened_at", "next_due_at", "risk", "risk_review_at", "represented_at")


@dataclass(frozen=True)
class Wanted:
    """Which of the open cases a list shows.

    `late_at`: late by then; `reviews_at`: whose risk should have been looked at again by then; `colleague`: on whose team
    this person is; `unstaffed`: on which nobody works.
    """

    late_at: datetime | None = None
    reviews_at: datetime | None = None
    high_risk: bool = False
    child: bool = False
    unrepresented: bool = False
    stage: str = ""
    colleague: UUID | None = None
    unstaffed: bool = False


EVERY_CASE = Wanted()
HIGH, UNREPRESENTED = Q(risk__in=HIGH_RISK), Q(child=True, represented_at__isnull=True)


def case_list(
    actor: Actor, *, wanted: Wanted = EVERY_CASE, after: tuple[datetime | None, UUID] | None = None
) -> list[CaseRow]:
    """Open cases of the actor, the earliest due first, one page and one row more (to know whether there is a next page).

    `after` is the last row of the page before: (next_due_at, id).
    """
    rows = cases_seen_by(actor).filter(_as_wanted(wanted), closed_at__isnull=True)
    if after:
        due, id = after
        if due is None:
            rows = rows.filter(next_due_at__isnull=True, pk__gt=id)
        else:
            rows = rows.filter(Q(next_due_at__gt=due) | Q(next_due_at=due, pk__gt=id) | Q(next_due_at__isnull=True))
    fields = rows.order_by(F("next_due_at").asc(nulls_last=True), "pk").values_list(*ROW)
    return [CaseRow(*row) for row in fields[: PAGE + 1]]


def _as_wanted(wanted: Wanted) -> Q:
    found = Q()
    if wanted.late_at:
        found &= Q(next_due_at__lt=wanted.late_at)
    if wanted.reviews_at:
        found &= Q(risk_review_at__lt=wanted.reviews_at)
    if wanted.high_risk:
        found &= HIGH
    if wanted.child:
        found &= Q(child=True)
    if wanted.unrepresented:
        found &= UNREPRESENTED
    if wanted.unstaffed:
        found &= Q(parties__len=1)
    if wanted.stage:
        found &= Q(stage=wanted.stage)
    if wanted.colleague:
        found &= Q(parties__contains=[wanted.colleague])
    return found


def tasks_for(actor: Actor, limit: int = 30) -> list[Task]:
    """What waits for this actor, earliest due first. The policy shows only tasks that carry one of the actor's keys.

    Work on cases of the organisation acted for, and work of a seat, which has no case. Each has an index in its order.
    """
    waiting = Task.objects.filter(done_at__isnull=True, parties__overlap=list(actor.keys)).order_by("due_at", "pk")
    on_cases = waiting.filter(organisation_id=actor.organisation_id, case__isnull=False).select_related("case")
    of_a_seat = waiting.filter(case__isnull=True)
    return sorted([*on_cases[:limit], *of_a_seat[:limit]], key=lambda task: (task.due_at, task.pk))[:limit]


def waiting_by_task(actor: Actor, now: datetime) -> dict[str, tuple[int, int]]:
    """Of each kind of task how many wait for this actor, and how many of them are late. One query."""
    waiting = Task.objects.filter(done_at__isnull=True, parties__overlap=list(actor.keys))
    mine = waiting.filter(Q(organisation_id=actor.organisation_id) | Q(case__isnull=True)).order_by()
    counted = mine.values(kind=KIND).annotate(open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    return {row["kind"]: (row["open"], row["late"]) for row in counted}


def escalated_to(actor: Actor, now: datetime, limit: int = 20) -> list[Task]:
    """Late work that the procedure tells one of the actor's roles of, the longest late first.

    Only what the actor may see anyway: rank opens nothing, and whoever sees no case learns numbers alone.
    """
    late = [task for task in tasks_for(actor, LATE_AT_MOST) if task.due_at < now]
    found = []
    for task in late:
        rules = edition(task.case.edition_id) if task.case else current()
        at = rules.escalated_at(task.key, task.due_at, actor.roles)
        if at is not None and at <= now:
            found.append(task)
    return found[:limit]


def open_tasks_of(case: Case) -> list[Task]:
    return list(Task.objects.filter(case=case, done_at__isnull=True).order_by("due_at", "key"))


def next_tasks(case_ids: Iterable[UUID]) -> dict[UUID, Task]:
    """The task of each case that is due first. One query, however many cases."""
    waiting = Task.objects.filter(case_id__in=list(case_ids), done_at__isnull=True)
    return {task.case_id: task for task in waiting.order_by("-due_at", "-key") if task.case_id}


def closing_reasons(case: Case) -> dict[str, dict[str, str]]:
    """Why a case of this edition may be closed: outcomes of its decision, with their names, in the page's order."""
    decisions = edition(case.edition_id).pack.decisions
    return {o.id: dict(o.name) for d in decisions if d.id == CASE_CLOSED for o in d.outcomes}


def deciding_here(case: Case) -> Decision | None:
    """The decision that ends the case's present stage, if people write it down with the move; acts write the others."""
    rules = edition(case.edition_id)
    pack, written = rules.pack, WRITTEN_BY_ACTS + (WRITTEN_BY_AUTHORITY if rules.decides_status else ())
    stage = pack.stage(case.stage)
    wanted = stage.decision if stage and stage.decision not in written else None
    return next((decision for decision in pack.decisions if decision.id == wanted), None)


def moves_of(case: Case) -> list[StageMove]:
    """How the case went from stage to stage, the newest first. The case must have been opened."""
    return list(StageMove.objects.filter(case=case).order_by("-at", "-pk"))


def new_steps_of(case: Case) -> list[NewStep]:
    """Steps that a new edition put behind the case and about which nobody has said anything yet. The case is open."""
    return list(NewStep.objects.filter(case=case, settled_at__isnull=True).order_by("told_at", "pk"))


def why_of(move: StageMove, case: Case) -> str:
    """Why it was decided so. Raises Unreadable once it was erased."""
    sealed = move.why_sealed
    return unseal(case.person_id, bytes(sealed), place=WHY_PLACE.format(move.pk)) if sealed else ""


def closing_asks_why(case: Case) -> bool:
    """Whether the edition's closing decision takes a reason in words."""
    decisions = edition(case.edition_id).pack.decisions
    return any(decision.id == CASE_CLOSED and decision.reason_required for decision in decisions)


def last_events(case: Case) -> dict[str, datetime]:
    """When each kind of thing last happened in this case. The case must have been opened."""
    entries = TimelineEntry.objects.filter(case=case).order_by().values_list("event").annotate(Max("at"))
    return dict(entries)


def values_of(group: str, case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    """Label and value of whatever stands in this part of a file, for pages, for whoever receives it, and for paper.

    The group must be open. Labels are translated when shown; codes come as words by language.
    """
    return [pair for tell in SHOWN_VALUES[FieldGroup(group)] for pair in tell(case_id, person_id)]


def lists_of(case: Case, names: Iterable[str]) -> dict[str, dict[str, dict[str, str]]]:
    """Lists of the case's edition, by name and code; where an older edition has none of that name, today's."""
    own, today = edition(case.edition_id), current()
    known = {code_list.id for code_list in own.pack.lists if code_list.codes}
    newer = {code_list.id for code_list in today.pack.lists}
    return {name: own.words(name) if name in known else today.words(name) if name in newer else {} for name in names}


def team_history(case: Case) -> list[TeamMember]:
    """Who worked on the case and does no longer, the last to leave first. The case must have been opened."""
    past = TeamMember.objects.filter(case=case, until__isnull=False).select_related("user")
    return list(past.order_by("-until", "-pk"))


def joined_why(member: TeamMember, case: Case) -> str:
    """What was written beside the reason why they joined. Raises Unreadable once it was erased."""
    sealed = member.why_sealed
    return unseal(case.person_id, bytes(sealed), place=JOINING_PLACE.format(member.pk)) if sealed else ""


def team_of(case: Case) -> list[TeamMember]:
    """Who works on the case now. The case must have been opened."""
    return list(TeamMember.objects.filter(case=case, until__isnull=True).select_related("user").order_by("since", "pk"))


@dataclass(frozen=True)
class RecusalRow:
    """Who is barred from a case, since when, by whose word, for which reason; and whether it was lifted."""

    id: UUID
    user_id: UUID
    since: datetime
    declared_by: UUID
    reason: str
    lifted_at: datetime | None
    lifted_why: str


def recusals_of(case: Case) -> list[RecusalRow]:
    """Recusals from this case. The database shows them to its supervisors only, and to nobody their own."""
    rows = Recusal.objects.filter(case=case).order_by("-since")
    fields = ("pk", "user_id", "since", "declared_by", "reason", "lifted_at", "lifted_why")
    return [RecusalRow(*row) for row in rows.values_list(*fields)]


def timeline_of(case: Case, *, only_person: bool = False, limit: int = 100) -> list[TimelineEntry]:
    """The newest entries. The case must have been opened."""
    entries = TimelineEntry.objects.filter(case=case)
    if only_person:
        entries = entries.filter(by_person=True)
    return list(entries.order_by("-at", "-pk")[:limit])


def cases_worked_on(cases: Iterable[Case]) -> list[str]:
    """Codes of those imported cases in which anything happened since. Their cores must be open."""
    entries = TimelineEntry.objects.filter(case__in=list(cases)).exclude(event="case.imported")
    return list(entries.order_by("case__code").values_list("case__code", flat=True).distinct())


def open_work() -> Iterable[tuple[str, UUID, datetime]]:
    """Of all open tasks the step, the organisation and the due moment: for the job that counts, under its own policy."""
    waiting = Task.objects.filter(done_at__isnull=True).order_by()
    return waiting.values_list(KIND, "organisation_id", "due_at").iterator()
