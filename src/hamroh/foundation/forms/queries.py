"""Versions of forms: by key, or by what they ask."""

import hashlib
import json
from uuid import UUID

from hamroh.foundation.forms.definition import Workbook
from hamroh.foundation.forms.models import FormVersion
from hamroh.kernel.errors import NotFound


def sha_of(workbook: Workbook) -> str:
    """The content of a workbook as one hash: the same sheets, in whatever order they were read, are the same form."""
    return hashlib.sha256(json.dumps(workbook, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def version_with(form: str, sha: str) -> FormVersion | None:
    return FormVersion.objects.filter(form=form, sha=sha).first()


def version(id: UUID) -> FormVersion:
    """The version an answer was given to. Raises NotFound."""
    found = FormVersion.objects.filter(pk=id).first()
    if found is None:
        raise NotFound("form", id)
    return found
