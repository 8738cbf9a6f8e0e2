"""Plain words for parts of a file and for the numbers of the page. They say nothing to whoever looks over a shoulder."""

from uuid import UUID

from django.utils.translation import gettext as _

from hamroh.casework.survivor.queries import Names
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.words import N_

PARTS = {
    FieldGroup.PROFILE: N_("your age and your language"),
    FieldGroup.IDENTITY: N_("your name and your papers"),
    FieldGroup.CONTACT: N_("how to reach you"),
    FieldGroup.NEEDS: N_("what you need"),
    FieldGroup.HEALTH: N_("what was noted about your health"),
    FieldGroup.SCREENING: N_("what you told in the first long talk"),
    FieldGroup.RESIDENCE: N_("with whom you stay"),
    FieldGroup.RISK: N_("what you worry about"),
    FieldGroup.PLAN: N_("your plan"),
    FieldGroup.SERVICES: N_("what you received"),
    FieldGroup.FAMILY: N_("your family"),
    FieldGroup.RETURN: N_("your journey"),
    FieldGroup.JUSTICE: N_("what your lawyer does"),
}
# What may be read while somebody stands beside the person.
HARMLESS = (FieldGroup.PROFILE, FieldGroup.NEEDS)


def parts(groups: tuple[str, ...], *, duress: bool) -> list[str]:
    """The parts in words, in the order of a file; of those under pressure only what anybody may know."""
    shown = [g for g in PARTS if g in groups and (not duress or g in HARMLESS)]
    return [_(PARTS[g]) for g in shown or (HARMLESS[:1] if duress else ())]


class Called:
    """What an organisation is called here: as the person named it, else by a number that stays the same."""

    def __init__(self, names: Names, order: list[UUID]) -> None:
        self._own, self._order = names.own, order

    def __call__(self, organisation_id: UUID | None) -> str:
        own = self._own.get(str(organisation_id), "")
        if own or organisation_id is None:
            return own
        if organisation_id not in self._order:
            self._order.append(organisation_id)
        return _("Office %(number)s") % {"number": self._order.index(organisation_id) + 1}
