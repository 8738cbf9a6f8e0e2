"""The contact log: who writes down that somebody got in touch is asked about danger first, and is never left alone with it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hamroh.casework.identification import queries, terms
from hamroh.casework.identification.actions.contact import log_contact as write
from hamroh.casework.identification.rules import in_danger
from hamroh.foundation.reference.queries import territories
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import InForce
from hamroh.web.casework.addresses import reachable
from hamroh.web.casework.contact_forms import AskDanger, LogContact, outcomes_for
from hamroh.web.shell.pages import Request, page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clauses_at


@page("contact:log")
def contact_list(request: Request) -> HttpResponse:
    """What the own organisation wrote down of late, in codes; older contacts are only counted."""
    now, edition = clock.now(), editions.current()
    channels = {c.id: ml(dict(c.name)) for c in queries.codes_if_any(edition, terms.CHANNELS)}
    languages = edition.words("language")
    rows = [_row(contact, channels, languages) for contact in queries.contacts(request.actor, now)]
    return render(request, "casework/contact_list.html", {"rows": rows, "days": terms.CONTACTS_SHOWN})


def _row(contact: Any, channels: dict[str, str], languages: dict[str, dict[str, str]]) -> dict[str, Any]:
    about = [
        {None: "", True: _("Child, or age in doubt"), False: _("Adult")}[contact.child],
        ml(languages.get(contact.language, {})),
        ml(contact.territory.names) if contact.territory else "",
    ]
    return {
        "at": contact.at,
        "day_only": contact.outcome == terms.Outcome.ANONYMOUS,
        "channel": channels.get(contact.channel, contact.channel),
        "about": ", ".join(filter(None, about)),
        "wants": _(terms.WANTED_WORDING[terms.Wanted(contact.wants)]) if contact.wants else "",
        "outcome": _(terms.OUTCOME_WORDING[terms.Outcome(contact.outcome)]),
        "danger": contact.danger,
    }


@page("contact:log")
def log_contact(request: Request) -> HttpResponse:
    """First the danger questions; then, with the emergency route above it if one of them says so, the rest."""
    edition = editions.current()
    if request.method != "POST":
        return _page(request, edition, ask=AskDanger(initial={"id": uuid7()}, edition=edition))
    if request.POST.get("act") != "write":
        ask = AskDanger(request.POST, edition=edition)
        if not ask.is_valid() or missing_answers(ask):
            return _page(request, edition, ask=ask)
        return _page(request, edition, form=_rest(request, edition, ask), safety=ask.safety())
    form = _form(request, edition, request.POST)
    if _written(request, form):
        return _afterwards(request, form.cleaned_data["outcome"], form)
    return _page(request, edition, form=form, safety=form.safety())


def missing_answers(ask: AskDanger) -> bool:
    """Not wanting to say is an answer; leaving it out is none."""
    missing = [code for code, answer in ask.safety().items() if not answer]
    for code in missing:
        ask.add_error(f"safety_{code}", _("Ask this first, or tick that the person does not want to say."))
    return bool(missing)


def _form(request: Request, edition: InForce, data: Any = None, **initial: Any) -> LogContact:
    regions = [(str(t.pk), ml(t.names)) for t in territories()]
    outcomes = outcomes_for(frozenset(request.actor.permissions))
    return LogContact(data, initial=initial, edition=edition, regions=regions, outcomes=outcomes)


def _rest(request: Request, edition: InForce, ask: AskDanger) -> LogContact:
    """Empty but for the hour, with the answers to the danger questions along."""
    answers = {f"safety_{code}": answer for code, answer in ask.safety().items()}
    return _form(request, edition, id=ask.cleaned_data.get("id") or uuid7(), at=localtime(clock.now()), **answers)


def _written(request: Request, form: LogContact) -> bool:
    """Whether it was written down. What cannot be read is told together with all that the act refuses."""
    sound = form.is_valid()
    try:
        with transaction.atomic():
            write(request.actor, **form.written(), now=clock.now())
            if not sound:
                raise Refused
    except Refused as refused:
        show_obstacles(form, tuple(o for o in refused.obstacles if o.field not in form.errors))
        return False
    return True


def _afterwards(request: Request, outcome: str, form: LogContact) -> HttpResponse:
    """Where it goes on: to a case, to the sheet with what was answered, or back to the log."""
    if outcome not in terms.LEADS_TO:
        messages.success(request, _("Written down."))
        return redirect("contact_list")
    sheet, age = outcome == terms.Outcome.HANDOVER, form.cleaned_data["age"]
    path = {"child": "no" if age == "adult" else "yes", "territory": form.cleaned_data.get("territory") or ""}
    carried = to_sheet(form.safety(), age) if sheet else {"url": reverse("open_case"), "answers": path}
    return render(request, "casework/contact_written.html", {"carried": carried, "sheet": sheet, "back": _to_log()})


def to_sheet(safety: dict[str, str], age: str = "") -> dict[str, Any]:
    """What goes along to the sheet: posted, so that no address says it."""
    answers = {f"safety_{question}": answer for question, answer in safety.items()}
    return {"url": reverse("fill_sheet"), "answers": answers | ({"age": age} if age else {})}


def _to_log() -> Link:
    return Link(reverse("contact_list"), _("Contacts"))


def _page(
    request: Request,
    edition: InForce,
    *,
    ask: AskDanger | None = None,
    form: LogContact | None = None,
    safety: dict[str, str] | None = None,
) -> HttpResponse:
    danger_if = queries.contact_lists(edition).danger_if
    context = {
        "ask": ask,
        "form": form,
        "either": ask or form,
        "danger": bool(safety) and in_danger(safety or {}, danger_if),
        "carried": to_sheet(safety or {}),
        "numbers": [
            {"number": c.id, "name": ml(dict(c.name)), "hint": ml(dict(c.hint)) if c.hint else ""}
            for c in queries.codes_if_any(edition, terms.EMERGENCY_NUMBERS)
        ],
        "may_hand_over": bool(reachable(request.actor, "fill_sheet")),
        "services_url": reachable(request.actor, "services"),
        "clauses": clauses_at(edition.pack, "contact.written"),
        "back": _to_log(),
    }
    return render(request, "casework/log_contact.html", context)
