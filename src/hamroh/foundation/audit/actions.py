"""Writing the record, and telling higher rooms what happened."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.actor import AnyActor

Handler = Callable[[Entry], None]
_listeners: dict[str, list[Handler]] = defaultdict(list)


def record(
    actor: AnyActor | None,
    verb: str,
    *,
    resource: str,
    resource_id: object = "",
    case_id: UUID | None = None,
    at: datetime | None = None,
    **detail: Any,
) -> None:
    """Append one entry in the transaction of the act itself: both happen, or neither.

    `detail` takes codes, counts and ids; nothing that a person typed.
    """
    entry = Entry(
        at=at or clock.now(),
        actor_id=actor.user_id if actor else None,
        organisation_id=actor.organisation_id if actor else None,
        system=actor.system if actor else "",
        verb=verb,
        resource=resource,
        resource_id=str(resource_id),
        case_id=case_id,
        detail=detail,
    )
    entry.save(force_insert=True)
    if handlers := _listeners.get(verb):
        transaction.on_commit(lambda: [handler(entry) for handler in handlers] and None, robust=True)


def record_each(actor: AnyActor, verb: str, *, resource: str, case_ids: Iterable[UUID], **detail: Any) -> None:
    """The same for several cases at once, an entry each, in one statement: a look that opened them together."""
    now = clock.now()
    Entry.objects.bulk_create(
        Entry(
            at=now,
            actor_id=actor.user_id,
            organisation_id=actor.organisation_id,
            system=actor.system,
            verb=verb,
            resource=resource,
            resource_id=str(case_id),
            case_id=case_id,
            detail=detail,
        )
        for case_id in case_ids
    )


def record_list(actor: AnyActor, resource: str, shown: int) -> None:
    """A list that somebody looked at is one entry: of what, and how many rows; never which."""
    record(actor, "list.looked_at", resource=resource, shown=shown)


def listen(verb: str, handler: Handler) -> None:
    """Call the handler after an act of this name was committed. A handler cannot refuse what has happened."""
    _listeners[verb].append(handler)
