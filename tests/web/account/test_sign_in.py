"""Signing in as a person at a keyboard does: what leads in, what does not, and what is said then."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, get_hashers_by_algorithm
from django.test import override_settings

from hamroh.conf import settings as shipped
from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from tests import cast
from tests.web.account.conftest import Browser, next_code, recorded

TOO_MANY = "There were five failures with this username."


@pytest.mark.parametrize("language", ["en", "tg", "ru"])
def test_password_and_code_lead_in(browser, language):
    page = browser.speaks(language).get("/sign-in/")
    assert page.status_code == 200
    assert page.headers["Content-Language"] == language
    first = browser.password(cast.nigora)
    assert first.status_code == 302
    assert first.url.startswith("/sign-in/code/")
    assert "_auth_user_id" not in browser.session
    assert browser.code(next_code()).status_code == 302
    assert browser.session["_auth_user_id"] == str(cast.nigora.id)
    assert recorded("account.signed_in") == [(cast.nigora.id, {"used": ["password", "totp"]})]


def test_a_password_alone_opens_nothing(browser):
    browser.password(cast.nigora)
    assert browser.get("/account/").url.startswith("/sign-in/")


def test_a_telephones_capital_letter_and_spaces_do_no_harm(browser):
    browser.send("/sign-in/", {"login": " Nigora ", "password": cast.PASSWORD})
    code = next_code()
    assert browser.code(f"{code[:3]} {code[3:]}").status_code == 302


def test_a_wrong_password_keeps_the_username_and_never_the_password(browser):
    page = browser.password(cast.nigora, "not-her-password").content.decode()
    assert 'value="nigora"' in page
    assert "not-her-password" not in page
    assert "The username and the password do not belong together." in page


def test_no_page_says_whether_a_username_exists(browser):
    def outcome(name: str) -> list[tuple[int, str]]:
        stranger = Browser()
        answers = [stranger.send("/sign-in/", {"login": name, "password": "wrong"}) for _ in range(6)]
        return [(a.status_code, _without(a.content.decode(), name)) for a in answers]

    assert outcome("nigora") == outcome("nobody")


def _without(page: str, name: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(name, "")


def test_five_failures_close_the_account_and_the_right_password_does_not_open_it(browser):
    for _ in range(4):
        assert browser.password(cast.nigora, "wrong").status_code == 200
    fifth = browser.password(cast.nigora, "wrong")
    assert fifth.status_code == 429
    assert TOO_MANY in fifth.content.decode()
    assert Browser().password(cast.nigora).status_code == 429
    assert Browser().password(cast.sitora).status_code == 302
    assert [detail for _, detail in recorded("account.locked")] == [{"failures": 5}]


def test_after_half_an_hour_it_is_open_again_even_if_somebody_kept_trying(browser):
    from axes.models import AccessAttempt

    for _ in range(8):
        browser.password(cast.nigora, "wrong")
    for attempt in AccessAttempt.objects.all():
        assert attempt.failures_since_start == 5
        attempt.attempt_time = clock.now() - timedelta(minutes=31)
        attempt.save()
    assert browser.password(cast.nigora).status_code == 302


def test_wrong_codes_count_with_wrong_passwords(browser):
    for _ in range(2):
        browser.password(cast.nigora, "wrong")
    browser.password(cast.nigora)
    for _ in range(2):
        assert browser.code("000000").status_code == 200
    assert browser.code("000000").status_code == 429
    assert browser.code(next_code()).url == "/sign-in/"


def test_the_right_password_does_not_forget_wrong_codes(browser):
    """Whoever knows the password cannot guess codes for ever by typing it again and again."""
    for _ in range(4):
        browser.password(cast.nigora)
        browser.code("000000")
    browser.password(cast.nigora)
    assert browser.code("000000").status_code == 429


def test_failures_are_counted_in_the_database_by_a_mark_that_shows_no_name(browser):
    from axes.models import AccessAttempt

    browser.send("/sign-in/", {"login": "my-password-by-mistake", "password": "wrong"})
    row = AccessAttempt.objects.get()
    assert "mistake" not in f"{row.username} {row.post_data} {row.get_data}"
    assert not settings.ACCOUNT_RATE_LIMITS
    assert "mistake" not in str(list(Entry.objects.using("owner").values_list()))


def test_a_code_works_once(browser):
    code = next_code()
    browser.password(cast.nigora)
    assert browser.code(code).status_code == 302
    other = Browser()
    other.password(cast.nigora)
    assert "was used before" in other.code(code).content.decode()
    assert "_auth_user_id" not in other.session


def test_what_was_used_is_remembered_by_the_database_and_not_by_a_process(browser):
    from django.core.cache import cache

    code = next_code()
    browser.sign_in(cast.nigora)
    cache.clear()  # another server process has another memory
    other = Browser()
    other.password(cast.nigora)
    assert other.code(code).status_code == 200


def test_signing_in_gives_the_session_a_new_key(browser):
    browser.password(cast.nigora)
    before = browser.session.session_key
    browser.code(next_code())
    assert browser.session.session_key != before
    thief = Browser()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert thief.get("/account/").status_code == 302


def test_signing_out_needs_a_post_and_ends_the_session(browser):
    browser.sign_in(cast.nigora)
    assert browser.get("/sign-out/").status_code == 200
    assert browser.get("/account/").status_code == 200
    assert browser.send("/sign-out/").status_code == 302
    assert browser.get("/account/").status_code == 302
    assert [who for who, _ in recorded("account.signed_out")] == [cast.nigora.id]


def test_whoever_mistyped_the_account_can_begin_again(browser):
    browser.password(cast.nigora)
    assert browser.send("/sign-out/", {"next": "/sign-in/"}).url == "/sign-in/"
    assert browser.get("/sign-in/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"])
def test_nobody_is_led_elsewhere(browser, elsewhere):
    browser.send("/sign-in/", {"login": "nigora", "password": cast.PASSWORD, "next": elsewhere})
    assert "elsewhere" not in browser.code(next_code()).url
    assert browser.send("/language/", {"language": "tg", "next": elsewhere}).url == "/"


def test_a_page_asked_for_before_signing_in_comes_afterwards(browser):
    asked = browser.get("/account/password/").url
    browser.send(asked, {"login": "nigora", "password": cast.PASSWORD, "next": "/account/password/"})
    assert browser.code(next_code()).url == "/account/password/"


def test_a_closed_account_cannot_sign_in_and_nobody_learns_why(browser):
    from hamroh.foundation.accounts.models import User

    User.objects.using("owner").filter(pk=cast.nigora.id).update(is_active=False)
    page = browser.password(cast.nigora).content.decode()
    assert "The username and the password do not belong together." in page


def test_passwords_are_kept_with_argon2():
    assert shipped.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_argon2_works_here(browser):
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        get_hashers_by_algorithm.cache_clear()
        assert Argon2PasswordHasher().encode("a", "saltsaltsalt").startswith("argon2$argon2id$")


def test_a_form_without_its_token_is_refused_in_words(browser):
    page = browser.post("/sign-in/", {"login": "nigora", "password": cast.PASSWORD})
    assert page.status_code == 403
    assert "This could not be sent." in page.content.decode()


def test_nobody_can_register(browser):
    for address in ("/signup/", "/accounts/signup/", "/account/email/", "/password/reset/", "/accounts/login/"):
        assert browser.get(address).status_code == 404
