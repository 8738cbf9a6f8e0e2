"""Where things are done, for this reader: an address that would answer "not here" is not offered."""

from uuid import UUID

from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

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
    "plan": (_("Open"), "show_plan"),
    "plan_approval": (_("Open"), "show_plan"),
    "plan_step": (_("Open"), "show_plan"),
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


def task_act(actor: Actor, key: str, case_id: UUID) -> tuple[str, str]:
    """The verb of a task and where it leads; who may not do it is led to the case."""
    verb, name = TASK_PAGES.get(key.partition(":")[0], (_("Open"), "show_case"))
    address = reachable(actor, name, case_id)
    return (str(verb), address) if address else (str(_("Open")), case_url(case_id))
