"""Opening what a telephone encrypted, as the XForms specification of ODK says ("Encryption").

One AES key for each submission, wrapped with RSA-OAEP (SHA-256, MGF1 with SHA-256). Each file is AES-256-CFB over PKCS#7
padding; the first vector is the MD5 of instance number and key, of which one byte more is counted up for each file, in the
order of the manifest, the answers last. The signature (an MD5 over all, wrapped in the same way) tells what was changed.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import padding as wrapping
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES

from hamroh.casework.submissions.rules.envelope import encrypted_files
from hamroh.casework.submissions.rules.instance import Node, NotReadable, read_instance

_ENDING = ".enc"


class CannotDecrypt(Exception):
    """`code`: files_missing, wrong_key, tampered or unreadable."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Decrypted:
    """The answers' XML, and the other files under the names that the answers call them by."""

    xml: bytes
    files: dict[str, bytes]


def read_private_key(pem: bytes, password: bytes | None = None) -> RSAPrivateKey:
    """A private key from its file. Raises CannotDecrypt when it is none that this can use."""
    try:
        key = serialization.load_pem_private_key(pem, password)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise CannotDecrypt("wrong_key") from None
    if not isinstance(key, RSAPrivateKey):
        raise CannotDecrypt("wrong_key")
    return key


def decrypt(manifest: bytes, sent: Mapping[str, bytes], key: RSAPrivateKey) -> Decrypted:
    """The answers and files again. Raises CannotDecrypt; then nothing of it is given out."""
    try:
        root = read_instance(manifest)
        names = encrypted_files(root)
    except NotReadable:
        raise CannotDecrypt("unreadable") from None
    if not set(names) <= set(sent):
        raise CannotDecrypt("files_missing")
    wrapped, instance = _text(root, "base64EncryptedKey"), _text(root.child("meta") or root, "instanceID")
    secret = _unwrapped(wrapped, key)
    if len(secret) != 32:
        raise CannotDecrypt("wrong_key")
    vectors = _vectors(instance, secret)
    opened = {_bare(name): _opened(sent[name], secret, next(vectors)) for name in names}
    _check_signature(root, key, wrapped, instance, opened)
    *_, answers = opened
    xml = opened.pop(answers)
    _check_instance(xml, root, instance)
    return Decrypted(xml, opened)


def _unwrapped(text: str, key: RSAPrivateKey) -> bytes:
    oaep = wrapping.OAEP(wrapping.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    try:
        return key.decrypt(base64.b64decode(text, validate=False), oaep)
    except (ValueError, binascii.Error):
        raise CannotDecrypt("wrong_key") from None


def _vectors(instance: str, secret: bytes) -> Iterator[bytes]:
    seed = bytearray(hashlib.md5(instance.encode() + secret, usedforsecurity=False).digest())
    count = 0
    while True:
        seed[count % 16] = (seed[count % 16] + 1) % 256
        count += 1
        yield bytes(seed)


def _opened(content: bytes, secret: bytes, vector: bytes) -> bytes:
    decryptor = Cipher(AES(secret), CFB(vector)).decryptor()
    padded = decryptor.update(content) + decryptor.finalize()
    unpadder = padding.PKCS7(128).unpadder()
    try:
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        raise CannotDecrypt("tampered") from None


def _check_signature(root: Node, key: RSAPrivateKey, wrapped: str, instance: str, opened: Mapping[str, bytes]) -> None:
    """Where there is one (Collect always writes it): over the form, the wrapped key, the instance and each file."""
    signature = _text(root, "base64EncryptedElementSignature")
    if not signature:
        return
    version = root.attributes.get("version", "")
    lines = [root.attributes.get("id", ""), *([version] if version else []), wrapped, instance]
    lines += [f"{name}::{hashlib.md5(content, usedforsecurity=False).hexdigest()}" for name, content in opened.items()]
    said = ("\n".join(lines) + "\n").encode()
    try:
        signed = _unwrapped(signature, key)
    except CannotDecrypt:
        raise CannotDecrypt("tampered") from None
    if signed != hashlib.md5(said, usedforsecurity=False).digest():
        raise CannotDecrypt("tampered")


def _check_instance(xml: bytes, manifest: Node, instance: str) -> None:
    """What was inside must be of the form, version and number that the outside says."""
    try:
        root = read_instance(xml)
    except NotReadable:
        raise CannotDecrypt("tampered") from None
    inside = _text(root.child("meta") or root, "instanceID")
    same = all(root.attributes.get(part, "") == manifest.attributes.get(part, "") for part in ("id", "version"))
    if inside != instance or not same:
        raise CannotDecrypt("tampered")


def _bare(name: str) -> str:
    return name.removesuffix(_ENDING)


def _text(node: Node, name: str) -> str:
    found = node.child(name)
    return found.text.strip() if found else ""
