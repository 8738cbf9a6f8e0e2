"""The page on which a ground is recorded: what to read aloud, then what was agreed."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_permitted
from hamroh.casework.grounds import queries, terms
from hamroh.casework.grounds.actions import record_ground as record
from hamroh.casework.kinship.access import standing_of
from hamroh.casework.kinship.queries import guardians_of
from hamroh.casework.kinship.terms import ROLE_WORDS
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import SHAREABLE, FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.text import say
from hamroh.mechanism.directory.queries import service, services_for
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import all_organisations
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.discreet import nothing_told
from hamroh.web.casework.grounds_forms import RecordGround, group_choices
from hamroh.web.shell.pages import Request, page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.texts import clauses_at

SCRIPT = ("help_unconditional", "what_is_told", "free_to_refuse", "duty_in_danger", "no_promise")


@page("grounds:record")
def record_ground(request: Request, case_id: UUID) -> HttpResponse:
    """What to read aloud, then what was agreed.

    `?kind=` chooses another ground, `?service=` comes from a referral, `?purpose=status` from the page of formal status.
    """
    require(request.actor, "grounds:record", "case", case_id)
    case, opened = open_permitted(request.actor, case_id, FieldGroup.FAMILY)
    for_status = request.GET.get("purpose") == terms.STATUS and request.actor.may("status:apply")
    kind = terms.Kind.CONSENT if for_status else _kind(request, case)
    asked = None if for_status else _service(request)
    form = RecordGround(
        request.POST or None,
        initial={"id": uuid7(), "recipient": str(asked.organisation_id) if asked else ""},
        kind=kind,
        child=case.child,
        lists=_lists(case, asked, for_status) | {"agreed_by": _standing(case) if opened else []},
        recipients=_authorities(case) if for_status else _recipients(case, kind),
        now=clock.now(),
    )
    discreet = [name for name in ("best_interests", "why") if name in form.fields]
    sound = request.method == "POST" and form.is_valid() and nothing_told(request, form, case, *discreet)
    if sound and _recorded(request, case, kind, form):
        if for_status:
            messages.success(request, _("The agreement is written down. It can be withdrawn at any moment."))
            return redirect("show_status", case.pk)
        return _after_recording(request, case, kind, asked)
    return render(request, "casework/record_ground.html", _recording(request, case, kind, asked, form))


def _kind(request: Request, case: Any) -> str:
    """The ground the page is about; one that the list does not have for this person is the usual one."""
    typed = request.GET.get("kind", terms.Kind.CONSENT)
    known = queries.choices(editions.edition(case.edition_id), "ground", child=case.child)
    return typed if typed in known else terms.Kind.CONSENT


def _service(request: Request) -> Any:
    """The service from which the page was reached; a key that is none is not here."""
    typed = request.GET.get("service", "")
    if not typed:
        return None
    try:
        found = service(UUID(typed))
    except ValueError:
        found = None
    if found is None:
        raise NotFound("service", typed[:40])
    return found


def _lists(case: Any, asked: Any, for_status: bool = False) -> dict[str, Any]:
    edition, language = editions.edition(case.edition_id), get_language() or "en"
    lists: dict[str, Any] = {
        name: [(code, say(words, language)) for code, words in queries.choices(edition, name, child=case.child).items()]
        for name in queries.LISTS
    }
    # Formal status has an agreement of its own, reached from its own page.
    lists["consent_purpose"] = [row for row in lists["consent_purpose"] if (row[0] == terms.STATUS) is for_status]
    groups = terms.STATUS_GROUPS if for_status else SHAREABLE
    lists["groups"] = group_choices(asked.needs_groups if asked else [str(g) for g in groups])
    return lists


def _standing(case: Any) -> list[tuple[str, str]]:
    """Who may agree in the child's place today, by name: whoever is barred is never offered."""
    if not case.child:
        return []
    who = standing_of(case, day_of(clock.now()))
    speak = who.guardians | who.representatives
    rows = [w for w in guardians_of(case.pk, case.person_id) if w.key in speak]
    return [(str(w.key), f"{w['name']}, {_(ROLE_WORDS[w['role']])}") for w in rows]


