"""Guessing at the door: no odd sign keeps a wrong guess from being counted, and nothing used opens twice."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hamroh.foundation.audit.models import Entry
from tests import cast
from tests.web.account import conftest as account

fresh_codes = account.fresh_codes  # which codes were used is part of the cast, and the cast outlives a test

GUESSES = ["123456é", "12 34 56", "१२३४५७", "²²²²²²", "000001"]


@pytest.fixture
def browser(db: None) -> Any:
    client = account.Browser()
    client.raise_request_exception = False
    return client


def failures() -> int:
    return Entry.objects.using("owner").filter(verb="account.sign_in_failed").count()


def test_every_guess_at_a_code_counts_however_it_is_written(browser: Any) -> None:
    browser.password(cast.nigora)
    answers = [browser.code(guess).status_code for guess in GUESSES]
    assert answers == [200, 200, 200, 200, 429]
    assert failures() == len(GUESSES)
    again = account.Browser()
    again.password(cast.nigora)
    again.code(account.next_code())
    assert again.get(reverse("home")).status_code == 302, "five failures close it, also for the right code"


@pytest.mark.parametrize("odd", ["\x00", "x\x00", "é" * 200, "%s", "👁", "\ufeff", " "], ids=range(7))
def test_nothing_odd_at_the_sign_in_breaks_it(browser: Any, odd: str) -> None:
    for typed in ({"login": odd, "password": "x"}, {"login": "nigora", "password": odd, "next": odd}, {"login": odd}):
        assert browser.send("/sign-in/", typed).status_code in (200, 429)
    browser = account.Browser()
    browser.password(cast.rustam)
    assert browser.code(odd).status_code in (200, 429)


def test_the_key_of_a_session_changes_at_the_sign_in(browser: Any) -> None:
    browser.get("/sign-in/")
    browser.password(cast.nigora)
    before = browser.cookies["s"].value
    browser.code(account.next_code())
    assert browser.cookies["s"].value != before
    thief = Client()
    thief.cookies["s"] = before
    assert thief.get(reverse("home")).status_code == 302


def test_a_password_alone_opens_no_page_whatever_is_asked(browser: Any) -> None:
    browser.password(cast.nigora)
    pages = ("home", "case_list", "my_account", "replace_second_factor", "mfa_activate_totp", "account_change_password")
    assert [browser.get(reverse(page)).status_code for page in pages] == [302] * len(pages)
    for page in ("account_reauthenticate", "mfa_reauthenticate", "mfa_generate_recovery_codes"):
        assert browser.get(reverse(page)).status_code == 302


def test_a_real_database_is_not_served_as_a_demonstration() -> None:
    command = [sys.executable, "-m", "hamroh.conf.cli", "serve"]
    ran = subprocess.run(command, env=os.environ | {"HAMROH_DEMO": "1"}, capture_output=True, timeout=30, check=False)
    assert ran.returncode == 1 and b"HAMROH_DEMO" in ran.stderr
