"""A session ends by itself, and its cookies tell nobody anything."""

import pytest
from django.conf import settings
from django.test import override_settings

from tests import cast
from tests.web.account.conftest import Browser, recorded


def back_in_time(browser: Browser, **seconds: int) -> None:
    session = browser.session
    for name, by in seconds.items():
        session[name] -= by
    session.save()


def test_it_ends_after_idling_and_the_sign_in_page_says_so(browser):
    browser.sign_in(cast.nigora)
    back_in_time(browser, active_at=settings.HAMROH_IDLE_MINUTES * 60 - 5)
    assert browser.get("/account/").status_code == 200
    back_in_time(browser, active_at=settings.HAMROH_IDLE_MINUTES * 60 + 5)
    answer = browser.get("/account/")
    assert answer.url.startswith("/sign-in/")
    assert "because nothing was done for 15 minutes" in browser.get(answer.url).content.decode()
    assert recorded("account.session_ended") == [(cast.nigora.id, {"why": "idle"})]


def test_work_keeps_it_open_but_not_for_ever(browser):
    browser.sign_in(cast.nigora)
    for _ in range(3):
        back_in_time(browser, active_at=600, since=600)
        assert browser.get("/account/").status_code == 200
    back_in_time(browser, since=10 * 3600)
    assert browser.get("/account/").status_code == 302


def test_signing_out_everywhere_ends_other_sessions(browser):
    from tests.web.account.conftest import next_code

    other = Browser()
    other.sign_in(cast.nigora)
    browser.password(cast.nigora)
    browser.code(next_code(1))
    browser.send("/sign-out/everywhere/")
    assert other.get("/account/").status_code == 302
    assert browser.get("/account/").status_code == 302


def test_the_cookie_of_the_session_is_for_the_server_alone(browser):
    browser.sign_in(cast.nigora)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]  # ends with the browser


def test_behind_https_every_cookie_is_secure(browser):
    with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        browser.get("/sign-in/")
        assert browser.cookies["csrftoken"]["secure"]


def test_a_visit_leaves_no_cookie_that_outlives_the_browser(browser):
    browser.get("/")
    browser.send("/language/", {"language": "tg", "next": "/rights/"})
    assert {name: cookie["max-age"] for name, cookie in browser.cookies.items()} == {"csrftoken": "", "language": ""}


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/rights/", "/nowhere/"])
def test_the_security_policy_allows_nothing_inline(browser, address):
    headers = browser.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/rights/", "/account/"])
def test_pages_hold_no_inline_style_or_script(browser, address):
    browser.sign_in(cast.nigora)
    page = browser.get(address).content.decode()
    assert " style=" not in page
    assert " onclick" not in page
    assert "<script>" not in page and "<style" not in page
    assert "no-store" in browser.get(address).headers["Cache-Control"] or address == "/sign-in/"
