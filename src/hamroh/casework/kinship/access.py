"""The doors of kinship: one fact for those who ask whether somebody may speak for a child, and the cases of a group."""

from datetime import date
from uuid import UUID

from hamroh.casework.cases.access import cases_seen_by, open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.kinship.models import Age, Group, GroupMember, Guardian
from hamroh.casework.kinship.rules.guardians import Standing, Stands, standing
from hamroh.casework.kinship.terms import Role
from hamroh.foundation.audit.actions import record, record_each
from hamroh.foundation.permissions.access import open_group, open_groups
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.queries import newest, newest_one, words_of
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound


def standing_by(actor: Actor, case: Case, day: date) -> Standing:
    """Who may speak for the child on this day, whatever part of the file the asker may read. A look, recorded.

    For acts that take somebody's word in a child's place. The case must be open.
    """
    open_family(actor, case)
    return standing_of(case, day)


def trusted_with_card(actor: Actor, case: Case, day: date) -> dict[str, date | None]:
    """As what somebody may hold the card to the child's own page on this day, as the team decided: a guardian, a representative.

    Each with the last day of it that is written; None where no end is. Whoever is suspected, or stands by the child no
    more, may not. A look, recorded. The case must be open.
    """
    open_family(actor, case)
    last_days = {g.thing: g.until for g in newest(Guardian, case_id=case.pk) if g.card}
    stands = standing_of(case, day)
    held = {str(role): [last_days[key] for key in stands.of(role) & last_days.keys()] for role in Role}
    return {
        role: None if None in days else max(day for day in days if day is not None)
        for role, days in held.items()
        if days
    }


def eighteen_day(actor: Actor, case: Case) -> date | None:
    """The day on which the person turns eighteen, by what is written; None where nothing is. A look, recorded."""
    open_family(actor, case)
    return eighteenth_of(case)


def open_family(actor: Actor, case: Case) -> None:
    """Open this group of a case whose core is open already, for an act that must know one fact of it."""
    open_group(FieldGroup.FAMILY, case.pk)
    record(actor, "case.looked_at", resource="case", resource_id=case.pk, case_id=case.pk, groups=[FieldGroup.FAMILY])


def standing_of(case: Case, day: date) -> Standing:
    """The same where the group is open already."""
    return standing(stands_by(case.pk), day=day, eighteen_on=eighteenth_of(case))


def stands_by(case_id: UUID) -> list[Stands]:
    """Everybody who stands or stood by the child. The group must be open."""
    return [Stands(g.thing, g.role, g.since, g.until, g.suspected) for g in newest(Guardian, case_id=case_id)]


def eighteenth_of(case: Case) -> date | None:
    """The day on which the person turns eighteen. The group must be open."""
    row = newest_one(Age, case.pk)
    told = words_of(row, case.person_id) if row else None
    return date.fromisoformat(told["eighteen_on"]) if told and told.get("eighteen_on") else None


def open_group_of(actor: Actor, case_id: UUID, group_id: UUID) -> tuple[Case, Group]:
    """Open the group to which this case belongs, for whoever may open the case's family. Raises NotFound."""
    case = open_case(actor, case_id, FieldGroup.FAMILY)
    if not GroupMember.objects.filter(case=case, group_id=group_id, left_at__isnull=True).exists():
        raise NotFound("group", group_id)
    open_group(FieldGroup.FAMILY, group_id)
    group = Group.objects.filter(pk=group_id).first()
    if group is None:
        raise NotFound("group", group_id)
    record(actor, "group.looked_at", resource="group", resource_id=group_id, case_id=case.pk)
    return case, group


def open_groups_of(case: Case) -> list[Group]:
    """The groups to which an opened case belongs now: whoever may read its family may read what a group shares."""
    joined = GroupMember.objects.filter(case=case, left_at__isnull=True).order_by("joined_at", "pk")
    keys = list(joined.values_list("group_id", flat=True))
    if keys:
        open_group(FieldGroup.FAMILY, *keys)
    found = {group.pk: group for group in Group.objects.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def open_members(actor: Actor, group: Group) -> list[Case]:
    """Cases of an opened group that this actor may open themselves: their core, each look recorded. Of others, nothing."""
    members = GroupMember.objects.filter(group=group, left_at__isnull=True).order_by("joined_at", "pk")
    keys = list(members.values_list("case_id", flat=True))
    order = {key: place for place, key in enumerate(keys)}
    cases = sorted(cases_seen_by(actor).filter(pk__in=keys), key=lambda case: order[case.pk])
    open_groups([FieldGroup.CORE], *(key for case in cases for key in (case.pk, case.person_id)))
    record_each(actor, "case.looked_at", resource="case", case_ids=[case.pk for case in cases], groups=["core"])
    return cases
