"""The forms of the mechanism: what each is for, on paper in each language, and as the workbook it was written in."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamroh.casework.identification.queries import known_sets
from hamroh.foundation.forms.definition.files import xlsx_of
from hamroh.foundation.reference.indicator_sets import IndicatorSet
from hamroh.kernel.errors import NotFound
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.pack import Form
from hamroh.web.mechanism import printed_forms as printed
from hamroh.web.shell.languages import offered_languages
from hamroh.web.shell.pages import page
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.wording import BASIS_WORDS

READ = "mechanism:read"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUBJECT_WORDS = {
    "case": N_("about a case"),
    "contact": N_("about a contact that is no case yet"),
    "none": N_("about nobody"),
}


@page(READ)
@require_safe
def form_list(request: Any) -> HttpResponse:
    """Every form of the edition in force, and the lists of signs that no form asks."""
    edition = editions.current()
    forms = [_form(edition, form) for form in edition.pack.forms]
    asked = {form.indicator_set for form in edition.pack.forms}
    signs = [one for one in known_sets(edition.id).values() if one.items and one.id not in asked]
    context = {
        "number": edition.number,
        "forms": forms,
        "named": [form for form in forms if not form["asks"]],
        "signs": [_signs(one) for one in signs] if edition.has_cases else [],
        "may_type": request.actor.may("form:fill"),
    }
    return render(request, "mechanism/form_list.html", context)


def _form(edition: editions.InForce, form: Form) -> dict[str, Any]:
    asks = printed.asks(edition, form)
    return {
        "id": form.id,
        "name": ml(form.name),
        "basis": _(BASIS_WORDS[str(form.basis)]),
        "subject": _(SUBJECT_WORDS[form.subject]),
        "steps": list(_steps(edition, form)),
        "phone": form.phone,
        "asks": asks,
        "version": printed.definition_of(edition, form).version if asks else "",
        "papers": _papers("print_form", form.id) if asks else [],
        "excel": reverse("form_workbook", args=[form.id]) if asks else "",
    }


def _steps(edition: editions.InForce, form: Form) -> Iterator[dict[str, str]]:
    """The steps at which the form is filled in."""
    for stage, step in edition.pack.steps:
        if form.id in step.forms:
            yield {"name": ml(step.name), "stage": ml(stage.name), "url": f"{reverse('picture')}#step-{step.id}"}


def _signs(one: IndicatorSet) -> dict[str, Any]:
    return {
        "name": ml(one.name),
        "draft": one.status == "draft",
        "questions": len(one.items),
        "papers": _papers("print_signs", one.id),
    }


def _papers(name: str, id: str) -> list[dict[str, str]]:
    return [{"lang": code, "language": own, "url": reverse(name, args=[id, code])} for code, own in offered_languages()]


@page(READ)
@require_safe
def print_form(request: Any, form_id: str, language: str) -> HttpResponse:
    """A blank form on paper; `?edition=` for cases that run on an earlier one."""
    edition = _edition(request)
    printed.form_of(edition, form_id)
    return _paper(printed.print_form(edition.id, form_id, _spoken(edition, language)), f"{form_id}-{language}.pdf")


@page(READ)
@require_safe
def print_signs(request: Any, set_id: str, language: str) -> HttpResponse:
    edition = _edition(request)
    printed.set_of(edition, set_id)
    return _paper(printed.print_signs(edition.id, set_id, _spoken(edition, language)), f"{set_id}-{language}.pdf")


def _edition(request: Any) -> editions.InForce:
    asked = request.GET.get("edition", "")
    return (
        editions.numbered(int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else editions.current()
    )


def _spoken(edition: editions.InForce, language: str) -> str:
    if language not in edition.pack.mechanism.languages:
        raise NotFound("language", language[:20])
    return language


def _paper(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@page(READ)
@require_safe
def form_workbook(request: Any, form_id: str) -> HttpResponse:
    """The questions as people author them, for Excel."""
    edition = editions.current()
    workbook = printed.workbook_of(edition, printed.form_of(edition, form_id))
    response = HttpResponse(xlsx_of(workbook), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{form_id}.xlsx"'
    return response