def _authorities(case: Any) -> list[tuple[str, str]]:
    """Whoever decides on formal status today."""
    language, named = get_language() or "en", editions.authorities("status:decide", clock.now())
    rows = [(str(key), say(names, language)) for key, names in named.items() if key != case.organisation_id]
    return sorted(rows, key=lambda row: row[1])


def _recipients(case: Any, kind: str) -> list[tuple[str, str]]:
    """Whom the person may be sent to; for a demand, any member."""
    language = get_language() or "en"
    if kind == terms.Kind.AUTHORITY_DEMAND:
        named = all_organisations()
    else:
        named = {s.organisation_id: s.organisation.names for s in services_for(child=case.child)}
    rows = [(str(key), say(names, language)) for key, names in named.items() if key != case.organisation_id]
    return sorted(rows, key=lambda row: row[1])


def _recorded(request: Request, case: Any, kind: str, form: RecordGround) -> bool:
    given = form.cleaned_data
    adult_consents = kind == terms.Kind.CONSENT and not case.child
    try:
        record(
            request.actor,
            id=given["id"] or uuid7(),
            case_id=case.pk,
            kind=kind,
            purpose=given["purpose"],
            recipient_organisation_id=UUID(given["recipient"]) if given["recipient"] else None,
            groups=given["groups"],
            language=given.get("language", ""),
            mode=given.get("mode", ""),
            proof=given.get("proof", ""),
            given_by=terms.GivenBy.SELF if adult_consents else given.get("given_by", ""),
            agreed_by=UUID(given["agreed_by"]) if given.get("agreed_by") else None,
            assent=given.get("assent", ""),
            best_interests=given.get("best_interests", ""),
            expires_at=given.get("expires_at"),
            guardian_suspected=given.get("guardian_suspected", False),
            why=given.get("why", ""),
            answer=given.get("answer", ""),
            now=clock.now(),
        )
    except Refused as refused:
        show_obstacles(form, refused.obstacles)
        return False
    return True


def _after_recording(request: Request, case: Any, kind: str, asked: Any) -> HttpResponse:
    told = _("The agreement is written down. It can be withdrawn at any moment.")
    if kind != terms.Kind.CONSENT:
        told = _("The ground is written down.")
    if kind in terms.EMERGENCIES:
        told = _("The ground is written down and holds now. A second person reviews it; unreviewed, it ends by itself.")
    messages.success(request, told)
    if asked and request.actor.may("referral:send"):
        return redirect(f"{reverse('send_referral', args=[case.pk])}?to={asked.pk}")
    return redirect("ground_list", case.pk)


def _recording(request: Request, case: Any, kind: str, asked: Any, form: RecordGround) -> dict[str, Any]:
    language = get_language() or "en"
    edition = editions.edition(case.edition_id)
    script, kinds = edition.words("script"), queries.choices(edition, "ground", child=case.child)
    here = reverse("record_ground", args=[case.pk])
    query = {"service": str(asked.pk)} if asked else {}
    return {
        "form": form,
        "code": case.code,
        "child": case.child,
        "consent": kind == terms.Kind.CONSENT,
        "kind": kind,
        "kind_words": say(kinds[kind], language),
        "script": [say(script[code], language) for code in SCRIPT if code in script],
        "asked": asked and {"name": say(asked.names, language), "to": say(asked.organisation.names, language)},
        "others": [
            Link(f"{here}?{urlencode({'kind': code} | query)}", say(words, language))
            for code, words in kinds.items()
            if code != kind
        ],
        "back": Link(case_url(case.pk), _("Case %(code)s") % {"code": case.code}),
        "clauses": clauses_at(edition.pack, "ground.consented" if kind == terms.Kind.CONSENT else "ground.recorded"),
        "child_url": reachable(request.actor, "show_child", case.pk) if case.child else "",
        "court": kind == terms.Kind.COURT_ORDER,
    }
