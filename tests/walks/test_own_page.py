"""A person takes an agreement back on their own page, with a telephone: sharing ends, the bed goes on."""

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.referrals.actions import accept_referral, record_arrival, send_referral
from hamroh.casework.support.actions import start_stay
from hamroh.casework.support.models import Stay
from hamroh.kernel import clock
from tests import cast
from tests.casework.referrals import given
from tests.cast import acting
from tests.walks.walker import Walker

PIN, SECOND = "5824", "7193"
AT = "form[action='/s/']"


@pytest.mark.walk
def test_a_person_takes_an_agreement_back_and_the_bed_goes_on(chromium, address, shots):
    case_id, ground, referral = cared_for()
    case = f"/cases/{case_id}/"
    manager = Walker(chromium, address, cast.nigora, language="en", shots=shots)
    code = given_a_card(manager, case, str(cast.organisation_id(cast.NGO)))

    person = Walker(chromium, address, None, language="en", width=360, shots=shots)
    opened(person, code)
    for screen in ("appointments", "given", "plan", "correct", "complain", "rate", "opened"):
        touch(person, f"{AT} button[value={screen}]").look(f"own-page-{screen}", phone=True)
        touch(person, f"{AT} button[value=first]")
    touch(person, f"{AT} button[value=agreed]").look("own-page-agreed", phone=True)
    touch(person, f"{AT}:has([value='{ground}']) button[value=stop]").look("own-page-stop", phone=True)
    touch(person, f"{AT}:has([name=sure]) button").look("own-page-stopped", phone=True)
    assert "Stopped" in person.text()

    shelter = Walker(chromium, address, cast.anahita, language="en", shots=shots)
    told = shelter.go(f"/inbox/{referral}/").text()
    assert "The person withdrew the agreement" in told and "whatever care you give goes on" in told
    stay = Stay.objects.using("owner").get(case_id=case_id)
    assert stay.until is None, "the bed goes on"
    assert "ask by safe contact how care goes on" in manager.go(f"{case}own-page/").text()
    manager.look("own-page-case", phone=True)
    left(person)
    for one in (manager, shelter):
        one.done()


def cared_for():
    """A case whose person lives at the other shelter, on an agreement with it."""
    now = clock.now()
    case_id = given.case(now=now)
    groups = ("profile", "needs", "contact")
    ground = given.consent(case_id, to=cast.NGO, groups=groups, now=now)
    service = given.service_id("shelter-khatlon-stay")
    with acting(cast.nigora) as actor:
        referral = send_referral(actor, **given.sending(case_id, ground, service_id=service, groups=groups, now=now)).pk
    from tests.security.test_people_who_change import Posts

    posts = Posts()
    try:
        posts.give(cast.anahita, cast.NGO, "shelter-manager")
        with acting(cast.anahita) as actor:
            accept_referral(actor, referral_id=referral, now=now)
            record_arrival(actor, referral_id=referral, now=now)
    finally:
        posts.as_before()
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "residence")
        start_stay(actor, case=case, service_id=service, referral_id=referral, now=now)
    return case_id, ground, referral


def given_a_card(manager, case, organisation):
    manager.go(case).press(f"main a[href='{case}own-page/']").look("own-page-off", phone=True)
    manager.press(f"main a[href='{case}own-page/weigh/']").look("own-page-weigh", phone=True)
    manager.choose(device_shared="yes", card_found="no", pin_forced="no", decision="offer")
    manager.write(why="Her sister's telephone, in a private window.").press()
    manager.press(f"main a[href='{case}own-page/names/']").write(**{organisation: "Aunt Mavluda"})
    manager.look("own-page-names", phone=True).press()
    manager.press(f"main a[href='{case}own-page/card/']").choose(chosen_now="now").pick(language="en")
    manager.write(pin=PIN, pin_again=PIN, second=SECOND, second_again=SECOND)
    manager.look("own-page-new-card", phone=True).press()
    manager.look("own-page-card-made", phone=True)
    return manager.page.locator(".hm-big bdi").first.inner_text()


def opened(person, code):
    person.go("/s/").look("own-page-opening", phone=True)
    person.page.fill("[name=code]", code.lower())
    person.page.fill("[name=pin]", "0000")
    touch(person, f"{AT} button:not([name])").look("own-page-refused", phone=True)
    person.page.fill("[name=pin]", PIN)
    touch(person, f"{AT} button:not([name])").look("own-page-first", phone=True)
    assert person.page.title() == "My appointments" and person.page.url.endswith("/s/")


def touch(person, selector):
    """Press a button: the screen changes, with a new page or within this one."""
    person.page.evaluate("document.body.dataset.before = '1'")
    person.page.locator(selector).first.click()
    person.page.locator("body:not([data-before])").wait_for()
    return person


def left(person):
    """Quick exit, and what the browser remembers: one address and one neutral name."""
    person.context.route("https://**", lambda route: route.fulfill(body="Elsewhere"))
    assert person.page.evaluate("history.length") == 2, "the empty page and this one"
    person.page.locator(".leave a").click()
    person.page.wait_for_url("https://**")
    person.page.go_back()
    person.go("/s/")
    assert "Open my page" in person.text()
    person.done()
