"""Members of the mechanism for whoever admits them: standing, who manages their people, and every decision with its paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership import actions, queries
from hamroh.mechanism.membership.rules import CASCADING
from hamroh.mechanism.membership.terms import NEXT, REASON_WORDS, STANDING_WORDS, Standing
from hamroh.web.mechanism.agreements import asked_line, signed_line, today
from hamroh.web.mechanism.member_forms import Apply, Decide, TakeAway
from hamroh.web.mechanism.own_people import waiting_resets
from hamroh.web.shell.languages import offered_languages
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Figure, Link
from hamroh.web.shell.templatetags.hamroh import ml

ADMIT = "members:admit"
LOOK = {Standing.APPLIED: "info", Standing.ADMITTED: "ok", Standing.SUSPENDED: "high", Standing.ENDED: "void"}
# The act in the address → where it leads, from where it is offered, its heading, its button, the word afterwards.
ACTS: dict[str, tuple[Standing, tuple[Standing, ...], str, str, str]] = {
    "admit": (
        Standing.ADMITTED,
        (Standing.APPLIED,),
        N_("Admit as a member"),
        N_("Admit"),
        N_("Admitted. Its services are in the directory; name its focal point next."),
    ),
    "suspend": (
        Standing.SUSPENDED,
        (Standing.ADMITTED,),
        N_("Suspend the membership"),
        N_("Suspend"),
        N_("Suspended. Its people see nothing from now on; what was on its way goes back within a minute."),
    ),
    "restore": (
        Standing.ADMITTED,
        (Standing.SUSPENDED,),
        N_("Lift the suspension"),
        N_("Lift it"),
        N_("Lifted. People and services are back; what went back to its senders stays there."),
    ),
    "end": (
        Standing.ENDED,
        (Standing.APPLIED, Standing.ADMITTED, Standing.SUSPENDED),
        N_("End the membership"),
        N_("End it"),
        N_("Ended. Its people hold no post any more."),
    ),
}
LEADS = {
    "suspend": N_(
        "Its people lose every page at their next click, its services leave the directory, and what nobody has answered "
        "goes back to the senders. A service that has begun goes on."
    ),
    "end": N_("Every post of its people ends. What is lifted later must be given anew."),
    "restore": N_("Everything is as it was before, except what went back to its senders."),
    "admit": N_("From now on people may act for it, and others may send people to it."),
}


@page(ADMIT, "work:overview")
def member_list(request: Any) -> HttpResponse:
    """Every organisation with its standing, focal point and deputy."""
    rows = queries.members(clock.now())
    late = {a.organisation_id for a in queries.unsigned(today())}
    acting = [r for r in rows if r.status is Standing.ADMITTED and not r.group]
    context = {
        "figures": [
            Figure(len(acting), _("members")),
            Figure(sum(r.status is Standing.SUSPENDED for r in rows), _("suspended")),
            Figure(sum(r.status is Standing.APPLIED for r in rows), _("have applied")),
            Figure(len(late), _("not signed in time")),
            Figure(sum(not r.focal_points for r in acting), _("without a focal point"), icon="nobody"),
        ],
        "rows": [
            _row(r) | {"unsigned": r.id in late}
            for r in sorted(rows, key=lambda r: (list(LOOK).index(r.status), r.key))
        ],
        "may_admit": request.actor.may(ADMIT),
    }
    return render(request, "mechanism/member_list.html", context)


@page(ADMIT, "work:overview")
def show_member(request: Any, organisation_id: UUID) -> HttpResponse:
    """One organisation: its standing, who manages its people, what was decided about it and on what paper."""
    row = queries.member(organisation_id, clock.now())
    own = row.id == request.actor.organisation_id
    may = request.actor.may(ADMIT) and not row.group and not own
    context = {
        "member": _row(row),
        "kind": ml(_kinds().get(row.kind, {})),
        "group": row.group,
        "own": own,
        "acts": [
            {"label": _(button), "url": reverse("change_member", args=[row.id, act]), "weak": act == "end"}
            for act, (_new, offered, _heading, button, _done) in ACTS.items()
            if may and row.status in offered
        ],
        "name_url": reverse("name_focal_point", args=[row.id]) if may and row.status is Standing.ADMITTED else "",
        "resets": waiting_resets(request.actor, row.id),
        "contact": queries.contact_of(row.id),
        "contact_url": reverse("write_contact", args=[row.id]) if request.actor.may(ADMIT) and not row.group else "",
        "asked": [asked_line(a) for a in queries.asked_to_sign(today(), organisation_id=row.id)],
        "signed": [signed_line(s) for s in queries.signatures_of(row.id)],
        "may_sign": request.actor.may(ADMIT),
        "history": [_decision(d) for d in queries.history(row.id)],
        "back": Link(reverse("member_list"), _("Members")),
    }
    return render(request, "mechanism/show_member.html", context)


@page(ADMIT)
def change_member(request: Any, organisation_id: UUID, act: str) -> HttpResponse:
    """Admit, suspend, lift, end: each with its paper, and its reason where it takes something away."""
    row = queries.member(organisation_id, clock.now())
    if act not in ACTS:
        raise NotFound("act", act[:40])
    new, _offered, heading, button, done = ACTS[act]
    form = _form(request, row, new)
    if request.method == "POST" and form.is_valid() and _decided(request, row, act, form):
        messages.success(request, _(done))
        return redirect("show_member", row.id)
    context = {
        "form": form,
        "heading": _(heading),
        "lead": f"{ml(row.names)}. {_(LEADS[act])}",
        "submit": _(button),
        "back": Link(reverse("show_member", args=[row.id]), ml(row.names)),
    }
    return render(request, "hamroh/form_page.html", context)


def _form(request: Any, row: queries.MemberRow, new: Standing) -> Decide:
    typed, initial = request.POST or None, {"id": uuid7()}
    if new not in CASCADING:
        return Decide(typed, initial=initial)
    asks = row.houses_people and row.status is Standing.ADMITTED
    caretakers = [(str(id), ml(names)) for id, names in queries.could_care(row.id).items()] if asks else []
    return TakeAway(typed, initial=initial, standing=new, caretakers=caretakers)


def _decided(request: Any, row: queries.MemberRow, act: str, form: Decide) -> bool:
    data = form.cleaned_data
    said: dict[str, Any] = {"organisation_id": row.id, "id": data["id"] or uuid7(), "paper": data["paper"]}
    said["now"] = clock.now()
    taken = {"reason": data.get("reason", ""), "caretaker_id": data.get("caretaker")}
    try:
        if act == "admit":
            actions.admit_organisation(request.actor, **said)
        elif act == "restore":
            actions.restore_organisation(request.actor, **said)
        elif act == "suspend":
            actions.suspend_organisation(request.actor, **said, **taken)
        else:
            actions.end_organisation(request.actor, **said, **taken)
    except Refused as refused:
        show_obstacles(form, refused.obstacles)
        return False
    return True


@page(ADMIT)
def apply_for_membership(request: Any) -> HttpResponse:
    """The secretariat writes an application down on an organisation's behalf."""
    kinds = _kinds()
    offered = [(code, ml(words)) for code, words in kinds.items()]
    languages = offered_languages()
    form = Apply(request.POST or None, initial={"id": uuid7()}, kinds=offered, languages=languages)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.apply_for_membership(
                request.actor,
                id=data["id"] or uuid7(),
                names={code: data[f"name_{code}"] for code, _name in languages},
                kind=data["kind"],
                kinds=kinds.keys(),
                uniformed=data["uniformed"],
                paper=data["paper"],
                now=clock.now(),
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Written down. It acts for nobody until it is admitted."))
            return redirect("show_member", data["id"])
    context = {
        "form": form,
        "heading": _("An organisation applies"),
        "lead": _("Write down its letter. Admission is decided afterwards, on a paper of its own."),
        "submit": _("Write down"),
        "back": Link(reverse("member_list"), _("Members")),
    }
    return render(request, "hamroh/form_page.html", context)


def _kinds() -> dict[str, dict[str, str]]:
    return {kind.id: dict(kind.name) for kind in editions.current().pack.organisation_kinds}


def _row(row: queries.MemberRow) -> dict[str, Any]:
    needs = row.status is Standing.ADMITTED and not row.group
    return {
        "url": reverse("show_member", args=[row.id]),
        "name": ml(row.names),
        "standing": _(STANDING_WORDS[row.status]),
        "look": LOOK[row.status],
        "since": row.since,
        "group": row.group,
        "focal_points": row.focal_points,
        "deputies": row.deputies,
        "needs_people": needs,
    }


def _decision(decision: queries.Decision) -> dict[str, Any]:
    return {
        "standing": _(STANDING_WORDS[decision.status]),
        "look": LOOK[decision.status],
        "at": decision.since,
        "by": ", ".join(x for x in (decision.by, ml(decision.by_organisation)) if x),
        "paper": decision.paper,
        "reason": _(REASON_WORDS[decision.reason]) if decision.reason in REASON_WORDS else "",
        "caretaker": ml(decision.caretaker) if decision.caretaker else "",
        "waits": decision.asked and decision.done_at is None,
        "returned": decision.returned,
    }


assert all(new in NEXT[old] for new, offered, *_rest in ACTS.values() for old in offered)
