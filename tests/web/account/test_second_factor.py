"""The second factor: nobody works without one, and a lost telephone is not the end."""

import re

import pytest
from allauth.mfa.models import Authenticator

from hamroh.foundation.accounts.rules import code_at, step_of
from hamroh.kernel import clock
from tests import cast
from tests.web.account.conftest import Browser, next_code, recorded

SET_UP = "/account/second-factor/"


@pytest.fixture
def without(db):
    """Daler never had a second factor; afterwards he has that of the cast again."""
    from hamroh.foundation.accounts.access import seal_secret, secrets_of

    held = Authenticator.objects.using("owner").filter(user_id=cast.daler.id)
    held.delete()
    yield cast.daler
    held.delete()
    with secrets_of(cast.daler.id):
        data = {"secret": seal_secret(cast.SECRET)}
    Authenticator(user_id=cast.daler.id, type="totp", data=data).save(using="owner")


def set_up(browser: Browser) -> tuple[str, object]:
    page = browser.get(SET_UP).content.decode()
    secret = re.search(r"Type this key into the app:.*?>([A-Z2-7 ]+)<", page).group(1).replace(" ", "")
    return secret, browser.send(SET_UP, {"code": code_at(secret, step_of(clock.now()))})


def test_without_one_everything_leads_to_setting_it_up(browser, without):
    browser.password(without)
    for address in ("/account/", "/account/password/", "/account/recovery-codes/new/", "/home/", "/cases/"):
        answer = browser.get(address)
        assert answer.status_code == 404 or answer.url == SET_UP, address
    assert browser.get("/").status_code == 200
    assert browser.send("/sign-out/").status_code == 302


def test_setting_it_up_shows_ten_codes_once(browser, without):
    browser.password(without)
    _, answer = set_up(browser)
    assert answer.url == "/account/recovery-codes/"
    shown = re.findall(r'<li><bdi class="hm-code">(\d+)</bdi>', browser.get(answer.url).content.decode())
    assert len(shown) == len(set(shown)) == 10
    assert not re.findall(r'<li><bdi class="hm-code">(\d+)</bdi>', browser.get(answer.url).content.decode())
    assert browser.get("/account/").status_code == 200
    assert [who for who, _ in recorded("account.second_factor_given")] == [without.id]


def test_the_page_draws_the_square_without_style_or_data_address(browser, without):
    browser.password(without)
    page = browser.get(SET_UP)
    drawing = re.search(r'<div class="hm-qr".*?</div>', page.content.decode(), re.S).group(0)
    assert "<path" in drawing
    assert "style=" not in drawing and "data:" not in drawing


def test_a_recovery_code_works_once(browser, without):
    browser.password(without)
    set_up(browser)
    page = browser.get("/account/recovery-codes/").content.decode()
    code = re.findall(r'<li><bdi class="hm-code">(\d+)</bdi>', page)[3]
    first = Browser()
    first.password(without)
    assert first.code(code).status_code == 302
    assert recorded("account.signed_in")[-1][1] == {"used": ["password", "recovery_codes"]}
    again = Browser()
    again.password(without)
    assert again.code(code).status_code == 200


def test_a_wrong_code_leaves_the_same_square(browser, without):
    browser.password(without)
    secret = re.search(r"app:.*?>([A-Z2-7 ]+)<", browser.get(SET_UP).content.decode()).group(1)
    page = browser.send(SET_UP, {"code": "000000"}).content.decode()
    assert secret in page
    assert "This code is not right" in page


def test_it_cannot_be_taken_away(browser):
    browser.sign_in(cast.nigora)
    assert browser.send("/account/second-factor/off/").status_code == 302
    assert Authenticator.objects.filter(user_id=cast.nigora.id, type="totp").exists()


def test_it_moves_to_another_telephone_and_other_sessions_end(browser, db):
    elsewhere = Browser()
    elsewhere.sign_in(cast.nigora)
    browser.password(cast.nigora)
    browser.code(next_code(1))
    page = browser.get("/account/second-factor/new/").content.decode()
    secret = re.search(r"app:.*?>([A-Z2-7 ]+)<", page).group(1).replace(" ", "")
    try:
        answer = browser.send("/account/second-factor/new/", {"code": code_at(secret, step_of(clock.now()))})
        assert answer.url == "/account/"
        assert browser.get("/account/").status_code == 200
        assert elsewhere.get("/account/").status_code == 302
    finally:
        _give_back(cast.nigora)


def _give_back(member: cast.Member) -> None:
    from hamroh.foundation.accounts.access import seal_secret, secrets_of

    with secrets_of(member.id):
        data = {"secret": seal_secret(cast.SECRET)}
    Authenticator.objects.using("owner").filter(user_id=member.id, type="totp").update(data=data)


def test_later_changes_ask_who_it_is_once_more(browser):
    browser.sign_in(cast.nigora)
    session = browser.session
    for step in session["account_authentication_methods"]:
        step["at"] -= 3600
    session.save()
    answer = browser.get("/account/second-factor/new/")
    assert answer.url.startswith("/account/confirm/")
    assert browser.send(answer.url, {"password": "wrong"}).status_code == 200
    confirmed = browser.send(answer.url, {"password": cast.PASSWORD, "next": "/account/second-factor/new/"})
    assert confirmed.url == "/account/second-factor/new/"
    assert browser.get(confirmed.url).status_code == 200


def test_a_secret_copied_to_another_account_does_not_open_there(browser):
    from hamroh.foundation.accounts.access import secrets_of, unseal_secret
    from hamroh.foundation.vault.access import Unreadable

    sealed = Authenticator.objects.get(user_id=cast.rustam.id, type="totp").data["secret"]
    assert cast.SECRET not in sealed
    with secrets_of(cast.nigora.id), pytest.raises(Unreadable):
        unseal_secret(sealed)
    with secrets_of(cast.rustam.id):
        assert unseal_secret(sealed) == cast.SECRET
