"""What telephones sent and a person has to settle: the list with its lag, one with its faults, the organisation's key."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from hamroh.casework.responses.rules import as_obstacle
from hamroh.casework.responses.terms import MEDIUM_WORDS
from hamroh.casework.submissions.actions import settling
from hamroh.casework.submissions.queries.reading import CASE_CODE
from hamroh.casework.submissions.queries.showing import Answered, Shown, shown
from hamroh.casework.submissions.queries.waiting import lag, waiting_for_people
from hamroh.casework.submissions.rules.decrypting import CannotDecrypt, read_private_key
from hamroh.casework.submissions.terms import ASIDE_REASONS, FAULT_WORDS, STATE_WORDS, State
from hamroh.kernel import clock
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.queries import current
from hamroh.web.shell.clocks import moment
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Figure, Link
from hamroh.web.shell.templatetags.hamroh import ml

SETTLE = "submission:settle"
LARGEST_KEY_FILE = 20_000


@page(SETTLE)
def collected_list(request: Any) -> HttpResponse:
    """What waits for people, the oldest first; and how far the machine is behind."""
    waits, form_words = lag(request.actor), _names()
    rows = waiting_for_people(request.actor)
    figures = [
        Figure(waits.for_people, _t("wait for somebody here"), "today" if waits.for_people else ""),
        Figure(waits.unchecked, _t("not checked yet"), ""),
    ]
    return render(
        request,
        "casework/collected_list.html",
        {
            "figures": figures,
            "oldest": moment(waits.oldest) if waits.oldest else "",
            "rows": [
                {
                    "form": ml(form_words.get(row.form, {"en": row.form})),
                    "collector": row.collector,
                    "received_at": row.received_at,
                    "state": _t(STATE_WORDS[row.state]),
                    "kind": "warn" if row.state == State.QUARANTINED else "info",
                    "faults": [_t(FAULT_WORDS[code]) for code in row.faults],
                    "url": reverse("settle_submission", args=[row.id]),
                }
                for row in rows
            ],
            "locked": any(row.state == State.LOCKED for row in rows),
        },
    )


def _names() -> dict[str, dict[str, str]]:
    """What the edition in force calls its forms."""
    return {form.id: dict(form.name) for form in current().pack.forms}


class TakeForm(Obliging):
    """The case's code, and one field for each answer that does not fit, under the path of its question."""

    case_code = forms.CharField(label=_("Case code"), max_length=20)

    def __init__(self, *args: Any, faulty: list[Answered], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paths = [answer.path for answer in faulty]
        for answer in faulty:
            told = sentence(_obstacle(answer, language))
            self.fields[answer.path] = forms.CharField(
                label=ml(answer.question), help_text=told, initial=answer.typed, max_length=10_000
            )

    @property
    def corrections(self) -> dict[str, str]:
        return {path: self.cleaned_data.get(path, "") for path in self.paths}


def _obstacle(answer: Answered, language: str) -> Obstacle:
    assert answer.fault
    return as_obstacle(answer.fault, language)


@page(SETTLE)
def settle_submission(request: Any, submission_id: UUID) -> HttpResponse:
    """One submission: what it says, what is wrong, and what somebody does about it."""
    one = shown(request.actor, submission_id)
    faulty = [answer for answer in one.answers if answer.fault]
    initial = {"case_code": one.case_code}
    form = TakeForm(request.POST or None, faulty=faulty, language=request.LANGUAGE_CODE, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return _settled(request, one, form)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    return render(request, "casework/settle_submission.html", _shape(request, one, form))


def _settled(request: Any, one: Shown, form: TakeForm) -> HttpResponse:
    actor, now, act = request.actor, clock.now(), request.POST.get("act", "")
    if act == "aside":
        settling.set_aside(actor, submission_id=one.id, reason=request.POST.get("reason", ""), now=now)
        messages.success(request, _t("Set aside. It is kept, and no list shows it any more."))
        return redirect("collected_list")
    if act == "open":
        child = request.POST.get("child", "")
        if child not in ("yes", "no"):
            raise Refused(Obstacle(N_("Say whether it is a child: in doubt, yes.")))
        key = _key(request)
        case = settling.open_case_from_submission(
            actor, submission_id=one.id, case_id=key, child=child == "yes", corrections=form.corrections, now=now
        )
    else:
        corrections = {path: value for path, value in form.corrections.items() if path != CASE_CODE}
        case = settling.take_into_case(
            actor, submission_id=one.id, code=form.cleaned_data["case_code"], corrections=corrections, now=now
        )
    messages.success(request, _t("Taken into the case."))
    return redirect("show_case", case.pk)


def _key(request: Any) -> UUID:
    try:
        return UUID(request.POST.get("case_key", ""))
    except ValueError:
        return uuid7()


def _shape(request: Any, one: Shown, form: TakeForm) -> dict[str, Any]:
    why = one.code if one.code and one.code != "locked" else ""
    return {
        "form": form,
        "title": ml(_names().get(one.form_id) or one.form),
        "state": _t(STATE_WORDS[one.state]),
        "collector": one.collector,
        "medium": _t(MEDIUM_WORDS[one.medium]),
        "received_at": one.received_at,
        "collected_at": one.collected_at,
        "faults": [_t(FAULT_WORDS[code]) for code in (one.codes or ((why,) if why else ()))],
        "locked": one.code == "locked",
        "readable": not one.code,
        "open": one.state in (State.COLLECTED, State.QUARANTINED, State.LOCKED),
        "files": one.files,
        "shut": one.shut,
        "answers": [
            {
                "question": ml(answer.question),
                "answer": ", ".join(ml(text) for text in answer.said),
                "wrong": bool(answer.fault),
            }
            for answer in one.answers
        ],
        "may_open": request.actor.may("case:open"),
        "case_key": request.POST.get("case_key") or uuid7(),
        "reasons": [(code, _t(words)) for code, words in ASIDE_REASONS.items()],
        "back": Link(reverse("collected_list"), _t("Collected")),
    }


class OwnKey(Obliging):
    key_file = forms.FileField(label=_("Key file"), help_text=_("The file that your organisation keeps (.pem)."))
    passphrase = forms.CharField(
        label=_("Its passphrase"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
        strip=False,
    )


@page(SETTLE)
def unlock_submissions(request: Any) -> HttpResponse:
    """The organisation brings its own key for this one request. It is held in memory, and kept nowhere."""
    form = OwnKey(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = _read_key(form)
            opened, shut = settling.open_with_own_key(request.actor, key=key, now=clock.now())
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            said = _t("Opened: %(opened)s. Still shut: %(shut)s.") % {"opened": opened, "shut": shut}
            messages.success(request, said)
            return redirect("collected_list")
    context = {
        "form": form,
        "heading": _t("Open with your organisation’s key"),
        "lead": _t("The key is used for this one step and not kept. Do this on a computer of your own organisation."),
        "submit": _t("Open"),
        "back": Link(reverse("collected_list"), _t("Collected")),
    }
    return render(request, "hamroh/form_page.html", context)


def _read_key(form: OwnKey) -> Any:
    wrong = Obstacle(N_("This file and passphrase open nothing. Choose the key file again."), "key_file")
    file = form.cleaned_data.get("key_file")
    if file is None or file.size > LARGEST_KEY_FILE:
        raise Refused(wrong)
    passphrase = form.cleaned_data.get("passphrase") or ""
    try:
        return read_private_key(file.read(), passphrase.encode() or None)
    except CannotDecrypt:
        raise Refused(wrong) from None
