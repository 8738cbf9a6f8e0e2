"""Photographs and papers that came with the answers go with them, under the key of the person they now belong to."""

from datetime import datetime

from hamroh.casework.responses.queries import FILE_NAME_PLACE, FILE_PLACE
from hamroh.casework.responses.rules import group_of
from hamroh.casework.submissions.queries.reading import Filled
from hamroh.casework.submissions.rules.answers import files_named
from hamroh.foundation.forms.models import Response, ResponseFile
from hamroh.foundation.forms.rules import name_of
from hamroh.foundation.vault.access import seal, seal_bytes
from hamroh.kernel.ids import uuid7

# What a file begins with decides what it is, never its name. Whatever else it is, a browser is never asked to show it.
_BEGINNINGS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


def attach_files(response: Response, one: Filled, *, now: datetime) -> None:
    """Each file to the question that names it, once."""
    questions = {question.name: question for question in one.definition.questions()}
    there = set(ResponseFile.objects.filter(response=response).order_by("pk").values_list("path", flat=True))
    for path, name in files_named(one.answers, one.definition).items():
        content = one.files.get(name)
        if content is None or path in there:
            continue
        key = uuid7()
        ResponseFile(
            id=key,
            response=response,
            case_id=response.case_id,
            organisation_id=response.organisation_id,
            author_id=response.author_id,
            field_group=group_of(questions.get(name_of(path))),
            path=path,
            type=next((kind for start, kind in _BEGINNINGS if content.startswith(start)), "application/octet-stream"),
            size=len(content),
            name_sealed=seal(response.subject_id, name, place=FILE_NAME_PLACE.format(key)),
            sealed=seal_bytes(response.subject_id, content, place=FILE_PLACE.format(key)),
            added_at=now,
        ).save(force_insert=True)
