"""The lists of signs by which this mechanism asks: to look at, to print, to talk about in a meeting."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamroh.casework.identification.sets import known_sets
from hamroh.foundation.reference.indicator_sets import IndicatorSet, SetDimension
from hamroh.kernel.errors import NotFound
from hamroh.kernel.text import say
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.web.shell.counting import rule_in_words
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Link
from hamroh.web.shell.wording import BASIS_WORDS

READ = "mechanism:read"
FOR_WHOM = {"adult": N_("For adults"), "child": N_("For children"), "any": N_("For adults and children")}
ELEMENTS = {
    "means": N_("a means"),
    "purpose": N_("the purpose: exploitation"),
    "reinforcing": N_("makes a means weightier; decides nothing alone"),
    "prompt": N_("a prompt; counts in nothing"),
}
WEIGHTS = {"strong": N_("strong"), "medium": N_("medium"), "weak": N_("weak")}


@page(READ)
@require_safe
def sign_lists(request: Any) -> HttpResponse:
    """Every list of the edition in force: those in use, drafts, and prompts for known situations."""
    known = known_sets(editions.current().pack)
    context = {"lists": [_head(one) for one in known.values()], "back": Link(reverse("library"), _("Library"))}
    return render(request, "mechanism/sign_lists.html", context)


@page(READ)
@require_safe
def show_sign_list(request: Any, set_id: str) -> HttpResponse:
    """One list, dimension by dimension, with what each question weighs; fit for paper."""
    one = known_sets(editions.current().pack).get(set_id)
    if one is None:
        raise NotFound("indicator_set", set_id[:40])
    language = get_language() or "en"
    context = _head(one) | {
        "dimensions": [_dimension(one, d, language) for d in one.dimensions],
        "notes": [say(note, language) for note in one.notes],
        "rule": rule_in_words(one),
        "reviewed": one.reviewed or language == "en",
        "back": Link(reverse("sign_lists"), _("Lists of signs")),
    }
    return render(request, "mechanism/show_sign_list.html", context)


def _head(one: IndicatorSet) -> dict[str, Any]:
    look, state = _standing(one)
    return {
        "name": say(one.name, get_language() or "en"),
        "url": reverse("show_sign_list", args=[one.id]),
        "for_whom": _(FOR_WHOM[one.population]),
        "count": len(one.items),
        "basis": _(BASIS_WORDS[one.basis]),
        "look": look,
        "state": state,
    }


def _standing(one: IndicatorSet) -> tuple[str, str]:
    if one.context:
        return "info", _("prompts, not counted")
    if one.status == "draft":
        return "void", _("draft, weights not set")
    return ("ok", _("in use")) if one.weighed else ("info", _("in use, not counted"))


def _dimension(one: IndicatorSet, dimension: SetDimension, language: str) -> dict[str, Any]:
    return {
        "name": say(dimension.name, language),
        "element": _(ELEMENTS[dimension.element]),
        "items": [
            (say(item.text, language), _(WEIGHTS[item.weight]) if item.weight else "")
            for item in one.items
            if item.dimension == dimension.id
        ],
    }
