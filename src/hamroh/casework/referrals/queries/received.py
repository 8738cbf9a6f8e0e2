"""One referral, shaped for a page: what was told with it, what is shared, what was asked, answered and told back."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hamroh.casework.cases.queries import values_of
from hamroh.casework.identification.models import FirstLineSheet
from hamroh.casework.people.queries import ContactView, contact_of
from hamroh.casework.referrals.access import Received
from hamroh.casework.referrals.models import Answer, Content, Outcome, Question, Referral
from hamroh.foundation.permissions.terms import GROUP_WORDS
from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.mechanism.editions import queries as editions

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """Who meets whom, where and when; and the note of a referral."""

    mode: Words | None = None
    where: str = ""
    when: datetime | None = None
    who: str = ""
    phone: str = ""
    note: str = ""
    erased: bool = False


@dataclass(frozen=True, slots=True)
class SheetShown:
    """What the first line saw, asked and said: words of the edition by language."""

    observations: tuple[Words, ...]
    safety: tuple[tuple[Words, str], ...]
    agreement: str
    held: bool
    child: bool
    not_told: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class QuestionShown:
    id: UUID
    asked: str
    asked_at: datetime
    reply: str
    replied_at: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerShown:
    accepted: bool
    reason_of: str
    reason: Words | None
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    result: Words
    on: date
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Shared:
    """One group and what is known of it: labels (translated when shown) and values."""

    group: str
    label: str
    values: tuple[tuple[Any, Any], ...]


def meeting_of(referral: Referral) -> MeetingShown:
    """Only for those who opened the referral: the recipient while it is shared, the sending team of a case."""
    row = Content.objects.filter(referral=referral).first()
    if row is None:
        return MeetingShown()
    try:
        text = unseal(_subject(referral), row.sealed, place=f"referrals_content.sealed:{referral.pk}")
    except Unreadable:
        return MeetingShown(erased=True)
    kept: dict[str, str] = json.loads(text)
    return MeetingShown(
        mode=editions.current().words("handover_mode").get(kept.get("mode", "")),
        where=kept.get("where", ""),
        when=datetime.fromisoformat(kept["when"]) if kept.get("when") else None,
        who=kept.get("who", ""),
        phone=kept.get("phone", ""),
        note=kept.get("note", ""),
    )


def sheet_of(received: Received) -> SheetShown | None:
    """The first-line sheet of a hand-over, while it is open to the receiver."""
    sheet = FirstLineSheet.objects.filter(referral_id=received.referral.pk).first()
    if sheet is None:
        return None
    edition = editions.current()
    signs, questions, script = (edition.words(name) for name in ("observation", "safety_question", "script"))
    return SheetShown(
        observations=tuple(signs[code] for code in sheet.observations if code in signs),
        safety=tuple((questions[code], answer) for code, answer in sheet.safety.items() if code in questions),
        agreement=sheet.agreement,
        held=sheet.held,
        child=sheet.child,
        not_told=tuple(words for code, words in script.items() if code not in sheet.told),
    )


def shared_with_us(received: Received) -> list[Shared]:
    """The groups that are open now, each with what is known; nothing once sharing has ended."""
    referral = received.referral
    if received.shut or referral.case_id is None or referral.person_id is None:
        return []
    return [
        Shared(group, GROUP_WORDS[group], tuple(values_of(group, referral.case_id, referral.person_id)))
        for group in GROUP_WORDS
        if group in received.groups
    ]


def contact_shared(received: Received) -> ContactView:
    """How the person may be reached, for whoever was told: it stands before everything else."""
    person_id = received.referral.person_id
    return contact_of(person_id) if person_id and not received.shut else ContactView()


def answer_of(referral: Referral) -> AnswerShown | None:
    row = Answer.objects.filter(referral=referral).first()
    if row is None:
        return None
    reasons = editions.current().words("decline_reason")
    note = _unsealed(referral, row.note_sealed, f"referrals_answer.note_sealed:{row.pk}")
    return AnswerShown(row.accepted, row.reason_of, reasons.get(row.reason), note, row.at)


def outcome_of(referral: Referral) -> OutcomeShown | None:
    row = Outcome.objects.filter(referral=referral).first()
    if row is None:
        return None
    words = editions.current().words("outcome").get(row.result, {"en": row.result})
    return OutcomeShown(
        words, row.on, _unsealed(referral, row.note_sealed, f"referrals_outcome.note_sealed:{row.pk}"), row.at
    )


def questions_of(referral: Referral) -> list[QuestionShown]:
    """What was asked and replied, the oldest first."""
    return [
        QuestionShown(
            q.pk,
            _unsealed(referral, q.asked_sealed, f"referrals_question.asked_sealed:{q.pk}"),
            q.asked_at,
            _unsealed(referral, q.replied_sealed, f"referrals_question.replied_sealed:{q.pk}"),
            q.replied_at,
        )
        for q in Question.objects.filter(referral=referral).order_by("asked_at", "pk")
    ]


def _subject(referral: Referral) -> UUID:
    return referral.person_id or referral.pk


def _unsealed(referral: Referral, sealed: bytes | memoryview | None, place: str) -> str:
    if sealed is None:
        return ""
    try:
        return unseal(_subject(referral), sealed, place=place)
    except Unreadable:
        return ""
