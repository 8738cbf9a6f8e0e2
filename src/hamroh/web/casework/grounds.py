"""Pages of grounds: the list with what left, and the withdrawal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import kept_apart, open_case
from hamroh.casework.grounds import queries, terms
from hamroh.casework.referrals.actions import withdraw_ground as withdraw
from hamroh.casework.referrals.actions.withdraw import lives_with
from hamroh.casework.referrals.queries import referrals_of_case
from hamroh.casework.status.queries import application_on
from hamroh.casework.support.terms import MATTER_WORDS
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import GROUP_WORDS, FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.text import say
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import organisation_names
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.grounds_forms import WithdrawGround
from hamroh.web.shell.pages import Request, page, show_obstacles
from hamroh.web.shell.parts import Link


@page("case:read")
def ground_list(request: Request, case_id: UUID) -> HttpResponse:
    """Every ground of the case and, below, what left the file on it."""
    case = open_case(request.actor, case_id)
    left: dict[UUID, list[Any]] = {}
    to = organisation_names(d.recipient_organisation_id for d in queries.disclosures_of(case))
    for disclosure in queries.disclosures_of(case):
        told = {
            "at": disclosure.at,
            "to": to.get(disclosure.recipient_organisation_id, {}),
            "groups": in_words(set(disclosure.groups) - kept_apart(case)),
        }
        if not told["groups"]:  # something of a part that this reader knows nothing of
            continue
        left.setdefault(disclosure.ground_id, []).append(told)
    reasons = queries.reasons_of(case)
    context = {
        "code": case.code,
        "case_id": case.pk,
        "grounds": [
            _card(request, case, g, reasons.get(g.pk)) | {"left": left.get(g.pk, [])} for g in queries.grounds_of(case)
        ],
        "may_record": request.actor.may("grounds:record"),
        "back": Link(case_url(case.pk), _("Case %(code)s") % {"code": case.code}),
    }
    return render(request, "casework/ground_list.html", context)


STATE_TAGS = {
    terms.State.IN_FORCE: "ok",
    terms.State.WAITS_FOR_REVIEW: "warn",
    terms.State.WITHDRAWN: "void",
    terms.State.NOT_RIGHT: "void",
    terms.State.ENDED: "void",
    terms.State.WRITTEN_DOWN: "info",
}


def _card(request: Request, case: Any, ground: Any, reasons: dict[str, str] | None = None) -> dict[str, Any]:
    """A ground in words."""
    edition, language = editions.edition(case.edition_id), get_language() or "en"
    state = queries.state(ground, clock.now())
    holds = state in (terms.State.IN_FORCE, terms.State.WAITS_FOR_REVIEW)

    def word(list_id: str, code: str) -> str:
        return say(edition.words(list_id).get(code, {}), language) if code else ""

    facts = [
        (_("What for"), word("consent_purpose", ground.purpose)),
        (_("Who agreed"), word("consent_given_by", ground.given_by)),
        (_("Given"), ", ".join(filter(None, (word("consent_mode", ground.mode), word("language", ground.language))))),
        (_("Proof"), word("consent_proof", ground.proof)),
        (_("The child"), _(terms.ASSENT_WORDS[terms.Assent(ground.assent)]) if ground.assent else ""),
        (_("Best interests"), (reasons or {}).get("best_interests", "")),
        (_("Why"), (reasons or {}).get("why", "")),
        (pgettext("noun", "Answer"), _(terms.DEMAND_WORDS[terms.DemandAnswer(ground.answer)]) if ground.answer else ""),
    ]
    return {
        "id": ground.pk,
        "kind": word("ground", ground.kind),
        "to": say(ground.recipient_organisation.names, language),
        "groups": in_words(set(ground.groups) - kept_apart(case)),
        "facts": [fact for fact in facts if fact[1]],
        "state": _(terms.STATE_WORDS[state]),
        "tag": STATE_TAGS[state],
        "recorded_at": ground.recorded_at,
        "ends_at": ground.ends_at if state != terms.State.WRITTEN_DOWN else None,
        "withdrawn_at": ground.withdrawn_at,
        "withdraw_url": reverse("withdraw_ground", args=[case.pk, ground.pk])
        if holds and request.actor.may("grounds:withdraw")
        else "",
    }


def in_words(groups: Any) -> list[str]:
    """Names of field groups in the order of the page."""
    return [_(words) for group, words in GROUP_WORDS.items() if group in groups]


@page("grounds:withdraw")
def withdraw_ground(request: Request, case_id: UUID, ground_id: UUID) -> HttpResponse:
    """What ends at once and what does not; then who goes on caring, where the person lives there."""
    require(request.actor, "grounds:withdraw", "ground", ground_id)
    case = open_case(request.actor, case_id, FieldGroup.RESIDENCE)
    ground = queries.ground_of(case, ground_id)
    if ground is None:
        raise NotFound("ground", ground_id)
    if ground.withdrawn_at:
        messages.info(request, _("This was withdrawn already. Nothing goes on it any more."))
        return redirect("ground_list", case_id)
    lives_there = lives_with(case, ground.recipient_organisation_id)
    form = _withdrawal_form(request, case, ground, lives_there)
    if request.method == "POST" and form.is_valid() and _withdrawn(request, case_id, ground_id, form):
        messages.success(request, _("Withdrawn. From this moment nothing more is shared on it."))
        return redirect("ground_list", case_id)
    application = application_on(case, ground_id)
    resting = [r for r in referrals_of_case(case) if r.ground_id == ground_id and r.ended_at is None]
    context = {
        "form": form,
        "code": case.code,
        "ground": _card(request, case, ground),
        "lives_there": lives_there,
        "resting": [say(r.service, get_language() or "en") for r in resting],
        "application": application,
        "back": Link(reverse("ground_list", args=[case_id]), _("Consent and grounds")),
    }
    return render(request, "casework/withdraw_ground.html", context)


def _withdrawal_form(request: Request, case: Any, ground: Any, lives_there: bool) -> WithdrawGround:
    language = get_language() or "en"
    reasons = editions.edition(case.edition_id).words("withdrawal_reason")
    others = {
        g.recipient_organisation_id: g.recipient_organisation.names
        for g in queries.grounds_of(case)
        if g.pk != ground.pk and queries.holds(g, clock.now())
    }
    carers = organisation_names([case.organisation_id]) | others
    return WithdrawGround(
        request.POST or None,
        reasons=[(code, say(words, language)) for code, words in reasons.items()],
        matters={matter: _(words) for matter, words in MATTER_WORDS.items()} if lives_there else {},
        carers=[(str(key), say(names, language)) for key, names in carers.items()],
    )


def _withdrawn(request: Request, case_id: UUID, ground_id: UUID, form: WithdrawGround) -> bool:
    given = form.cleaned_data
    caretakers = {matter: UUID(given[matter]) if given.get(matter) else None for matter in MATTER_WORDS}
    try:
        withdraw(
            request.actor,
            case_id=case_id,
            ground_id=ground_id,
            how=given["how"],
            caretakers=caretakers,
            now=clock.now(),
        )
    except Refused as refused:
        show_obstacles(form, refused.obstacles)
        return False
    return True
