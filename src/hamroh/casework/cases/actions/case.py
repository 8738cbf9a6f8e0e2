"""The acts on a case, its team, its tasks and its timeline."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model, Q

from hamroh.casework.cases import rules, terms
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case, Task, TeamMember, TimelineEntry
from hamroh.casework.cases.queries import closing_reasons
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import lent_key, open_groups, require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.ids import spoken_code, uuid7
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import colleagues

TRIES = 8


def open_new_case(
    actor: Actor,
    *,
    id: UUID,
    child: bool,
    code_only: bool,
    now: datetime,
    origin_referral_id: UUID | None = None,
    territory_id: UUID | None = None,
) -> Case:
    """Open a case under the edition in force; the actor is its team. The supervising keys of the organisation see it too.

    `id` is chosen by the caller, so that a second click finds the first one's case. The core is open afterwards.
    """
    require(actor, "case:open", "case")
    assert actor.user_id and actor.organisation_id
    edition = editions.current()
    case = Case(
        id=id,
        person_id=uuid7(),
        organisation_id=actor.organisation_id,
        edition_id=edition.id,
        territory_id=territory_id,
        parties=[actor.user_id, actor.organisation_id],
        child=child,
        code_only=code_only,
        stage=edition.pack.first_stage.id,
        opened_at=now,
        origin_referral_id=origin_referral_id,
    )
    with transaction.atomic():
        saved = _save_with_free_code(case, edition.code_prefix)
        if saved is not case:
            return saved
        open_groups([FieldGroup.CORE], case.pk, case.person_id)
        TeamMember(case=case, user_id=actor.user_id, role=actor.roles[0] if actor.roles else "", since=now).save(
            force_insert=True
        )
        start_task(actor, case, "screening", clock="screening", now=now)
        note(actor, case, "case.opened_from_handover" if origin_referral_id else "case.opened", now=now)
        record(actor, "case.opened", resource="case", resource_id=case.pk, case_id=case.pk, at=now)
    return case


def _save_with_free_code(case: Case, prefix: str) -> Case:
    """Codes are random; one that is taken (perhaps by a case this actor cannot see) is simply drawn again.

    When the key itself is taken, it was a second click: the first one's case is returned.
    """
    for _ in range(TRIES):
        case.code = spoken_code(prefix)
        try:
            with transaction.atomic():
                case.save(force_insert=True)
            return case
        except IntegrityError:
            if first := Case.objects.filter(pk=case.pk).first():
                return first
    raise NotFound("case", case.pk)


def start_task(actor: Actor, case: Case, key: str, *, clock: str, now: datetime) -> None:
    """Start a clock of the case's own edition; nothing when that edition has no such clock, or the task runs already."""
    edition = editions.edition(case.edition_id)
    if not edition.has_clock(clock) or Task.objects.filter(case=case, key=key, done_at__isnull=True).exists():
        return
    due_at, basis = edition.due(clock, now)
    Task(
        key=key,
        case=case,
        organisation_id=case.organisation_id,
        parties=case.parties,
        barred=case.barred,
        started_at=now,
        due_at=due_at,
        basis=basis,
    ).save(force_insert=True)
    refresh_clock(case)


def finish_task(actor: Actor, case: Case, key: str, *, now: datetime) -> None:
    """The thing is done; its clock stops."""
    Task.objects.filter(case=case, key=key, done_at__isnull=True).update(done_at=now, done_by=actor.user_id)
    refresh_clock(case)


def refresh_clock(case: Case) -> None:
    first = (
        Task.objects.filter(case=case, done_at__isnull=True).order_by("due_at").values_list("due_at", flat=True).first()
    )
    case.next_due_at = first
    case.save(update_fields=["next_due_at"])


def move_to_stage(case: Case, stage: str) -> None:
    case.stage = stage
    case.save(update_fields=["stage"])


