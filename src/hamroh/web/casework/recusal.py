"""Something ties me, or a colleague, to a case: out of it at once. For a supervisor, also who is barred, and lifting it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hamroh.casework.cases import queries
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import lift_recusal as lift
from hamroh.casework.cases.actions import recuse as bar
from hamroh.casework.cases.terms import LIFTING_REASONS, RECUSAL_REASONS
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.mechanism.membership.queries import colleague_names, colleagues
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link


class Recuse(Obliging):
    """About oneself; a supervisor also says about whom."""

    user = forms.UUIDField(label=_("Who"), widget=forms.Select)
    reason = forms.ChoiceField(
        label=_("What ties you, or them, to it"),
        help_text=_(
            "Only this is kept, no story. Nobody but the supervisor learns it; the team sees that somebody left."
        ),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(code, _t(words)) for code, words in RECUSAL_REASONS.items()]  # type: ignore[attr-defined]
        if people:
            self.fields["user"].widget.choices = people  # type: ignore[attr-defined]
        else:
            del self.fields["user"]


@page("case:read")
def recuse(request: Any, case_id: UUID) -> HttpResponse:
    """Leave a case because of a tie. The page says what follows before it happens."""
    actor, now, case = request.actor, clock.now(), open_case(request.actor, case_id)
    people = _people(actor, case, now) if actor.may("case:supervise") else {}
    form = Recuse(
        request.POST or None, initial={"user": actor.user_id}, people=[(str(id), n) for id, n in people.items()]
    )
    if request.method == "POST" and form.is_valid():
        who = form.cleaned_data.get("user") or actor.user_id
        try:
            bar(actor, case_id=case_id, user_id=who, reason=form.cleaned_data["reason"], now=now)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _t("Written down: from now on the case is closed to them."))
            return redirect("case_list") if who == actor.user_id else redirect("recuse", case_id)
    context = {
        "code": case.code,
        "form": form,
        "barred": [_barred(row) for row in _named(queries.recusals_of(case))],
        "lifting": [(code, _t(words)) for code, words in LIFTING_REASONS.items()],
        "case_id": case.pk,
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/recuse.html", context)


def _people(actor: Any, case: Any, now: Any) -> dict[UUID, str]:
    """Oneself first, then the colleagues who hold a role in which cases are opened or might be."""
    others = {
        p.user_id: p.user.short_name for p in colleagues(case.organisation_id, now) if p.user_id not in case.barred
    }
    me = others.pop(actor.user_id, "")
    return {actor.user_id: _t("Me, %(name)s") % {"name": me}, **others}


def _named(rows: list[queries.RecusalRow]) -> list[tuple[queries.RecusalRow, str, str]]:
    names = colleague_names({row.user_id for row in rows} | {row.declared_by for row in rows})
    return [(row, names.get(row.user_id, ""), names.get(row.declared_by, "")) for row in rows]


def _barred(found: tuple[queries.RecusalRow, str, str]) -> dict[str, Any]:
    row, name, by = found
    return {
        "name": name,
        "since": row.since,
        "by": "" if row.declared_by == row.user_id else by,
        "reason": _t(RECUSAL_REASONS.get(row.reason, row.reason)),
        "lifted_at": row.lifted_at,
        "lifted_why": _t(LIFTING_REASONS.get(row.lifted_why, row.lifted_why)) if row.lifted_why else "",
        "id": row.id,
    }


@require_POST
@page("case:supervise")
def lift_recusal(request: Any, case_id: UUID, recusal_id: UUID) -> HttpResponse:
    """Let a colleague come back; the case must still be given to them."""
    open_case(request.actor, case_id)
    try:
        lift(request.actor, recusal_id=recusal_id, why=request.POST.get("why", "")[:20], now=clock.now())
    except Refused as refused:
        messages.error(request, " ".join(sentence(o) for o in refused.obstacles))
    else:
        messages.success(request, _t("Lifted: the case may be given to them again."))
    return redirect(reverse("recuse", args=[case_id]))
