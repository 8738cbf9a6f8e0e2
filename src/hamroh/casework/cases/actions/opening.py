"""Cases begin: one by one, or brought over from another system."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.cases import terms
from hamroh.casework.cases.actions.timeline import note
from hamroh.casework.cases.models import Case, Task, TeamMember, TimelineEntry
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import open_groups, require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.kernel.ids import spoken_code, uuid7
from hamroh.mechanism.editions import queries as editions

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
    What the procedure lets begin with a case begins.

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
        _first_member(actor, case, now).save(force_insert=True)
        note(actor, case, "case.opened_from_handover" if origin_referral_id else "case.opened", now=now)
        if child:
            note(actor, case, "representative.needed", now=now)
        record(actor, "case.opened", resource="case", resource_id=case.pk, case_id=case.pk, at=now)
    return case


def _first_member(actor: Actor, case: Case, now: datetime) -> TeamMember:
    """Whoever opens a case works on it, in the usual capacity of the role by which they may."""
    opening = {role.id for role in editions.current().pack.roles if "case:open" in role.permissions}
    role = next((held for held in actor.roles if held in opening), actor.roles[0] if actor.roles else "")
    capacity = editions.current().usual_capacity([role])
    return TeamMember(case=case, user_id=actor.user_id, role=role, capacity=capacity, since=now)


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


def _save_with_free_codes(cases: list[Case], prefix: str) -> None:
    """Among thousands of random codes some are drawn twice, or are taken by cases nobody here sees: those are drawn again."""
    missing = cases
    for _ in range(2 * TRIES):
        Case.objects.bulk_create(missing, ignore_conflicts=True)
        saved = set(Case.objects.filter(pk__in=[case.pk for case in missing]).order_by().values_list("pk", flat=True))
        missing = [case for case in missing if case.pk not in saved]
        if not missing:
            return
        for case in missing:
            case.code = spoken_code(prefix)
    raise NotFound("case")


class ImportedCase(NamedTuple):
    """What another system says of a case itself. `status`: one of HTCDS."""

    status: str
    opened_on: date | None
    child: bool
    code_only: bool
    closed_on: date | None = None


def open_imported_cases(actor: Actor, *, rows: Iterable[ImportedCase], now: datetime) -> list[Case]:
    """Open many cases at once; the actor is their team.

    Statuses are those of HTCDS. The core of each is open afterwards.
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
            child=row.child,
            code_only=row.code_only,
            stage=edition.pack.first_stage.id,
            status=row.status,
            opened_at=_midnight(row.opened_on) or now,
            closed_at=(_midnight(row.closed_on) or now) if row.status in terms.ENDED else None,
        )
        for row in rows
    ]
    _save_with_free_codes(cases, edition.code_prefix)
    open_groups([FieldGroup.CORE], *(key for case in cases for key in (case.pk, case.person_id)))
    TeamMember.objects.bulk_create(_first_member(actor, case, now) for case in cases)
    TimelineEntry.objects.bulk_create(
        TimelineEntry(case=c, at=now, event="case.imported", organisation_id=actor.organisation_id) for c in cases
    )
    return cases


def end_imported_cases(actor: Actor, *, cases: Iterable[Case], now: datetime) -> None:
    """They were brought over by mistake: closed, and told so on each timeline. The cores must be open."""
    ended = list(cases)
    for case in ended:
        case.status, case.closed_at, case.next_due_at = terms.CLOSED, case.closed_at or now, None
    Task.objects.filter(case__in=ended, done_at__isnull=True).update(done_at=now, done_by=actor.user_id)
    Case.objects.bulk_update(ended, ["status", "closed_at", "next_due_at"], batch_size=500)
    TimelineEntry.objects.bulk_create(
        TimelineEntry(case=c, at=now, event="case.import_undone", organisation_id=actor.organisation_id) for c in ended
    )


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None
