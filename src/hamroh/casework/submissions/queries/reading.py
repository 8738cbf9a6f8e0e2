"""What a submission says, for whoever opened it: unsealed, decrypted where it must be, read by its own version's form."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from hamroh.casework.submissions.access import open_private_half
from hamroh.casework.submissions.models import EncryptionKey, PrivateHalf, Submission, SubmissionFile
from hamroh.casework.submissions.rules.answers import answers_of, answers_of_record, files_named
from hamroh.casework.submissions.rules.decrypting import CannotDecrypt, Decrypted, decrypt, read_private_key
from hamroh.casework.submissions.rules.instance import NotReadable, read_instance
from hamroh.casework.submissions.rules.kobo import read_record
from hamroh.casework.submissions.terms import Custody, Medium
from hamroh.foundation.forms.definition import Definition
from hamroh.foundation.forms.queries import definition_of
from hamroh.foundation.forms.rules import Judged, compiled, flat, judge, nested
from hamroh.foundation.vault.access import Unreadable, unseal_bytes
from hamroh.kernel.ids import read_code
from hamroh.mechanism.editions import queries as editions

FILE_PLACE = "submissions_submissionfile.sealed:{}"
HALF_PLACE = "submissions_privatehalf.sealed:{}"
OPENED = "opened/"  # before the names of what the organisation opened with its own key; no telephone can send a stroke
CASE_CODE = "case_code"  # the question in which a collector types which case it is for


class CannotRead(Exception):
    """`code`: one of the faults of `terms`, or `locked` where the organisation holds the key."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Filled:
    """A filled form, read. `missing`: files that the answers name and that have not come, by path."""

    definition: Definition
    answers: dict[str, Any] = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    missing: Mapping[str, str]

    @property
    def code(self) -> str:
        """What was typed as the case's code."""
        typed = self.answers.get(CASE_CODE, "")
        return typed.strip() if isinstance(typed, str) else ""

    @property
    def signs(self) -> dict[str, str]:
        """Answers to the questions that ask for a sign, by the sign's id."""
        named = {q.indicator: self.answers.get(q.name, "") for q in self.definition.questions() if q.indicator}
        return {sign: answer for sign, answer in named.items() if isinstance(answer, str) and answer}


def filled(submission: Submission, *, private_key: RSAPrivateKey | None = None) -> Filled:
    """Read it. The submission must have been opened. Raises CannotRead; nothing read so is kept by anybody."""
    if submission.version is None:
        raise CannotRead("unreadable")
    definition = definition_of(submission.version)
    sent = _contents(submission.pk)
    whole, files = sent.pop("", b""), sent
    if submission.medium == Medium.KOBO:
        answers = answers_of_record(read_record(whole), definition)
        return Filled(definition, answers, files, {})
    if submission.medium == Medium.OFFLINE:
        return Filled(definition, nested(json.loads(whole), compiled(definition).repeats), files, {})
    if submission.encrypted:
        opened = already_opened(sent) or _decrypted(submission, whole, sent, private_key)
        whole, files = opened.xml, opened.files
    try:
        answers = answers_of(read_instance(whole), definition)
    except NotReadable:
        raise CannotRead("unreadable") from None
    named = files_named(answers, definition)
    return Filled(definition, answers, files, {path: name for path, name in named.items() if name not in files})


def judged(one: Filled, at: datetime) -> Judged:
    """What the form makes of the answers, at the time when they were given."""
    return judge(one.definition, one.answers, now=at, complete=True)


def opened_with(submission: Submission, key: RSAPrivateKey) -> Decrypted:
    """What the organisation's own key opens. Raises CannotRead."""
    sent = _contents(submission.pk)
    return _decrypted(submission, sent.pop("", b""), sent, key)


def corrected(one: Filled, corrections: Mapping[str, str]) -> Filled:
    """The same with these answers instead, by path, an empty one taken out; what was sent stays as it was."""
    values = {**flat(one.answers), **corrections}
    values = {path: value for path, value in values.items() if value or path not in corrections}
    return replace(one, answers=nested(values, compiled(one.definition).repeats))


def case_code(one: Filled) -> str | None:
    """The case's code as this mechanism writes it; None when what was typed is none."""
    return read_code(one.code, editions.current().code_prefix)


def _contents(submission_id: UUID) -> dict[str, bytes]:
    rows = SubmissionFile.objects.filter(submission_id=submission_id).order_by("name")
    try:
        return {r.name: unseal_bytes(submission_id, r.sealed, place=FILE_PLACE.format(r.pk)) for r in rows}
    except Unreadable:
        raise CannotRead("unreadable") from None


def already_opened(sent: Mapping[str, bytes]) -> Decrypted | None:
    """What the organisation opened with its own key before."""
    inside = {name.removeprefix(OPENED): content for name, content in sent.items() if name.startswith(OPENED)}
    return Decrypted(inside.pop(""), inside) if "" in inside else None


def _decrypted(
    submission: Submission, whole: bytes, sent: Mapping[str, bytes], private_key: RSAPrivateKey | None
) -> Decrypted:
    keys = [private_key] if private_key else _private_halves(submission.organisation_id)
    if not keys:
        raise CannotRead("locked")
    code = "wrong_key"
    for key in keys:
        try:
            return decrypt(whole, sent, key)
        except CannotDecrypt as cannot:
            code = cannot.code
            if code != "wrong_key":
                break
    raise CannotRead(code)


def _private_halves(organisation_id: UUID) -> list[RSAPrivateKey]:
    """Where the platform opens what arrives: its keys, the newest first. A telephone may still encrypt with an old one."""
    keys = list(EncryptionKey.objects.filter(organisation_id=organisation_id, custody=Custody.PLATFORM))
    found = []
    for key in keys:
        open_private_half(key)
        half = PrivateHalf.objects.filter(key=key).first()
        if half is not None:
            with suppress(Unreadable):
                pem = unseal_bytes(key.pk, half.sealed, place=HALF_PLACE.format(half.pk))
                found.append(read_private_key(pem))
    return found
