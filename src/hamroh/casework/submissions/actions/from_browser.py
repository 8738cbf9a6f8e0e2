"""What was filled in a browser without a network goes the way of a telephone's, but is judged while its author waits."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hamroh.casework.responses.actions import Faulty
from hamroh.casework.responses.actions.keeping import local
from hamroh.casework.submissions.access import COLLECT
from hamroh.casework.submissions.actions.accepting import Conflict, accept_submission
from hamroh.casework.submissions.actions.taking_in import take_in_as
from hamroh.casework.submissions.rules.envelope import Envelope
from hamroh.casework.submissions.terms import Medium
from hamroh.foundation.forms import queries as forms
from hamroh.foundation.forms.rules import compiled, judge, nested
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.words import N_

OTHERS_STAND = Obstacle(
    N_("Other answers were received under the same number. Those stand; yours stay on the device: begin the form anew.")
)


def accept_from_browser(
    actor: Actor,
    *,
    id: UUID,
    version_id: UUID,
    answers: Mapping[str, str],
    language: str,
    collected_at: datetime,
    now: datetime,
) -> None:
    """Keep a finished form, once, and take it in: into the case whose code was typed, else among what was collected.

    `answers` by path, by the version that they were given to. `Faulty` refuses them with every fault, and keeps nothing:
    whoever typed them is there to correct them.
    """
    require(actor, COLLECT, "submission")
    version = forms.version(version_id)
    definition = forms.definition_of(version)
    judged = judge(
        definition,
        nested(answers, compiled(definition).repeats),
        now=local(collected_at),
        complete=True,
        language=language,
    )
    if judged.faults:
        raise Faulty(judged.faults, language)
    content = json.dumps(dict(answers), ensure_ascii=False, sort_keys=True).encode()
    envelope = Envelope(
        form=version.form,
        version=version.version,
        instance_id=f"uuid:{id}",
        deprecated_id="",
        encrypted=False,
        collected_at=collected_at,
        expected=(),
        names=frozenset(),
        sha=hashlib.sha256(content).hexdigest(),
    )
    try:
        accepted = accept_submission(
            *(actor,),
            envelope=envelope,
            xml=content,
            files={},
            version_id=version_id,
            medium=Medium.OFFLINE,
            language=language,
            now=now,
        )
    except Conflict:
        raise Refused(OTHERS_STAND) from None
    take_in_as(actor, accepted.id, now=now)
