"""Complain from the own page: the same as from the public one. Nothing of it is written where the team reads."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamroh.casework.survivor.access import OpenDoor
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.conduct.access import open_by_receipt
from hamroh.mechanism.conduct.queries import said_in
from hamroh.mechanism.conduct.terms import ENTRY_WORDS, OUTCOME_WORDS, STATE_WORDS, Channel, State
from hamroh.web.shell.complaining import Complain, take
from hamroh.web.shell.pages import sentence

Screen = tuple[str, dict[str, Any]]


def complain(request: HttpRequest, door: OpenDoor, known: dict[UUID, str]) -> Screen:
    """The form; after sending it, the code with which the answer is read, shown once."""
    language = get_language() or "en"
    own = {door.organisation_id: _("Those who help me with this page")}
    organisations = {key: {language: name} for key, name in ({**known, **own}).items()}
    form = Complain(request.POST if "text" in request.POST else None, organisations=organisations)
    errors: dict[str, str] = {}
    if form.is_bound and form.is_valid():
        try:
            receipt = take(
                form, channel=Channel.PUBLIC, organisations=organisations, shut_to_as_well=[door.organisation_id]
            )
        except Refused as refused:
            errors = {o.field: sentence(o) for o in refused.obstacles}
        else:
            return "complained", {"receipt": receipt}
    elif form.is_bound:
        errors = {name: str(found[0]) for name, found in form.errors.items()}
    return "complain", {
        "id": request.POST.get("id") if form.is_bound else uuid7(),
        "errors": errors,
        "text": request.POST.get("text", ""),
        "choices": [(value, label, value == request.POST.get("about")) for value, label in _choices(organisations)],
    }


def _choices(organisations: dict[UUID, dict[str, str]]) -> list[tuple[str, str]]:
    named = [(str(key), next(iter(names.values()))) for key, names in organisations.items()]
    return [*named, ("unknown", _("Somebody else, or I would rather not say"))]


def read_answer(request: HttpRequest) -> Screen:
    """What became of a complaint, for whoever types its code; nothing tells whose it is."""
    typed = request.POST.get("receipt", "")[:60]
    complaint = open_by_receipt(typed) if typed else None
    if complaint is None:
        return "answer", {"typed": typed, "found": None, "said": []}
    outcome = OUTCOME_WORDS.get(complaint.outcome, "")
    found = {
        "at": complaint.at,
        "state": _(STATE_WORDS[State(complaint.state)]),
        "outcome": _(outcome) if outcome else "",
    }
    said = [
        {"at": e.at, "what": _(ENTRY_WORDS[e.kind]), "text": e.text} for e in said_in(complaint, to_complainant=True)
    ]
    return "answer", {"typed": typed, "found": found, "said": said}
