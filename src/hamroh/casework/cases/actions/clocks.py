"""Clocks of a case, as the procedure of its edition says: what happens starts some steps and stops others.

This is the only place where a step's clock begins or ends. Acts tell what happened (`timeline.note`), never which clock runs.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from hamroh.casework.cases.models import Case, NewStep, Task, TimelineEntry
from hamroh.casework.cases.terms import MEANS
from hamroh.foundation.reference.queries import places_around
from hamroh.kernel.actor import Acting
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.procedures.rules import Facts, Measured, holds, says, steps_of_event, territories_named

# Whether the person is a foreigner, told by the room that knows: True, False, or None where it is not known.
FOREIGNER: list[Callable[[Acting, Case], bool | None]] = []


def run_clocks(
    actor: Acting,
    case: Case,
    event: str,
    *,
    now: datetime,
    stage: str = "",
    sooner: Mapping[str, datetime] | None = None,
) -> None:
    """Something happened: steps that it stops are done, steps that it starts begin, under the limits of the case's edition.

    `sooner`: days that somebody set for clocks which begin now; a limit is shortened by it and never made longer.
    `stage` narrows it to the steps of one stage. A step whose condition cannot be told yet begins: a clock too many is
    seen, one too few is not.
    """
    edition = editions.edition(case.edition_id)
    concerned = edition.steps_about(event)
    if case.closed_at or not concerned:
        return
    running, done = _tasks_of(case, edition)
    facts = facts_of(actor, case, concerned)
    ended, begun = steps_of_event(
        edition.measured_steps, event, facts=facts, running=running, done=done, stage=stage or None
    )
    if begun:
        behind = set(NewStep.objects.filter(case=case).order_by().values_list("step", flat=True))
        begun = [step for step in begun if step.step not in behind or step in ended]
    for step in ended:
        _stop(actor, case, step.clock, now)
    for step in begun:
        _start(case, edition, step.clock, now, sooner=(sooner or {}).get(step.clock))
    if ended or begun:
        refresh_clock(case)


def review_clocks(actor: Acting, case: Case, *, now: datetime) -> None:
    """What is known of the person changed. A step that is not for them ends; one that is, and has been due to begin, does."""
    edition = editions.edition(case.edition_id)
    steps = [step for step in edition.measured_steps if step.condition is not None]
    if case.closed_at or not steps:
        return
    facts, (running, done) = facts_of(actor, case, steps), _tasks_of(case, edition)
    entries = TimelineEntry.objects.filter(case=case).order_by().values_list("event", flat=True)
    happened = {MEANS.get(event, event) for event in entries}
    for step in steps:
        fits = holds(step.condition, facts)
        if step.clock in running and fits is False:
            _stop(actor, case, step.clock, now, not_for_this_person=True)
        waits = happened & step.starts and not happened & step.stops
        if fits and waits and step.clock not in running | done:
            _start(case, edition, step.clock, now)
    refresh_clock(case)


def facts_of(actor: Acting, case: Case, steps: Iterable[Measured]) -> Facts:
    """What is known of the person and the place, as far as the conditions of these steps ask."""
    conditions = [step.condition for step in steps if step.condition is not None]
    asked = any(says(condition, "national", "foreigner") for condition in conditions)
    foreigner = next((known for ask in FOREIGNER if (known := ask(actor, case)) is not None), None) if asked else None
    places = None
    if case.territory_id and any(territories_named(condition) for condition in conditions):
        places = places_around(case.territory_id)
    return Facts(child=case.child, foreigner=foreigner, places=places)


def _tasks_of(case: Case, edition: editions.InForce) -> tuple[frozenset[str], frozenset[str]]:
    """Clocks that run, and clocks of steps that stand as done.

    What was done before the case went back, or before a step ahead of it began anew, is to be done again.
    """
    rows = list(Task.objects.filter(case=case).order_by("started_at").values_list("key", "started_at", "done_at"))
    begun = {key: started for key, started, _done in rows}
    done = {key: done_at for key, _started, done_at in rows if done_at}
    before = {step.clock: step.after for step in edition.measured_steps}
    stands = {
        key
        for key, done_at in done.items()
        if (case.returned_at is None or done_at >= case.returned_at)
        and all(begun[ahead] <= done_at for ahead in before.get(key, ()) if ahead in begun)
    }
    running = {key for key, _started, done_at in rows if done_at is None}
    return frozenset(running), frozenset(stands - running)


def start_task(actor: Acting, case: Case, key: str, *, clock: str, now: datetime) -> None:
    """Start a clock of the case's own edition; nothing when that edition has no such clock, or the task runs already."""
    edition = editions.edition(case.edition_id)
    if not edition.has_clock(clock) or Task.objects.filter(case=case, key=key, done_at__isnull=True).exists():
        return
    _start(case, edition, clock, now, key=key)
    refresh_clock(case)


def begin_again(actor: Acting, case: Case, clock: str, *, now: datetime) -> None:
    """A step that was done is to be done once more: its clock runs anew."""
    start_task(actor, case, clock, clock=clock, now=now)


def _start(
    case: Case,
    edition: editions.InForce,
    clock: str,
    now: datetime,
    *,
    key: str = "",
    sooner: datetime | None = None,
) -> None:
    if not edition.has_clock(clock):
        return
    due_at, basis = edition.due(clock, now, territory_id=where(case))
    Task(
        key=key or clock,
        case=case,
        organisation_id=case.organisation_id,
        parties=case.parties,
        barred=case.barred,
        started_at=now,
        due_at=min(due_at, sooner) if sooner else due_at,
        basis=basis,
    ).save(force_insert=True)


def where(case: Case) -> UUID | None:
    """Where the case is: in its own territory, else in its organisation's. Only asked where limits differ by territory."""
    if not editions.edition(case.edition_id).by_territory:
        return None
    return case.territory_id or case.organisation.territory_id


def finish_task(actor: Acting, case: Case, key: str, *, now: datetime) -> None:
    """The thing is done; its clock stops."""
    _stop(actor, case, key, now)
    refresh_clock(case)


def _stop(actor: Acting, case: Case, key: str, now: datetime, **why: bool) -> None:
    running = Task.objects.filter(case=case, key=key, done_at__isnull=True)
    running.update(done_at=now, done_by=actor.user_id, **({"detail": why} if why else {}))


def refresh_clock(case: Case) -> None:
    """The case's own row knows what is due first: lists need it."""
    first = (
        Task.objects.filter(case=case, done_at__isnull=True).order_by("due_at").values_list("due_at", flat=True).first()
    )
    case.next_due_at = first
    case.save(update_fields=["next_due_at"])
