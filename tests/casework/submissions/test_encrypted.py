"""What a telephone encrypted following the specification opens to the same answers; what was changed, or closed for another
key, is told and kept."""

from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.test import Client
from django.urls import reverse
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.submissions.actions.keys import make_key
from hamroh.casework.submissions.actions.settling import open_with_own_key
from hamroh.casework.submissions.models import EncryptionKey, PrivateHalf, Submission, SubmissionFile
from hamroh.casework.submissions.rules.decrypting import CannotDecrypt, decrypt
from hamroh.foundation.forms.models import ResponseFile, ResponsePart
from hamroh.jobs.submissions import take_in_received
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests.casework.submissions import given
from tests.casework.submissions.encrypting import encrypted
from tests.cast import acting, gulnora, nigora
from tests.new_editions import publishing

PASSPHRASE = "four words and a comma"
STORY = "Шиносномаашро кашида гирифтанд"
WORKBOOK = {
    **given.WORKBOOK,
    "survey": [
        *given.WORKBOOK["survey"],
        {"type": "text", "name": "story", "label": "What happened", "field_group": "narrative"},
    ],
    "settings": [{"form_id": given.FORM, "version": "2026-e"}],
}


@pytest.fixture
def secret_form(db: None) -> Any:
    """A form on telephones that asks for the story."""
    with publishing() as publish:
        publish(given.on_telephones(WORKBOOK))
        yield given.version(WORKBOOK, "2026-e")


def key(custody: str = "platform") -> tuple[str, bytes]:
    id = uuid7()
    with acting(gulnora) as actor:
        file = make_key(actor, id=id, custody=custody, passphrase=PASSPHRASE, now=clock.now())
    return EncryptionKey.objects.using("owner").get(pk=id).public_key, file


def closed(public_key: str, *, photo: bytes = b"\xff\xd8\xff photo", code: str = "", signed: bool = True) -> Any:
    number = given.instance()
    answers = given.xml(number, version="2026-e", photo="1.jpg", code=code, more=f"<story>{STORY}</story>")
    return encrypted(public_key, number, answers, given.FORM, "2026-e", {"1.jpg": photo}, signed)


def send(manifest: bytes, files: dict[str, bytes]) -> Any:
    parts = [("xml_submission_file", "text/xml", manifest)]
    parts += [(name, "application/octet-stream", content) for name, content in files.items()]
    return given.post(given.device()[1], given.body(parts))


def row() -> Submission:
    return Submission.objects.using("owner").get()


