from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.casework.cases.models import Case, TimelineEntry
from hamroh.casework.kinship.access import open_groups_of
from hamroh.casework.kinship.models import Group, GroupFacts, GroupMember
from hamroh.casework.kinship.queries.written import Written, history_of, one


@dataclass(frozen=True)
class GroupView:
    """A group as its page says it: its code, and what holds for all."""

    id: UUID
    code: str
    begun_at: datetime
    facts: Written | None


def groups_of(case: Case) -> list[GroupView]:
    """The groups to which a case belongs now. Whoever may read its family may read what the group shares."""
    return [seen_group(group) for group in open_groups_of(case)]


def seen_group(group: Group) -> GroupView:
    """A group that a door opened."""
    return GroupView(group.pk, group.code, group.begun_at, one(GroupFacts, group.pk, group.pk))


@dataclass(frozen=True)
class Followed:
    """One line of a group's list: where this person stands. Each decided for themselves."""

    case_id: UUID
    code: str
    child: bool
    danger: bool
    stays: bool
    next_due_at: datetime | None
    closed_at: datetime | None


def followed(group: Group, cases: Sequence[Case]) -> list[Followed]:
    """The group's list, of cases that a door opened for this actor. As many queries for two as for sixty."""
    keys = [case.pk for case in cases]
    danger = set(
        GroupMember.objects.filter(group=group, case_id__in=keys, danger=True)
        .order_by()
        .values_list("case_id", flat=True)
    )
    stays = _staying(keys)
    return [
        Followed(case.pk, case.code, case.child, case.pk in danger, case.pk in stays, case.next_due_at, case.closed_at)
        for case in cases
    ]


def _staying(case_ids: Sequence[UUID]) -> set[UUID]:
    """Who found a place to stay and has not left it, by their timelines."""
    moves = TimelineEntry.objects.filter(case_id__in=case_ids, event__in=["stay.started", "stay.ended"])
    last = dict(moves.order_by("at", "pk").values_list("case_id", "event"))
    return {case_id for case_id, event in last.items() if event == "stay.started"}


def facts_history(group_id: UUID) -> list[Written]:
    """What was written of a group that a door opened, the newest first."""
    return history_of(GroupFacts, group_id, group_id)
