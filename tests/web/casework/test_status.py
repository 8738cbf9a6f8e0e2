"""Formal status through the pages: the team's, and the authority's."""

import re
from datetime import timedelta

import pytest

from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.status import given


@pytest.fixture
def case_id(db):
    return given.case(now=clock.now())


def text(response):
    return response.content.decode()


def application_of(browser, case_id):
    return re.search(r"/status/([0-9a-f-]{36})/do/", text(browser.get(f"/cases/{case_id}/status/"))).group(1)


def agree(browser, case_id):
    url = f"/cases/{case_id}/consent/?purpose=status"
    page = text(browser.get(url))
    assert "Inter-Agency" in page and "Where the person stays" not in page and "Clinic" not in page
    said = {
        "id": uuid7(),
        "recipient": cast.organisation_id(cast.SECRETARIAT),
        "purpose": "status",
        "groups": ["profile", "screening"],
        "language": "tg",
        "mode": "oral_witness",
        "proof": "witness_noted",
        "expires_at": "2099-01-01",
    }
    refused = browser.post(url, said)
    assert "At most a year" in text(refused)
    said["expires_at"] = (day_of(clock.now()) + timedelta(days=100)).isoformat()
    assert browser.post(url, said)["Location"] == f"/cases/{case_id}/status/"


def test_a_case_says_calmly_that_it_was_not_applied_for(sign_in, case_id):
    page = text(sign_in(cast.nigora).get(f"/cases/{case_id}/"))
    assert "Not applied for. It is the person’s choice, help does not depend on it." in page
    page = text(sign_in(cast.nigora).get(f"/cases/{case_id}/status/"))
    assert "Nobody needs papers to apply or to be helped." in page and "purpose=status" in page


def test_the_usual_page_of_consent_does_not_offer_it(sign_in, case_id):
    page = text(sign_in(cast.nigora).get(f"/cases/{case_id}/consent/"))
    assert 'value="services"' in page and 'value="status"' not in page


def test_agreement_application_evidence_and_on_its_way(sign_in, case_id):
    browser = sign_in(cast.nigora)
    agree(browser, case_id)
    page = text(browser.get(f"/cases/{case_id}/status/"))
    ground = re.search(r'name="ground_id" value="([0-9a-f-]{36})"', page).group(1)
    refused = text(browser.post(f"/cases/{case_id}/status/begin/", {"id": uuid7(), "ground_id": ""}))
    assert "It is an agreement of its own." in refused
    begun = browser.post(f"/cases/{case_id}/status/begin/", {"id": uuid7(), "ground_id": ground}, follow=True)
    assert "Nothing has left the file yet." in text(begun)
    do = f"/cases/{case_id}/status/{application_of(browser, case_id)}/do/"
    refused = text(browser.post(do, {"act": "send"}))
    assert "at least one row of evidence" in refused and "Ask the person once more" in refused
    refused = text(browser.post(do, {"act": "evidence", "evidence-id": uuid7(), "evidence-note": "kept as typed"}))
    assert "Choose what kind of evidence it is." in refused and "kept as typed" in refused
    row = {
        "evidence-id": uuid7(),
        "evidence-kind": "medical",
        "evidence-shows": ["means"],
        "evidence-held_by": "team",
        "evidence-note": "Paper of the clinic",
    }
    assert "Medical document" in text(browser.post(do, {"act": "evidence", **row}, follow=True))
    sent = text(browser.post(do, {"act": "send", "send-wished": "on"}, follow=True))
    assert "Sent, waits for a decision" in sent and "Add evidence" not in sent


