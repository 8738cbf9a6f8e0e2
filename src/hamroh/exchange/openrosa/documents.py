"""The XForm that a telephone gets of a version: made once by each process, for a version never changes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from hamroh.casework.submissions.queries.forms import PhoneForm
from hamroh.foundation.forms.definition.xform import converted
from hamroh.foundation.forms.queries import version


@dataclass(frozen=True, slots=True)
class Document:
    """A form, and the files that go with it by name."""

    xml: bytes
    media: Mapping[str, bytes]

    @property
    def md5(self) -> str:
        return md5(self.xml)


def md5(content: bytes) -> str:
    """What OpenRosa calls the hash: whether a telephone has this very file already, nothing more."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def document(form: PhoneForm) -> Document:
    """The XForm of this version, with the organisation's public key where it is sent encrypted."""
    return _made(form.version.sha, form.form, form.version.version, form.public_key, form.version.pk)


@lru_cache(maxsize=128)
def _made(_sha: str, form: str, label: str, public_key: str, version_id: UUID) -> Document:
    made = converted(version(version_id).workbook, form, label, public_key)
    return Document(made.xml.encode(), made.media)
