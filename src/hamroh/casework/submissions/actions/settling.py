"""A person settles what the machine could not take: corrects and takes it, opens a case from it, or sets it aside with a reason.

What was sent stays as it was sent; what is corrected is corrected in the answer. Nothing is deleted.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.db import transaction

from hamroh.casework.cases.access import find_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.cases.models import Case
from hamroh.casework.submissions.access import SETTLE, open_submission
from hamroh.casework.submissions.actions.accepting import sealed_file
from hamroh.casework.submissions.actions.taking_in import answers_at, take
from hamroh.casework.submissions.models import Submission, SubmissionFile
from hamroh.casework.submissions.queries.reading import (
    CASE_CODE,
    OPENED,
    CannotRead,
    Filled,
    corrected,
    filled,
    judged,
    opened_with,
)
from hamroh.casework.submissions.terms import ASIDE_REASONS, FAULT_WORDS, FOR_PEOPLE, State
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.ids import read_code
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions

NO_CASE = Obstacle(
    N_("None of your cases has this code. Check it, or let a colleague on that case take this."), CASE_CODE
)
SETTLED = Obstacle(N_("Somebody settled this meanwhile."))


def take_into_case(
    actor: Actor, *, submission_id: UUID, code: str, corrections: Mapping[str, str], now: datetime
) -> Case:
    """Take it into a case of the actor's, with these answers corrected, by the path of their question. The actor answers for it.

    Refuses with every fault that is left, each at its question.
    """
    with transaction.atomic():
        submission, one = _opened(actor, submission_id, corrections)
        known = read_code(code, editions.current().code_prefix)
        case = find_case(actor, known) if known else None
        if case is None:
            raise Refused(NO_CASE)
        asked = any(question.name == CASE_CODE for question in one.definition.questions())
        take(actor, submission, corrected(one, {CASE_CODE: case.code}) if asked else one, case.pk, now)
        _settled(actor, submission, State.TAKEN, now, case_id=case.pk)
    return case


def open_case_from_submission(
    actor: Actor, *, submission_id: UUID, case_id: UUID, child: bool, corrections: Mapping[str, str], now: datetime
) -> Case:
    """Open a case from what was collected, by the act that opens every case; the answers move under that person's key."""
    require(actor, "case:open", "submission", submission_id)
    with transaction.atomic():
        submission, one = _opened(actor, submission_id, corrections)
        case = open_new_case(actor, id=case_id, child=child, code_only=True, now=now)
        take(actor, submission, one, case.pk, now)
        _settled(actor, submission, State.TAKEN, now, case_id=case.pk)
    return case


def set_aside(actor: Actor, *, submission_id: UUID, reason: str, now: datetime) -> None:
    """It is not taken, for this reason. It is kept, sealed, and no list shows it any more."""
    with transaction.atomic():
        submission = open_submission(actor, submission_id)
        if reason not in ASIDE_REASONS:
            raise Refused(Obstacle(N_("Choose why you set this aside."), "reason"))
        _still_open(submission)
        _settled(actor, submission, State.SET_ASIDE, now, reason=reason)


def open_with_own_key(actor: Actor, *, key: RSAPrivateKey, now: datetime, limit: int = 50) -> tuple[int, int]:
    """Open what waits for the organisation's own key, given for this act alone and not kept. Returns (opened, still shut).

    What was opened is judged, and then waits for a person like everything else; it is sealed under its own key again.
    """
    require(actor, SETTLE, "submission")
    rows = Submission.objects.filter(organisation_id=actor.organisation_id, state=State.LOCKED)
    waiting = list(rows.order_by("received_at", "pk").values_list("pk", flat=True)[:limit])
    opened = sum(_open_one(actor, id, key, now) for id in waiting)
    return opened, len(waiting) - opened


def _open_one(actor: Actor, submission_id: UUID, key: RSAPrivateKey, now: datetime) -> bool:
    with transaction.atomic():
        submission = open_submission(actor, submission_id)
        try:
            inside = opened_with(submission, key)
        except CannotRead as cannot:
            if cannot.code == "wrong_key":  # another of the organisation's keys may open it
                return False
            _waits(actor, submission, [{"code": cannot.code}], now)
            return False
        rows = [
            sealed_file(actor, submission.pk, f"{OPENED}{name}", content, now)
            for name, content in {"": inside.xml, **inside.files}.items()
        ]
        SubmissionFile.objects.bulk_create(rows)
        try:
            one = filled(submission)
            faults = answers_at(f.path for f in judged(one, submission.collected_at or submission.received_at).faults)
        except CannotRead as cannot:
            faults = [{"code": cannot.code}]
        _waits(actor, submission, faults, now)
        return True


def _waits(actor: Actor, submission: Submission, faults: list[dict[str, str]], now: datetime) -> None:
    submission.state = State.QUARANTINED if faults else State.COLLECTED
    submission.faults, submission.checked_at = faults, now
    submission.save(update_fields=["state", "faults", "checked_at"])
    record(actor, f"submission.{submission.state}", resource="submission", resource_id=submission.pk, at=now)


def _opened(actor: Actor, submission_id: UUID, corrections: Mapping[str, str]) -> tuple[Submission, Filled]:
    submission = open_submission(actor, submission_id)
    _still_open(submission)
    try:
        return submission, corrected(filled(submission), corrections)
    except CannotRead as cannot:
        sentence = FAULT_WORDS.get(cannot.code, N_("It is encrypted. Open it with your organisation’s key first."))
        raise Refused(Obstacle(sentence)) from None


def _still_open(submission: Submission) -> None:
    locked = Submission.objects.select_for_update(of=("self",)).filter(pk=submission.pk).first()
    if locked is None:
        raise NotFound("submission", submission.pk)
    if locked.state not in FOR_PEOPLE:
        raise Refused(SETTLED)


def _settled(
    actor: Actor, submission: Submission, state: State, now: datetime, *, case_id: UUID | None = None, reason: str = ""
) -> None:
    submission.state, submission.case_id, submission.aside_why = state, case_id, reason
    submission.settled_at, submission.settled_by, submission.checked_at = now, actor.user_id, now
    submission.save(update_fields=["state", "case_id", "aside_why", "settled_at", "settled_by", "checked_at"])
    said = {"why": reason} if reason else {}
    record(
        actor, f"submission.{state}", resource="submission", resource_id=submission.pk, case_id=case_id, at=now, **said
    )
