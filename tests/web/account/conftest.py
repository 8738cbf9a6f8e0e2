"""A browser as the test client plays it: real addresses, real commits, CSRF checked."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from hamroh.foundation.accounts.rules import code_at, step_of
from hamroh.kernel import clock
from tests import cast


class Browser(Client):
    def __init__(self, **more: str) -> None:
        super().__init__(enforce_csrf_checks=True, **more)

    def send(self, path: str, data: dict[str, object] | None = None, **more: object):
        """Post what a person typed, with the token of the page."""
        self.get("/sign-in/" if "csrftoken" not in self.cookies else "/healthz")
        token = self.cookies["csrftoken"].value if "csrftoken" in self.cookies else ""
        return self.post(path, {"csrfmiddlewaretoken": token, **(data or {})}, **more)

    def password(self, member: cast.Member, password: str = cast.PASSWORD, **more: object):
        return self.send("/sign-in/", {"login": member.username, "password": password, **more})

    def code(self, code: str):
        return self.send("/sign-in/code/", {"code": code})

    def sign_in(self, member: cast.Member):
        self.password(member)
        return self.code(next_code())

    def speaks(self, language: str) -> "Browser":
        self.cookies["language"] = language
        return self


def next_code(later: int = 0) -> str:
    return code_at(cast.SECRET, step_of(clock.now()) + later)


def recorded(verb: str) -> list[tuple[UUID | None, dict[str, Any]]]:
    """Who did this, oldest first, with its details, as the record has it."""
    from hamroh.foundation.audit.models import Entry

    return list(Entry.objects.using("owner").filter(verb=verb).order_by("at").values_list("actor_id", "detail"))


@pytest.fixture
def browser(db: None) -> Browser:
    return Browser()


@pytest.fixture(autouse=True)
def fresh_codes(db: None) -> Iterator[None]:
    """Which codes were used is part of the cast, and the cast outlives a test: of this room and of others."""
    forget_codes()
    yield
    forget_codes()


def forget_codes() -> None:
    from allauth.mfa.models import Authenticator

    from hamroh.foundation.accounts.models import User

    for row in Authenticator.objects.using("owner").filter(type="totp"):
        if row.data.pop("last_step", None) is not None:
            row.save(using="owner")
    Authenticator.objects.using("owner").filter(type="recovery_codes").delete()
    User.objects.using("owner").update(session_round=0, language="", is_active=True)
