"""What is kept for whoever asks, on the page they look at."""

import json
from dataclasses import dataclass
from datetime import datetime

from hamroh.foundation.drafts.models import Draft
from hamroh.foundation.drafts.terms import KEPT_FOR
from hamroh.foundation.vault.access import Unreadable, keyed_mark, unseal
from hamroh.kernel.actor import Account, Actor

DRAFT_PLACE = "drafts_draft.sealed:{}"


@dataclass(frozen=True)
class DraftView:
    """Name of each field with its values, and when the last word was typed."""

    typed: dict[str, list[str]]
    typed_at: datetime


def place_of(actor: Actor | Account, page: str) -> str:
    """How the table knows this page of this person. From the mark nobody reads either."""
    return keyed_mark("drafts.place", f"{actor.user_id}|{page}")


def draft_of(actor: Actor | Account, page: str, *, now: datetime) -> DraftView | None:
    """What this person typed on this page (`page`: its path, and which form) and did not save; None when there is nothing."""
    row = Draft.objects.filter(user_id=actor.user_id, place=place_of(actor, page), sealed__isnull=False).first()
    if row is None or row.sealed is None or row.typed_at <= now - KEPT_FOR:
        return None
    try:
        typed = json.loads(unseal(actor.user_id, row.sealed, place=DRAFT_PLACE.format(row.pk)))
    except Unreadable:
        return None
    return DraftView(typed, row.typed_at)
