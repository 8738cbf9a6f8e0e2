"""A device is told what to do with what it keeps: by its own secret, whoever can still sign in."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from hamroh.casework.offline.access import mark_of
from hamroh.casework.offline.actions import Sent, answer_device, end_device, keep_on_device, take_from_device
from hamroh.casework.offline.models import OfflineDevice
from hamroh.casework.offline.queries import devices
from hamroh.casework.offline.terms import Contact
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.errors import NotFound, Refused
from tests import cast
from tests.cast import NOW, acting, daler, farrukh, gulnora, nigora, rustam, sitora, zarina


def kept(member: cast.Member) -> tuple[Any, Any]:
    id, secret = uuid4(), uuid4()
    with acting(member) as actor:
        keep_on_device(actor, id=id, secret=secret, now=NOW)
    return id, secret


def asked(secret: Any, now: Any = NOW) -> Contact:
    with transaction.atomic():
        act_as(None)
        return answer_device(secret, now=now)


def test_whoever_holds_the_permission_keeps_forms_and_the_device_may_go_on_without_a_session(db: None) -> None:
    _, secret = kept(nigora)
    assert asked(secret, NOW + timedelta(hours=5)) == Contact.KEEP
    with acting(nigora) as actor:
        (device,) = devices(actor)
    assert device.own and device.contacted_at == NOW + timedelta(hours=5)


def test_two_clicks_set_one_device_up(db: None) -> None:
    id, secret = uuid4(), uuid4()
    for _ in range(2):
        with acting(nigora) as actor:
            keep_on_device(actor, id=id, secret=secret, now=NOW)
    with acting(nigora) as actor:
        assert len(devices(actor)) == 1


@pytest.mark.parametrize("member", [gulnora, zarina, farrukh], ids=lambda m: m.username)
def test_without_the_permission_nothing_is_kept(db: None, member: cast.Member) -> None:
    with acting(member) as actor, pytest.raises(NotFound):
        keep_on_device(actor, id=uuid4(), secret=uuid4(), now=NOW)


def test_a_secret_that_nobody_set_up_learns_nothing(db: None) -> None:
    kept(nigora)
    assert asked(uuid4()) == Contact.UNKNOWN


def test_a_device_whose_holder_lost_the_role_is_told_to_wipe(db: None) -> None:
    id, secret = uuid4(), uuid4()
    with acting(nigora) as actor:
        keep_on_device(actor, id=id, secret=secret, now=NOW)
    with connections_owner() as cursor:
        cursor.execute("UPDATE offline_offlinedevice SET user_id = %s WHERE id = %s", [daler.id, id])
    assert asked(secret) == Contact.WIPE
    assert asked(secret) == Contact.WIPE, "it stays so"


def test_a_device_of_somebody_who_now_works_elsewhere_is_told_to_wipe(db: None) -> None:
    id, secret = kept(nigora)
    with connections_owner() as cursor:
        cursor.execute("UPDATE offline_offlinedevice SET user_id = %s WHERE id = %s", [rustam.id, id])
    assert asked(secret) == Contact.WIPE


def test_its_holder_ends_a_lost_device_and_it_is_told_once_it_asks(db: None) -> None:
    id, secret = kept(nigora)
    with acting(nigora) as actor:
        end_device(actor, device_id=id, now=NOW)
    with acting(nigora) as actor:
        assert devices(actor)[0].told_at is None
    assert asked(secret) == Contact.WIPE
    with acting(nigora) as actor:
        assert devices(actor)[0].told_at == NOW


def test_the_focal_point_ends_a_device_of_the_own_people_and_of_nobody_else(db: None) -> None:
    id, secret = kept(nigora)
    with acting(farrukh) as actor, pytest.raises(NotFound):
        end_device(actor, device_id=id, now=NOW)
    with acting(sitora) as actor, pytest.raises(NotFound):
        end_device(actor, device_id=id, now=NOW)
    assert asked(secret) == Contact.KEEP
    with acting(gulnora) as actor:
        assert [device.own for device in devices(actor)] == [False]
        end_device(actor, device_id=id, now=NOW)
    assert asked(secret) == Contact.WIPE


def test_in_the_database_a_device_is_not_there_for_others_and_its_mark_is_not_its_secret(db: None) -> None:
    _, secret = kept(nigora)
    for other in (sitora, rustam, farrukh):
        with acting(other):
            assert not OfflineDevice.objects.exists()
    with transaction.atomic():
        act_as(None)
        assert not OfflineDevice.objects.exists()
    with acting(nigora):
        mark = OfflineDevice.objects.get().mark
    assert mark == mark_of(secret) and str(secret) not in mark
    with acting(rustam), connection.cursor() as cursor:
        cursor.execute("UPDATE offline_offlinedevice SET ended_at = now()")
        assert cursor.rowcount == 0


def connections_owner() -> Any:
    from django.db import connections

    return connections["owner"].cursor()


def test_what_was_filled_for_one_organisation_is_not_sent_while_acting_for_another(db: None) -> None:
    _, secret = kept(nigora)
    filled = Sent(id=uuid4(), version=uuid4(), answers={}, language="en", collected_at=NOW)
    with acting(nigora) as actor, pytest.raises(Refused, match="for another organisation"):
        elsewhere = replace(actor, organisation_id=cast.organisation_id(cast.NGO))
        take_from_device(elsewhere, secret=secret, sent=filled, now=NOW)
