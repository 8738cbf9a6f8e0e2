"""Needs of a case, one by one: what is wanted and unmet first, then what is met, then what nobody asked about."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hamroh.casework.cases.access import open_permitted
from hamroh.casework.support import actions
from hamroh.casework.support import queries as support
from hamroh.casework.support.terms import MET, NO, NO_LONGER, PARTLY, STATE_WORDS, YES
from hamroh.foundation.audit.actions import record_list
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.mechanism.editions.queries import edition
from hamroh.mechanism.membership.queries import all_organisations, organisation_names
from hamroh.web.casework.discreet import nothing_told
from hamroh.web.casework.need_forms import WriteNeed
from hamroh.web.casework.risk import show_changed
from hamroh.web.casework.sections import about, history_page
from hamroh.web.casework.values import told
from hamroh.web.shell.both_versions import settled
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link, Tag
from hamroh.web.shell.templatetags.hamroh import ml


def opened_for_needs(request: Any, case_id: UUID) -> Any:
    """The case with needs and safe contact. NotFound for whoever may not open its needs."""
    case, opened = open_permitted(request.actor, case_id, FieldGroup.NEEDS, FieldGroup.CONTACT)
    if FieldGroup.NEEDS not in opened:
        raise NotFound("case", case_id)
    return case


@page("case:read")
def need_list(request: Any, case_id: UUID) -> HttpResponse:
    """Every need of the mechanism's list, and how it stands here."""
    case = opened_for_needs(request, case_id)
    views, words = support.needs_one_by_one(case.pk, case.person_id), support.need_words(case.edition_id)
    names = organisation_names(v.known.by_organisation for v in views.values() if v.known.by_organisation)
    known = [code for code in words if code in views]
    rows = [_row(case, code, ml(words[code]), views[code], names) for code in known]
    unmet = sorted((r for r in rows if r["unmet"]), key=lambda row: not row["urgent"])
    needs = support.needs_of(case.pk, case.person_id)
    context = about(request, case, _("Needs")) | {
        "groups": [
            (_("Wanted, and not met"), unmet),
            (_("Otherwise"), [row for row in rows if not row["unmet"]]),
        ],
        "untold": [
            (ml(words[code]), reverse("write_need", args=[case.pk, code]))
            for code in support.met_by(case.edition_id)
            if code not in views
        ],
        "note": needs.note,
        "erased": needs.erased,
    }
    return render(request, "casework/need_list.html", context)


def _row(case: Any, code: str, label: str, view: Any, names: Any) -> dict[str, Any]:
    known, kinds = view.known, edition(case.edition_id).service_words()
    return {
        "label": label,
        "unmet": known.unmet,
        "urgent": known.urgent and known.open,
        "tags": need_tags(known),
        "told": [told(part) for part in support.by_told(view, names)],
        "kinds": [ml(kinds.get(code, code)) for code in known.services] if known.open else [],
        "since": known.since,
        "note": view.note,
        "erased": view.erased,
        "url": reverse("write_need", args=[case.pk, code]),
        "history": reverse("need_history", args=[case.pk, code]),
    }


def need_tags(known: Any) -> list[Tag]:
    """How a need stands, in a few words."""
    if known.present == NO:
        return [Tag("", pgettext("need", "Not there"))]
    found = [Tag("ok" if known.state == MET else "warn" if known.state == PARTLY else "", _(STATE_WORDS[known.state]))]
    if known.present != YES:
        found = [Tag("", pgettext("need", "Not known whether it is there"))]
    if known.urgent and known.open:
        found.insert(0, Tag("urgent", pgettext("need", "Urgent")))
    if known.wanted == NO and known.state != NO_LONGER:
        found.append(Tag("info", _("Not wanted")))
    elif known.wanted != YES and known.open:
        found.append(Tag("warn", _("Ask whether help is wanted")))
    return found


@page("case:supervise")
def unmet_needs(request: Any) -> HttpResponse:
    """What is wanted and unmet in the open cases of the organisation, the most frequent first. No file is opened."""
    counts = support.unmet_counts(request.actor)
    record_list(request.actor, "needs", len(counts))
    context = {
        "counts": [(ml(count.words), count.cases, count.urgent) for count in counts],
        "back": Link(reverse("case_list"), _("Cases")),
    }
    return render(request, "casework/unmet_needs.html", context)


@page("case:open")
def write_need(request: Any, case_id: UUID, need: str) -> HttpResponse:
    """Write down how one need stands."""
    case = opened_for_needs(request, case_id)
    label = _known(case, need)
    view = support.need_of(case.pk, case.person_id, actions.need_thing(case.pk, need), need)
    current, back = _written(view), _to_needs(case)
    form = WriteNeed(
        settled(request.POST, current),
        kinds=_kinds(case, need),
        organisations=_organisations(),
        initial=current | {"seen": view.number} if view.number else {"seen": 0, "services": list(_kinds(case, need))},
    )
    if request.method == "POST" and form.is_valid() and nothing_told(request, form, case, "note"):
        try:
            actions.write_need(request.actor, case=case, need=need, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("need_list", case.pk)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        except Changed as changed:
            theirs = support.need_of(case.pk, case.person_id, actions.need_thing(case.pk, need), need)
            show_changed(form, _written(theirs), changed.number, theirs)
    context = about(request, case, label, back=back) | {"form": form, "cancel": Link(back.url, _("Cancel"))}
    lead = _("Ask the person, and write what they say. Nothing is met for them that they do not want.")
    return render(request, "casework/write_need.html", context | {"lead": lead})


def _known(case: Any, need: str) -> str:
    words = support.need_words(case.edition_id)
    if need not in words:
        raise NotFound("need", need)
    return ml(words[need])


def _kinds(case: Any, need: str) -> dict[str, Any]:
    """Kinds of service that may meet the need, in words."""
    words = edition(case.edition_id).service_words()
    return {kind: words[kind] for kind in support.met_by(case.edition_id).get(need, (need,)) if kind in words}


def _organisations() -> list[tuple[str, str]]:
    return sorted(((str(key), ml(names)) for key, names in all_organisations().items()), key=lambda pair: pair[1])


def _written(view: Any) -> dict[str, Any]:
    known = view.known
    return {
        "present": known.present,
        "wanted": known.wanted,
        "urgent": known.urgent,
        "services": list(known.services),
        "state": known.state,
        "by": known.by,
        "by_organisation": str(known.by_organisation or ""),
        "by_named": view.by_named,
        "since": known.since,
        "note": view.note,
    }


def _to_needs(case: Any) -> Link:
    return Link(reverse("need_list", args=[case.pk]), _("Needs"))


@page("case:read")
def need_history(request: Any, case_id: UUID, need: str) -> HttpResponse:
    """How one need stood, from the newest back."""
    case = opened_for_needs(request, case_id)
    label = _known(case, need)
    views = support.need_history(case.pk, case.person_id, actions.need_thing(case.pk, need))
    names = organisation_names(v.known.by_organisation for v in views if v.known.by_organisation)
    rows = [
        (v.written_at, v.written_by, [(label, ", ".join(told(part) for part in support.state_told(v, names)))])
        for v in views
    ]
    return history_page(request, case, label, _to_needs(case), rows)
