"""Things that rooms keep in a case, revision by revision: one way to write them, for every room."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from hamroh.casework.cases.models import Case
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.models import Revision
from hamroh.foundation.revisions.queries import newest_one, words_of
from hamroh.foundation.revisions.terms import Fields, open_columns, sealed_words
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound

R = TypeVar("R", bound=Revision)


def keep_thing(
    actor: Actor,
    case: Case,
    model: type[R],
    fields: Fields,
    *,
    thing: UUID,
    seen: int,
    said: Mapping[str, Any],
    now: datetime,
    **columns: Any,
) -> R:
    """Write how a thing of this case stands from now on. The group of its table must be open.

    NotFound for a thing of another case, or one that is to be changed and is not there. A second click finds the first
    one's revision; raises Changed when somebody else wrote meanwhile.
    """
    last = newest_one(model, thing)
    if (last is not None and last.case_id != case.pk) or (last is None and seen):  # type: ignore[attr-defined]
        raise NotFound("thing", thing)
    opened, words = open_columns(fields, said) | columns, sealed_words(fields, said)
    if last is not None and last.number == seen + 1 and last.written_by == actor.user_id:
        stands = {name: getattr(last, name) for name in opened}
        if stands == opened and words_of(last, case.person_id) == words:
            return last
    return revise(
        actor, model, thing=thing, seen=seen, subject_id=case.person_id, words=words, now=now, case=case, **opened
    )
