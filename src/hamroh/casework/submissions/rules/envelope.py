"""What a submission says of itself, before anybody reads its answers: which form, which version, which instance."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from hamroh.casework.submissions.rules.instance import Node, NotReadable, read_instance

_INSTANCE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:[\x21-\x7e]{1,180}")
_PLAIN_NAME = re.compile(r"[^/\\\x00-\x1f]{1,200}")
LONGEST_ID = 249  # of a form's id and version, by the OpenRosa metadata specification


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sent what: all from the XML itself. `names` are the texts in it: a file must be one of them.

    `expected`: the files an encrypted submission says that it has, the answers last. Of another, only its form can tell.
    """

    form: str
    version: str
    instance_id: str
    deprecated_id: str
    encrypted: bool
    collected_at: datetime | None
    expected: tuple[str, ...]
    names: frozenset[str]
    sha: str


def read_envelope(xml: bytes) -> Envelope:
    """Read the envelope. Raises NotReadable with a code when there is none."""
    root = read_instance(xml)
    meta = root.child("meta") or Node("meta", {})
    form, version = root.attributes.get("id", "").strip(), root.attributes.get("version", "").strip()
    instance_id = _text(meta, "instanceID") or root.attributes.get("instanceID", "").strip()
    if not form or len(form) > LONGEST_ID or len(version) > LONGEST_ID:
        raise NotReadable("no_form")
    if not _INSTANCE.fullmatch(instance_id):
        raise NotReadable("no_instance")
    encrypted = root.attributes.get("encrypted") == "yes"
    return Envelope(
        form=form,
        version=version,
        instance_id=instance_id,
        deprecated_id=_deprecated(meta),
        encrypted=encrypted,
        collected_at=_moment(_text(meta, "timeEnd") or _text(root, "end")),
        expected=encrypted_files(root) if encrypted else (),
        names=frozenset(root.leaves()),
        sha=hashlib.sha256(xml).hexdigest(),
    )


def encrypted_files(root: Node) -> tuple[str, ...]:
    """The names in a manifest of an encrypted submission, in the order of encryption: files first, the answers last."""
    media = [name for one in root.named("media") for part in one.named("file") if (name := part.text.strip())]
    answers = _text(root, "encryptedXmlFile")
    if not answers or not _text(root, "base64EncryptedKey"):
        raise NotReadable("no_manifest")
    names = (*media, answers)
    if len(set(names)) < len(names) or not all(map(plain_name, names)):
        raise NotReadable("no_manifest")
    return names


def plain_name(name: str) -> bool:
    """A file's name and nothing that leads elsewhere."""
    return bool(_PLAIN_NAME.fullmatch(name)) and name not in (".", "..")


def _deprecated(meta: Node) -> str:
    said = _text(meta, "deprecatedID")
    if said and not _INSTANCE.fullmatch(said):
        raise NotReadable("no_instance")
    return said


def _text(node: Node, name: str) -> str:
    found = node.child(name)
    return found.text.strip() if found else ""


def _moment(text: str) -> datetime | None:
    """A moment with its offset; a telephone that does not say which zone it means has not said when."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo and 2000 <= moment.year < 2100 else None
