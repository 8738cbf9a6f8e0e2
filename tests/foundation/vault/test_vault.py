"""Sealed values open only where they belong, and never again once the person's key is gone."""

import os
import stat
from uuid import uuid4

import pytest

from hamroh.foundation.vault import access as vault


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.HAMROH_KEYS = tmp_path / "keys"


def test_what_was_sealed_opens_in_its_place():
    person = uuid4()
    sealed = vault.seal(person, "Ҷамила", place="people_identity.sealed:1")
    assert "Ҷамила".encode() not in sealed
    assert vault.unseal(person, sealed, place="people_identity.sealed:1") == "Ҷамила"


def test_a_value_moved_to_another_row_does_not_open():
    person = uuid4()
    sealed = vault.seal(person, "x", place="people_identity.sealed:1")
    with pytest.raises(vault.Unreadable):
        vault.unseal(person, sealed, place="people_identity.sealed:2")


def test_a_value_of_one_person_does_not_open_for_another():
    sealed = vault.seal(one := uuid4(), "x", place="p")
    vault.seal(other := uuid4(), "y", place="p")
    with pytest.raises(vault.Unreadable):
        vault.unseal(other, sealed, place="p")
    assert vault.unseal(one, sealed, place="p") == "x"


def test_a_changed_byte_is_noticed():
    person = uuid4()
    sealed = bytearray(vault.seal(person, "x", place="p"))
    sealed[-1] ^= 1
    with pytest.raises(vault.Unreadable):
        vault.unseal(person, bytes(sealed), place="p")


def test_erasing_destroys_the_key_and_with_it_every_value():
    person = uuid4()
    sealed = vault.seal(person, "x", place="p")
    vault.erase(person)
    with pytest.raises(vault.Unreadable):
        vault.unseal(person, sealed, place="p")


def test_the_key_is_on_disk_closed_and_wrapped(settings):
    person = uuid4()
    vault.seal(person, "x", place="p")
    path = settings.HAMROH_KEYS / "subjects" / person.hex[-2:] / person.hex
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(settings.HAMROH_KEYS).st_mode) == 0o700
    assert vault.store().key(person) not in path.read_bytes()


def test_two_processes_that_make_the_key_at_once_agree(settings):
    person = uuid4()
    first, second = vault.KeyStore(settings.HAMROH_KEYS), vault.KeyStore(settings.HAMROH_KEYS)
    assert first.key(person, create=True) == second.key(person, create=True)


def test_a_wrapped_key_renamed_to_another_person_does_not_open(settings):
    one, other = uuid4(), uuid4()
    vault.seal(one, "x", place="p")
    store = vault.KeyStore(settings.HAMROH_KEYS)
    target = store._path(other)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(store._path(one).read_bytes())
    with pytest.raises(vault.Unreadable):
        store.key(other)
