"""Seal and open. The only module that sees keys."""

import hashlib
import hmac
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"\x01"


class Unreadable(Exception):
    """The key is gone (the person was erased) or the value was tampered with or moved."""


class KeyStore:
    """A folder with one wrapped key per subject, beside the keyring that wraps them. Several servers may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def key(self, subject_id: UUID, *, create: bool = False) -> bytes:
        path = self._path(subject_id)
        try:
            return self._unwrap(subject_id, path.read_bytes())
        except FileNotFoundError:
            if not create:
                raise Unreadable(str(subject_id)) from None
        key = AESGCM.generate_key(256)
        if _write_once(path, self._wrap(subject_id, key)):
            return key
        return self.key(subject_id)  # another process was first

    def destroy(self, subject_id: UUID) -> None:
        self._path(subject_id).unlink(missing_ok=True)
        _sync_folder(self._path(subject_id).parent)

    def keyring(self) -> bytes:
        path = self.folder / "keyring"
        if not path.exists():
            _write_once(path, AESGCM.generate_key(256))
        return path.read_bytes()

    def _path(self, subject_id: UUID) -> Path:
        name = subject_id.hex
        return self.folder / "subjects" / name[-2:] / name

    def _wrap(self, subject_id: UUID, key: bytes) -> bytes:
        nonce = os.urandom(12)
        return VERSION + nonce + AESGCM(self.keyring()).encrypt(nonce, key, b"subject:" + subject_id.bytes)

    def _unwrap(self, subject_id: UUID, data: bytes) -> bytes:
        try:
            return AESGCM(self.keyring()).decrypt(data[1:13], data[13:], b"subject:" + subject_id.bytes)
        except InvalidTag:
            raise Unreadable(str(subject_id)) from None


@lru_cache
def _store(folder: str) -> KeyStore:
    return KeyStore(Path(folder))


def store() -> KeyStore:
    return _store(str(settings.HAMROH_KEYS))


def seal(subject_id: UUID, text: str, *, place: str) -> bytes:
    """Seal text for this subject. `place` names table, column and row; only there it opens again.

    The subject's key is durable on disk before this returns, so no row can outlive a key that never was.
    """
    return seal_bytes(subject_id, text.encode(), place=place)


def seal_bytes(subject_id: UUID, content: bytes, *, place: str) -> bytes:
    """The same for what is no text: a picture, a paper."""
    nonce = os.urandom(12)
    key = store().key(subject_id, create=True)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal(subject_id: UUID, data: bytes | memoryview, *, place: str) -> str:
    """The text again. Raises Unreadable when the key was destroyed or the value does not belong here."""
    return unseal_bytes(subject_id, data, place=place).decode()


def unseal_bytes(subject_id: UUID, data: bytes | memoryview, *, place: str) -> bytes:
    raw = bytes(data)
    try:
        return AESGCM(store().key(subject_id)).decrypt(raw[1:13], raw[13:], place.encode())
    except InvalidTag:
        raise Unreadable(place) from None


def erase(subject_id: UUID) -> None:
    """Destroy the subject's key: every sealed value of this person is unreadable from now on, everywhere."""
    store().destroy(subject_id)


def keyed_mark(purpose: str, text: str) -> str:
    """A mark of a text, in hex, that only this installation can make: equal texts are found, and none is read from it."""
    key = hmac.new(store().keyring(), purpose.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def slow_mark(purpose: str, text: str, *, salt: bytes) -> str:
    """A mark of something short that a person remembers: stretched (scrypt, some 50 ms), then keyed.

    Who steals the database cannot try all PINs: the key is not in it. Who has the key as well pays for each try.
    """
    stretched = hashlib.scrypt(text.encode(), salt=salt, n=2**14, r=8, p=1, maxmem=64 * 1024 * 1024, dklen=32)
    return keyed_mark(purpose, f"{salt.hex()}:{stretched.hex()}")


def _write_once(path: Path, data: bytes) -> bool:
    """Write a file that is whole or absent, whatever happens; False when somebody else wrote it first."""
    _make_private(path.parent)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        return False
    finally:
        os.unlink(temporary)
    _sync_folder(path.parent)
    return True


def _make_private(folder: Path) -> None:
    """The folder and all that lead to it and are missing: closed to others, and as durable as what will lie in them."""
    if folder.exists():
        return
    _make_private(folder.parent)
    folder.mkdir(exist_ok=True, mode=0o700)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    if folder.exists():
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
