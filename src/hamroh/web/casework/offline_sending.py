"""What a device asks of the server: may I go on, give me the forms, take what was filled in."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hamroh.casework.offline.actions import answer_device, keep_on_device
from hamroh.casework.offline.terms import PERMISSION, Contact
from hamroh.kernel import clock
from hamroh.web.casework.offline_forms import offer, pages_of, stamp
from hamroh.web.shell.pages import Request, page


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
