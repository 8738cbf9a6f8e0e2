"""ODK's encryption as the XForms specification describes it, written for the tests alone and from the other end.

Nothing of the platform is used: what it opens must be what somebody else closed.
"""

import base64
import hashlib
import os

from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

OAEP = padding.OAEP(mgf=padding.MGF1(SHA256()), algorithm=SHA256(), label=None)


class Telephone:
    """Encrypts one submission: files one by one, the answers last, each with the next vector."""

    def __init__(self, public_key: str, instance: str, form: str, version: str) -> None:
        public = load_der_public_key(base64.b64decode(public_key))
        assert isinstance(public, rsa.RSAPublicKey)
        self.public, self.instance, self.form, self.version = public, instance, form, version
        self.secret = os.urandom(32)
        self.wrapped = base64.b64encode(public.encrypt(self.secret, OAEP)).decode()
        self.seed = list(hashlib.md5(instance.encode() + self.secret).digest())
        self.turn = 0
        self.closed: dict[str, bytes] = {}
        self.lines: list[str] = []

    def close(self, name: str, content: bytes) -> None:
        place = self.turn % 16
        self.seed[place] = (self.seed[place] + 1) & 0xFF
        self.turn += 1
        short = 16 - len(content) % 16
        cipher = Cipher(algorithms.AES(self.secret), CFB(bytes(self.seed))).encryptor()
        self.closed[f"{name}.enc"] = cipher.update(content + bytes([short]) * short) + cipher.finalize()
        self.lines.append(f"{name}::{hashlib.md5(content).hexdigest()}")

    def manifest(self, *, signed: bool = True) -> bytes:
        *media, answers = self.closed
        said = "\n".join([self.form, self.version, self.wrapped, self.instance, *self.lines]) + "\n"
        sign = base64.b64encode(self.public.encrypt(hashlib.md5(said.encode()).digest(), OAEP)).decode()
        signature = f"<base64EncryptedElementSignature>{sign}</base64EncryptedElementSignature>" if signed else ""
        files = "".join(f"<media><file>{name}</file></media>" for name in media)
        return (
            f'<data xmlns="http://opendatakit.org/submissions" id="{self.form}" encrypted="yes" version="{self.version}">'
            f"<base64EncryptedKey>{self.wrapped}</base64EncryptedKey>{files}"
            f"<encryptedXmlFile>{answers}</encryptedXmlFile>{signature}"
            f'<meta xmlns="http://openrosa.org/xforms"><instanceID>{self.instance}</instanceID></meta></data>'
        ).encode()


def encrypted(
    public_key: str,
    instance: str,
    answers: bytes,
    form: str,
    version: str,
    files: dict[str, bytes],
    signed: bool = True,
) -> tuple[bytes, dict[str, bytes]]:
    """The manifest and the closed files of one submission."""
    telephone = Telephone(public_key, instance, form, version)
    for name, content in files.items():
        telephone.close(name, content)
    telephone.close("submission.xml", answers)
    return telephone.manifest(signed=signed), telephone.closed