def test_it_decrypts_to_the_same_answers_and_the_same_photograph(secret_form: UUID) -> None:
    public_key, _ = key()
    with acting(nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
    assert send(*closed(public_key, code=case.code)).status_code == 201
    take_in_received()
    assert (row().state, row().case_id) == ("taken", case.pk)
    parts = {part.field_group: part for part in ResponsePart.objects.using("owner").all()}
    assert parts["core"].values["age"] == "17"
    assert STORY.encode() not in bytes(parts["narrative"].sealed)
    assert ResponseFile.objects.using("owner").get().size == len(b"\xff\xd8\xff photo")


def test_the_form_carries_the_key_and_is_not_given_out_without_one(secret_form: UUID) -> None:
    _, token = given.device()
    assert given.FORM not in Client().get(given.address(token, "formList")).content.decode()
    public_key, _ = key()
    assert given.FORM in Client().get(given.address(token, "formList")).content.decode()
    xform = Client().get(given.address(token, f"forms/{secret_form}.xml")).content.decode()
    assert f'base64RsaPublicKey="{public_key}"' in xform


def test_sent_open_it_is_not_taken_at_all(secret_form: UUID) -> None:
    key()
    response = given.send(given.device()[1], given.xml(given.instance(), version="2026-e"))
    assert response.status_code == 400
    assert "encrypted only" in response.content.decode()
    assert not Submission.objects.using("owner").exists()


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("which", ["1.jpg.enc", "submission.xml.enc"])
def test_what_was_changed_on_the_way_is_told_and_kept(secret_form: UUID, signed: bool, which: str) -> None:
    public_key, _ = key()
    manifest, files = closed(public_key, signed=signed)
    files[which] = bytes([files[which][0] ^ 1]) + files[which][1:-1] + bytes([files[which][-1] ^ 0x40])
    send(manifest, files)
    take_in_received()
    assert (row().state, row().faults) == ("quarantined", [{"code": "tampered"}])
    assert SubmissionFile.objects.using("owner").count() == 3


def test_closed_for_another_key_it_waits(secret_form: UUID) -> None:
    public_key, _ = key()
    from hamroh.casework.submissions.models import EncryptionKey as Key

    other = Key.objects.using("owner").get(public_key=public_key)
    key()  # the organisation makes another, and the first is lost
    PrivateHalf.objects.using("owner").filter(key=other).delete()
    send(*closed(public_key))
    take_in_received()
    assert (row().state, row().faults) == ("quarantined", [{"code": "wrong_key"}])


def test_an_old_key_of_the_platform_still_opens(secret_form: UUID) -> None:
    public_key, _ = key()
    key()
    send(*closed(public_key))
    take_in_received()
    assert row().state == "collected"


def test_the_organisations_own_key_is_nowhere_here_and_opens_for_one_step(secret_form: UUID) -> None:
    public_key, file = key("organisation")
    assert not PrivateHalf.objects.using("owner").exists()
    assert b"ENCRYPTED" in file
    send(*closed(public_key))
    take_in_received()
    assert row().state == "locked"
    private = load_pem_private_key(file, PASSPHRASE.encode())
    with acting(nigora) as actor:
        assert open_with_own_key(actor, key=private, now=clock.now()) == (1, 0)  # type: ignore[arg-type]
    assert row().state == "collected"
    assert not [f for f in SubmissionFile.objects.using("owner").all() if STORY.encode() in bytes(f.sealed)]


def test_on_the_page_the_key_is_used_once_and_the_answers_are_then_read(secret_form: UUID, sign_in: Any) -> None:
    from io import BytesIO

    public_key, file = key("organisation")
    send(*closed(public_key))
    take_in_received()
    client = sign_in(nigora)
    assert STORY not in client.get(reverse("settle_submission", args=[row().pk])).content.decode()

    def bring(passphrase: str) -> Any:
        given_file = BytesIO(file)
        given_file.name = "k.pem"
        return client.post(reverse("unlock_submissions"), {"key_file": given_file, "passphrase": passphrase})

    assert "open nothing" in bring("another").content.decode()
    assert bring(PASSPHRASE).status_code == 302
    assert STORY in client.get(reverse("settle_submission", args=[row().pk])).content.decode()


def test_a_key_file_is_handed_out_once(secret_form: UUID, sign_in: Any) -> None:
    client, id = sign_in(gulnora), str(uuid7())
    said = {"id": id, "custody": "organisation", "passphrase": PASSPHRASE}
    first = client.post(reverse("phone_keys"), said)
    assert first.content.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert "no-store" in first["Cache-Control"]
    assert client.post(reverse("phone_keys"), said).status_code == 302
    assert EncryptionKey.objects.using("owner").count() == 1
    assert (
        "at least 12"
        in client.post(reverse("phone_keys"), {**said, "id": str(uuid7()), "passphrase": "x"}).content.decode()
    )


def test_who_issues_no_telephones_makes_no_key(db: None) -> None:
    with acting(nigora) as actor, pytest.raises(NotFound):
        make_key(actor, id=uuid7(), custody="platform", now=clock.now())
    with acting(gulnora) as actor, pytest.raises(Refused):
        make_key(actor, id=uuid7(), custody="cloud", now=clock.now())


@settings(max_examples=60, deadline=None)
@for_all(files=st.dictionaries(st.from_regex(r"[a-z]{1,8}\.jpg", fullmatch=True), st.binary(max_size=100), max_size=20))
def test_any_number_of_files_of_any_length_opens(files: dict[str, bytes]) -> None:
    private = _private()
    number = given.instance()
    answers = given.xml(number)
    manifest, sent = encrypted(_public(private), number, answers, given.FORM, given.VERSION, files)
    opened = decrypt(manifest, sent, private)
    assert (opened.xml, opened.files) == (answers, files)


@settings(max_examples=60, deadline=None)
@for_all(at=st.integers(0, 3000), flip=st.integers(1, 255))
def test_no_changed_byte_of_what_was_encrypted_is_taken_for_the_original(at: int, flip: int) -> None:
    private = _private()
    number = given.instance()
    manifest, sent = encrypted(
        _public(private), number, given.xml(number), given.FORM, given.VERSION, {"1.jpg": b"x" * 70}
    )
    name = sorted(sent)[at % 2]
    content = bytearray(sent[name])
    content[at % len(content)] ^= flip
    with pytest.raises(CannotDecrypt):
        decrypt(manifest, {**sent, name: bytes(content)}, private)


_keys: list[Any] = []


def _private() -> Any:
    if not _keys:
        from cryptography.hazmat.primitives.asymmetric import rsa

        _keys.append(rsa.generate_private_key(65537, 2048))
    return _keys[0]


def _public(private: Any) -> str:
    import base64

    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return base64.b64encode(private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def test_what_odk_collect_itself_encrypted_opens() -> None:
    """Key, instance and closed answers as ODK Collect 1.22.4 made them: a test vector of getodk/central-backend (Apache-2.0).

    The key was unwrapped with the published private key; here it is wrapped again for a key of the test's own.
    """
    import base64
    import hashlib

    from tests.casework.submissions.encrypting import OAEP, Telephone

    instance = "uuid:99b303d9-6494-477b-a30d-d8aae8867335"
    answers = base64.b64decode(
        "kMhJdk0mZOqvlxndUO3v4+UPvfYoc+bbkPmF3QmhoP7lP/QjHbzqw/IfZxQ54D328eCc4V6jtbrjeAXV+m1cWsCGGLW5KwTAxBjPBXzsZrUeY0RI"
        "SVJ1g9BJoXfSRAjYMrFYOM907BFUIYYxMqpVWGy1lo8ljqY+Sgq1VphkQk/TQGgOVYFALHDLOYnLKuLHvwBLQQwK3lje8CwNlf/b2rY9qfGC4P1e"
        "moiP+YzkLp8eH6x/HfMvRIFoZEaom1i5s3SU4WVwe2Tno4jKD69ojMlQN6VKB7DK4xaRSs2C7zfDm63n1WCyyOAj8mASIFhb3sc3hD56HTJFUV/T"
        "H3UVlzP7oPm/Mm7nEcU3+HdSSwm3I1qFYhsXfVRym41IlbC4Twf660/kUZrugA7Zqd5K9Un3lOVTzYowaF+m5OIOO56wff3zPBxeOVjANDKR7V6/"
    )
    private = _private()
    telephone = Telephone(_public(private), instance, "encrypted", "working3")
    telephone.secret = base64.b64decode("W/Omu2zF3T87S97V5ninlQNrxQsyAFe4C5iiQrPp9r8=")
    telephone.wrapped = base64.b64encode(telephone.public.encrypt(telephone.secret, OAEP)).decode()
    telephone.seed = list(hashlib.md5(instance.encode() + telephone.secret).digest())
    telephone.close("1561432532482.jpg", b"the photograph is not part of the vector")
    sent = {**telephone.closed, "submission.xml.enc": answers}
    telephone.closed = sent
    opened = decrypt(telephone.manifest(signed=False), sent, private)
    assert b"<name>bob</name><age>30</age><file>1561432532482.jpg</file>" in opened.xml
