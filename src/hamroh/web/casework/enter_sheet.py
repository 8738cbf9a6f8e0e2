"""A filled sheet is typed in: which sheet it is, whose case; then the whole form in the order of the paper."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamroh.casework.cases.access import find_case
from hamroh.casework.responses.access import FILL
from hamroh.casework.responses.actions import start_response
from hamroh.foundation.forms.queries import versions_of
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import read_code, uuid7
from hamroh.mechanism.editions.queries import current, day_of
from hamroh.web.casework.form_page.steps import ALL
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.pages import Request, page, show_obstacles
from hamroh.web.shell.paper.codes import PaperCode, paper_version, read_paper_code
from hamroh.web.shell.widgets import DayInput


class EnterSheet(Obliging):
    """What stands on the sheet itself, and when it was filled in."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    sheet = forms.CharField(
        label=gettext_lazy("Code of the sheet"),
        help_text=gettext_lazy("It stands in letters under the square; or scan the square into this field."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "spellcheck": "false"}),
    )
    case = forms.CharField(
        label=gettext_lazy("Code of the case"),
        help_text=gettext_lazy("As it was written on the sheet. Without one, open the case first."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    filled_on = forms.DateField(label=gettext_lazy("On which day was it filled in?"), widget=DayInput)


@page(FILL)
def enter_sheet(request: Request) -> HttpResponse:
    """Find the sheet's form and version and the case; then the whole form opens on one page, numbered as on paper."""
    form = EnterSheet(request.POST or None, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        answer = _begin(request, form, form.cleaned_data)
        if answer:
            return answer
    return render(request, "casework/enter_sheet.html", {"form": form})


def _begin(request: Request, form: EnterSheet, given: dict[str, Any]) -> HttpResponse | None:
    sheet = read_paper_code(given["sheet"])
    version = _version(sheet) if sheet else None
    case = _case(request, given["case"])
    if sheet is None or version is None:
        form.add_error("sheet", _("There is no such sheet here. Compare each letter, or choose the form in the case."))
    if case is None:
        form.add_error("case", _("No case of yours has this code. Compare each letter with the sheet."))
    if sheet is None or version is None or case is None:
        return None
    try:
        response = start_response(
            request.actor,
            id=given["id"] or uuid7(),
            case_id=case,
            form=version.form,
            language=sheet.language,
            medium="paper",
            now=clock.now(),
            version_id=version.pk,
            collected_at=_noon(given["filled_on"]),
        )
    except Refused as refused:
        show_obstacles(form, refused.obstacles)
        return None
    except NotFound:
        form.add_error("sheet", _("This form is not for cases of this edition. Choose another form in the case."))
        return None
    return redirect(f"{reverse('fill_case_form', args=[case, response.pk])}?at={ALL}")


def _version(sheet: PaperCode) -> Any:
    """The version that the sheet bears, whichever edition it was printed under."""
    return next((v for v in versions_of(sheet.form) if paper_version(v.version, v.sha) == sheet.version), None)


def _case(request: Request, typed: str) -> UUID | None:
    code = read_code(typed, current().code_prefix)
    found = find_case(request.actor, code) if code else None
    return found.pk if found else None


def _noon(day: date) -> datetime:
    """A sheet says the day only. One of today was filled in before now; a day to come is refused by the act."""
    now = clock.now()
    noon = datetime.combine(day, time(12), get_current_timezone())
    return min(noon, now) if day == day_of(now) else noon
