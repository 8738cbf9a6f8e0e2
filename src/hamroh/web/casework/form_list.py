"""Which forms a case has: asked for by its stage and steps, begun, finished."""

from collections.abc import Mapping
from typing import Any

from babel import Locale, UnknownLocaleError
from django.urls import reverse
from django.utils.translation import get_language

from hamroh.casework.responses.access import FILL, version_for
from hamroh.casework.responses.queries import ResponseRow, responses_of
from hamroh.foundation.forms import queries as forms
from hamroh.foundation.forms.definition import Definition
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions import queries as editions
from hamroh.web.shell.templatetags.hamroh import ml


def language_name(tag: str) -> str:
    """What a language calls itself."""
    try:
        return (Locale.parse(tag, sep="-").get_display_name(tag) or tag).capitalize()
    except (UnknownLocaleError, ValueError):
        return tag


def form_words(case: Any, form: str) -> tuple[str, Definition]:
    """What the edition calls a form, and the form itself. NotFound when nobody could fill it in."""
    definition = forms.definition_of(version_for(case, form))
    entry = next((entry for entry in editions.edition(case.edition_id).pack.forms if entry.id == form), None)
    return (ml(dict(entry.name)) if entry else ml(dict(definition.title))), definition


def about_forms(actor: Actor, case: Any) -> dict[str, Any]:
    """By stage of the procedure: each form that can be filled in here, with its drafts and what is finished.

    Lists of signs are asked on the page of the screening, not here.
    """
    edition = editions.edition(case.edition_id)
    rows = responses_of(case)
    fills = actor.may(FILL) and not case.closed_at
    named = {
        form.id: ml(dict(form.name))
        for form in edition.forms_with_questions()
        if form.subject == "case" and not form.indicator_set
    }
    listed: set[str] = set()
    stages = []
    for stage in edition.pack.stages:
        asked = dict.fromkeys([*stage.forms, *(form for step in stage.steps for form in step.forms)])
        lines = [line for form in asked if form not in listed and (line := _line(case, form, rows, named, fills))]
        listed |= {line["form"] for line in lines}
        if lines:
            stages.append({"name": ml(dict(stage.name)), "now": stage.id == case.stage, "lines": lines})
    others = dict.fromkeys([*(form.id for form in edition.pack.forms), *(row.form for row in rows)])
    rest = [line for form in others if form not in listed and (line := _line(case, form, rows, named, fills))]
    return {"stages": stages, "rest": rest}


def _print_url(case: Any, form: str) -> str:
    """The blank form on paper, as the case's own edition asks it, in the reader's language."""
    edition, language = editions.edition(case.edition_id), get_language() or "en"
    spoken = language if language in edition.pack.mechanism.languages else edition.pack.mechanism.languages[0]
    return f"{reverse('print_form', args=[form, spoken])}?edition={edition.number}"


def _line(
    case: Any, form: str, rows: list[ResponseRow], named: Mapping[str, str], fills: bool
) -> dict[str, Any] | None:
    """One form: what the edition calls it; an answer to a form that it does not ask any more stands here as well."""
    given = [row for row in rows if row.form == form]
    if form not in named and not given:
        return None
    return {
        "form": form,
        "words": named[form] if form in named else ml(dict(given[0].title)),
        "begin_url": reverse("start_case_form", args=[case.pk, form]) if fills and form in named else "",
        "print_url": _print_url(case, form) if form in named else "",
        "drafts": [
            {
                "at": row.saved_at,
                "url": reverse("fill_case_form" if fills else "check_case_form", args=[case.pk, row.id]),
            }
            for row in given
            if row.finished_at is None
        ],
        "finished": [
            {"at": row.finished_at, "url": reverse("check_case_form", args=[case.pk, row.id])}
            for row in given
            if row.finished_at is not None
        ],
    }
