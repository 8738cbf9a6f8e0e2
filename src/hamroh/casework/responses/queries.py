"""What was answered, shaped for pages. The door must have opened the response, or its case, before."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from hamroh.casework.cases.models import Case
from hamroh.casework.people.queries import known_in_standard
from hamroh.casework.people.terms import HTCDS_IDENTITY, HTCDS_PROFILE
from hamroh.casework.responses.access import Opened
from hamroh.casework.responses.rules import group_of
from hamroh.foundation.forms import queries as forms
from hamroh.foundation.forms.definition import Question
from hamroh.foundation.forms.models import Response, ResponseFile, ResponsePart
from hamroh.foundation.forms.rules import Compiled, compiled, nested
from hamroh.foundation.forms.terms import Kind
from hamroh.foundation.permissions.terms import SEALED, FieldGroup
from hamroh.foundation.vault.access import Unreadable, keyed_mark, unseal, unseal_bytes
from hamroh.kernel.errors import NotFound

PART_PLACE = "forms_responsepart.sealed:{}"
FILE_PLACE = "forms_responsefile.sealed:{}"
FILE_NAME_PLACE = "forms_responsefile.name_sealed:{}"


@dataclass(frozen=True)
class Given:
    """Answers by path, and who gave each: (user, when) and, where it was told before, in which response.

    `erased`: some were, and nobody reads them any more.
    """

    values: dict[str, str]
    by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    erased: bool = False

    def answers(self, repeats: Iterable[str]) -> dict[str, Any]:
        return nested(self.values, frozenset(repeats))


def given_in(opened: Opened) -> Given:
    """What was answered so far, as far as its groups are open."""
    return _given(opened.response, [str(group) for group in opened.closed])


def _given(response: Response, closed: Iterable[str] = ()) -> Given:
    values: dict[str, str] = {}
    by: dict[str, tuple[str, ...]] = {}
    erased = False
    for part in ResponsePart.objects.filter(response=response).exclude(field_group__in=list(closed)).order_by("pk"):
        values |= part.values
        by |= {path: tuple(who) for path, who in part.answered_by.items()}
        try:
            values |= unsealed(response.subject_id, part)
        except Unreadable:
            erased = True
    return Given(values, by, erased)


def unsealed(subject_id: UUID, part: ResponsePart) -> dict[str, str]:
    if not part.sealed:
        return {}
    kept: dict[str, str] = json.loads(unseal(subject_id, part.sealed, place=PART_PLACE.format(part.pk)))
    return kept


def answers_of(opened: Opened) -> dict[str, Any]:
    """The answers by name, as `judge` takes them."""
    return given_in(opened).answers(compiled(opened.whole).repeats)


@dataclass(frozen=True)
class ResponseRow:
    """A line of the list of a case's forms."""

    id: UUID
    form: str
    version: str
    title: Mapping[str, str]
    language: str
    medium: str
    author_id: UUID
    started_at: datetime
    saved_at: datetime
    finished_at: datetime | None


def responses_of(case: Case) -> list[ResponseRow]:
    """Drafts and finished forms of a case, the newest first. The case must have been opened."""
    rows = Response.objects.filter(case_id=case.pk).select_related("version").order_by("-started_at", "-pk")
    return [
        ResponseRow(
            row.pk,
            row.form,
            row.version.version,
            dict(forms.definition_of(row.version).title),
            row.language,
            row.medium,
            row.author_id,
            row.started_at,
            row.saved_at,
            row.finished_at,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class FileShown:
    name: str
    type: str
    content: bytes


def file_at(opened: Opened, path: str) -> ResponseFile | None:
    """The newest file that answers this question."""
    return ResponseFile.objects.filter(response=opened.response, path=path).order_by("-added_at", "-pk").first()


def file_content(opened: Opened, path: str) -> FileShown:
    """The file itself. Raises NotFound when there is none, or nobody reads it any more."""
    row = file_at(opened, path)
    if row is None or row.field_group in opened.closed:
        raise NotFound("file", path)
    subject = opened.response.subject_id
    try:
        name = unseal(subject, row.name_sealed, place=FILE_NAME_PLACE.format(row.pk))
        return FileShown(name, row.type, unseal_bytes(subject, row.sealed, place=FILE_PLACE.format(row.pk)))
    except Unreadable:
        raise NotFound("file", path) from None


def draft_key(user_id: UUID | None, response_id: UUID) -> str:
    """A key, base64, under which a browser may seal what this person typed and could not send. Nobody else is given it."""
    mark = keyed_mark("form-draft", f"{user_id}:{response_id}")
    return base64.b64encode(bytes.fromhex(mark)).decode()


@dataclass(frozen=True)
class Offer:
    """An answer given before to a question that is asked again: what, in which form, when. `source`: that response.

    Without a source it stands in the file itself; since when is not known of every part of it.
    """

    value: str
    form: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    at: datetime | None = None
    source: UUID | None = None


LOOKED_BACK = 20  # forms of a case in which earlier answers are looked for


def told_before(opened: Opened, questions: Iterable[Question]) -> dict[str, Offer]:
    """By name of question: what the newest finished form of this case says under the same *ask once* key, else the file.

    Only answers whose group is open, of the same kind, and, where there is a list, that the question's own list has. What
    is sealed in one part of the file, a name before all, is not offered for another part, which others may read.
    """
    wanted = list(questions)
    asked = {question.ask_once: question for question in wanted if question.ask_once}
    if opened.case is None or not wanted:
        return {}
    form = compiled(opened.whole)
    found = _told_in_forms(opened, form, asked) if asked else {}
    standard = [question for question in wanted if question.htcds in _IN_FILE and question.name not in found]
    known = known_in_standard(opened.case.person_id) if standard else {}
    for question in standard:
        value, at = known.get(question.htcds, ("", None))
        part = FieldGroup.IDENTITY if question.htcds in HTCDS_IDENTITY else FieldGroup.PROFILE
        if _stays_in(part, question) and _fits(form, question, value):
            found[question.name] = Offer(value, at=at)
    return found


_IN_FILE = frozenset({*HTCDS_IDENTITY, *HTCDS_PROFILE})


def _told_in_forms(opened: Opened, form: Compiled, asked: Mapping[str, Question]) -> dict[str, Offer]:
    found: dict[str, Offer] = {}
    assert opened.case
    rows = Response.objects.filter(case_id=opened.case.pk, finished_at__isnull=False).exclude(pk=opened.response.pk)
    for row in rows.select_related("version").order_by("-finished_at", "-pk")[:LOOKED_BACK]:
        definition = forms.definition_of(row.version)
        same = [q for q in definition.questions() if q.ask_once in asked and asked[q.ask_once].name not in found]
        values = _given(row, [str(group) for group in opened.closed]).values if same else {}
        for before in same:
            question, value = asked[before.ask_once], values.get(before.name, "")
            stays = before.kind == question.kind and _stays_in(group_of(before), question)
            if stays and _fits(form, question, value):
                found[question.name] = Offer(value, row.form, dict(definition.title), row.finished_at, row.pk)
    return found


def _stays_in(group: str, question: Question) -> bool:
    return group not in SEALED or group_of(question) == group


def _fits(form: Compiled, question: Question, value: str) -> bool:
    """Whether this is an answer that the question itself could be given."""
    codes = {choice.name for choice in form.choices(question)} if question.choices else set()
    if question.kind is Kind.SELECT_ONE and " " in value:
        return False
    return bool(value) and (not codes or set(value.split()) <= codes)
