"""The one way to write a revision."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.foundation.revisions.models import Revision
from hamroh.foundation.revisions.queries import newest_number, place_of
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import AnyActor
from hamroh.kernel.errors import Changed
from hamroh.kernel.ids import uuid7

R = TypeVar("R", bound=Revision)


def revise(
    actor: AnyActor,
    model: type[R],
    *,
    thing: UUID,
    seen: int,
    subject_id: UUID,
    words: Mapping[str, Any] | None = None,
    now: datetime,
    **columns: Any,
) -> R:
    """Write how the thing stands from now on. `seen` is the number the writer saw, 0 where nothing stood there.

    `words` are sealed under the subject's key, as JSON. Raises Changed when somebody wrote meanwhile; nothing is written
    then. The group of the table must be open; `columns` are the open columns of the room's own table.
    """
    if newest_number(model, thing) != seen:
        raise Changed(newest_number(model, thing))
    key = uuid7()
    told = {name: value for name, value in (words or {}).items() if value not in ("", None, [], {})}
    row = model(
        id=key,
        thing=thing,
        number=seen + 1,
        written_at=now,
        written_by=actor.user_id,
        organisation_id=actor.organisation_id,
        sealed=seal(subject_id, json.dumps(told, ensure_ascii=False), place=place_of(model, key)) if told else None,
        **columns,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if (number := newest_number(model, thing)) == seen:  # the database refused something else
            raise
        raise Changed(number) from None
    return row
