"""Records become submissions, in the name of whoever brings them over; from there they go the way of a telephone's."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hamroh.casework.submissions.actions.accepting import Conflict, accept_submission
from hamroh.casework.submissions.rules.envelope import Envelope
from hamroh.casework.submissions.rules.kobo import NotARecord, number_of
from hamroh.casework.submissions.terms import LARGEST_XML, Medium
from hamroh.kernel.actor import Actor


def bring_over(
    actor: Actor, *, records: Iterable[Mapping[str, Any]], form: str, version_id: UUID, now: datetime
) -> Counter[str]:
    """Keep each record once. Counts what was `new`, here `before`, `changed` since, and `faulty` (no number, too large)."""
    counts: Counter[str] = Counter()
    for record in records:
        try:
            counts[_keep(actor, record, form, version_id, now)] += 1
        except Conflict:
            counts["changed"] += 1
        except NotARecord:
            counts["faulty"] += 1
    return counts


def _keep(actor: Actor, record: Mapping[str, Any], form: str, version_id: UUID, now: datetime) -> str:
    content = json.dumps(record, ensure_ascii=False, sort_keys=True).encode()
    if len(content) > LARGEST_XML:
        raise NotARecord
    envelope = Envelope(
        form=form,
        version=str(record.get("__version__", ""))[:249],
        instance_id=number_of(record),
        deprecated_id=str(record.get("meta/deprecatedID") or "")[:210],
        encrypted=False,
        collected_at=_moment(record),
        expected=(),
        names=frozenset(),
        sha=hashlib.sha256(_answers(record)).hexdigest(),
    )
    accepted = accept_submission(
        actor, envelope=envelope, xml=content, files={}, version_id=version_id, medium=Medium.KOBO, now=now
    )
    return "before" if accepted.again else "new"


def _answers(record: Mapping[str, Any]) -> bytes:
    """What people answered, without what the server keeps about it: a link or a mark of theirs changes no answer."""
    kept = {name: value for name, value in record.items() if not name.startswith("_")}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()


def _moment(record: Mapping[str, Any]) -> datetime | None:
    """When it was filled in, or else sent; KoboToolbox writes the latter in UTC without saying so."""
    for name, zone in (("end", None), ("_submission_time", UTC)):
        try:
            moment = datetime.fromisoformat(str(record.get(name, "")))
        except ValueError:
            continue
        if moment.tzinfo or zone:
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return None
