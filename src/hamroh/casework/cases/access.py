"""The only doors to a case. Each opening is recorded; what is not opened stays invisible, in the database itself."""

from collections.abc import Iterable, Set
from uuid import UUID

from django.db.models import QuerySet

from hamroh.casework.cases.models import Case, TeamMember
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import open_groups, require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions

# Groups that need a permission of their own on top of working on the case.
_EXTRA = {FieldGroup.IDENTITY: "identity:read", FieldGroup.JUSTICE: "justice:keep"}


def cases_seen_by(actor: Actor) -> QuerySet[Case]:
    """Cases of the actor's own teams, and for supervisors all of their organisation. The database's policy decides.

    Only of the organisation acted for now: who moved to another takes no case along.
    """
    require(actor, "case:read", "case")
    return Case.objects.filter(parties__overlap=list(actor.keys), organisation_id=actor.organisation_id)


def open_case(actor: Actor, case_id: UUID, *groups: str) -> Case:
    """Open the file of a case: its core, and the named groups. Recorded as one look.

    Raises NotFound when there is no such case for this actor: not on the team, or a group they may not read.
    """
    case = _core_of(actor, case_id)
    wanted = {*map(FieldGroup, groups)} - {FieldGroup.CORE}
    if not wanted <= case.readable:
        raise NotFound("case", case_id)
    _open(actor, case, wanted)
    return case


def open_permitted(actor: Actor, case_id: UUID, *groups: str) -> tuple[Case, frozenset[FieldGroup]]:
    """Open the core and of these groups those that are this actor's to read: the case, and what was opened. One look."""
    case = _core_of(actor, case_id)
    opened = ({*map(FieldGroup, groups)} - {FieldGroup.CORE}) & case.readable
    _open(actor, case, opened)
    return case, frozenset(opened)


def may_open(case: Case, group: str) -> bool:
    """Whether whoever opened the case may open that part of its file as well."""
    return FieldGroup(group) in case.readable


def kept_apart(case: Case) -> frozenset[FieldGroup]:
    """Parts that tell of themselves to nobody who may not open them: not even that they were shared or printed."""
    return frozenset({FieldGroup.JUSTICE}) - case.readable


def _core_of(actor: Actor, case_id: UUID) -> Case:
    require(actor, "case:read", "case", case_id)
    case = cases_seen_by(actor).filter(pk=case_id).select_related("organisation").first()
    if case is None:
        raise NotFound("case", case_id)
    open_groups([FieldGroup.CORE], case.pk, case.person_id)
    if case.origin_referral_id:
        open_groups(["sheet"], case.origin_referral_id)
    on_team = TeamMember.objects.filter(case=case, user_id=actor.user_id, until__isnull=True).first()
    case.readable = _readable(actor, case, on_team)
    return case


def cores_opened(actor: Actor, cases: Iterable[Case]) -> list[Case]:
    """The same for several cases that the actor sees, before a search compares them: it opens their cores and nothing else.

    Not recorded here: whoever searches records the search as one.
    """
    known = list(cases)
    open_groups([FieldGroup.CORE], *(key for case in known for key in (case.pk, case.person_id)))
    members = TeamMember.objects.filter(case__in=known, user_id=actor.user_id, until__isnull=True).order_by("pk")
    on_team = {member.case_id: member for member in members}
    for case in known:
        case.readable = _readable(actor, case, on_team.get(case.pk))
    return known


def _readable(actor: Actor, case: Case, on_team: TeamMember | None) -> frozenset[FieldGroup]:
    return _parts_of(actor, case, on_team) - {group for group, need in _EXTRA.items() if not actor.may(need)}


def _parts_of(actor: Actor, case: Case, on_team: TeamMember | None) -> frozenset[FieldGroup]:
    """What the capacity opens in which the actor works on the case; else, that in which they supervise it."""
    rules = editions.edition(case.edition_id)
    if not rules.pack.capacities:
        return rules.groups_of("")
    if on_team is None:
        return rules.groups_of(rules.usual_capacity(actor.roles))
    return rules.groups_of(on_team.capacity or rules.usual_capacity([on_team.role]))


def _open(actor: Actor, case: Case, groups: Set[FieldGroup]) -> None:
    open_groups(sorted(groups), case.pk, case.person_id)
    opened = sorted({FieldGroup.CORE, *groups} - {FieldGroup.JUSTICE})
    record(actor, "case.looked_at", resource="case", resource_id=case.pk, case_id=case.pk, groups=opened)
    if FieldGroup.JUSTICE in groups:  # under no case: whoever may not open this part does not find it among the looks
        record(actor, "justice.looked_at", resource="justice", resource_id=case.pk)


def cases_working_in(actor: Actor, group: str) -> dict[UUID, str]:
    """Open cases on whose team the actor is in a capacity that opens this part: their codes. The part is open in all of them.

    For lists over cases that show of each but a date or a line; rank opens nothing here.
    """
    if not actor.may("case:read"):
        return {}
    mine = TeamMember.objects.filter(user_id=actor.user_id, until__isnull=True, case__closed_at__isnull=True)
    members = mine.filter(case__organisation_id=actor.organisation_id).select_related("case").order_by("pk")
    found = {m.case_id: m.case.code for m in members if FieldGroup(group) in _readable(actor, m.case, m)}
    open_groups([group], *found)
    return found


def open_load(actor: Actor, colleague: UUID | None) -> QuerySet[Case]:
    """Open the core of every open case of the organisation on which this colleague works; of None, on which nobody does.

    Only for whoever supervises. Recorded as one look at a list, with how many there were.
    """
    require(actor, "case:supervise", "case")
    cases = cases_seen_by(actor).filter(closed_at__isnull=True)
    cases = cases.filter(parties__contains=[colleague]) if colleague else cases.filter(parties__len=1)
    keys = [key for pair in cases.order_by().values_list("pk", "person_id") for key in pair]
    open_groups([FieldGroup.CORE], *keys)
    record(actor, "load.looked_at", resource="case", colleague=str(colleague or ""), shown=len(keys) // 2)
    return cases


def find_case(actor: Actor, code: str) -> Case | None:
    """The case with this code, if it is one of the actor's. The search is recorded either way."""
    found = cases_seen_by(actor).filter(code=code).first()
    record(actor, "case.searched", resource="case", found=found is not None)
    return found
