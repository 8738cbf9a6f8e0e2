"""Writing down who stands by a child; that nothing is feared any more; and who may hold the child's card."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from hamroh.casework.kinship import actions, queries
from hamroh.casework.kinship.queries import guardian_history, guardian_of
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.kernel.ids import uuid7
from hamroh.web.casework import kinship_forms as forms
from hamroh.web.casework import kinship_shapes as shapes
from hamroh.web.casework.child import open_family, to_child
from hamroh.web.casework.revised import show_history, write_revised
from hamroh.web.shell.pages import page


@page("case:open")
def write_guardian(request: Any, case_id: UUID, guardian_id: UUID | None = None) -> HttpResponse:
    """A new one, or how one stands now."""
    case, context = open_family(request, case_id)
    now = _known(case, guardian_id) if guardian_id else None
    feared = bool(now and now["suspected"])

    def act(typed: dict[str, Any]) -> None:
        key = guardian_id or typed.pop("id") or uuid7()
        typed.pop("id", None)
        actions.write_guardian(request.actor, case_id=case_id, guardian_id=key, now=clock.now(), **typed)

    return write_revised(
        request,
        make=lambda data, initial: forms.WriteGuardian(data, initial=initial, feared=feared),
        stands=lambda: guardian_of(case, guardian_id) if guardian_id else None,
        act=act,
        initial={"id": uuid7()},
        to=to_child(case_id).url,
        context=context
        | {
            "heading": _("Who stands by the child"),
            "lead": _(
                "So that the right person is asked, and the wrong one never. Words are sealed under the child’s key."
            ),
            "back": to_child(case_id),
            "cancel": to_child(case_id),
            "caution": _("This person is barred. Only the supervisor lifts that, with a reason.") if feared else "",
        },
    )


@page("case:supervise")
def lift_suspicion(request: Any, case_id: UUID, guardian_id: UUID) -> HttpResponse:
    """The supervisor, with a reason, where somebody else wrote the fear down."""
    case, context = open_family(request, case_id)
    _known(case, guardian_id)
    return write_revised(
        request,
        make=lambda data, initial: forms.LiftSuspicion(data, initial={"seen": initial["seen"]}),
        stands=lambda: guardian_of(case, guardian_id),
        act=lambda typed: actions.lift_suspicion(
            request.actor, case_id=case_id, guardian_id=guardian_id, now=clock.now(), **typed
        ),
        to=to_child(case_id).url,
        context=context
        | {
            "heading": _("Feared no longer"),
            "lead": _("From then on this person may be asked and told again. The fear stays in the history."),
            "submit": _("Lift the bar"),
            "back": to_child(case_id),
            "cancel": to_child(case_id),
        },
    )


@page("case:open")
def decide_card(request: Any, case_id: UUID, guardian_id: UUID) -> HttpResponse:
    """Usually only the child holds the card to the child's page; the team may decide otherwise, never for whoever is feared."""
    case, context = open_family(request, case_id)
    _known(case, guardian_id)

    def act(typed: dict[str, Any]) -> None:
        allowed = typed.pop("allowed") == "yes"
        actions.decide_card(
            request.actor, case_id=case_id, guardian_id=guardian_id, allowed=allowed, now=clock.now(), **typed
        )

    return write_revised(
        request,
        make=lambda data, initial: forms.DecideCard(
            data, initial={"seen": initial["seen"], "allowed": "yes" if initial.get("card") else "no"}
        ),
        stands=lambda: guardian_of(case, guardian_id),
        act=act,
        to=to_child(case_id).url,
        context=context
        | {
            "heading": _("The child’s card"),
            "lead": _(
                "Whoever holds it can read what was agreed and with whom. Decide in the team, and hear the child."
            ),
            "back": to_child(case_id),
            "cancel": to_child(case_id),
        },
    )


@page("case:read")
def guardian_revisions(request: Any, case_id: UUID, guardian_id: UUID) -> HttpResponse:
    case, _context = open_family(request, case_id)
    _known(case, guardian_id)
    return show_history(
        request,
        revisions=guardian_history(case, guardian_id),
        pairs=shapes.guardian_pairs,
        code=case.code,
        heading=_("Who stands by the child"),
        back=to_child(case_id),
    )


def _known(case: Any, guardian_id: UUID) -> queries.Written:
    found = guardian_of(case, guardian_id)
    if found is None:
        raise NotFound("guardian", guardian_id)
    return found
