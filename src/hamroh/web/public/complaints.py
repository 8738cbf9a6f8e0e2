"""Complain without an account, a name, a cookie or a script; and read the answer with a receipt.

No token against forged forms is asked: there is nobody whose name a forged form could use, and it would need a cookie.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.conduct.access import open_by_receipt
from hamroh.mechanism.conduct.actions import add_to_complaint
from hamroh.mechanism.conduct.queries import said_in
from hamroh.mechanism.conduct.terms import ENTRY_WORDS, LONGEST_TEXT, OUTCOME_WORDS, STATE_WORDS, Channel, State
from hamroh.mechanism.membership.queries import complained_about_openly
from hamroh.web.shell import pace
from hamroh.web.shell.complaining import Complain, second_instance, take
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import show_obstacles
from hamroh.web.shell.pasted import make_plain

MOST, MINUTES = 20, 10
METHODS = ["GET", "HEAD", "POST"]


@csrf_exempt
@never_cache
@require_http_methods(METHODS)
def complain(request: HttpRequest) -> HttpResponse:
    """The form; after sending it, the receipt, which is shown once."""
    organisations = complained_about_openly()
    make_plain(request)
    form = Complain(request.POST or None, initial={"id": uuid7()}, organisations=organisations)
    receipt = ""
    if request.method == "POST" and form.is_valid() and not _hurried(request, form):
        try:
            receipt = take(form, channel=Channel.PUBLIC, organisations=organisations)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    if receipt:
        return render(request, "public/complaint_receipt.html", {"receipt": receipt})
    return render(request, "public/complain.html", {"form": form, "elsewhere": second_instance()})


def _hurried(request: HttpRequest, form: forms.Form) -> bool:
    if not pace.too_often("complain", request.META.get("REMOTE_ADDR", ""), most=MOST, minutes=MINUTES):
        return False
    form.add_error(None, _t("Too much is being sent at this moment. Wait some minutes and send it again."))
    return True


class Receipt(Obliging):
    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Four groups of four signs. Spaces and small letters do not matter."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class Add(Obliging):
    code = forms.CharField(widget=forms.HiddenInput, max_length=60)
    text = forms.CharField(
        label=_("Write more"),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        max_length=LONGEST_TEXT,
    )
    retaliation = forms.BooleanField(
        label=_("Somebody makes me suffer because I complained"),
        help_text=_("Nobody may do that. It is looked at first."),
        required=False,
    )
    again = forms.BooleanField(label=_("I want somebody else to look at it again"), required=False)


@csrf_exempt
@never_cache
@require_http_methods(METHODS)
def read_answer(request: HttpRequest) -> HttpResponse:
    """What became of it, for whoever holds the code. The code travels in the form only, never in an address."""
    make_plain(request)
    ask = Receipt(request.POST or None)
    if request.method != "POST" or not ask.is_valid():
        return render(request, "public/read_answer.html", {"form": ask, "found": None})
    code = ask.cleaned_data["code"]
    if _guessing(request):
        ask.add_error(None, _t("Too many tries at this moment. Wait some minutes and try again."))
        return render(request, "public/read_answer.html", {"form": ask, "found": None})
    add, sent = Add(request.POST if "text" in request.POST else None, initial={"code": code}), False
    complaint = open_by_receipt(code)
    if complaint is None:
        ask.add_error("code", _t("Nothing is kept under this code. Look at each sign again."))
        return render(request, "public/read_answer.html", {"form": ask, "found": None})
    if add.is_bound and add.is_valid():
        sent = _added(add, code)
        complaint = open_by_receipt(code) or complaint
    context = {
        "form": add if not sent else Add(initial={"code": code}),
        "sent": sent,
        "found": {
            "at": complaint.at,
            "state": _t(STATE_WORDS[State(complaint.state)]),
            "outcome": _t(OUTCOME_WORDS[complaint.outcome]) if complaint.outcome in OUTCOME_WORDS else "",
            "due": complaint.due_at if complaint.taken_at is None else None,
        },
        "said": [
            {"at": e.at, "what": _t(ENTRY_WORDS[e.kind]), "text": e.text}
            for e in said_in(complaint, to_complainant=True)
        ],
        "elsewhere": second_instance(),
    }
    return render(request, "public/read_answer.html", context)


def _added(form: Add, code: str) -> bool:
    said: dict[str, Any] = {key: form.cleaned_data[key] for key in ("text", "retaliation", "again")}
    try:
        add_to_complaint(receipt=code, **said, now=clock.now())
    except Refused as refused:
        show_obstacles(form, refused.obstacles)
        return False
    return True


def _guessing(request: HttpRequest) -> bool:
    return pace.too_often("receipt", request.META.get("REMOTE_ADDR", ""), most=60, minutes=MINUTES)