def test_the_authority_finds_it_at_home_reads_it_and_decides(sign_in, case_id):
    key = given.sent(case_id, now=clock.now())
    panel = sign_in(cast.lola)
    assert f"/status/{key}/" in text(panel.get("/home/")) and f"/status/{key}/" in text(panel.get("/status/"))
    page = text(panel.get(f"/status/{key}/"))
    assert "Contract with two signatures." in page and "K. Nurov" in page and f"/cases/{case_id}" not in page
    decide = f"/status/{key}/decide/"
    refused = text(panel.post(decide, {"id": uuid7(), "reasons": "", "outcome": ""}))
    assert "Choose what was decided." in refused and "Write the reasons in plain words" in refused
    said = {"id": uuid7(), "outcome": "refused", "reasons": "The means were not shown.", "panel": [cast.komil.id]}
    assert "The means were not shown." in text(panel.post(decide, said, follow=True))
    page = text(sign_in(cast.nigora).get(f"/cases/{case_id}/status/"))
    assert "The means were not shown." in page and "Refused" in page and "Ghafurova" not in page
    assert "Ask the person" in text(sign_in(cast.nigora).get("/home/"))


def test_more_evidence_is_asked_for_and_given(sign_in, case_id):
    key = given.sent(case_id, now=clock.now())
    given.decided(key, "more_evidence", reasons="A paper on the work.", now=clock.now())
    page = text(sign_in(cast.nigora).get(f"/cases/{case_id}/status/"))
    assert "A paper on the work." in page and "Send what was asked for" in page


def test_what_was_taken_back_shows_the_authority_nothing(sign_in, case_id):
    key = given.sent(case_id, now=clock.now())
    sign_in(cast.nigora).post(f"/cases/{case_id}/status/{key}/do/", {"act": "withdraw"})
    page = text(sign_in(cast.lola).get(f"/status/{key}/"))
    assert "Nothing of it is shown any more." in page and "Contract" not in page
    assert "Not applied for" in text(sign_in(cast.nigora).get(f"/cases/{case_id}/"))


def test_an_application_of_another_case_is_not_found_through_this_one(sign_in, case_id):
    other = given.sent(given.case(now=clock.now()), now=clock.now())
    answer = sign_in(cast.nigora).post(f"/cases/{case_id}/status/{other}/do/", {"act": "withdraw"})
    assert answer.status_code == 404


@pytest.mark.parametrize("language", ["tg", "ru"])
def test_the_pages_open_in_other_languages(sign_in, case_id, language):
    key = given.sent(case_id, now=clock.now())
    assert sign_in(cast.nigora, language).get(f"/cases/{case_id}/status/").status_code == 200
    assert sign_in(cast.lola, language).get(f"/status/{key}/").status_code == 200


def test_an_adult_who_agrees_to_nothing_is_counted_by_month_and_region_and_nothing_more(sign_in, case_id):
    from hamroh.casework.identification.models import Notification
    from hamroh.foundation.audit.models import Entry

    browser = sign_in(cast.nigora)
    key = re.search(r'name="id" value="([0-9a-f-]{36})"', text(browser.get(f"/cases/{case_id}/status/"))).group(1)
    for _ in range(2):
        answer = browser.post(f"/cases/{case_id}/status/count/", {"id": key}, follow=True)
    assert "month and region, nothing else" in text(answer)
    (row,) = Notification.objects.using("owner").all()
    assert row.month.day == 1 and str(row.pk) != key
    assert Entry.objects.using("owner").filter(verb="notification.counted", case_id__isnull=True).count() == 2


def test_a_child_is_not_counted_but_protected(sign_in, db):
    child = given.case(now=clock.now(), child=True)
    browser = sign_in(cast.nigora)
    assert "status/count/" not in text(browser.get(f"/cases/{child}/status/"))
    assert browser.post(f"/cases/{child}/status/count/", {"id": uuid7()}).status_code == 404


def test_withdrawing_the_agreement_says_that_the_application_ends(sign_in, case_id):
    ground = given.agreement(case_id, now=clock.now(), expires_at=clock.now() + timedelta(days=90))
    given.sent(case_id, ground, now=clock.now())
    page = text(sign_in(cast.nigora).get(f"/cases/{case_id}/grounds/{ground}/withdraw/"))
    assert re.search(r"The application .*TJS-.* ends with it", page, re.S)


def test_that_nobody_could_review_is_said_before_it_is_asked(sign_in, case_id):
    key = given.sent(case_id, now=clock.now())
    given.decided(key, panel=[cast.komil.id, cast.shahlo.id], now=clock.now())
    assert "tell the coordinator" in text(sign_in(cast.nigora).get(f"/cases/{case_id}/status/"))
