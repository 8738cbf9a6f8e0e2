"""What the house refuses, and what it does not hold up: seen in a browser, in Tajik."""

import re
from datetime import timedelta

import pytest

from hamroh.casework.referrals.models import Referral
from hamroh.kernel import clock
from tests import cast
from tests.casework.referrals import given
from tests.cast import acting
from tests.walks import steps
from tests.walks.walker import Walker

SEND = "main form[method=post] button[type=submit]"
pytestmark = pytest.mark.walk


@pytest.fixture
def person(chromium, address, shots):
    walkers = []

    def walker(member: cast.Member, **more) -> Walker:
        walkers.append(Walker(chromium, address, member, language="tg", shots=shots, **more))
        return walkers[-1]

    yield walker
    for one in walkers:
        one.done()


def referrals(member=cast.gulnora) -> list[Referral]:
    with acting(member):
        return list(Referral.objects.all())


def test_an_adult_who_does_not_agree_is_only_counted(person):
    guard = steps.fill_sheet(person(cast.rustam, width=360), agreement="not_agreed", where="", urgency="", mode="")
    guard.press(SEND).look("r1-counted")
    assert steps.here(guard) == "/sheet/counted/"
    assert not referrals()
    assert not guard.go("/sent/").page.locator("main a[href^='/sent/0']").count()


def test_what_is_missing_is_named_at_once_and_what_was_typed_stays(person):
    guard = steps.fill_sheet(person(cast.rustam, width=360), where="", said="", safety_danger_now="")
    guard.press(SEND).look("r2-missing", phone=True)
    page = guard.page
    links = [a.get_attribute("href") for a in page.locator(".govuk-error-summary a").all()]
    assert {"#id_where", "#id_said_0", "#id_safety_danger_now_0"} == set(links)
    assert page.locator("[name=observations]:checked").count() == 2
    assert page.input_value("[name=phone]") == "+992 000 11 22"
    page.click(".govuk-error-summary a[href='#id_where']")
    assert page.evaluate("document.activeElement.name") == "where"
    guard.write(where="Дарвозаи 4").choose(said="all", safety_danger_now="no").press(SEND)
    assert steps.here(guard).startswith("/sent/")
    assert len(referrals()) == 1


def test_a_child_in_danger_goes_at_once_and_somebody_else_looks_at_it(person):
    danger = {"age": "child", "safety_danger_now": "yes", "agreement": "not_asked"}
    guard = steps.fill_sheet(person(cast.rustam, width=360), **danger, urgency="", mode="", who="", phone="")
    guard.press(SEND).look("r3-child-in-danger")
    (referral,) = referrals()
    assert (referral.priority, referral.ground_kind) == ("emergency", "child_in_danger")
    reviewer = person(cast.bahrom).go("/home/").look("r3-home-reviewer", phone=True)
    reviewer.press("main .hm-work a[href^='/reviews/']").look("r3-review", phone=True)
    assert "Хонаи 2" not in reviewer.everything()
    reviewer.page.locator("[name=outcome]").first.check()
    steps.save(reviewer).look("r3-reviewed")
    assert not reviewer.go("/home/").page.locator("main .hm-work a[href^='/reviews/']").count()


def double_click(walker, button, arrives):
    """The second click may break off the way that the first began: what counts is where one arrives in the end."""
    walker.page.dblclick(button, no_wait_after=True)
    for _ in range(100):
        if re.search(arrives, walker.page.url):
            break
        walker.page.wait_for_timeout(100)
    walker.page.wait_for_load_state()
    assert re.search(arrives, walker.page.url), walker.page.url


def test_a_double_click_sends_one(person):
    guard = steps.fill_sheet(person(cast.rustam))
    double_click(guard, SEND, "/sent/")
    case_id = given.case(now=clock.now())
    given.consent(case_id, now=clock.now())
    manager = person(cast.nigora).go(f"/cases/{case_id}/refer/?to={given.service_id('clinic-sughd-care')}")
    steps.fill_referral(manager)
    double_click(manager, "main button[name=act][value=send]", f"/cases/{case_id}/$")
    assert len(referrals()) == len(referrals(cast.farrukh)) == 1


def test_the_way_back_after_signing_out_shows_nothing(person):
    case_id = given.case(now=clock.now())
    manager = person(cast.nigora).go(f"/cases/{case_id}/")
    code = manager.page.locator("h1 bdi").inner_text()
    kept = manager.page.request.get(f"/cases/{case_id}/").headers["cache-control"]
    assert "no-store" in kept  # what a browser does on the way back differs; what it is told does not
    manager.go("/account/").press("main form[action='/sign-out/'] button")
    for _ in range(2):
        manager.page.go_back()
        assert code not in manager.everything()
    assert manager.page.locator("[name=password]").count()


def test_who_does_nothing_for_long_signs_in_again_and_comes_back_to_the_page(person, monkeypatch):
    case_id = given.case(now=clock.now())
    manager = person(cast.nigora).go(f"/cases/{case_id}/")
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(minutes=16))
    manager.page.reload()
    manager.look("r6-idle", phone=True)
    assert steps.here(manager) == "/sign-in/"
    assert str(case_id) in manager.page.url
