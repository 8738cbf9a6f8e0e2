"""The cases of a colleague are given to others: all ticked, looked at once more, then given in one act."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hamroh.casework.cases import actions
from hamroh.casework.cases.queries import CaseRow
from hamroh.casework.cases.queries.load import case_load
from hamroh.casework.cases.terms import HANDING_OVER_REASONS, RISK_TAGS
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import current
from hamroh.mechanism.membership.queries import colleague_names, colleagues
from hamroh.web.casework.team_words import capacity_of, opening_roles
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml

APART = "to-"  # the field that gives one case to somebody else than the others


class HandOver(forms.Form):
    """To whom, which cases, why; for each case somebody else may be chosen."""

    to = forms.UUIDField(
        label=_("To whom"), widget=forms.Select, error_messages={"required": _("Choose to whom the cases go.")}
    )
    reason = forms.ChoiceField(
        label=_("Why"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose from the list why the cases are handed over.")},
    )
    cases = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Tick at least one case.")}
    )

    def __init__(self, *args: Any, people: dict[UUID, str], cases: list[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["to"].widget.choices = [("", "—"), *((str(id), name) for id, name in people.items())]  # type: ignore[attr-defined]
        self.fields["reason"].choices = [(code, _t(words)) for code, words in HANDING_OVER_REASONS.items()]  # type: ignore[attr-defined]
        self.fields["cases"].choices = [(str(id), "") for id in cases]  # type: ignore[attr-defined]

    def gives(self) -> dict[UUID, UUID]:
        """Of each ticked case to whom it goes."""
        return {UUID(id): self._to(id) for id in self.cleaned_data["cases"]}

    def _to(self, case_id: str) -> UUID:
        apart = self.data.get(APART + case_id, "")
        chosen: UUID = next((id for id in self.people if str(id) == apart), self.cleaned_data["to"])
        return chosen


@page("case:supervise")
def hand_over_cases(request: Any, user_id: UUID | None = None) -> HttpResponse:
    """First the list, all ticked; then what would happen; then it is done. Without a colleague: cases nobody works on."""
    actor, now = request.actor, clock.now()
    load = case_load(actor, user_id)
    name = _name(user_id, bool(load))
    people = _takers(actor, user_id, now)
    form = HandOver(request.POST or None, people=people, cases=[row.id for row, _capacity in load])
    looked_at = request.method == "POST" and form.is_valid()
    if looked_at:
        said = {"colleague": user_id, "gives": form.gives(), "reason": form.cleaned_data["reason"], "now": now}
        if request.POST.get("act") != "give":
            obstacles = actions.against_hand_over(actor, **said)
        else:
            try:
                return _given(request, actions.hand_over_cases(actor, **said))
            except Refused as refused:
                obstacles = refused.obstacles
        show_obstacles(form, obstacles)
        looked_at = not obstacles and request.POST.get("act") == "look"
    context = {
        "form": form,
        "name": name,
        "gone": user_id is not None and user_id not in _here(actor, now),
        "rows": [_row(row, capacity, form, people) for row, capacity in load],
        "people": [(str(id), who) for id, who in people.items()],
        "preview": _preview(form, load, people) if looked_at else None,
        "back": Link(reverse("case_load"), _t("Load and risk")),
    }
    return render(request, "casework/hand_over_cases.html", context)


def _given(request: Any, given: int) -> HttpResponse:
    messages.success(
        request, ngettext("%(n)d case is handed over.", "%(n)d cases are handed over.", given) % {"n": given}
    )
    return redirect("case_load")


def _name(user_id: UUID | None, has_cases: bool) -> str:
    """How the colleague is known; nobody of another organisation is found here."""
    if user_id is None:
        return ""
    name = colleague_names([user_id]).get(user_id)
    if name is None or not has_cases:
        raise NotFound("colleague", user_id)
    return name


def _here(actor: Actor, now: datetime) -> set[UUID]:
    assert actor.organisation_id
    return {post.user_id for post in colleagues(actor.organisation_id, now)}


def _takers(actor: Actor, user_id: UUID | None, now: datetime) -> dict[UUID, str]:
    assert actor.organisation_id
    posts = [p for p in colleagues(actor.organisation_id, now) if p.role in opening_roles() and p.user_id != user_id]
    return {post.user_id: post.user.short_name for post in sorted(posts, key=lambda p: p.user.short_name)}


def _row(row: CaseRow, capacity: str, form: HandOver, people: dict[UUID, str]) -> dict[str, Any]:
    """A case with its tick. Nothing was sent yet: all are ticked."""
    key = str(row.id)
    return {
        "id": key,
        "code": row.code,
        "child": row.child,
        "risk": _t(RISK_TAGS[row.risk]) if row.risk in RISK_TAGS else "",
        "high": row.risk == "high",
        "stage": ml(current().stage_words().get(row.stage, row.stage)),
        "capacity": capacity_of(current(), capacity, "") if capacity else "",
        "due": row.next_due_at,
        "ticked": not form.is_bound or key in form.data.getlist("cases"),  # type: ignore[attr-defined]
        "apart": form.data.get(APART + key, "") if form.is_bound else "",
        "to": APART + key,
    }


def _preview(form: HandOver, load: list[tuple[CaseRow, str]], people: dict[UUID, str]) -> list[tuple[str, list[str]]]:
    """What would happen: to each colleague which codes."""
    codes = {row.id: row.code for row, _capacity in load}
    told: dict[UUID, list[str]] = {}
    for case_id, to in form.gives().items():
        told.setdefault(to, []).append(codes[case_id])
    return [(people.get(to, ""), sorted(given)) for to, given in told.items()]
