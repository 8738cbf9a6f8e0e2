"""The door to one fact about a person, for the procedure: whether some steps are for them."""

from hamroh.casework.cases.models import Case
from hamroh.casework.people.models import Profile
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import open_group
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.queries import edition


def foreigner(actor: Actor, case: Case) -> bool | None:
    """Whether the person is of another country than the mechanism's; None while no citizenship is written. A look, recorded.

    The case must be open. Somebody without any nationality is a foreigner as well.
    """
    open_group(FieldGroup.PROFILE, case.person_id)
    record(actor, "case.looked_at", resource="case", resource_id=case.pk, case_id=case.pk, groups=[FieldGroup.PROFILE])
    known = Profile.objects.filter(person_id=case.person_id).values_list("citizenship", flat=True).first()
    return edition(case.edition_id).pack.mechanism.country not in known if known else None
