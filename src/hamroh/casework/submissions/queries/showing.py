"""A submission as a page shows it to whoever settles it: every question with its answer, and what is wrong with which."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from hamroh.casework.responses.rules import group_of
from hamroh.casework.submissions.access import open_submission
from hamroh.casework.submissions.models import EncryptionKey
from hamroh.casework.submissions.queries.reading import CannotRead, Filled, filled, judged
from hamroh.casework.submissions.terms import OPEN, Custody, State
from hamroh.foundation.forms.definition import Question, Text
from hamroh.foundation.forms.rules import Fault, flat, name_of
from hamroh.foundation.forms.terms import CHOSEN
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.mechanism.membership.queries import colleague_names


@dataclass(frozen=True)
class Answered:
    """One question. `said`: the answer in words, by language; `fault`: what is wrong with it; `group`: its part of a file."""

    path: str
    question: Text
    typed: str
    said: tuple[Text, ...]
    fault: Fault | None = None
    group: str = FieldGroup.CORE


@dataclass(frozen=True)
class Shown:
    """A submission that was opened. `answers` are empty where it cannot be read (`code` says why), and once it is settled.

    `shut`: some are not shown, for they would not be open to this reader in a case either.
    """

    id: UUID
    form_id: str
    form: Text
    collector: str
    medium: str
    received_at: datetime
    collected_at: datetime | None
    state: State
    codes: tuple[str, ...]
    code: str = ""
    case_code: str = ""
    answers: tuple[Answered, ...] = ()
    files: int = 0
    shut: bool = False


def shown(actor: Actor, submission_id: UUID) -> Shown:
    """Open it and show what it says; recorded as a look. Raises NotFound.

    Nobody reads here what a case would not show them: without `case:read` no answer, without `identity:read` no name. What
    was taken is read in its case, by its team; who only settles is not let in by the back.
    """
    submission = open_submission(actor, submission_id)
    outside = Shown(
        id=submission.pk,
        form_id=submission.form,
        form={"en": submission.form},
        collector=colleague_names([submission.collector_id]).get(submission.collector_id, ""),
        medium=submission.medium,
        received_at=submission.received_at,
        collected_at=submission.collected_at,
        state=State(submission.state),
        codes=tuple(dict.fromkeys(fault["code"] for fault in submission.faults)),
    )
    if outside.state not in OPEN:
        return outside
    try:
        one = filled(submission)
    except CannotRead as cannot:
        return replace(outside, code=cannot.code)
    if not actor.may("case:read"):
        return replace(outside, form=one.definition.title, files=len(one.files), shut=True)
    faults = {f.path: f for f in judged(one, submission.collected_at or submission.received_at).faults}
    every = _answered(one, faults)
    open_here = tuple(answer for answer in every if answer.group != FieldGroup.IDENTITY or actor.may("identity:read"))
    return replace(
        outside,
        form=one.definition.title,
        case_code=one.code,
        answers=open_here,
        files=len(one.files),
        shut=len(open_here) < len(every),
    )


def _answered(one: Filled, faults: dict[str, Fault]) -> tuple[Answered, ...]:
    questions = {question.name: question for question in one.definition.questions()}
    values = flat(one.answers)
    rows = []
    for path in (*values, *(path for path in faults if path not in values)):
        typed, question = values.get(path, ""), questions.get(name_of(path))
        if typed or path in faults:
            label = question.label if question else {"en": name_of(path)}
            said, group = _said(one, question, typed), group_of(question)
            rows.append(Answered(path, label, typed, said, faults.get(path), group))
    return tuple(rows)


def _said(one: Filled, question: Question | None, typed: str) -> tuple[Text, ...]:
    """The words of the choices; else just what was typed."""
    if question is None or question.kind not in CHOSEN:
        return ({"en": typed},)
    labels = {choice.name: choice.label for choice in one.definition.choices.get(question.choices, ())}
    return tuple(labels.get(code) or {"en": code} for code in typed.split())


@dataclass(frozen=True, slots=True)
class KeyRow:
    id: UUID
    fingerprint: str
    custody: Custody
    made_by: str
    made_at: datetime
    ended_at: datetime | None


def keys_of(organisation_id: UUID) -> list[KeyRow]:
    """The organisation's keys, the one in use first."""
    rows = list(EncryptionKey.objects.filter(organisation_id=organisation_id).order_by("-made_at", "-pk"))
    names = colleague_names({row.made_by for row in rows})
    return [
        KeyRow(row.pk, row.fingerprint, Custody(row.custody), names.get(row.made_by, ""), row.made_at, row.ended_at)
        for row in rows
    ]
