"""How a child's section and a family's stand, in a line on the page of the case. The group must be open."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.casework.kinship import queries
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.queries import day_of

State = tuple[str, str]


def of_child(actor: Actor, case: Any) -> State | None:
    """Whether somebody speaks for the child, and whether anybody is barred."""
    if not case.child:
        return _("Adult: speaks for themselves"), ""
    represented, barred = queries.how_a_child_stands(case.pk, day_of(clock.now()))
    told, look = [], "ok"
    if not represented:
        told, look = [_("Nobody is appointed to speak for the child")], "now"
    else:
        told = [_("A representative is appointed")]
    if barred:
        told, look = [_("A guardian is barred: ask and tell them nothing"), *told], "late"
    return ". ".join(told), look


def of_family(actor: Actor, case: Any) -> State | None:
    """How many people, linked cases and groups are known; of a case that is not the reader's, nothing."""
    relatives = queries.how_many_relatives(case.pk)
    linked, groups = len(queries.links_of(actor, case)), len(queries.groups_of(case))
    told = []
    if relatives:
        told.append(ngettext("%(n)d person", "%(n)d people", relatives) % {"n": relatives})
    if linked:
        told.append(ngettext("%(n)d related case", "%(n)d related cases", linked) % {"n": linked})
    if groups:
        told.append(ngettext("%(n)d group", "%(n)d groups", groups) % {"n": groups})
    return (", ".join(told), "ok") if told else None