def keep_names(case: Case) -> None:
    """The vault now holds a name for this case: it is no longer a code only."""
    if case.code_only:
        case.code_only = False
        case.save(update_fields=["code_only"])


def follow_path(actor: Actor, case: Case, *, child: bool, now: datetime) -> None:
    """Children take another path. Changing it is told on the timeline; staying on it changes nothing."""
    if case.child != child:
        case.child = child
        case.save(update_fields=["child"])
        note(actor, case, "path.child" if child else "path.adult", now=now)


def note(actor: Actor, case: Case, event: str, *, now: datetime, by_person: bool = False, **detail: Any) -> None:
    """Add to the timeline. `event` is one of `terms.EVENT_WORDS`; `detail` holds codes and ids only."""
    assert event in terms.EVENT_WORDS, event
    TimelineEntry(
        case=case, at=now, event=event, by_person=by_person, organisation_id=actor.organisation_id, detail=detail
    ).save(force_insert=True)


def join_team(actor: Actor, *, case: Case, user_id: UUID, role: str, now: datetime) -> None:
    """A colleague of the same organisation works on the case from now on and may open it. The case must be open.

    Raises NotFound for anybody else; refuses who is on the team already, or holds a role that opens no case.
    """
    require(actor, "case:assign", "case", case.pk)
    held = {post.role for post in colleagues(case.organisation_id, now) if post.user_id == user_id}
    if not held:
        raise NotFound("colleague", user_id)
    obstacles = rules.obstacles_to_joining(
        role=role,
        held=held,
        opening={r.id for r in editions.current().pack.roles if "case:read" in r.permissions},
        joined=TeamMember.objects.filter(case=case, user_id=user_id, until__isnull=True).exists(),
        barred=user_id in case.barred,
    )
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        TeamMember(case=case, user_id=user_id, role=role, since=now).save(force_insert=True)
        _share_with(actor, case, {*case.parties, user_id})
        finish_task(actor, case, terms.STAFF_TASK, now=now)
        note(actor, case, "team.joined", now=now)
        record(actor, "team.joined", resource="case", resource_id=case.pk, case_id=case.pk, at=now, user=str(user_id))


def leave_team(actor: Actor, *, case: Case, user_id: UUID, now: datetime) -> None:
    """From now on this colleague can no longer open the case. The case must be open.

    Somebody always stays: the last one adds a colleague before leaving.
    """
    require(actor, "case:assign", "case", case.pk)
    team = set(TeamMember.objects.filter(case=case, until__isnull=True).order_by().values_list("user_id", flat=True))
    if user_id not in team:
        raise NotFound("colleague", user_id)
    if obstacles := rules.obstacles_to_leaving(left_over=len(team) - 1):
        raise Refused(*obstacles)
    with transaction.atomic():
        TeamMember.objects.filter(case=case, user_id=user_id, until__isnull=True).update(until=now)
        note(actor, case, "team.left", now=now)
        record(actor, "team.left", resource="case", resource_id=case.pk, case_id=case.pk, at=now, user=str(user_id))
        _share_with(actor, case, set(case.parties) - {user_id})


# Tables that carry the keys of a case's team beside the case itself: (model, field, how its rows name the case).
# Higher rooms add theirs when they are loaded, so that nobody who left a team keeps a key anywhere.
KEY_CARRIERS: list[tuple[type[Model], str, str]] = [(Task, "parties", "case_id")]
# Tables whose rows name who is barred from the case, and how its rows are found: for whoever holds the organisation's key.
BAR_CARRIERS: list[tuple[type[Model], Callable[[Case], Q]]] = [(Task, lambda case: Q(case_id=case.pk))]


def _share_with(actor: Actor, case: Case, parties: Iterable[UUID]) -> None:
    """Keys on the case and on everything that carries them always agree.

    Who takes their own key away writes with the organisation's: the database lets nobody write a row that they would
    not see afterwards.
    """
    case.parties = sorted(parties)
    with lent_key(actor, case.organisation_id):
        for model, field, path in KEY_CARRIERS:
            model._default_manager.filter(**{path: case.pk}).update(**{field: case.parties})
        case.save(update_fields=["parties"])


