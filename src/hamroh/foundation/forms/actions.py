"""The one act on versions: keep what an edition brings into force. Only the jobs that load or publish may write."""

from datetime import datetime

from hamroh.foundation.forms import queries
from hamroh.foundation.forms.definition import Workbook
from hamroh.foundation.forms.models import FormVersion
from hamroh.kernel.ids import uuid7


def keep_version(*, form: str, version: str, workbook: Workbook, now: datetime) -> FormVersion:
    """Keep this content of a form, once. `version` is what the author wrote; empty = the beginning of its hash."""
    sha = queries.sha_of(workbook)
    return FormVersion.objects.get_or_create(
        form=form,
        sha=sha,
        defaults={"id": uuid7(), "version": version or sha[:12], "workbook": workbook, "kept_at": now},
    )[0]
