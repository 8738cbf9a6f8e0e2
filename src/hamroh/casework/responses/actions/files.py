"""Pictures and papers that answer a question: sealed, and shown only through the door."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.responses import rules
from hamroh.casework.responses.access import open_response
from hamroh.casework.responses.actions.filling import CASE_CLOSED, FINISHED, save_answers
from hamroh.casework.responses.queries import FILE_NAME_PLACE, FILE_PLACE, FileShown, file_content
from hamroh.foundation.audit.actions import record
from hamroh.foundation.forms.models import Response, ResponseFile
from hamroh.foundation.forms.rules import compiled, name_of
from hamroh.foundation.vault.access import seal, seal_bytes
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7


def add_file(actor: Actor, *, response_id: UUID, path: str, name: str, content: bytes, now: datetime) -> None:
    """Keep a file as the answer to this question; an earlier one goes. The same file twice is kept once.

    Its own name is sealed with it: names of files tell names of people. Refuses what is too large or of another kind.
    """
    opened = open_response(actor, response_id, writing=True)
    response = opened.response
    if response.finished_at:
        raise Refused(FINISHED)
    if opened.case and opened.case.closed_at:
        raise Refused(CASE_CLOSED)
    item = compiled(opened.definition).items.get(name_of(path))
    question = item.question if item else None
    if obstacles := rules.obstacles_to_file(question, content):
        raise Refused(*obstacles)
    with transaction.atomic():
        keep_file(response, path=path, group=rules.group_of(question), name=name, content=content, now=now)
        answer = f"{path.replace('/', '-')}.{rules.type_of(content)[1]}"
        save_answers(actor, response_id=response_id, answers={path: answer}, now=now)


def keep_file(response: Response, *, path: str, group: str, name: str, content: bytes, now: datetime) -> None:
    """Seal a file into its row; what the row before it held goes, and cannot be read any more."""
    row = ResponseFile(
        id=uuid7(),
        response=response,
        case_id=response.case_id,
        organisation_id=response.organisation_id,
        author_id=response.author_id,
        field_group=group,
        path=path,
        type=rules.type_of(content)[0],
        size=len(content),
        added_at=now,
    )
    row.name_sealed = seal(response.subject_id, name[:200], place=FILE_NAME_PLACE.format(row.pk))
    row.sealed = seal_bytes(response.subject_id, content, place=FILE_PLACE.format(row.pk))
    ResponseFile.objects.filter(response=response, path=path).update(name_sealed=b"", sealed=b"")
    row.save(force_insert=True)


def show_file(actor: Actor, *, response_id: UUID, path: str, now: datetime) -> FileShown:
    """The file that answers a question; that it was taken out is recorded."""
    opened = open_response(actor, response_id)
    shown = file_content(opened, path)
    record(
        *(actor, "form.file_shown"),
        resource="response",
        resource_id=response_id,
        case_id=opened.response.case_id,
        at=now,
        type=shown.type,
    )
    return shown