# What higher rooms still wait for in a case: each says why it cannot be closed yet, or nothing.
STILL_OPEN: list[Callable[[Case], Obstacle | None]] = []


def mark_done(actor: Actor, *, case_id: UUID, key: str, now: datetime) -> None:
    """Say that a task done in conversation is done. A second time changes nothing; other tasks end by their own acts."""
    require(actor, "case:open", "case", case_id)
    case = open_case(actor, case_id)
    if key not in terms.DONE_BY_HAND:
        raise NotFound("task", key)
    if not Task.objects.filter(case=case, key=key, done_at__isnull=True).exists():
        return
    with transaction.atomic():
        finish_task(actor, case, key, now=now)
        note(actor, case, terms.DONE_BY_HAND[key], now=now)
        record(actor, terms.DONE_BY_HAND[key], resource="case", resource_id=case.pk, case_id=case.pk, at=now)


def close_case(actor: Actor, *, case_id: UUID, reason: str, now: datetime) -> None:
    """The supervisor closes a case, with an outcome of the edition's decision `case-closed`; its clocks stop.

    Refuses while something of it is still open elsewhere. Closed twice, the first time counts.
    """
    require(actor, "case:supervise", "case", case_id)
    case = open_case(actor, case_id)
    if case.closed_at:
        return
    waiting = [obstacle for ask in STILL_OPEN if (obstacle := ask(case))]
    if obstacles := (*rules.obstacles_to_closing(reason=reason, known=closing_reasons(case)), *waiting):
        raise Refused(*obstacles)
    with transaction.atomic():
        Task.objects.filter(case=case, done_at__isnull=True).update(done_at=now, done_by=actor.user_id)
        case.status = terms.CLOSED_REFERRED if reason == terms.TRANSFERRED else terms.CLOSED
        case.stage, case.closed_at = editions.edition(case.edition_id).pack.last_stage.id, now
        case.next_due_at = None
        case.save(update_fields=["status", "stage", "closed_at", "next_due_at"])
        note(actor, case, "case.closed", now=now, reason=reason)
        record(actor, "case.closed", resource="case", resource_id=case.pk, case_id=case.pk, at=now, reason=reason)


def open_imported_cases(
    actor: Actor, *, rows: Iterable[tuple[str, date | None, bool, bool]], now: datetime
) -> list[Case]:
    """Open many cases at once, from (status, opened on, child, code only); the actor is their team.

    Statuses are those of HTCDS. The core of each is open afterwards. An unlucky code, taken already, refuses them all:
    the caller's transaction is tried again as a whole.
    """
    require(actor, "case:open", "case")
    edition = editions.current()
    cases = [
        Case(
            code=spoken_code(edition.code_prefix),
            person_id=uuid7(),
            organisation_id=actor.organisation_id,
            edition_id=edition.id,
            parties=[actor.user_id, actor.organisation_id],
            child=child,
            code_only=code_only,
            stage=edition.pack.first_stage.id,
            status=status,
            opened_at=datetime.combine(opened_on, time(), UTC) if opened_on else now,
            closed_at=now if status in (terms.CLOSED, terms.CLOSED_REFERRED) else None,
        )
        for status, opened_on, child, code_only in rows
    ]
    Case.objects.bulk_create(cases)
    open_groups([FieldGroup.CORE], *(key for case in cases for key in (case.pk, case.person_id)))
    role = actor.roles[0] if actor.roles else ""
    TeamMember.objects.bulk_create(TeamMember(case=c, user_id=actor.user_id, role=role, since=now) for c in cases)
    TimelineEntry.objects.bulk_create(
        TimelineEntry(case=c, at=now, event="case.imported", organisation_id=actor.organisation_id) for c in cases
    )
    return cases
