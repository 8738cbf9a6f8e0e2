"""Where things are done, for this reader: an address that would answer "not here" is not offered."""

from collections.abc import Collection
from uuid import UUID

from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor

# Task → (what the button says, the name of the page). A task without a page of its own is done on the case.
TASK_PAGES = {
    "screening": (_("Screen"), "fill_screening"),
    "decide_screening": (_("Decide"), "decide_screening"),
    "risk_assessment": (_("Assess"), "assess_risk"),
    "risk_again": (_("Assess"), "assess_risk"),
    "risk_review": (_("Assess"), "assess_risk"),
    "staff_case": (_("Choose"), "change_team"),
    "appoint_representative": (_("Open"), "show_child"),
    "turning_eighteen": (_("Open"), "show_child"),
    "follow_up": (_("Open"), "show_follow_up"),
    **{f"visit_{n}": (_("Open"), "show_follow_up") for n in range(1, 7)},
    "closure_approval": (_("Decide"), "close_case"),
    "not_contactable": (_("Open"), "show_follow_up"),
    "plan": (_("Open"), "show_plan"),
    "plan_approval": (_("Open"), "show_plan"),
    "plan_step": (_("Open"), "show_plan"),
    "card_danger": (_("Open"), "show_door"),
    "card_withdrawn": (_("Open"), "show_door"),
    "card_correct": (_("Answer"), "show_door"),
    "card_locked": (_("Open"), "show_door"),
    "reflection": (_("Open"), "show_reflection"),
    "status_decision": (_("Open"), "show_status"),
    "status_evidence": (_("Give"), "show_status"),
    "status_review_request": (_("Ask the person"), "show_status"),
    "status_review": (_("Open"), "show_status"),
}


def case_url(case_id: UUID) -> str:
    return reverse("show_case", args=[case_id])


def reachable(actor: Actor, name: str, *args: object) -> str:
    """The address of a page if the actor holds one of its permissions, else nothing."""
    address = reverse(name, args=args)
    if name not in _permissions:
        _permissions[name] = getattr(resolve(address).func, "permissions", ())
    needed = _permissions[name]
    return address if not needed or any(actor.may(p) for p in needed) else ""


# What each page itself asks for, read off its view once: a button and its page never disagree.
_permissions: dict[str, tuple[str, ...]] = {}


# Pages of tasks that open a part of the file.
_PARTS = {
    "fill_screening": FieldGroup.SCREENING,
    "decide_screening": FieldGroup.SCREENING,
    "assess_risk": FieldGroup.RISK,
    "show_child": FieldGroup.FAMILY,
    "show_plan": FieldGroup.PLAN,
}


def task_act(actor: Actor, key: str, case_id: UUID, readable: Collection[str] | None = None) -> tuple[str, str]:
    """The verb of a task and where it leads; who may not do it is led to the case.

    `readable`: the parts of the file that are this reader's, where the case is open and they are known.
    """
    verb, name = TASK_PAGES.get(key.partition(":")[0], (_("Open"), "show_case"))
    theirs = readable is None or name not in _PARTS or _PARTS[name] in readable
    address = reachable(actor, name, case_id) if theirs else ""
    return (str(verb), address) if address else (str(_("Open")), case_url(case_id))
