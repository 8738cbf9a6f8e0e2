"""What a device asks of the server: may I go on, give me the forms, take what was filled in."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hamroh.casework.offline.actions import Sent, Taken, answer_device, keep_on_device, take_from_device
from hamroh.casework.offline.queries import differences, take_along, unfinished
from hamroh.casework.offline.terms import PERMISSION, Contact
from hamroh.casework.responses.rules import as_obstacle
from hamroh.foundation.forms.queries import definition_of, version
from hamroh.foundation.forms.rules import Compiled, compiled, name_of
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.kernel.text import say
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework.form_page import answer_words
from hamroh.web.casework.offline_forms import offer, pages_of, stamp
from hamroh.web.shell.languages import codes
from hamroh.web.shell.pages import Request, page, sentence

MOST_ANSWERS = 5000


@csrf_exempt  # asked also without a session: the device's own secret speaks, and nothing is changed for anybody else
@require_POST
@never_cache
def offline_contact(request: HttpRequest) -> HttpResponse:
    """`keep` or `wipe`, by the device's own secret; and for whoever is signed in, what sending needs. 401: sign in."""
    now = clock.now()
    secret = key_in(request.POST.get("secret", ""))
    said = answer_device(secret, now=now) if secret else Contact.UNKNOWN
    actor = getattr(request, "actor", None)
    signed = actor is not None and actor.may(PERMISSION)
    told: dict[str, Any] = {"say": said, "signed": signed, "now": int(now.timestamp() * 1000)}
    if signed and said != Contact.WIPE:
        told |= {"token": get_token(request), "stamp": stamp()}
    return JsonResponse(told, status=401 if said == Contact.UNKNOWN and not signed else 200)


@require_POST
@page(PERMISSION)
def offline_keep(request: Request) -> HttpResponse:
    """Set a device up, or renew what it keeps: the addresses to keep, and the versions now in force."""
    asked = read_json(request)
    id, secret = key_in(asked.get("id")), key_in(asked.get("secret"))
    chosen = asked.get("forms")
    if id is None or secret is None or not isinstance(chosen, list):
        return JsonResponse({"sentence": _("The device asked for something that is not known here.")}, status=422)
    forms = tuple(form for form in offer().offered if form.form in chosen)
    keep_on_device(request.actor, id=id, secret=secret, now=clock.now())
    return JsonResponse(
        {
            "stamp": stamp(),
            "keep": pages_of(forms),
            "forms": [{"form": f.form, "version": str(f.version), "title": f.title} for f in forms],
        }
    )


@require_POST
@page(PERMISSION)
def offline_send(request: Request) -> HttpResponse:
    """Take a form from a device. 200 taken whole; 409 others answered differently, choose; 422 what cannot be so."""
    body, now = read_json(request), clock.now()
    secret, sent = key_in(body.get("secret")), _sent(body)
    if secret is None or sent is None:
        return _faults([("", _("The device asked for something that is not known here."))])
    with override(sent.language if sent.language in codes() else get_language()):
        try:
            taken = take_from_device(request.actor, secret=secret, sent=sent, now=now)
        except Refused as refused:
            return _faults([(o.field, sentence(o)) for o in refused.obstacles])
        if taken.whole:
            return JsonResponse({"taken": str(sent.id), "sentence": ""})
        if taken.changed:
            return JsonResponse(_conflicts(request.actor, sent, taken), status=409)
        found = [as_obstacle(fault, sent.language) for fault in taken.faults]
        return _faults([(o.field, sentence(o)) for o in found])


def _faults(found: list[tuple[str, str]]) -> JsonResponse:
    return JsonResponse({"faults": [{"path": path, "sentence": told} for path, told in found]}, status=422)


def _sent(body: dict[str, Any]) -> Sent | None:
    """What the device sent, if it has the shape of it. Texts only, of a length that a person could have typed."""
    id, version = key_in(body.get("id")), key_in(body.get("version"))
    answers, seen, begun, revision = (body.get(name) for name in ("answers", "seen", "begun", "revision"))
    if id is None or version is None or not isinstance(begun, int | float) or not isinstance(revision, int):
        return None
    if not 0 < begun < 4e12 or not all(_texts(found) for found in (answers, seen)):
        return None
    at = datetime.fromtimestamp(begun / 1000, UTC)
    return Sent(id, version, answers, str(body.get("language", ""))[:20], at, max(revision, 0), seen)  # type: ignore[arg-type]


def _texts(found: Any) -> bool:
    return isinstance(found, dict) and len(found) <= MOST_ANSWERS and all(isinstance(v, str) for v in found.values())


def _conflicts(actor: Actor, sent: Sent, taken: Taken) -> dict[str, Any]:
    form = compiled(definition_of(version(sent.version)))
    found = differences(actor, sent.id, taken.changed)
    names = colleague_names({one.by for one in found if one.by})
    return {
        "revision": taken.revision,
        "conflicts": [
            {
                "path": one.path,
                "label": _label(form, one.path, sent.language),
                "theirs": one.theirs,
                "yours_words": _in_words(form, one.path, one.yours, sent.language),
                "theirs_words": _in_words(form, one.path, one.theirs, sent.language),
                "by": names.get(one.by, "") if one.by else "",
                "at": one.at,
            }
            for one in found
        ],
    }


def _label(form: Compiled, path: str, language: str) -> str:
    """The question, with the row it stands in."""
    item = form.items[name_of(path)]
    words = say(item.question.label if item.question else item.group.label if item.group else {}, language)
    rows = [str(int(step) + 1) for step in path.split("/") if step.isdecimal()]
    return f"{words} ({', '.join(rows)})" if rows else words


def _in_words(form: Compiled, path: str, value: str, language: str) -> str:
    question = form.items[name_of(path)].question
    return answer_words(form, question, value, language) if question else value


@page(PERMISSION)
def offline_unfinished(request: Request) -> HttpResponse:
    """Forms of own cases that somebody began: to take along. Codes only."""
    rows = unfinished(request.actor, offer().versions)
    return JsonResponse({"rows": [{"id": str(row.id), "version": str(row.version), "code": row.code} for row in rows]})


@require_POST
@page(PERMISSION)
def offline_take(request: Request, response_id: UUID) -> HttpResponse:
    """One of them, to be sealed on the device at once."""
    along = take_along(request.actor, response_id, offer().versions, clock.now())
    return JsonResponse(
        {
            "id": str(along.id),
            "version": str(along.version),
            "code": along.code,
            "revision": along.revision,
            "answers": along.answers,
            "seen": along.answers,
        }
    )


def read_json(request: HttpRequest) -> dict[str, Any]:
    """What was sent, if it is an object; else nothing."""
    try:
        sent = json.loads(request.body)
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def key_in(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
