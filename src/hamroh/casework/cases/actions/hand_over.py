"""The cases of a colleague are given to others in one act: whoever leaves loses access, and no case is without anybody."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import rules, terms
from hamroh.casework.cases.access import cases_seen_by, open_load
from hamroh.casework.cases.actions.clocks import finish_task
from hamroh.casework.cases.actions.team import add_member, opening_roles, share_with
from hamroh.casework.cases.actions.timeline import note
from hamroh.casework.cases.models import Case, TeamMember
from hamroh.foundation.audit.actions import record
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import colleagues


def hand_over_cases(
    actor: Actor, *, colleague: UUID | None, gives: Mapping[UUID, UUID], reason: str, now: datetime
) -> int:
    """Give cases of a colleague to others, each in the capacity which the colleague had; returns how many were given.

    `gives`: of each case to whom it goes. Without a colleague: cases on which nobody works. For whoever supervises, within
    their organisation; what is given back is another hand-over. Raises NotFound for a case that is not theirs to see;
    refuses all where one cannot be given: to somebody barred from it, or without a role in which cases are opened, or when
    a case is no longer the colleague's.
    """
    with transaction.atomic():
        cases = list(open_load(actor, colleague).filter(pk__in=gives).select_for_update(of=("self",)).order_by("code"))
        taking = _taking(actor, now)
        if obstacles := _obstacles(actor, cases, gives, colleague, reason, taking):
            raise Refused(*obstacles)
        team = _team_of(cases)
        for case in cases:
            _hand_over(actor, case, team[case.pk], colleague, gives[case.pk], taking, reason, now)
    return len(cases)


def against_hand_over(
    actor: Actor, *, colleague: UUID | None, gives: Mapping[UUID, UUID], reason: str, now: datetime
) -> tuple[Obstacle, ...]:
    """What would stand in the way, told before anything happens."""
    cases = list(open_load(actor, colleague).filter(pk__in=gives).order_by("code"))
    return _obstacles(actor, cases, gives, colleague, reason, _taking(actor, now))


def _taking(actor: Actor, now: datetime) -> dict[UUID, str]:
    """Colleagues who may take a case, each with a role in which they do."""
    assert actor.organisation_id
    opening = opening_roles()
    return {post.user_id: post.role for post in colleagues(actor.organisation_id, now) if post.role in opening}


def _obstacles(
    actor: Actor,
    cases: list[Case],
    gives: Mapping[UUID, UUID],
    colleague: UUID | None,
    reason: str,
    taking: dict[UUID, str],
) -> tuple[Obstacle, ...]:
    gone = set(gives) - {case.pk for case in cases}
    for case_id in gone - set(cases_seen_by(actor).filter(pk__in=gone).order_by().values_list("pk", flat=True)):
        raise NotFound("case", case_id)
    return rules.obstacles_to_handing_over(
        reason=reason,
        gone=len(gone),
        givers=[colleague] if colleague else [],
        takers=taking,
        gives=[(case.code, gives[case.pk], case.barred) for case in cases],
    )


def _team_of(cases: list[Case]) -> dict[UUID, dict[UUID, TeamMember]]:
    team: dict[UUID, dict[UUID, TeamMember]] = {case.pk: {} for case in cases}
    for member in TeamMember.objects.filter(case__in=cases, until__isnull=True).order_by("since"):
        team[member.case_id][member.user_id] = member
    return team


def _hand_over(
    actor: Actor,
    case: Case,
    team: dict[UUID, TeamMember],
    colleague: UUID | None,
    to: UUID,
    taking: dict[UUID, str],
    reason: str,
    now: datetime,
) -> None:
    """One case: the taker joins unless they are on it, the giver leaves, the keys follow."""
    left = team.get(colleague) if colleague else None
    if to not in team:
        rules_here, role = editions.edition(case.edition_id), taking[to]
        capacity = left.capacity if left and left.capacity else rules_here.usual_capacity([role])
        add_member(case, user_id=to, role=role, capacity=capacity, reason="handover", now=now)
    if left:
        TeamMember.objects.filter(pk=left.pk).update(until=now)
    note(actor, case, "team.handed_over", now=now, reason=reason)
    finish_task(actor, case, terms.STAFF_TASK, now=now)
    given = {"from": str(colleague or ""), "to": str(to), "reason": reason}
    record(actor, "team.handed_over", resource="case", resource_id=case.pk, case_id=case.pk, at=now, **given)
    share_with(actor, case, {*case.parties, to} - {colleague})
