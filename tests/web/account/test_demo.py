"""Published passwords exist only where the program and the database both say that this is a demonstration."""

import re

import pytest
from django.db import connections
from django.test import override_settings

from hamroh.foundation.accounts.access import demo_allowed, is_demo_database
from hamroh.foundation.accounts.terms import DEMO_MARK, DEMO_PASSWORD
from tests import cast


@pytest.fixture
def marked(db):
    name = connections["owner"].settings_dict["NAME"]
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"COMMENT ON DATABASE {name} IS '{DEMO_MARK}'")
        yield
        cursor.execute(f"COMMENT ON DATABASE {name} IS NULL")


def test_without_the_mark_of_the_database_it_is_not_here(browser):
    with override_settings(HAMROH_DEMO=True):
        assert browser.get("/demo/").status_code == 404
        assert "/demo/" not in browser.get("/sign-in/").content.decode()
    assert not is_demo_database()


def test_without_the_setting_it_is_not_here(browser, marked):
    assert is_demo_database() and not demo_allowed()
    assert browser.get("/demo/").status_code == 404
    assert browser.send("/demo/", {"who": str(cast.nigora.id)}).status_code == 404


def test_in_a_demonstration_anybody_listed_can_sign_in(browser, marked):
    assert DEMO_PASSWORD == cast.PASSWORD
    with override_settings(HAMROH_DEMO=True):
        page = browser.get("/demo/").content.decode()
        for member in cast.EVERYBODY:
            assert member.short_name in page
        assert browser.send("/demo/", {"who": str(cast.nigora.id)}).url == "/sign-in/"
        assert 'value="nigora"' in browser.get("/sign-in/").content.decode()
        browser.password(cast.nigora)
        page = browser.get("/sign-in/code/").content.decode()
        shown = re.search(r'the code is now <bdi class="hm-code">(\d{6})', page)
        assert browser.code(shown.group(1)).status_code == 302


def test_the_code_shown_is_one_that_still_works(browser, marked):
    """Two sign-ins of one person within half a minute: the page shows the next code."""
    with override_settings(HAMROH_DEMO=True):
        for _ in range(2):
            browser.password(cast.nigora)
            page = browser.get("/sign-in/code/").content.decode()
            assert browser.code(re.search(r"(\d{6})</bdi>", page).group(1)).status_code == 302
            browser.send("/sign-out/")


def test_the_owner_marks_a_database(db):
    from hamroh.foundation.accounts import actions
    from hamroh.foundation.accounts.actions import mark_as_demo

    original, actions.connection = actions.connection, connections["owner"]
    try:
        mark_as_demo()
        assert is_demo_database()
    finally:
        actions.connection = original
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"COMMENT ON DATABASE {connections['owner'].settings_dict['NAME']} IS NULL")
