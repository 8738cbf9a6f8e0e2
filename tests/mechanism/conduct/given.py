"""What tests of complaints begin with."""

from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.conduct.actions import file_complaint
from hamroh.mechanism.conduct.terms import Channel
from hamroh.mechanism.editions.queries import roles_with
from hamroh.mechanism.membership.queries import all_organisations, holding
from tests import cast

WORDS = "She asked for money before she opened the door"


def complaint(about: str = "unknown", organisation: str = "", **changes: Any) -> tuple[UUID, str]:
    """Somebody without an account complained: its key and its receipt."""
    now, key = clock.now(), changes.pop("id", None) or uuid7()
    said = {
        "channel": Channel.PUBLIC,
        "text": WORDS,
        "organisations": all_organisations(),
        "readers": holding(roles_with("complaint:handle"), now),
        "secretariat": holding(roles_with("members:admit"), now),
        "due_at": None,
    } | changes
    organisation_id = cast.organisation_id(organisation) if organisation else None
    with transaction.atomic():
        act_as(None)
        return key, file_complaint(None, id=key, about=about, organisation_id=organisation_id, now=now, **said)


def about(organisation: str) -> UUID:
    return complaint("organisation", organisation)[0]
