"""A whole form at once: from a phone, from paper, from a browser that was offline."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.responses import rules
from hamroh.casework.responses.access import FILL, kept_by, open_form
from hamroh.casework.responses.actions.filling import CASE_CLOSED, SOME_SHUT, close, first_of, new_response
from hamroh.casework.responses.actions.keeping import Faulty, keep, local
from hamroh.foundation.audit.actions import record
from hamroh.foundation.forms import queries as forms
from hamroh.foundation.forms.models import Response
from hamroh.foundation.forms.rules import flat, judge
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused


def take_response(
    actor: Actor,
    *,
    id: UUID,
    case_id: UUID | None,
    version_id: UUID,
    answers: Mapping[str, Any],
    medium: str,
    language: str,
    collected_at: datetime,
    now: datetime,
) -> Response:
    """Keep a form that was filled in elsewhere, finished. With the same `id` again it changes nothing.

    Judged as a finished form is here, by the version it was given to. Refuses with every fault (`Faulty`), and writes
    then nothing at all. Without a case the answers are the actor's own until somebody settles them.
    """
    require(actor, FILL, "case", case_id or "")
    version = forms.version(version_id)
    if Response.objects.filter(pk=id).exists():
        return first_of(id, version)
    case, whole, closed = None, forms.definition_of(version), frozenset[str]()
    if case_id:
        case, whole, closed = open_form(actor, case_id, version, writing=True)
        if case.closed_at:
            raise Refused(CASE_CLOSED)
    definition = kept_by(case.edition_id if case else None, whole)
    if closed & {rules.group_of(question) for question in definition.questions()}:
        raise Refused(SOME_SHUT)
    judged = judge(definition, answers, now=local(collected_at), complete=True)
    response = new_response(
        *(actor,),
        id=id,
        case=case,
        version=version,
        definition=definition,
        language=language,
        medium=medium,
        now=now,
        collected_at=collected_at,
    )
    if judged.faults:
        raise Faulty(judged.faults, response.language)
    values = flat(judged.answers)
    response.revision = 1
    try:
        with transaction.atomic():
            response.save(force_insert=True)
            who = (str(actor.user_id), collected_at.isoformat(timespec="seconds"))
            keep(response, definition, values, dict.fromkeys(values, who))
            record(
                *(actor, "form.taken"),
                resource="response",
                resource_id=id,
                case_id=case_id,
                at=now,
                medium=medium,
                form=version.form,
            )
            close(actor, case, response, now)
    except IntegrityError:
        return first_of(id, version)
    return response
