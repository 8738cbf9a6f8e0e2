"""A telephone is issued to one colleague, by whoever may; its token opens exactly what its owner may do today."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from hamroh.casework.submissions.access import Closed, DeviceClosed, open_by_token
from hamroh.casework.submissions.actions.devices import issue_device, revoke_device
from hamroh.casework.submissions.models import Device
from hamroh.casework.submissions.queries.devices import devices
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.submissions import given
from tests.cast import acting, anahita, farrukh, gulnora, nigora, sitora


def opened(token: str, now=None):  # type: ignore[no-untyped-def]
    with transaction.atomic():
        act_as(None)
        return open_by_token(token, now=now or clock.now())


def test_its_token_makes_its_owner_act_and_nobody_else(db: None) -> None:
    key, token = given.device()
    device = opened(token)
    assert (device.id, device.actor.user_id) == (key, nigora.id)
    assert device.actor.organisation_id == cast.organisation_id(cast.SHELTER)


def test_the_token_is_kept_nowhere(db: None) -> None:
    _, token = given.device()
    row = Device.objects.using("owner").get()
    assert token not in str(row.__dict__)
    assert len(token) >= 40
    assert not [e for e in Entry.objects.using("owner").all() if token in str(e.__dict__)]


def test_a_second_click_issues_nothing(db: None) -> None:
    key, _ = given.device()
    with acting(gulnora) as actor:
        again = issue_device(actor, id=key, user_id=nigora.id, label="Grey one", days=30, now=clock.now())
    assert again == ""
    assert Device.objects.using("owner").count() == 1


@pytest.mark.parametrize("token", ["x", "", "a" * 43, "../..", "’"])
def test_another_token_opens_nothing(db: None, token: str) -> None:
    given.device()
    with pytest.raises(NotFound):
        opened(token)


def test_it_closes_when_revoked_when_its_time_is_over_and_when_its_owner_leaves(db: None) -> None:
    key, token = given.device(days=30)
    with pytest.raises(DeviceClosed) as closed:
        opened(token, clock.now() + timedelta(days=31))
    assert closed.value.why == Closed.ENDED
    with acting(nigora) as actor:
        revoke_device(actor, device_id=key, now=clock.now())
    with pytest.raises(DeviceClosed) as closed:
        opened(token)
    assert closed.value.why == Closed.REVOKED


def test_it_closes_with_the_post_of_its_owner(db: None) -> None:
    from hamroh.mechanism.membership.models import Post

    _, token = given.device(sitora)
    posts = Post.objects.using("owner").filter(user_id=sitora.id)
    posts.update(until=clock.now())
    try:
        with pytest.raises(DeviceClosed) as closed:
            opened(token)
        assert closed.value.why == Closed.OWNER
    finally:
        posts.update(until=None)


def test_it_closes_while_its_organisation_is_suspended(db: None) -> None:
    from hamroh.mechanism.membership.models import Organisation

    _, token = given.device()
    shelter = Organisation.objects.using("owner").filter(key=cast.SHELTER)
    shelter.update(status="suspended")
    try:
        with pytest.raises(DeviceClosed) as closed:
            opened(token)
        assert closed.value.why == Closed.OWNER
    finally:
        shelter.update(status="admitted")
    assert opened(token).actor.user_id == nigora.id


def test_only_whoever_fills_forms_here_gets_one_and_the_label_is_no_story(db: None) -> None:
    with acting(gulnora) as actor, pytest.raises(Refused) as refused:
        issue_device(actor, id=uuid7(), user_id=anahita.id, label="<b>", days=7, now=clock.now())
    assert {o.field for o in refused.value.obstacles} == {"user_id", "label", "days"}
    with acting(nigora) as actor, pytest.raises(NotFound):
        issue_device(actor, id=uuid7(), user_id=nigora.id, label="Own", days=30, now=clock.now())


def test_its_owner_sees_it_and_revokes_it_and_a_colleague_does_not(db: None) -> None:
    key, _ = given.device()
    with acting(nigora) as actor:
        assert [d.own for d in devices(actor, clock.now())] == [True]
    for stranger in (sitora, farrukh):
        with acting(stranger) as actor:
            assert not devices(actor, clock.now())
            with pytest.raises(NotFound):
                revoke_device(actor, device_id=key, now=clock.now())
    with acting(gulnora) as actor:
        assert revoke_device(actor, device_id=key, now=clock.now()).revoked_by == gulnora.id
        assert not [d for d in devices(actor, clock.now()) if d.open]


def test_the_database_itself_lets_nobody_issue_for_another_organisation(db: None) -> None:
    with acting(farrukh) as actor:
        device = Device(
            organisation_id=cast.organisation_id(cast.SHELTER), user_id=nigora.id, label="x", mark="1" * 64,
            issued_by=actor.user_id, issued_at=clock.now(), until=clock.now(),
        )  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            device.save(force_insert=True)


def test_the_database_itself_lets_nobody_take_a_revocation_back(db: None) -> None:
    key, _ = given.device()
    with acting(gulnora) as actor:
        revoke_device(actor, device_id=key, now=clock.now())
    for member in (nigora, gulnora):
        with acting(member):
            Device.objects.filter(pk=key).update(revoked_at=None)
    assert Device.objects.using("owner").get(pk=key).revoked_at
