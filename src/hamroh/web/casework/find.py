"""Finding a file by code, name or telephone, among one's own. POST alone: nothing typed stands in an address or a log."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamroh.casework.people.queries.search import Answer, Found, find_people
from hamroh.casework.people.terms import WHY_WORDS, Why
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.ids import looks_like_code
from hamroh.mechanism.editions.queries import current
from hamroh.web.casework.addresses import case_url
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Act, Group, Link, Row, Tag, WorkTable
from hamroh.web.shell.templatetags.hamroh import ml


class FindCase(forms.Form):
    """One box. `names`: whether this reader may ask the vault, so also by name and telephone."""

    code = forms.CharField(
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )

    def __init__(self, *args: Any, names: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = gettext_lazy("Code, name or telephone") if names else gettext_lazy("Case code")
        field.help_text = (
            gettext_lazy(
                "A name in any letters, with or without the father’s name; two names find more surely than one."
            )
            if names
            else gettext_lazy("Letters and figures, as they stand on the case. Spaces and small letters do not matter.")
        )
        field.error_messages["required"] = (
            gettext_lazy("Type a code, a name or a telephone number.")
            if names
            else gettext_lazy("Type the code of the case.")
        )


@page("case:read")
def find_case(request: Any) -> HttpResponse:
    """What is found among the reader's own files. *There is none* and *it is not yours* are the same sentence."""
    actor, names = request.actor, request.actor.may("identity:read")
    form = FindCase(request.POST if request.method == "POST" else None, names=names)
    answer = None
    if form.is_valid():
        typed = form.cleaned_data["code"]
        answer = find_people(actor, typed)
        if len(answer.found) == 1 and answer.found[0].why == Why.CODE:
            return redirect("show_case", answer.found[0].id)
        if not answer.found:
            form.add_error("code", _nothing(answer, typed))
    context = {
        "form": form,
        "names": names,
        "table": _table(actor, answer.found) if answer and answer.found else None,
        "now": clock.now(),
        "more": bool(answer and answer.more),
        "back": Link(reverse("case_list"), _("Cases")),
    }
    return render(request, "casework/find_case.html", context)


def _nothing(answer: Answer, typed: str) -> str:
    """Nothing was found: what to try next, and not a word about files of others."""
    if answer.too_wide:
        return _("You have many files, and one name fits too many: type a second name, a telephone number or the code.")
    if answer.by == "phone":
        return _("None of your files has this telephone number. Try the name or the code.")
    if looks_like_code(typed, current().code_prefix) or answer.by == "code":
        return _not_a_code(answer, typed)
    return _(
        "None of your files has a name like this. Try it without the father’s name, a telephone number or the code."
    )


def _not_a_code(answer: Answer, typed: str) -> str:
    if looks_like_code(typed, current().code_prefix, checked=True):
        return _("There is no case of yours with this code. Check the code; if it is right, ask the team of the case.")
    return _("This is no code: one of its signs was misheard or mistyped. Ask for it again, sign by sign.")


def _table(actor: Actor, found: tuple[Found, ...]) -> WorkTable:
    stages = current().stage_words()
    heads = (_("Due"), _("Case"), _("Why it is here"), _("Open since"), _("Do"))
    return WorkTable(_("Files that were found"), heads, [Group([_row(file, stages) for file in found])])


def _row(file: Found, stages: dict[str, dict[str, str]]) -> Row:
    tags = [Tag("info", _("Child"))] if file.child else []
    if file.closed:
        tags.append(Tag("", _("Closed")))
    return Row(
        due=file.closed_at or file.next_due_at,
        kind="done" if file.closed else "",
        code=file.code,
        url=case_url(file.id),
        tags=tags,
        title=ml(stages.get(file.stage, file.stage)),
        cells=[_(WHY_WORDS[file.why]), day(file.opened_at)],
        act=Act(_("Open"), case_url(file.id), about=file.code),
    )
