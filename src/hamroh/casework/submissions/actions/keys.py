"""A key pair for an organisation's telephones. The private half is sealed here, or leaves once and is kept nowhere."""

import base64
import hashlib
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives import serialization as writing
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import transaction

from hamroh.casework.submissions.access import open_private_half
from hamroh.casework.submissions.models import EncryptionKey, PrivateHalf
from hamroh.casework.submissions.queries.reading import HALF_PLACE
from hamroh.casework.submissions.terms import Custody
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import seal_bytes
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_

BITS = 3072
SHORTEST_PASSPHRASE = 12


def make_key(actor: Actor, *, id: UUID, custody: str, passphrase: str = "", now: datetime) -> bytes:
    """A new pair in place of the one in use, which stays to open what was encrypted with it.

    Answers with the private half as a file when the organisation keeps it: encrypted under the passphrase, handed out this
    once, never stored. Empty when the platform opens what arrives, and for a second click.
    """
    require(actor, "device:issue", "device")
    own = custody == Custody.ORGANISATION
    found = [] if custody in set(Custody) else [Obstacle(N_("Choose who keeps the key."), "custody")]
    if own and len(passphrase) < SHORTEST_PASSPHRASE:
        found.append(
            Obstacle(N_("Choose a passphrase of at least 12 signs: without it the file opens nothing."), "passphrase")
        )
    if found:
        raise Refused(*found)
    if EncryptionKey.objects.filter(pk=id).exists():
        return b""
    private = rsa.generate_private_key(65537, BITS)
    public = private.public_key().public_bytes(writing.Encoding.DER, writing.PublicFormat.SubjectPublicKeyInfo)
    key = EncryptionKey(
        id=id,
        organisation_id=actor.organisation_id,
        public_key=base64.b64encode(public).decode(),
        fingerprint=hashlib.sha256(public).hexdigest(),
        custody=custody,
        made_by=actor.user_id,
        made_at=now,
    )
    with transaction.atomic():
        in_use = EncryptionKey.objects.filter(organisation_id=actor.organisation_id, ended_at__isnull=True)
        in_use.update(ended_at=now)
        key.save(force_insert=True)
        if not own:
            _keep(key, private)
        record(actor, "encryption_key.made", resource="encryption_key", resource_id=id, at=now, custody=custody)
    return _written(private, passphrase) if own else b""


def _keep(key: EncryptionKey, private: rsa.RSAPrivateKey) -> None:
    open_private_half(key)
    half = PrivateHalf(id=uuid7(), key=key)
    half.sealed = seal_bytes(key.pk, _written(private, ""), place=HALF_PLACE.format(half.pk))
    half.save(force_insert=True)


def _written(private: rsa.RSAPrivateKey, passphrase: str) -> bytes:
    closed = writing.BestAvailableEncryption(passphrase.encode()) if passphrase else writing.NoEncryption()
    return private.private_bytes(writing.Encoding.PEM, writing.PrivateFormat.PKCS8, closed)
