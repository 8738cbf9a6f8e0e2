"""A hand that stays on the keyboard: the search, the rows, the sections, and the list of keys, in a Cyrillic layout too."""

import pytest

from hamroh.kernel import clock
from tests import cast
from tests.casework.referrals import given
from tests.walks.walker import Walker

FOCUSED = "document.activeElement"


@pytest.mark.walk
def test_the_keys_lead_where_they_say_and_can_be_switched_off(chromium, address):
    for _ in range(3):
        given.case(now=clock.now())
    nigora = Walker(chromium, address, cast.nigora, language="tg").go("/cases/")
    page = nigora.page

    page.keyboard.press("/")
    assert page.evaluate(f"{FOCUSED}.name") == "code"
    page.keyboard.type("gc/")
    assert page.evaluate(f"{FOCUSED}.value") == "gc/"
    page.evaluate(f"{FOCUSED}.blur()")

    rows = []
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
        rows.append(
            page.evaluate(f"[...document.querySelectorAll('.hm-work tbody tr')].indexOf({FOCUSED}.closest('tr'))")
        )
    assert rows[1] == rows[0] + 1
    assert rows[2] == rows[0]

    page.keyboard.press("?")
    assert page.evaluate("document.querySelector('details[data-keys]').open")

    page.keyboard.press("g")
    page.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: 'р', code: 'KeyH', bubbles: true}))")
    page.wait_for_url("**/home/")

    page.keyboard.press("?")
    page.click("details[data-keys] button")
    page.evaluate(f"{FOCUSED}.blur()")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    assert page.url.endswith("/home/")
    nigora.done()
