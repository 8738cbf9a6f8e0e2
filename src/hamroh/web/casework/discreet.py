"""A page asks before it keeps a text that seems to tell who it is. The writer decides: a name may be an ordinary word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.people.queries.told import told_in
from hamroh.foundation.audit.actions import record
from hamroh.foundation.vault.access import keyed_mark
from hamroh.web.shell.pages import show_obstacles

ANYWAY = "anyway"


def nothing_told(request: Any, form: forms.Form, case: Any, *fields: str) -> bool:
    """Whether nothing in these fields of a valid form seems to tell who it is, or the writer keeps it all the same.

    Else each field says so, and the form has one tick more: to keep exactly these words. Other words are asked anew.
    """
    if not fields:
        return True
    texts = {name: str(form.cleaned_data.get(name) or "") for name in fields}
    mark = keyed_mark("text.anyway", "\n".join(texts.values()))[:16]
    if request.POST.get(ANYWAY) == mark:
        record(request.actor, "text.kept_anyway", resource="case", resource_id=case.pk, case_id=case.pk)
        return True
    found = told_in(request.actor, case, texts)
    if not found:
        return True
    show_obstacles(form, tuple(found))
    form.fields[ANYWAY] = forms.BooleanField(
        label=_("Save it as it is: it does not tell who it is"),
        required=False,
        widget=forms.CheckboxInput(attrs={"value": mark}, check_test=lambda value: False),
    )
    return False
