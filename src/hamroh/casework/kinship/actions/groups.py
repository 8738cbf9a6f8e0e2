"""Cases that share facts are held together. What is each person's own stays in each person's file."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.cases.access import find_case, open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.kinship.access import open_group_of, open_groups_of
from hamroh.casework.kinship.actions.families import NOT_YOURS
from hamroh.casework.kinship.actions.writing import open_to_write, told
from hamroh.casework.kinship.models import Group, GroupFacts, GroupMember
from hamroh.casework.kinship.rules import families as rules
from hamroh.casework.kinship.rules.guardians import CLOSED
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import open_group, require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.actions import revise
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.ids import spoken_code, uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of

TRIES = 8
IN_IT = Obstacle(N_("Both cases are in this group already."), "code")
ITSELF = Obstacle(N_("This is the code of this case: type the other one."), "code")


def join_group_of(
    actor: Actor, *, group_id: UUID, case_id: UUID, code: str | None, name: str = "", now: datetime
) -> UUID:
    """Put this case into the group of another case that the actor may open; the group’s key.

    Is the other one in no group, a new one of the two begins (`group_id`, `name`). Whoever only knows of a group by hearsay
    cannot join it, and so learns nothing of what it shares.
    """
    case = open_to_write(actor, case_id)
    other = find_case(actor, code) if code else None
    if other is None:
        raise Refused(NOT_YOURS)
    if case.closed_at:
        raise Refused(CLOSED)
    if other.pk == case.pk:
        raise Refused(ITSELF)
    other = open_case(actor, other.pk, FieldGroup.FAMILY)
    groups = open_groups_of(other)
    with transaction.atomic():
        if not groups:
            group = begin_group(actor, id=group_id, now=now)
            write_facts(actor, group, seen=0, name=name, now=now)
            join(actor, other, group, now=now)
        else:
            group = groups[-1]
            if GroupMember.objects.filter(case=case, group=group, left_at__isnull=True).exists():
                raise Refused(IN_IT)
        join(actor, case, group, now=now)
    return group.pk


def begin_group(actor: Actor, *, id: UUID, now: datetime) -> Group:
    """A group with a code of its own; open afterwards. Its code cannot be taken for a case’s."""
    open_group(FieldGroup.FAMILY, id)
    group = Group(id=id, organisation_id=actor.organisation_id, begun_at=now, begun_by=actor.user_id)
    prefix = f"{editions.current().code_prefix}-G"
    for _ in range(TRIES):
        group.code = spoken_code(prefix)
        try:
            with transaction.atomic():
                group.save(force_insert=True)
            record(actor, "group.begun", resource="group", resource_id=group.pk, at=now)
            return group
        except IntegrityError:
            if Group.objects.filter(pk=id).exists():
                break
    raise NotFound("group", id)


def join(actor: Actor, case: Case, group: Group, *, danger: bool = False, now: datetime) -> None:
    """The case belongs to the group from now on. Both must be open."""
    member = GroupMember(id=uuid7(), case=case, group=group, joined_at=now, joined_by=actor.user_id, danger=danger)
    member.save(force_insert=True)
    told(actor, case, "group.joined", now=now)


def write_facts(
    actor: Actor,
    group: Group,
    *,
    seen: int,
    name: str,
    work: str = "unknown",
    place: str = "",
    recruiter: str = "",
    note: str = "",
    territory_id: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    now: datetime,
) -> None:
    """What holds for all of a group, sealed under the group’s own key. The group must be open."""
    if obstacles := rules.obstacles_to_facts(name=name, work=work, since=since, until=until, today=day_of(now)):
        raise Refused(*obstacles)
    words = {"name": name, "place": place, "recruiter": recruiter, "note": note}
    revise(
        actor,
        GroupFacts,
        thing=group.pk,
        seen=seen,
        subject_id=group.pk,
        words={part: text.strip() for part, text in words.items()},
        now=now,
        group=group,
        work=work,
        territory_id=territory_id,
        since=since,
        until=until,
    )


def write_group_facts(
    actor: Actor,
    *,
    case_id: UUID,
    group_id: UUID,
    seen: int,
    name: str,
    work: str,
    place: str = "",
    recruiter: str = "",
    note: str = "",
    territory_id: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    now: datetime,
) -> None:
    """Write once what holds for all of a group, for whoever works on one of its cases."""
    require(actor, "case:open", "case", case_id)
    case, group = open_group_of(actor, case_id, group_id)
    with transaction.atomic():
        write_facts(
            actor,
            group,
            seen=seen,
            name=name,
            work=work,
            place=place,
            recruiter=recruiter,
            note=note,
            territory_id=territory_id,
            since=since,
            until=until,
            now=now,
        )
        record(actor, "group.written", resource="group", resource_id=group.pk, case_id=case.pk, at=now)


def leave_group(actor: Actor, *, case_id: UUID, group_id: UUID, why: str, now: datetime) -> None:
    """The case belongs to the group no longer. What the group shares stays with the others."""
    case = open_to_write(actor, case_id)
    member = GroupMember.objects.filter(case=case, group_id=group_id, left_at__isnull=True).first()
    if member is None:
        raise NotFound("group", group_id)
    if obstacles := rules.obstacles_to_leaving(why):
        raise Refused(*obstacles)
    with transaction.atomic():
        GroupMember.objects.filter(pk=member.pk).update(left_at=now, left_because=why)
        told(actor, case, "group.left", now=now, why=why)
