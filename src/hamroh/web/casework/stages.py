"""A case goes on through its procedure: to another stage, by something that happened elsewhere, to its end."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hamroh.casework.cases import actions, queries
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.terms import EVENT_WORDS
from hamroh.foundation.vault.access import Unreadable
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.pack import Decision, Pack
from hamroh.mechanism.editions.queries import InForce, edition
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.case_shapes import decided_words
from hamroh.web.casework.closing import ways_out
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import Choice


class Move(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=gettext_lazy("Where the case goes on"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    why = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": "4"}), required=False)

    def __init__(self, *args: Any, ways: list[tuple[str, Any]], decision: Decision | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = ways  # type: ignore[attr-defined]
        self.fields["why"].required = bool(decision and decision.reason_required)
        if decision:
            self.fields["outcome"].label = ml(decision.name)
            self.fields["outcome"].choices = [(o.id, ml(o.name)) for o in decision.outcomes]  # type: ignore[attr-defined]
        else:
            del self.fields["outcome"]


def goes_on(actor: Actor, case: Any, rules: InForce) -> dict[str, Any]:
    """What the page of a case offers: the next stage, the end, and what may have happened elsewhere."""
    close_url, close_words = ways_out(actor, case)
    if case.closed_at:
        return {"close_url": close_url, "close_words": close_words, "move_url": "", "write_url": "", "events": []}
    ways = rules.pack.ways_on(case.stage) or rules.pack.ways_back(case.stage)
    events = [(event, _(EVENT_WORDS[event])) for event in rules.written_by_hand()]
    write_url = reachable(actor, "record_by_hand", case.pk)
    return {
        "move_url": reachable(actor, "move_case", case.pk) if ways else "",
        "close_url": close_url,
        "close_words": close_words,
        "write_url": write_url if events else "",
        "events": events,
    }


@page("case:open", "case:supervise")
def move_case(request: Any, case_id: UUID) -> HttpResponse:
    """To a stage where the procedure leads, with the decision that ends the present one."""
    case = open_case(request.actor, case_id)
    rules, decision = edition(case.edition_id), queries.deciding_here(case)
    ways = _ways(rules.pack, case.stage)
    form = Move(request.POST or None, initial={"id": uuid7()}, ways=ways, decision=decision)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.move_case(
                request.actor,
                case_id=case_id,
                id=said["id"],
                to=said["to"],
                outcome=said.get("outcome", ""),
                why=said["why"],
                now=clock.now(),
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Written down. Help goes on as before."))
            return redirect("show_case", case_id)
    here = ml(rules.stage_words().get(case.stage, case.stage))
    context = {
        "form": form,
        "heading": _("The case goes on"),
        "lead": _("It stands in the stage “%(stage)s”. No help waits for this, and none ends by it.") % {"stage": here},
        "submit": _("Write down"),
        "code": case.code,
        "moves": [_told(move, case, rules) for move in queries.moves_of(case)],
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/move_case.html", context)


def _ways(pack: Pack, stage: str) -> list[tuple[str, Any]]:
    back = _("A way back: what was done there is done again.")
    voluntary = _("Only if the person wishes it.")
    on = [(s.id, Choice(ml(s.name), hint=voluntary if s.voluntary else "")) for s in pack.ways_on(stage)]
    return [*on, *((s.id, Choice(ml(s.name), hint=back)) for s in pack.ways_back(stage))]


def _told(move: Any, case: Any, rules: InForce) -> dict[str, Any]:
    try:
        why = queries.why_of(move, case)
    except Unreadable:
        why = _("Erased: nobody can read this any more.")
    stages = rules.stage_words()
    return {
        "at": move.at,
        "left": ml(stages.get(move.left, move.left)),
        "entered": ml(stages.get(move.entered, move.entered)),
        "decided": decided_words(rules, move.decision, move.outcome) if move.outcome else "",
        "why": why,
    }


@page("case:open")
def record_by_hand(request: Any, case_id: UUID) -> HttpResponse:
    """Something happened for which there is no page here; the clocks of the procedure follow it."""
    if request.method == "POST":
        try:
            actions.record_by_hand(request.actor, case_id=case_id, event=request.POST.get("event", ""), now=clock.now())
        except Refused as refused:
            for obstacle in refused.obstacles:
                messages.error(request, sentence(obstacle))
        else:
            messages.success(request, _("Written down. What follows from it waits on the case."))
    else:
        open_case(request.actor, case_id)
    return redirect("show_case", case_id)


def new_steps(actor: Actor, case: Any, rules: InForce) -> list[dict[str, Any]]:
    """Steps that a new edition put behind the case, each with what may be said about it."""
    if case.closed_at:
        return []
    names = {step.id: ml(step.name) for _stage, step in rules.pack.steps}
    return [
        {"name": names.get(new.step, new.step), "url": reachable(actor, "settle_step", case.pk, new.pk), "key": new.pk}
        for new in queries.new_steps_of(case)
    ]


@page("case:open")
@require_POST
def settle_step(request: Any, case_id: UUID, new_step_id: UUID) -> HttpResponse:
    """Do it now, or say why it is not needed."""
    try:
        actions.settle_step(
            request.actor,
            case_id=case_id,
            new_step_id=new_step_id,
            answer=request.POST.get("answer", ""),
            why=request.POST.get("why", ""),
            now=clock.now(),
        )
    except Refused as refused:
        for obstacle in refused.obstacles:
            messages.error(request, sentence(obstacle))
    else:
        messages.success(request, _("Written down."))
    return redirect("show_case", case_id)
