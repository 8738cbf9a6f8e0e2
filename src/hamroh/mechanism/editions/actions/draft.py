"""Writing the next edition: entry by entry, each change with who made it, and each can be taken back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries, rules
from hamroh.mechanism.editions.models import Draft, DraftChange
from hamroh.mechanism.editions.pack import editing
from hamroh.mechanism.editions.terms import DRAFT, DraftState, How

NOT_THERE = Obstacle(N_("This entry is no longer in the draft: somebody removed or moved it."))


def begin_draft(actor: Actor, *, id: UUID, title: str, now: datetime) -> None:
    """A copy of the edition in force, to be changed. A second click finds it begun."""
    require(actor, DRAFT, "draft")
    if Draft.objects.filter(pk=id).exists():
        return
    if not title.strip():
        raise Refused(Obstacle(N_("Say in a few words what this draft is for."), "title"))
    base = queries.current()
    with transaction.atomic():
        Draft(
            id=id,
            base_id=base.id,
            title=title.strip(),
            document=editing.plain_of(base.pack),
            opened_by=actor.user_id,
            opened_at=now,
        ).save(force_insert=True)
        record(actor, "draft.begun", resource="draft", resource_id=id, at=now)


def save_entry(actor: Actor, *, draft_id: UUID, revision: int, place: str, value: Any, now: datetime) -> None:
    """Put this at a place. What is wrong with it may be saved: it is told, and only publishing is barred."""
    draft = _changeable(actor, draft_id, revision)
    before = _at(draft, place)
    if before == value:
        return
    draft.document = editing.with_set(draft.document, editing.place_of(place), value)
    _write(actor, draft, How.SET, place, before, value, now)


def add_entry(actor: Actor, *, draft_id: UUID, revision: int, place: str, value: Any, now: datetime) -> None:
    """A new entry at this place of its list."""
    draft = _changeable(actor, draft_id, revision)
    try:
        draft.document = editing.with_added(draft.document, editing.place_of(place), value)
    except LookupError:
        raise Refused(NOT_THERE) from None
    _write(actor, draft, How.ADD, place, None, value, now)


def remove_entry(actor: Actor, *, draft_id: UUID, revision: int, place: str, now: datetime) -> None:
    draft = _changeable(actor, draft_id, revision)
    before = _at(draft, place)
    draft.document = editing.with_removed(draft.document, editing.place_of(place))
    _write(actor, draft, How.REMOVE, place, before, None, now)


def move_entry(actor: Actor, *, draft_id: UUID, revision: int, place: str, by: int, now: datetime) -> None:
    """One place up (-1) or down (1) in its list."""
    draft = _changeable(actor, draft_id, revision)
    _at(draft, place)
    moved = editing.with_moved(draft.document, editing.place_of(place), 1 if by > 0 else -1)
    if moved == draft.document:
        return
    draft.document = moved
    _write(actor, draft, How.MOVE, place, None, 1 if by > 0 else -1, now)


def undo_change(actor: Actor, *, draft_id: UUID, revision: int, now: datetime) -> None:
    """Take back the newest change that stands. Undone changes stay in the history."""
    draft = _changeable(actor, draft_id, revision)
    last = DraftChange.objects.filter(draft=draft, undone_at__isnull=True).order_by("-revision").first()
    if last is None:
        raise Refused(Obstacle(N_("There is nothing to take back.")))
    draft.document = _reversed(draft.document, last)
    with transaction.atomic():
        last.undone_at = now
        last.save(update_fields=["undone_at"])
        _bump(actor, draft, now)


def discard_draft(actor: Actor, *, draft_id: UUID, now: datetime) -> None:
    """It is not pursued. It stays readable."""
    require(actor, DRAFT, "draft", draft_id)
    with transaction.atomic():
        draft = locked(draft_id)
        if obstacles := rules.obstacles_to_changing(DraftState(draft.state)):
            raise Refused(*obstacles)
        draft.state = DraftState.DISCARDED
        draft.save(update_fields=["state"])
        record(actor, "draft.discarded", resource="draft", resource_id=draft_id, at=now)


def locked(draft_id: UUID) -> Draft:
    draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotFound("draft", draft_id)
    return draft


def _changeable(actor: Actor, draft_id: UUID, revision: int) -> Draft:
    require(actor, DRAFT, "draft", draft_id)
    draft = locked(draft_id)
    obstacles = rules.obstacles_to_changing(DraftState(draft.state))
    if not obstacles and draft.revision != revision:
        obstacles = (rules.CHANGED_MEANWHILE,)
    if obstacles:
        raise Refused(*obstacles)
    return draft


def _at(draft: Draft, place: str) -> Any:
    try:
        return editing.value_at(draft.document, editing.place_of(place))
    except LookupError:
        raise Refused(NOT_THERE) from None


def _write(actor: Actor, draft: Draft, how: How, place: str, before: Any, after: Any, now: datetime) -> None:
    with transaction.atomic():
        _bump(actor, draft, now)
        DraftChange(
            draft=draft,
            revision=draft.revision,
            how=how,
            place=place,
            before=before,
            after=after,
            by=actor.user_id,
            at=now,
        ).save(force_insert=True)


def _bump(actor: Actor, draft: Draft, now: datetime) -> None:
    """A change takes a proposal back: what was approved must be what is published."""
    draft.revision += 1
    draft.state = DraftState.OPEN
    draft.proposed_hash = ""
    draft.save(update_fields=["document", "revision", "state", "proposed_hash"])
    record(actor, "draft.changed", resource="draft", resource_id=draft.pk, at=now, revision=draft.revision)


def _reversed(document: dict[str, Any], change: DraftChange) -> dict[str, Any]:
    place = editing.place_of(change.place)
    if change.how == How.SET:
        return editing.with_set(document, place, change.before)
    if change.how == How.ADD:
        return editing.with_removed(document, place)
    if change.how == How.REMOVE:
        return editing.with_added(document, place, change.before)
    *way, last = place
    by = 1 if change.after == 1 else -1
    return editing.with_moved(document, (*way, int(last) + by), -by)
