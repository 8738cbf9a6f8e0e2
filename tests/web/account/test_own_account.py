"""The own account: password, language, organisation."""

import pytest

from tests import cast
from tests.web.account.conftest import Browser, next_code, recorded

NEW = "a-river-runs-by-the-house"


@pytest.fixture
def password_of_nigora(db):
    from hamroh.foundation.accounts.models import User

    rows = User.objects.using("owner").filter(pk=cast.nigora.id)
    before = rows.get().password
    yield
    rows.update(password=before)


def change(browser, old=cast.PASSWORD, new=NEW, again=NEW):
    return browser.send("/account/password/", {"oldpassword": old, "password1": new, "password2": again})


def test_it_shows_who_i_am_here(browser):
    browser.sign_in(cast.nigora)
    page = browser.get("/account/").content.decode()
    assert "N. Saidova" in page and "Shelter, Sughd" in page and "Case manager" in page


def test_without_a_role_it_says_so(browser):
    browser.sign_in(cast.daler)
    assert "You hold no role today" in browser.get("/account/").content.decode()


def test_a_new_password_ends_the_other_sessions(browser, password_of_nigora):
    other = Browser()
    other.sign_in(cast.nigora)
    browser.password(cast.nigora)
    browser.code(next_code(1))
    assert change(browser).url == "/account/"
    assert browser.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert [who for who, _ in recorded("account.password_set")] == [cast.nigora.id]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old": "wrong"}, "This is not your password."),
        ({"new": "short", "again": "short"}, "at least 12 characters"),
        ({"again": "another-one-entirely"}, "The two new passwords differ."),
    ],
)
def test_a_password_is_refused_with_the_reason(browser, typed, sentence):
    browser.sign_in(cast.nigora)
    page = change(browser, **typed)
    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_wrong_passwords_count_here_too(browser):
    browser.sign_in(cast.nigora)
    answers = [change(browser, old="wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]


def test_the_language_keeps_the_page_and_follows_the_account(browser):
    browser.sign_in(cast.nigora)
    answer = browser.send("/language/", {"language": "tg", "next": "/account/?a=1"})
    assert answer.url == "/account/?a=1"
    assert browser.get("/account/").headers["Content-Language"] == "tg"
    elsewhere = Browser()
    elsewhere.password(cast.nigora)
    elsewhere.code(next_code(1))
    assert elsewhere.get("/account/").headers["Content-Language"] == "tg"


def test_an_unknown_language_changes_nothing(browser):
    browser.send("/language/", {"language": "xx", "next": "/rights/"})
    assert "language" not in browser.cookies
    assert browser.get("/language/").status_code == 405


def test_nobody_acts_for_an_organisation_that_is_not_theirs(browser):
    browser.sign_in(cast.nigora)
    answer = browser.send("/account/act-for/", {"organisation": str(cast.organisation_id(cast.CLINIC))})
    assert answer.status_code == 404
    assert browser.session.get("organisation") is None
    assert [who for who, _ in recorded("refused")] == [cast.nigora.id]
