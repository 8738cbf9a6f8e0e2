"""Versions of forms: by key, or by what they ask."""

from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from hamroh.foundation.forms.definition import Definition, Workbook
from hamroh.foundation.forms.definition.read import read_workbook
from hamroh.foundation.forms.definition.sheets import sha_of
from hamroh.foundation.forms.models import FormVersion
from hamroh.kernel.errors import NotFound

__all__ = ["definition_of", "sha_of", "version", "version_with", "versions_of"]


def version_with(form: str, sha: str) -> FormVersion | None:
    return FormVersion.objects.filter(form=form, sha=sha).first()


def version(id: UUID) -> FormVersion:
    """The version an answer was given to. Raises NotFound."""
    found = FormVersion.objects.filter(pk=id).first()
    if found is None:
        raise NotFound("form", id)
    return found


def versions_of(form: str) -> list[FormVersion]:
    """Every content that a form ever had, the newest first."""
    return list(FormVersion.objects.filter(form=form).defer("workbook").order_by("-kept_at", "-pk"))


def definition_of(version: FormVersion) -> Definition:
    """What this version asks. Read once per process: a content that was kept never changes."""
    return _definition(version.sha, version.form, version.version, version.pk)


@lru_cache(maxsize=64)
def _definition(sha: str, form: str, label: str, id: UUID) -> Definition:
    workbook: Workbook = FormVersion.objects.values_list("workbook", flat=True).get(pk=id)
    definition, findings = read_workbook(workbook, form)
    if definition is None:
        raise ValueError(f"The kept form {form} {sha[:12]} cannot be read: {findings[0].sentence()}")
    return replace(definition, version=label)
