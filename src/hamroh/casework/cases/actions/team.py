"""Who works on a case; and that keys always agree with the team."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q

from hamroh.casework.cases import rules, terms
from hamroh.casework.cases.actions.clocks import finish_task
from hamroh.casework.cases.actions.timeline import note
from hamroh.casework.cases.models import Case, Task, TeamMember
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import lent_key, require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import colleagues


def join_team(
    actor: Actor,
    *,
    case: Case,
    user_id: UUID,
    role: str,
    capacity: str = "",
    reason: str = terms.ASSIGNED,
    why: str = "",
    now: datetime,
) -> None:
    """A colleague of the same organisation works on the case from now on and may open of it what their capacity opens.

    Without a capacity it is the usual one of their role. The reason is a code; what is written beside it (`why`) is
    sealed. The case must be open. Raises NotFound for anybody else; refuses who is on the team already, or holds a role
    that opens no case.
    """
    require(actor, "case:assign", "case", case.pk)
    held = {post.role for post in colleagues(case.organisation_id, now) if post.user_id == user_id}
    if not held:
        raise NotFound("colleague", user_id)
    edition = editions.edition(case.edition_id)
    taken = capacity if capacity in edition.capacity_words() else "" if capacity else edition.usual_capacity([role])
    obstacles = rules.obstacles_to_joining(
        role=role,
        held=held,
        opening=opening_roles(),
        capacity=bool(taken) or not edition.pack.capacities,
        joined=TeamMember.objects.filter(case=case, user_id=user_id, until__isnull=True).exists(),
        barred=user_id in case.barred,
        reason=reason,
        why=why,
    )
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        add_member(case, user_id=user_id, role=role, capacity=taken, reason=reason, why=why, now=now)
        share_with(actor, case, {*case.parties, user_id})
        finish_task(actor, case, terms.STAFF_TASK, now=now)
        note(actor, case, "team.joined", now=now)
        record(actor, "team.joined", resource="case", resource_id=case.pk, case_id=case.pk, at=now, user=str(user_id))


def opening_roles() -> set[str]:
    """Roles of the edition in force whose holders may open a case."""
    return {role.id for role in editions.current().pack.roles if "case:read" in role.permissions}


def add_member(
    case: Case, *, user_id: UUID, role: str, capacity: str, reason: str, why: str = "", now: datetime
) -> None:
    """The row of a team, without its keys."""
    member = TeamMember(id=uuid7(), case=case, user_id=user_id, role=role, capacity=capacity, reason=reason, since=now)
    if why.strip():
        member.why_sealed = seal(case.person_id, why.strip(), place=terms.JOINING_PLACE.format(member.pk))
    member.save(force_insert=True)


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
        share_with(actor, case, set(case.parties) - {user_id})


# Tables that carry the keys of a case's team beside the case itself: (model, field, how its rows name the case).
# Higher rooms add theirs when they are loaded, so that nobody who left a team keeps a key anywhere.
KEY_CARRIERS: list[tuple[type[Model], str, str]] = [(Task, "parties", "case_id")]
# Tables whose rows name who is barred from the case, and how its rows are found: for whoever holds the organisation's key.
BAR_CARRIERS: list[tuple[type[Model], Callable[[Case], Q]]] = [(Task, lambda case: Q(case_id=case.pk))]


def share_with(actor: Actor, case: Case, parties: Iterable[UUID]) -> None:
    """Keys on the case and on everything that carries them always agree.

    Who takes their own key away writes with the organisation's: the database lets nobody write a row that they would
    not see afterwards.
    """
    case.parties = sorted(parties)
    with lent_key(actor, case.organisation_id):
        for model, field, path in KEY_CARRIERS:
            model._default_manager.filter(**{path: case.pk}).update(**{field: case.parties})
        case.save(update_fields=["parties"])
