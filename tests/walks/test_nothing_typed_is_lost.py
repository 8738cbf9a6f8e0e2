"""A killed browser, a sign-in that ended, a connection that broke, two at one section: seen in a real browser."""

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, open_new_case
from hamroh.casework.people.queries import contact_of
from hamroh.foundation.drafts.models import Draft
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting
from tests.walks.walker import Walker

pytestmark = pytest.mark.walk
LINE = "[data-kept-line]"
HOW, SAY = "Only by message to the sister", "It is about the sewing course"


@pytest.fixture
def case(db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", now=clock.now())
    return case


@pytest.fixture
def person(chromium, address, shots):
    def walker(member: cast.Member, **more) -> Walker:
        return Walker(chromium, address, member, language="en", shots=shots, **more)

    return walker


def contact(case) -> str:
    return f"/cases/{case.pk}/part/contact/write/"


def kept(walker: Walker, words: str) -> None:
    walker.page.locator(LINE, has_text=words).wait_for(state="visible", timeout=8000)


def saved(case) -> str:
    with acting(cast.nigora) as actor:
        return contact_of(open_case(actor, case.pk, "contact").person_id).how


def test_a_browser_that_is_killed_loses_nothing(person, case):
    first = person(cast.nigora).go(contact(case)).write(how=HOW, say=SAY)
    kept(first, "is kept")
    first.look("n1-kept", phone=True)
    first.context.close()  # without a goodbye, as when the power fails
    again = person(cast.nigora, script=False).go(contact(case))  # another browser, and one without script
    assert "was not saved" in again.text()
    assert not again.page.input_value("[name=how]")
    again.read("n2-not-saved")
    again.press("main a[href*='put-back']")
    assert (again.page.input_value("[name=how]"), again.page.input_value("[name=say]")) == (HOW, SAY)
    again.read("n3-put-back").press("main form.hm-read button.govuk-button")
    assert saved(case) == HOW
    assert "was not saved" not in again.go(contact(case)).text()


def test_thrown_away_it_is_gone(person, case):
    walker = person(cast.nigora).go(contact(case)).write(how=HOW)
    kept(walker, "is kept")
    walker.go(contact(case)).look("n4-not-saved", phone=True)
    walker.press("main form[action*='throw-away'] button")
    assert "was not saved" not in walker.text()
    assert not Draft.objects.using("owner").filter(sealed__isnull=False).exists()


def test_a_sign_in_that_ends_while_one_writes_is_renewed_in_another_tab(person, case):
    walker = person(cast.nigora).go(contact(case)).write(how="Only by")
    kept(walker, "is kept")
    before = walker.context.cookies()
    walker.context.clear_cookies()
    walker.write(how=HOW, say=SAY)
    kept(walker, "sign-in has ended")
    walker.complaints.clear()  # the browser itself notes that it was answered 401
    walker.look("n5-ended", phone=True)
    other = walker.context.new_page()
    walker.page, mine = other, walker.page
    walker.context.add_cookies([c for c in before if c["name"] == "language"])
    with_fresh_codes()
    walker.sign_in(cast.nigora)
    other.close()
    walker.page = mine
    mine.bring_to_front()
    mine.locator(LINE, has_text="is kept. It is not saved").wait_for(timeout=20_000)
    walker.press("main form.hm-read button.govuk-button")
    assert saved(case) == HOW


def test_a_form_sent_without_script_after_the_sign_in_ended_is_found_after_signing_in(person, case):
    walker = person(cast.nigora, script=False).go(contact(case)).write(how=HOW, say=SAY)
    walker.context.clear_cookies()
    walker.press("main form.hm-read button.govuk-button")
    with_fresh_codes()
    if "/sign-in/" not in walker.page.url:  # the token went with the cookies: the page leads back
        assert "What you typed is kept" in walker.text()
    walker.sign_in(cast.nigora)
    assert "was not saved" in walker.go(contact(case)).text()
    walker.press("main a[href*='put-back']")
    assert walker.page.input_value("[name=how]") == HOW


def test_without_a_connection_the_page_stays_and_sends_when_it_is_back(person, case):
    walker = person(cast.nigora).go(contact(case)).write(how=HOW, say=SAY)
    kept(walker, "is kept")
    walker.context.set_offline(True)
    walker.page.click("main form.hm-read button.govuk-button")
    kept(walker, "There is no connection")
    assert walker.page.input_value("[name=how]") == HOW and not saved(case)
    walker.context.set_offline(False)
    walker.complaints.clear()  # as above
    walker.press("main form.hm-read button.govuk-button")
    assert saved(case) == HOW


def test_nothing_of_it_is_kept_in_the_browser(person, case):
    walker = person(cast.nigora).go(contact(case)).write(how=HOW)
    kept(walker, "is kept")
    stored = walker.page.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, (await indexedDB.databases()).length,"
        " document.cookie, (await caches.keys()).length])"
    )
    assert HOW not in stored and stored.startswith("[{},{},0")
    assert HOW not in walker.page.title() + walker.page.url


def test_two_editors_in_two_browsers(person, case):
    first, second = person(cast.nigora), None
    first.go(contact(case))
    second = person(cast.sitora, width=360).go(contact(case))
    first.write(how="By message", say=SAY).press("main form.hm-read button.govuk-button")
    second.write(how=HOW, say=SAY, must_not_know="The neighbour").press("main form.hm-read button.govuk-button")
    assert "N. Saidova wrote this" in second.text() and second.page.input_value("[name=how]") == HOW
    second.look("n6-both")
    second.page.check("[name=take-how]")
    second.press("main form.hm-read button.govuk-button")
    assert saved(case) == "By message"
    second.go(f"/cases/{case.pk}/part/contact/history/").look("n7-history")


def with_fresh_codes() -> None:
    """A code works once: whoever signs in twice in half a minute would wait for the next."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE mfa_authenticator SET data = jsonb_set(data::jsonb, '{last_step}', '0')")
