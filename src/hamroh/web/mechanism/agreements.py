"""What members sign, by version: asked for by the secretariat, signed by each, written down by its focal point."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership import actions, queries
from hamroh.mechanism.membership.queries import Asked, Signed, Version
from hamroh.mechanism.membership.terms import GRACE_DAYS, KIND_WORDS, Kind
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Figure, Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import DayInput

ADMIT, MANAGE = "members:admit", "members:manage"
# What members sign → which texts of the library it may be.
TEXTS = {Kind.PROTOCOL: ("protocol",), Kind.CODE: ("code_of_conduct",), Kind.MEMORANDUM: ("agreement",)}


class Issue(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What members sign"), widget=forms.RadioSelect)
    document = forms.ChoiceField(
        label=_("Which text of the library"), help_text=_("None, if it is not there yet."), required=False
    )
    grace_days = forms.IntegerField(label=_("Days to sign"), help_text=_("Until then they are only reminded."))
    paper = forms.CharField(
        label=_("On what paper"), help_text=_("Its kind, number and date. No names, no cases."), max_length=300
    )

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(k, _(w)) for k, w in KIND_WORDS.items()]  # type: ignore[attr-defined]
        self.fields["document"].choices = [("", "—"), *documents]  # type: ignore[attr-defined]


class Sign(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    signed_by = forms.CharField(
        label=_("Who signed"), help_text=_("The office: for example, the director."), max_length=120
    )
    signed_on = forms.DateField(label=_("Day of the signature"), widget=DayInput)


@page(ADMIT, MANAGE)
def agreement_list(request: Any) -> HttpResponse:
    """The versions in force; for a focal point what its organisation is asked to sign, and what it signed."""
    actor, day = request.actor, today()
    own = queries.asked_to_sign(day, organisation_id=actor.organisation_id) if actor.may(MANAGE) else []
    open_ones = queries.asked_to_sign(day) if actor.may(ADMIT) else []
    context = {
        "figures": [
            Figure(len({a.organisation_id for a in open_ones}), _t("members are asked")),
            Figure(len({a.organisation_id for a in open_ones if a.overdue}), _t("past their time"), icon="warning"),
        ]
        if actor.may(ADMIT)
        else [],
        "own": [asked_line(a) for a in own],
        "signed": [signed_line(s) for s in queries.signatures_of(actor.organisation_id)],
        "versions": [_version(v, actor.may(ADMIT)) for v in queries.versions()],
        "may_issue": actor.may(ADMIT),
    }
    return render(request, "mechanism/agreement_list.html", context)


def asked_line(asked: Asked) -> dict[str, Any]:
    return {
        "what": _t(KIND_WORDS[Kind(asked.kind)]),
        "version": asked.version,
        "by": asked.by,
        "overdue": asked.overdue,
        "again": asked.before > 0,
        "member": ml(asked.names),
        "url": reverse("sign_agreement", args=[asked.agreement_id, asked.organisation_id]),
    }


def signed_line(signed: Signed, names: dict[UUID, dict[str, str]] | None = None) -> dict[str, Any]:
    return {
        "what": _t(KIND_WORDS[Kind(signed.kind)]),
        "version": signed.version,
        "by": signed.signed_by,
        "on": signed.signed_on,
        "member": ml((names or {}).get(signed.organisation_id, {})),
    }


def _version(version: Version, admits: bool) -> dict[str, Any]:
    return {
        "what": _t(KIND_WORDS[Kind(version.kind)]),
        "version": version.version,
        "issued_at": version.issued_at,
        "grace_days": version.grace_days,
        "paper": version.paper,
        "document": _texts().get(version.document, "") if version.document else "",
        "edition": version.edition,
        "newest": version.newest,
        "signed": version.signed,
        "url": reverse("show_agreement", args=[version.id]) if admits else "",
    }


def _texts(kinds: tuple[str, ...] = ()) -> dict[str, str]:
    documents = editions.current().pack.documents
    wanted = kinds or tuple(kind for kinds in TEXTS.values() for kind in kinds)
    return {d.id: ml(dict(d.name)) for d in documents if d.kind in wanted and d.status != "repealed"}


@page(ADMIT)
def issue_agreement(request: Any) -> HttpResponse:
    """The next version: every member is asked to sign it, again where they signed the one before."""
    texts = _texts()
    form = Issue(request.POST or None, initial={"id": uuid7(), "grace_days": GRACE_DAYS}, documents=list(texts.items()))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"id": form.cleaned_data["id"] or uuid7()}
        kinds = TEXTS.get(Kind(said["kind"]), ()) if said["kind"] else ()
        number = editions.current().number
        try:
            actions.issue_agreement(
                request.actor, **said, documents=_texts(kinds) if kinds else {}, edition=number, now=clock.now()
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _t("Members are asked. Each focal point sees it on its pages."))
            return redirect("show_agreement", said["id"])
    context = {
        "form": form,
        "heading": _t("Ask for a new version"),
        "lead": _t("Care goes on whether or not a member has signed; who has not in time is marked."),
        "submit": _t("Ask"),
        "back": Link(reverse("agreement_list"), _t("Agreements")),
    }
    return render(request, "hamroh/form_page.html", context)


@page(ADMIT)
def show_agreement(request: Any, agreement_id: UUID) -> HttpResponse:
    """One version: who signed, who is still asked, who is late."""
    version = queries.version(agreement_id)
    signed = queries.signatures_on(agreement_id)
    names = queries.organisation_names(s.organisation_id for s in signed)
    waiting = [a for a in queries.asked_to_sign(today()) if a.agreement_id == agreement_id]
    context = {
        "version": _version(version, True),
        "waiting": [asked_line(a) for a in sorted(waiting, key=lambda a: (not a.overdue, a.key))],
        "signed": [signed_line(s, names) for s in signed],
        "back": Link(reverse("agreement_list"), _t("Agreements")),
    }
    return render(request, "mechanism/show_agreement.html", context)


@page(ADMIT, MANAGE)
def sign_agreement(request: Any, agreement_id: UUID, organisation_id: UUID) -> HttpResponse:
    """Write down the signature of the own organisation, or, for the secretariat, of any."""
    actor = request.actor
    if not actor.may(ADMIT) and organisation_id != actor.organisation_id:
        raise NotFound("agreement", agreement_id)
    version, member = queries.version(agreement_id), queries.member(organisation_id, clock.now())
    form = Sign(request.POST or None, initial={"id": uuid7(), "signed_on": today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"id": form.cleaned_data["id"] or uuid7()}
        try:
            actions.sign_agreement(
                actor,
                agreement_id=agreement_id,
                organisation_id=organisation_id,
                **said,
                today=today(),
                now=clock.now(),
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _t("Written down. The signed paper stays with the secretariat."))
            return redirect("agreement_list")
    what = _version(version, False)
    context = {
        "form": form,
        "heading": _t("Write down a signature"),
        "lead": _t("%(member)s: %(what)s, version %(number)s")
        % {"member": ml(member.names), "what": what["what"], "number": version.version},
        "submit": _t("Write down"),
        "back": Link(reverse("agreement_list"), _t("Agreements")),
    }
    return render(request, "hamroh/form_page.html", context)


def today() -> date:
    return day_of(clock.now())
