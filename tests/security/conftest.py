"""Attackers: a browser with CSRF checked, the owner's view of every table, and one connection as each login."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests import cast

Rows = Callable[..., list[Any]]


@pytest.fixture
def owner(db: None) -> Rows:
    """Ask as the owner of the tables, who sees every row: what is not there for it is not there at all."""

    def ask(sql: str, *values: Any) -> list[Any]:
        with connections["owner"].cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    return ask


@pytest.fixture
def jobs(db: None) -> Iterator[Rows]:
    """Ask as the login of the jobs."""

    def ask(sql: str) -> list[Any]:
        with connections["jobs"].cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    yield ask
    connections["jobs"].close()


@pytest.fixture
def sign_in(db: None) -> Callable[..., Client]:
    def as_member(member: cast.Member, *, csrf: bool = False) -> Client:
        from hamroh.foundation.accounts.models import User

        client = Client(enforce_csrf_checks=csrf)
        client.raise_request_exception = False  # an attacker sees the page of the failure
        client.force_login(User.objects.get(pk=member.id), backend="django.contrib.auth.backends.ModelBackend")
        client.cookies["language"] = "en"
        return client

    return as_member
