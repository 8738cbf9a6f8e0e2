"""`hamroh forms decrypt` opens a folder of submissions with a key that no server ever had."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from hamroh.conf.cli import main
from tests.casework.submissions.encrypting import encrypted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    import base64

    from cryptography.hazmat.primitives.serialization import PublicFormat

    private = rsa.generate_private_key(65537, 2048)
    (tmp_path / "key.pem").write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = base64.b64encode(
        private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).decode()
    for name in ("one", "two"):
        xml = f'<data id="f" version="1"><a>{name}</a><meta><instanceID>uuid:{name}</instanceID></meta></data>'.encode()
        manifest, files = encrypted(public, f"uuid:{name}", xml, "f", "1", {"1.jpg": b"photo"})
        place = tmp_path / "sent" / name
        place.mkdir(parents=True)
        (place / "submission.xml").write_bytes(manifest)
        for file, content in files.items():
            (place / file).write_bytes(content)
    return tmp_path


def run(folder: Path) -> int:
    said = ["forms", "decrypt", str(folder / "sent"), "--key", str(folder / "key.pem"), "--to", str(folder / "open")]
    return main(said)


def test_every_submission_is_opened_with_its_files_for_its_owner_alone(folder: Path) -> None:
    assert run(folder) == 0
    assert b"<a>two</a>" in (folder / "open/two/submission.xml").read_bytes()
    assert (folder / "open/one/1.jpg").read_bytes() == b"photo"
    assert (folder / "open/one/1.jpg").stat().st_mode & 0o077 == 0


def test_one_that_was_changed_is_named_and_the_others_are_opened(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = folder / "sent/one/1.jpg.enc"
    changed.write_bytes(b"x" * len(changed.read_bytes()))
    assert run(folder) == 1
    assert "one/submission.xml: not opened, it was changed" in capsys.readouterr().out
    assert not (folder / "open/one").exists()
    assert (folder / "open/two/1.jpg").exists()


def test_what_is_no_key_and_a_folder_without_any_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "key.pem").write_text("no key")
    assert run(folder) == 1
    assert "is no key" in capsys.readouterr().err
