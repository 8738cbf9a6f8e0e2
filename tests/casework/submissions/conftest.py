from collections.abc import Iterator
from uuid import UUID

import pytest


@pytest.fixture
def version(db: None) -> Iterator[UUID]:
    """A form that telephones may collect now, in its first version, in an edition that is in force."""
    from hamroh.exchange.openrosa import pace
    from tests.casework.submissions import given
    from tests.new_editions import publishing

    pace.forget()
    with publishing() as publish:
        publish(given.on_telephones(given.WORKBOOK))
        yield given.version()


@pytest.fixture
def sign_in(db: None):  # type: ignore[no-untyped-def]
    """A browser in which this person is signed in."""
    from django.test import Client

    from hamroh.foundation.accounts.models import User

    def as_member(member):  # type: ignore[no-untyped-def]
        client = Client()
        user = User.objects.get(pk=member.id)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        client.cookies["language"] = "en"
        return client

    return as_member
