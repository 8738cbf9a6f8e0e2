"""The only doors to a case. Each opening is recorded; what is not opened stays invisible, in the database itself."""

from uuid import UUID

from django.db.models import QuerySet

from hamroh.casework.cases.models import Case
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import open_groups, require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound

# Groups that need a permission of their own on top of working on the case.
_EXTRA = {FieldGroup.IDENTITY: "identity:read"}


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
    require(actor, "case:read", "case", case_id)
    case = cases_seen_by(actor).filter(pk=case_id).select_related("organisation").first()
    if case is None:
        raise NotFound("case", case_id)
    opened = {FieldGroup.CORE, *map(FieldGroup, groups)}
    for group in opened:
        if group in _EXTRA:
            require(actor, _EXTRA[group], "case", case_id)
    open_groups(sorted(opened), case.pk, case.person_id)
    if case.origin_referral_id:
        open_groups(["sheet"], case.origin_referral_id)
    record(actor, "case.looked_at", resource="case", resource_id=case.pk, case_id=case.pk, groups=sorted(opened))
    return case


def find_case(actor: Actor, code: str) -> Case | None:
    """The case with this code, if it is one of the actor's. The search is recorded either way."""
    found = cases_seen_by(actor).filter(code=code).first()
    record(actor, "case.searched", resource="case", found=found is not None)
    return found
