"""Accounts are made and closed by people; the application itself can make none."""

from contextlib import contextmanager

import pytest
from django.db import ProgrammingError, connections, transaction

from hamroh.foundation.accounts import actions
from hamroh.foundation.accounts.models import User
from hamroh.kernel.actor import system_actor
from hamroh.kernel.errors import Refused
from tests.cast import NOW, PASSWORD, acting, nigora

OPERATOR = system_actor("operator")


class OwnerFirst:
    """A test's stand-in for the login under which the command line works."""

    def db_for_read(self, model, **hints):
        return "owner"

    db_for_write = db_for_read


@contextmanager
def as_owner():
    from django.db import router

    routers, router.routers = router.routers, [OwnerFirst()]
    default = connections["default"]
    try:
        connections["default"] = connections["owner"]
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        connections["default"] = default
        router.routers = routers


def create(**changes):
    return actions.create_account(
        OPERATOR, **{"username": "Munira ", "short_name": "S. Rahimova", "password": PASSWORD, "now": NOW, **changes}
    )


def test_a_username_is_kept_in_small_letters_and_the_password_is_not_kept(db):
    with as_owner():
        user = create()
        assert user.username == "munira"
        assert user.check_password(PASSWORD) and PASSWORD not in user.password


def test_every_obstacle_is_named_at_once(db):
    with as_owner(), pytest.raises(Refused) as refused:
        create(username="NIGORA", password="nigora")
    assert {o.field for o in refused.value.obstacles} == {"username", "password"}


def test_a_closed_account_stays_closed(db):
    with as_owner():
        user = create()
        actions.deactivate(OPERATOR, user_id=user.pk, now=NOW)
        assert not User.objects.get(pk=user.pk).is_active


def test_a_forgotten_second_factor_ends_every_session(db):
    with as_owner():
        before = User.objects.get(pk=nigora.id).get_session_auth_hash()
        actions.forget_second_factor(OPERATOR, user_id=nigora.id, now=NOW)
        assert User.objects.get(pk=nigora.id).get_session_auth_hash() != before


def test_the_application_itself_can_make_no_account_and_close_none(db):
    for act in (
        lambda actor: actions.create_account(actor, username="x", short_name="X", password=PASSWORD, now=NOW),
        lambda actor: actions.deactivate(actor, user_id=nigora.id, now=NOW),
    ):
        with pytest.raises(ProgrammingError), acting(nigora) as actor:
            act(actor)
