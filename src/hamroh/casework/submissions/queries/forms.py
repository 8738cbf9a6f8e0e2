"""Which forms telephones may collect, and whether an answer to a version of one is still taken."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from hamroh.casework.submissions.models import EncryptionKey
from hamroh.casework.submissions.terms import OLD_VERSION_FOR
from hamroh.foundation.forms.models import FormVersion
from hamroh.foundation.forms.queries import definition_of, sha_of, version_with
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import InForce

ALWAYS_ENCRYPTED = frozenset({FieldGroup.IDENTITY, FieldGroup.NARRATIVE})


@dataclass(frozen=True, slots=True)
class PhoneForm:
    """A form of the edition in force that telephones may collect, with the version that is kept of it.

    `public_key`: with which it is sent encrypted; empty where it is not.
    """

    form: str
    name: dict[str, str]
    version: FormVersion
    public_key: str = ""


class Verdict(StrEnum):
    """Whether this version is taken, in the words of the protocol's answers."""

    TAKEN = "taken"
    UNKNOWN_FORM = "unknown_form"
    UNKNOWN_VERSION = "unknown_version"
    WITHDRAWN = "withdrawn"
    MUST_ENCRYPT = "must_encrypt"


def phone_forms(organisation_id: UUID) -> list[PhoneForm]:
    """What telephones of this organisation may collect now, in the order of the pack.

    A form that must be sent encrypted is there only once the organisation has a key.
    """
    key = key_in_use(organisation_id)
    found = []
    for form, (name, sha) in _on_phones(editions.current()).items():
        version = version_with(form, sha)
        if version is None or (must_be_encrypted(version) and key is None):
            continue
        public_key = key.public_key if key and must_be_encrypted(version) else ""
        found.append(PhoneForm(form, name, version, public_key))
    return found


def phone_form(organisation_id: UUID, version_id: UUID) -> PhoneForm | None:
    """The form whose version in force this is; None when telephones may not collect it now."""
    return next((form for form in phone_forms(organisation_id) if form.version.pk == version_id), None)


def wait_for_a_key() -> list[dict[str, str]]:
    """Names of the forms on telephones that no telephone gets before its organisation has a key."""
    versions = ((name, version_with(form, sha)) for form, (name, sha) in _on_phones(editions.current()).items())
    return [name for name, version in versions if version and must_be_encrypted(version)]


def must_be_encrypted(version: FormVersion) -> bool:
    """Whether answers to this form may say who somebody is, or tell their story: then a telephone never holds them open."""
    return any(q.field_group in ALWAYS_ENCRYPTED for q in definition_of(version).questions())


def key_in_use(organisation_id: UUID) -> EncryptionKey | None:
    return EncryptionKey.objects.filter(organisation_id=organisation_id, ended_at__isnull=True).first()


def judge_version(form: str, version: str, *, encrypted: bool = True, now: datetime) -> tuple[Verdict, UUID | None]:
    """Whether an answer to this version is taken now, sent encrypted or not, and the version's key.

    What is in force is taken; what was, for `OLD_VERSION_FOR` after another took its place: a telephone may be long away.
    """
    known = FormVersion.objects.filter(form=form).order_by("-kept_at").only("id", "form", "sha", "version")
    rows = [row for row in known if row.version == version]
    if not rows:
        return (Verdict.UNKNOWN_VERSION if known else Verdict.UNKNOWN_FORM), None
    edition = editions.current()
    in_force = _sha(edition, form)
    taken = next((row for row in rows if row.sha == in_force), None) or next(
        (row for row in rows if (at := _withdrawn_at(form, row.sha)) is not None and now - at <= OLD_VERSION_FOR), None
    )
    if taken is None:
        return Verdict.WITHDRAWN, None
    if not encrypted and must_be_encrypted(taken):
        return Verdict.MUST_ENCRYPT, None
    return Verdict.TAKEN, taken.pk


def _on_phones(edition: InForce) -> dict[str, tuple[dict[str, str], str]]:
    """Of each form that this edition lets telephones collect: its name, and the hash of what it asks."""
    return _entries(edition.id)


@lru_cache(maxsize=32)
def _entries(edition_id: UUID) -> dict[str, tuple[dict[str, str], str]]:
    """An edition never changes."""
    pack = editions.edition(edition_id).pack
    return {
        form.id: (dict(form.name), sha_of(workbook))
        for form in pack.forms
        if form.phone and (workbook := pack.workbook_of(form))
    }


def _sha(edition: InForce, form: str) -> str:
    return _on_phones(edition).get(form, ({}, ""))[1]


def _withdrawn_at(form: str, sha: str) -> datetime | None:
    """When another edition took its place for the last time; None when telephones never had it."""
    had, ended = False, None
    for edition in editions.in_order():
        has = _sha(edition, form) == sha
        ended = edition.published_at if had and not has else None if has else ended
        had = has
    return ended
