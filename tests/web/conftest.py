"""Pages through HTTP as somebody of the cast, with real commits."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast

SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """`sign_in(cast.nigora, "tg")`: a browser in which this person is signed in and reads that language."""

    def as_member(member: cast.Member, language: str = "en") -> Client:
        from hamroh.foundation.accounts.models import User

        client = Client()
        client.force_login(User.objects.get(pk=member.id), backend="django.contrib.auth.backends.ModelBackend")
        client.cookies["language"] = language
        return client

    return as_member
