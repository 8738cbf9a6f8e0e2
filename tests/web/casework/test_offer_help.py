"""The page after no signs were seen: what is needed, who helps, how one passes to another system. Never the door."""

import pytest
from django.utils.html import escape

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.identification.actions.screening import finish_screening, start_screening
from hamroh.casework.identification.queries import offered_neighbours
from hamroh.casework.identification.rules import pre_interview_checklist
from hamroh.casework.support.actions import write_needs
from hamroh.casework.support.queries import needs_of
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import current
from tests import cast
from tests.cast import acting

ALL = [item.id for item in pre_interview_checklist()]


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
        start_screening(
            actor, id=uuid7(), case_id=case.pk, confirmed=ALL, language="tg", interpreter=False, now=clock.now()
        )
        finish_screening(actor, case_id=case.pk, now=clock.now())
        return case.pk


def url(case_id):
    return f"/cases/{case_id}/help/"


def needs(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, FieldGroup.NEEDS)
        return needs_of(case.pk, case.person_id)


@pytest.mark.parametrize(("outcome", "asks"), [("not_indicated", True), ("insufficient", True), ("presumed", False)])
def test_who_shows_no_signs_is_asked_what_is_needed(case_id, sign_in, outcome, asks):
    browser = sign_in(cast.nigora)
    answer = browser.post(f"/cases/{case_id}/decision/", {"outcome": outcome, "reason": "What was heard."})
    assert answer.url == (url(case_id) if asks else f"/cases/{case_id}/")
    if outcome == "not_indicated":
        assert url(case_id) in browser.get(f"/cases/{case_id}/decision/").content.decode()


def test_who_decides_without_working_on_the_case_is_led_to_it(case_id, sign_in):
    sent = {"outcome": "not_indicated", "reason": "What was heard."}
    assert sign_in(cast.malika).post(f"/cases/{case_id}/decision/", sent).url == f"/cases/{case_id}/"
    assert sign_in(cast.malika).get(url(case_id)).status_code == 404


def test_what_is_wanted_is_kept_beside_what_was_noted_and_leads_to_a_referral(case_id, sign_in):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, FieldGroup.NEEDS)
        write_needs(actor, case=case, services=["shelter"], urgent=True, note="Soon.", now=clock.now())
    browser = sign_in(cast.nigora)
    page = browser.get(url(case_id)).content.decode()
    assert 'value="shelter"' in page and page.count(" checked") == 1
    after = browser.post(url(case_id), {"services": ["medical"]}, follow=True)
    said = needs(case_id)
    assert (said.services, said.urgent, said.note) == (("medical",), True, "Soon.")
    assert f"/cases/{case_id}/refer/?to=" in after.content.decode()


def test_the_referral_opens_with_the_service_chosen(case_id, sign_in):
    browser = sign_in(cast.nigora)
    browser.post(url(case_id), {"services": ["medical"]})
    page = browser.get(url(case_id)).content.decode()
    address = page.split('class="hm-a" href="/cases/')[1].split('"')[0]
    form = browser.get(f"/cases/{address}").content.decode()
    assert f'value="{address.split("to=")[1]}" checked' in form
    assert f"/cases/{case_id}/consent/?service=" in form


def test_a_kind_nobody_offers_is_said_and_does_not_end_the_page(case_id, sign_in):
    offered = {s.type for s in current().pack.services}
    missing = next((t.id for t in current().pack.service_types if t.id not in offered), None)
    if missing is None:
        pytest.skip("every kind of service is offered")
    page = sign_in(cast.nigora).post(url(case_id), {"services": [missing]}, follow=True).content.decode()
    assert "Nobody in the mechanism offers this" in page
    assert 'name="neighbour"' in page


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_every_neighbouring_system_is_there_with_how_one_passes_over(case_id, sign_in, language):
    page = sign_in(cast.nigora, language).get(url(case_id)).content.decode()
    for system in current().pack.neighbours:
        assert escape(system.name[language]) in page
        assert escape(system.passing[language]) in page
    assert page.count('name="answer"') == 2 * len(current().pack.neighbours)


def test_offering_is_written_down_and_shown_on_the_page_and_the_timeline(case_id, sign_in):
    browser = sign_in(cast.nigora)
    page = browser.post(url(case_id), {"neighbour": "labour", "answer": "accepted"}, follow=True).content.decode()
    assert "The person wants it." in page
    with acting(cast.nigora) as actor:
        assert offered_neighbours(open_case(actor, case_id))["labour"].answer == "accepted"
    case_page = browser.get(f"/cases/{case_id}/").content.decode()
    assert "Another protection system was offered" in case_page
    assert "Labour rights · The person wants it" in case_page


def test_an_answer_that_is_none_says_so_and_writes_nothing(case_id, sign_in):
    page = sign_in(cast.nigora).post(url(case_id), {"neighbour": "labour", "answer": "x"}, follow=True)
    assert "Say whether the person wants it." in page.content.decode()
    with acting(cast.nigora) as actor:
        assert offered_neighbours(open_case(actor, case_id)) == {}


def test_a_forged_kind_or_system_is_refused(case_id, sign_in):
    browser = sign_in(cast.nigora)
    assert "govuk-error-summary" in browser.post(url(case_id), {"services": ["yacht"]}).content.decode()
    assert browser.post(url(case_id), {"neighbour": "yacht", "answer": "accepted"}).status_code == 404
    assert needs(case_id).services == ()


@pytest.mark.parametrize("stranger", [cast.anahita, cast.sitora, cast.rustam, cast.gulnora, cast.zebo, cast.farrukh])
def test_strangers_find_no_page(case_id, sign_in, stranger):
    assert sign_in(stranger).get(url(case_id)).status_code == 404
