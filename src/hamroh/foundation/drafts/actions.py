"""Keeping what is typed, and letting go of it."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.foundation.drafts import rules
from hamroh.foundation.drafts.models import Draft
from hamroh.foundation.drafts.queries import DRAFT_PLACE, place_of
from hamroh.foundation.drafts.terms import KEPT_FOR, MOST
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Account, Actor, System
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.words import N_

TOO_LONG = N_("This is too long to be kept while you type. Save it, or write less.")


def keep_draft(actor: Actor | Account, *, page: str, rendering: UUID, typed: rules.Typed, now: datetime) -> bool:
    """What stands in the form now takes the place of what stood in it before. Sealed under the writer's own key.

    False when this showing of the page was saved or thrown away already: the word was on its way and comes too late.
    """
    text = rules.as_text(typed)
    if text is None:
        raise Refused(Obstacle(TOO_LONG))
    try:
        with transaction.atomic():
            return _keep(actor, place_of(actor, page), rendering, text, now)
    except IntegrityError:  # two words at once, and none before them
        return _keep(actor, place_of(actor, page), rendering, text, now)


def _keep(actor: Actor | Account, place: str, rendering: UUID, text: str, now: datetime) -> bool:
    own = Draft.objects.filter(user_id=actor.user_id)
    row = own.select_for_update().filter(place=place).first()
    if row and row.sealed is None and row.rendering == rendering:
        return False
    is_new = row is None
    if row is None:
        _make_room(actor)
        row = Draft(user_id=actor.user_id, place=place)
    row.rendering, row.typed_at = rendering, now
    row.sealed = seal(actor.user_id, text, place=DRAFT_PLACE.format(row.pk))
    row.save(force_insert=is_new, update_fields=None if is_new else ["rendering", "typed_at", "sealed"])
    return True


def _make_room(actor: Actor | Account) -> None:
    kept = Draft.objects.filter(user_id=actor.user_id, sealed__isnull=False)
    oldest = kept.order_by("-typed_at").values_list("pk", flat=True)[MOST - 1 :]
    kept.filter(pk__in=list(oldest)).update(sealed=None)


def let_go(actor: Actor | Account, *, page: str, rendering: UUID, now: datetime) -> None:
    """It was saved, or thrown away: what was typed is gone at once. A word of the same showing that comes later is not kept."""
    gone = {"sealed": None, "rendering": rendering, "typed_at": now}
    try:
        with transaction.atomic():
            Draft.objects.update_or_create(user_id=actor.user_id, place=place_of(actor, page), defaults=gone)
    except IntegrityError:
        Draft.objects.filter(user_id=actor.user_id, place=place_of(actor, page)).update(**gone)


def clear_old_drafts(actor: System, *, now: datetime) -> int:
    """What nobody came back to in seven days, and the marks of pages that were saved. For the named job; how many."""
    return Draft.objects.filter(typed_at__lte=now - KEPT_FOR).delete()[0]
