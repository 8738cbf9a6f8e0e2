"""The card on paper: a neutral name, an address, a code. No mark, and no word of what the platform is for."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.survivor.access import ISSUE, card_with_code, open_door_of
from hamroh.foundation.audit.actions import record
from hamroh.kernel import clock
from hamroh.mechanism.editions.queries import current
from hamroh.web.shell.pages import Request, page
from hamroh.web.shell.paper import set_in_type
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import direction


@require_POST
@page(ISSUE)
def print_card(request: Request, case_id: UUID, card_id: UUID) -> HttpResponse:
    """Only while its code is still on the screen: the form carries it, and it must be this card's. Recorded."""
    case = open_door_of(request.actor, case_id)
    code = request.POST.get("code", "")[:40]
    card = card_with_code(case, card_id, code)
    with translation.override(card.language):
        made = set_in_type("card", _values(request, card.language, code), timezone.localtime(clock.now()))
    record(request.actor, "card.printed", resource="card", resource_id=card.pk, case_id=case.pk)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="card.pdf"'
    return response


def _values(request: HttpRequest, language: str, code: str) -> dict[str, object]:
    door = current().pack.door
    return {
        "lang": language,
        "dir": direction(language),
        "name": ml(dict(door.page)) if door.page else _("My appointments"),
        "address": address_of_page(request),
        "groups": code.split("-"),
    }


def address_of_page(request: HttpRequest) -> str:
    """What a person types to come to their page: its own neutral address, where the server has one."""
    address = settings.HAMROH_CARD_ADDRESS or request.build_absolute_uri(reverse("card_page"))
    return address.removeprefix("https://").removeprefix("http://")
