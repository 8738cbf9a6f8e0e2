"""What waits for me: a page for every role."""

import re
from datetime import timedelta

import pytest

from hamroh.casework.cases.actions import finish_task, open_new_case
from hamroh.casework.referrals.actions import accept_referral, complete_referral, record_arrival
from hamroh.casework.referrals.actions.open_case_from_handover import open_case_from_handover
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.referrals import given
from tests.cast import acting

WITH_POST = [member for member in cast.EVERYBODY if member.roles]


@pytest.mark.parametrize("language", ["tg", "en"])
@pytest.mark.parametrize("member", WITH_POST, ids=lambda m: m.username)
def test_every_role_has_a_home_even_when_nothing_waits(sign_in, member, language):
    response = sign_in(member, language).get("/home/")
    assert response.status_code == 200
    assert 'class="hm-empty"' in response.content.decode()


def test_without_a_post_there_is_no_home(sign_in):
    assert sign_in(cast.daler).get("/home/").status_code == 404


def test_a_task_waits_with_its_clock_and_verb(sign_in, db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
        for key in ("risk_assessment", "safe_place"):
            finish_task(actor, case, key, now=clock.now())
    page = sign_in(cast.nigora).get("/home/").content.decode()
    assert case.code in page
    assert "Do the screening in private" in page
    assert "Nothing waits for you today." in page
    assert "The next date is" in page
    assert case.code not in sign_in(cast.sitora).get("/home/").content.decode()
    assert case.code in sign_in(cast.malika).get("/home/").content.decode()


@pytest.mark.parametrize(
    ("member", "address"), [(cast.rustam, "/sheet/"), (cast.zebo, "/desk/"), (cast.nigora, "/cases/new/")]
)
def test_each_role_is_led_to_what_it_begins(sign_in, member, address):
    assert address in sign_in(member).get("/home/").content.decode()


def test_who_reads_figures_is_told_that_no_person_is_shown(sign_in):
    page = sign_in(cast.tahmina).get("/home/").content.decode()
    assert "no case and no person is shown to you" in page


def test_a_hand_over_waits_in_the_receivers_list_and_with_its_author_until_it_arrives(sign_in, db):
    referral_id = given.handover(now=clock.now(), meeting=given.meeting(clock.now()))
    author, receiver = sign_in(cast.rustam), sign_in(cast.gulnora)
    code = re.search(r"<bdi>([A-Z]+-[0-9A-Z]{3}-[0-9A-Z]{3})</bdi>", author.get("/home/").content.decode())[1]
    assert "not arrived yet" in author.get("/home/").content.decode()
    page = receiver.get("/home/").content.decode()
    assert code in page
    assert ">Answer<" in page
    assert ">Open<" in sign_in(cast.nigora).get("/home/").content.decode()  # who reads the inbox but does not answer
    with acting(cast.gulnora) as actor:
        accept_referral(actor, referral_id=referral_id, now=clock.now())
        record_arrival(actor, referral_id=referral_id, now=clock.now())
    assert "not arrived yet" not in author.get("/home/").content.decode()
    assert f"{code} was handed over, and arrived since" in author.get("/home/").content.decode()
    assert code not in sign_in(cast.jamshed).get("/home/").content.decode()


def test_who_arrived_waits_for_those_who_open_cases_until_one_of_them_does(sign_in, db):
    now = clock.now()
    referral_id = given.handover(now=now, meeting=given.meeting(now))
    waits = f"/cases/new/{referral_id}/"
    assert waits not in sign_in(cast.nigora).get("/home/").content.decode()
    with acting(cast.gulnora) as actor:
        accept_referral(actor, referral_id=referral_id, now=now)
        record_arrival(actor, referral_id=referral_id, now=now)
    page = sign_in(cast.nigora).get("/home/").content.decode()
    assert waits in page
    assert "Nothing waits for you today." not in page
    for other in (cast.anahita, cast.malika, cast.gulnora, cast.rustam):
        assert waits not in sign_in(other).get("/home/").content.decode()
    with acting(cast.sitora) as actor:
        open_case_from_handover(actor, id=uuid7(), referral_id=referral_id, child=False, code_only=True, now=now)
    assert waits not in sign_in(cast.nigora).get("/home/").content.decode()


def test_what_the_clinic_told_waits_to_be_confirmed_and_is_news(sign_in, db):
    now = clock.now()
    case_id = given.case(now=now)
    referral_id = given.referral(case_id, given.consent(case_id, now=now), now=now, meeting=given.meeting(now))
    with acting(cast.farrukh) as actor:
        accept_referral(actor, referral_id=referral_id, now=now)
    assert "Accepted" in sign_in(cast.nigora).get("/home/").content.decode()
    with acting(cast.farrukh) as actor:
        record_arrival(actor, referral_id=referral_id, now=now)
        complete_referral(actor, referral_id=referral_id, result="given", on=day_of(now), now=now)
    page = sign_in(cast.nigora).get("/home/").content.decode()
    assert "Confirm with the person what came of it" in page
    assert f"/sent/{referral_id}/" in page
    assert str(referral_id) not in sign_in(cast.sitora).get("/home/").content.decode()


def test_an_act_in_danger_waits_for_its_reviewers_without_a_code_of_a_case(sign_in, db):
    now = clock.now()
    given.handover(
        now=now, meeting=given.meeting(now), safety=given.DANGER, agreement="not_agreed", urgency="emergency"
    )
    assert "Review an act in danger" in sign_in(cast.bahrom).get("/home/").content.decode()
    assert "Review an act in danger" not in sign_in(cast.zebo).get("/home/").content.decode()


def test_a_supervisor_is_led_to_the_case_and_not_to_a_page_of_others(sign_in, db):
    case_id = given.case(now=clock.now())
    page = sign_in(cast.malika).get("/home/").content.decode()
    assert f"/cases/{case_id}/screening/" not in page
    assert f'href="/cases/{case_id}/"' in page


# One list, narrowed


def with_a_case_and_a_referral(now):
    case_id = given.case(now=now)
    return case_id, given.referral(case_id, given.consent(case_id, now=now), now=now, meeting=given.meeting(now))


def test_the_one_list_is_narrowed_by_kind_and_says_how_many_of_each(sign_in, db):
    now = clock.now()
    given.handover(now=now, meeting=given.meeting(now))
    with_a_case_and_a_referral(now)
    browser = sign_in(cast.nigora)
    page = browser.get("/home/").content.decode()
    assert all(f'href="?kind={kind}"' in page for kind in ("cases", "referrals"))
    assert "Assess the risk" in browser.get("/home/?kind=cases").content.decode()
    assert "Assess the risk" not in browser.get("/home/?kind=referrals").content.decode()
    assert "Nothing of this kind waits for you." in browser.get("/home/?kind=other").content.decode()
    assert browser.get("/home/?kind=stories").status_code == 404


def test_a_list_of_one_kind_offers_no_kinds(sign_in, db):
    given.case(now=clock.now())
    assert "?kind=" not in sign_in(cast.nigora).get("/home/").content.decode()


def test_what_is_late_with_another_office_waits_for_the_team_that_sent_it(sign_in, db):
    now = clock.now()
    _case, sent = with_a_case_and_a_referral(now - timedelta(days=30))
    page = sign_in(cast.nigora).get("/home/?kind=referrals").content.decode()
    assert f'href="/sent/{sent}/"' in page
    assert "Ask what holds it up." in page
    assert "Ask what holds it up." not in sign_in(cast.sitora).get("/home/").content.decode()
    with_a_case_and_a_referral(now)
    assert sign_in(cast.nigora).get("/home/").content.decode().count("Ask what holds it up.") == 1


def test_a_full_list_says_how_much_more_there_is_and_shows_it(sign_in, db):
    for _ in range(25):
        given.case(now=clock.now())
    browser = sign_in(cast.nigora)
    page = browser.get("/home/").content.decode()
    more = int(re.search(r'href="\?all=">(\d+) more, due later', page)[1])
    assert page.count('class="hm-work__act"') == 40
    whole = browser.get("/home/?all=").content.decode()
    assert whole.count('class="hm-work__act"') == 40 + more
    assert "more, due later" not in whole
