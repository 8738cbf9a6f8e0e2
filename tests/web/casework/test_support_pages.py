"""Pages of risk, safety, needs and services: in two languages, with what was typed kept, for the team alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.queries import open_tasks_of
from hamroh.casework.people.actions import agree_safe_contact, write_identity
from hamroh.casework.referrals import actions as referrals
from hamroh.casework.support import queries as support
from hamroh.casework.support.actions import need_thing, write_service
from hamroh.casework.support.rules import Received
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.referrals import given
from tests.cast import acting

STORY = "Зангҳо аз рақами ношинос"


@pytest.fixture
def case_id(db):
    return given.case()


def assessment(case_id, **changed):
    with acting(cast.nigora) as actor:
        codes = support.risk_words(open_case(actor, case_id).edition_id)
    levels = {f"level_{code}": "none_seen" for code in codes} | {"level_retaliation": "high"}
    reviewed = day_of(clock.now()) + timedelta(days=7)
    said = {"seen": 0, "overall": "high", "review_on": reviewed.isoformat(), "reason_retaliation": STORY}
    return levels | said | changed


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(("language", "word"), [("en", "Retaliation"), ("tg", "Қасдгирӣ")])
def test_the_risk_is_assessed_and_read_in_the_readers_language(case_id, sign_in, language, word):
    browser = sign_in(cast.nigora, language)
    assert word in page(browser, f"/cases/{case_id}/risk/assess/")
    assert browser.post(f"/cases/{case_id}/risk/assess/", assessment(case_id)).status_code == 302
    for address in (f"/cases/{case_id}/risk/", f"/cases/{case_id}/risk/history/"):
        shown = page(browser, address)
        assert word in shown
        assert STORY in shown
    assert STORY not in page(browser, f"/cases/{case_id}/"), "the page of the case tells the level alone"


def test_what_was_refused_stays_as_it_was_typed_and_says_what_to_do(case_id, sign_in):
    browser = sign_in(cast.nigora)
    answer = browser.post(f"/cases/{case_id}/risk/assess/", assessment(case_id, overall="low", review_on="2020-01-01"))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert STORY in shown
    assert "It is lower than the single risks say: write why." in shown
    assert "This day is not ahead: choose a later one." in shown
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "risk")
        assert support.risk_of(case.pk, case.person_id) is None


def test_the_second_of_two_sees_both_versions_and_loses_nothing(case_id, sign_in):
    browser = sign_in(cast.nigora)
    browser.post(f"/cases/{case_id}/risk/assess/", assessment(case_id))
    mine = assessment(case_id, reason_retaliation="Nobody called.", overall="high")
    shown = browser.post(f"/cases/{case_id}/risk/assess/", mine).content.decode()
    assert "Nobody called." in shown
    assert STORY in shown
    assert "Take this instead of mine" in shown
    chosen = mine | {"seen": 1, "take-reason_retaliation": "on"}
    assert browser.post(f"/cases/{case_id}/risk/assess/", chosen).status_code == 302
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "risk")
        assert support.risk_of(case.pk, case.person_id).assessed.reasons["retaliation"] == STORY


def test_a_safety_plan_is_agreed_and_safe_contact_stands_before_it(case_id, sign_in):
    browser = sign_in(cast.nigora)
    typed = {
        "seen": 0,
        "what_1": "New number",
        "who_1": "Sister",
        "what_3": "Keys with the neighbour",
        "code_word": "Zard",
    }
    assert browser.post(f"/cases/{case_id}/safety/write/", typed).status_code == 302
    shown = page(browser, f"/cases/{case_id}/risk/")
    assert shown.index("hm-safe") < shown.index("New number") < shown.index("Keys with the neighbour")
    assert "Zard" in shown
    again = page(browser, f"/cases/{case_id}/safety/write/")
    assert 'value="Keys with the neighbour"' in again
    assert "Zard" in page(browser, f"/cases/{case_id}/safety/history/")


def test_needs_are_asked_one_by_one_and_what_is_unmet_stands_first(case_id, sign_in):
    browser = sign_in(cast.nigora)
    assert "Housing" in page(browser, f"/cases/{case_id}/needs/")
    typed = {"seen": 0, "present": "yes", "wanted": "yes", "state": "not_met", "urgent": "on", "services": ["shelter"]}
    assert browser.post(f"/cases/{case_id}/needs/housing/", typed).status_code == 302
    met = typed | {"state": "met", "by": "us", "urgent": "", "services": ["identity_documents"]}
    assert browser.post(f"/cases/{case_id}/needs/documents/", met).status_code == 302
    shown = page(browser, f"/cases/{case_id}/needs/")
    assert shown.index("Wanted, and not met") < shown.index("Housing") < shown.index("Otherwise")
    assert "Urgent" in shown
    assert "1 unmet, 1 urgent" in page(browser, f"/cases/{case_id}/")
    assert "Not met, urgent" in page(browser, f"/cases/{case_id}/needs/housing/history/")
    assert browser.get(f"/cases/{case_id}/needs/magic/").status_code == 404


def test_a_need_met_by_nobody_is_refused_at_its_field(case_id, sign_in):
    typed = {"seen": 0, "present": "yes", "wanted": "yes", "state": "met"}
    shown = sign_in(cast.nigora).post(f"/cases/{case_id}/needs/housing/", typed).content.decode()
    assert "Say by whom it is met." in shown


def test_told_in_one_go_and_one_by_one_are_one_file(case_id, sign_in):
    browser = sign_in(cast.nigora)
    several = {"services": ["medical", "shelter"], "urgent": "on", "note": STORY}
    assert browser.post(f"/cases/{case_id}/part/needs/write/", several).status_code == 302
    shown = page(browser, f"/cases/{case_id}/part/needs/")
    assert "Housing" in shown
    assert STORY in shown
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "needs")
        view = support.need_of(case.pk, case.person_id, need_thing(case.pk, "housing"), "housing")
        assert (view.known.unmet, view.known.urgent, view.number) == (True, True, 1)


def test_a_service_is_written_with_its_cost_and_corrected(case_id, sign_in):
    browser, today = sign_in(cast.nigora), day_of(clock.now())
    typed = {
        "id": str(uuid7()), "seen": 0, "service_type": "medical", "provider_named": "A village doctor",
        "since": today.isoformat(), "quantity": "2", "unit": "visit", "unit_cost": "12.5", "currency": "TJS",
        "outcome": "helped_much", "own_words": STORY,
    }  # fmt: skip
    for _press in (1, 2):
        assert browser.post(f"/cases/{case_id}/services/new/", typed).status_code == 302
    shown = page(browser, f"/cases/{case_id}/services/")
    assert shown.count("A village doctor") == 1
    assert "25.00 TJS" in shown
    line = f"/cases/{case_id}/services/{typed['id']}/"
    wrong = browser.post(line, typed | {"seen": 1, "until": "2020-01-01", "unit_cost": "-1"}).content.decode()
    assert "The end lies before the beginning" in wrong
    assert "A cost is never negative" in wrong
    assert browser.post(line, typed | {"seen": 1, "quantity": "3"}).status_code == 302
    assert "37.50" in page(browser, f"{line}history/")


def test_clipboard_junk_is_refused_in_words(case_id, sign_in):
    typed = {"id": str(uuid7()), "seen": 0, "since": "yesterday", "quantity": "two", "provider": "the clinic"}
    shown = sign_in(cast.nigora).post(f"/cases/{case_id}/services/new/", typed).content.decode()
    assert "This is not a day of the calendar" in shown
    assert "Write a number, for example 12.50." in shown


@pytest.mark.parametrize("part", ["risk/", "needs/", "services/", "risk/history/", "needs/housing/"])
def test_nobody_else_finds_any_of_it(case_id, sign_in, part):
    for stranger in (cast.sitora, cast.gulnora, cast.farrukh, cast.anahita):
        assert sign_in(stranger).get(f"/cases/{case_id}/{part}").status_code == 404


def test_the_supervisor_reads_and_is_offered_no_pen(case_id, sign_in):
    browser = sign_in(cast.malika)
    for part, writes in (("risk/", "risk/assess/"), ("needs/", "needs/housing/"), ("services/", "services/new/")):
        assert f"/cases/{case_id}/{writes}" not in page(browser, f"/cases/{case_id}/{part}")
        assert browser.get(f"/cases/{case_id}/{writes}").status_code == 404


LATE, RIGHT = datetime(2026, 11, 23, 17, 0, tzinfo=UTC), datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # 22:00, 11:00 there


def agreed(case_id, **more):
    with acting(cast.nigora) as actor:
        said = {"how": "Call the sister", "say": "the course", "call_from": "10:00", "call_until": "12:00"}
        agree_safe_contact(actor, case=open_case(actor, case_id, "contact"), now=clock.now(), **(said | more))


def test_at_a_wrong_hour_every_page_of_the_case_warns_and_so_does_the_telephone(case_id, sign_in):
    agreed(case_id)
    with acting(cast.nigora) as actor:
        write_identity(
            actor, case=open_case(actor, case_id, "identity"), given="Ситора", phone="+992 1", now=clock.now()
        )
    for moment, warned in ((LATE, True), (RIGHT, False)):
        with clock.standing_at(moment):
            browser = sign_in(cast.nigora)
            for part in ("", "risk/", "needs/", "services/", "part/health/"):
                shown = page(browser, f"/cases/{case_id}/{part}")
                assert "Call the sister" in shown
                assert ("It is 22:00." in shown) == warned, part
            browser.post(f"/cases/{case_id}/identity/show/")
            named = page(browser, f"/cases/{case_id}/part/identity/")
            assert named.count("It is 22:00.") == (2 if warned else 0), "first on the page, and beside the number"


def test_whoever_may_contact_is_told_first_how_and_whoever_may_not_is_not(case_id, sign_in):
    agreed(case_id)
    now = clock.now()
    for groups, told in ((("contact", "needs"), True), (("needs",), False)):
        ground = given.consent(case_id, to=cast.NGO, groups=groups, now=now, expires_at=now + timedelta(days=9))
        stay = given.service_id("shelter-khatlon-stay")
        referral = given.referral(case_id, ground, service_id=stay, groups=groups, now=now)
        shown = page(sign_in(cast.anahita), f"/inbox/{referral}/")
        assert ("hm-safe" in shown) == told
        assert ("Call the sister" in shown) == told


def test_an_arrival_elsewhere_asks_the_team_for_the_risk_again(case_id, sign_in):
    sign_in(cast.nigora).post(f"/cases/{case_id}/risk/assess/", assessment(case_id))
    now = clock.now()
    referral = given.referral(case_id, given.consent(case_id, now=now, expires_at=now + timedelta(days=9)), now=now)
    with acting(cast.farrukh) as actor:
        referrals.accept_referral(actor, referral_id=referral, now=now)
        referrals.record_arrival(actor, referral_id=referral, now=now)
    with acting(cast.nigora) as actor:
        assert "risk_again" in {task.key for task in open_tasks_of(open_case(actor, case_id))}
    assert f"/cases/{case_id}/risk/assess/" in page(sign_in(cast.nigora), f"/cases/{case_id}/")


def test_the_supervisor_counts_what_is_unmet_and_nobody_else_does(case_id, sign_in):
    typed = {"seen": 0, "present": "yes", "wanted": "yes", "state": "not_met", "urgent": "on", "services": ["shelter"]}
    sign_in(cast.nigora).post(f"/cases/{case_id}/needs/housing/", typed)
    supervisor = sign_in(cast.malika)
    assert "/cases/unmet/" in page(supervisor, "/cases/")
    assert "Housing" in page(supervisor, "/cases/unmet/")
    assert "/cases/unmet/" not in page(sign_in(cast.nigora), "/cases/")
    assert sign_in(cast.nigora).get("/cases/unmet/").status_code == 404


def test_as_many_questions_to_the_database_for_one_service_as_for_nine(case_id, sign_in):
    browser, address = sign_in(cast.nigora), f"/cases/{case_id}/services/"

    def receive(times):
        for _ in range(times):
            with acting(cast.nigora) as actor:
                given_by = Received("medical", cast.organisation_id(cast.CLINIC), since=day_of(clock.now()))
                case = open_case(actor, case_id, "services")
                write_service(actor, case=case, thing=uuid7(), received=given_by, seen=0, now=clock.now())
        page(browser, address)
        with CaptureQueriesContext(connection) as asked:
            shown = page(browser, address)
        assert shown.count("Clinic, Sughd") >= times
        return len(asked)

    assert receive(1) == receive(8)
