import pytest

from tests import cast
from tests.web.account.conftest import next_code


@pytest.mark.parametrize(("language", "words"), [("en", "Sign in"), ("tg", "Hamroh"), ("ru", "Hamroh")])
def test_password_and_code_lead_in(browser, language, words):
    page = browser.speaks(language).get("/sign-in/")
    assert page.status_code == 200 and page.headers["Content-Language"] == language
    first = browser.password(cast.nigora)
    assert first.status_code == 302 and first.url.startswith("/sign-in/code/")
    assert "_auth_user_id" not in browser.session
    second = browser.code(next_code())
    assert second.status_code == 302
    assert browser.session["_auth_user_id"] == str(cast.nigora.id)
