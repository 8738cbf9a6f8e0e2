"""One referral through HTTP: answered by the recipient, closed by the sender, told to nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hamroh.casework.cases.access import open_case
from hamroh.casework.people.actions import write_profile
from hamroh.casework.referrals.actions import ask_question, withdraw_ground
from hamroh.casework.referrals.models import Answer, Referral
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.referrals.given import case, consent, handover, referral
from tests.cast import acting


@pytest.fixture
def now(db):
    return clock.now()


@pytest.fixture
def case_id(now):
    key = case(now=now)
    with acting(cast.nigora) as actor:
        opened = open_case(actor, key, "profile")
        write_profile(actor, case=opened, age_band="adult", sex="female", languages=["tg"], now=now)
    return key


@pytest.fixture
def ground_id(case_id, now):
    return consent(case_id, now=now)


@pytest.fixture
def sent(case_id, ground_id, now):
    return referral(case_id, ground_id, now=now)


def press(browser, key, act, **fields):
    values = {f"{act}-{name}": value for name, value in fields.items()}
    return browser.post(f"/inbox/{key}/answer/", {"act": act, **values}, follow=True)


def status(member=cast.farrukh):
    with acting(member):
        return Referral.objects.get().status


def today():
    return timezone.localdate(clock.now(), timezone.zoneinfo.ZoneInfo("Asia/Dushanbe")).isoformat()


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_the_clinic_sees_what_was_agreed_and_not_the_rest(sign_in, sent, language):
    text = sign_in(cast.farrukh, language).get(f"/inbox/{sent}/").content.decode()
    assert "Office 2" in text and "Asks for a woman doctor." in text
    assert {"tg": "Тоҷикӣ", "ru": "Таджикский", "en": "Tajik"}[language] in text
    with acting(cast.nigora):
        assert str(Referral.objects.get().case_id) not in text


@pytest.mark.parametrize("stranger", [cast.parviz, cast.gulnora, cast.nigora, cast.sitora, cast.rustam, cast.bahrom])
def test_to_strangers_it_is_not_there_and_they_are_recorded(sign_in, sent, stranger):
    from hamroh.foundation.audit.models import Entry

    browser = sign_in(stranger)
    assert browser.get(f"/inbox/{sent}/").status_code == 404
    assert browser.post(f"/inbox/{sent}/answer/", {"act": "accept"}).status_code == 404
    assert Entry.objects.using("owner").filter(verb="refused", actor_id=stranger.id).count() == 2


@pytest.mark.parametrize("act", ["delete", "", "accept'"])
def test_a_forged_act_is_not_there(sign_in, sent, act):
    assert sign_in(cast.farrukh).post(f"/inbox/{sent}/answer/", {"act": act}).status_code == 404


def test_from_accepting_to_the_closed_loop(sign_in, sent, case_id):
    clinic, team = sign_in(cast.farrukh), sign_in(cast.nigora)
    assert "Accepted" in press(clinic, sent, "accept").content.decode()
    assert status() == "accepted"
    assert status() == "accepted" and press(clinic, sent, "arrive").status_code == 200
    assert status() == "in-progress"
    worker = sign_in(cast.zarina)
    press(worker, sent, "service", id=uuid7(), given_on=today(), note="Bandaged.")
    text = press(worker, sent, "outcome", result="given", on=today(), note="Comes again on Monday.").content.decode()
    assert status() == "completed" and "Bandaged." in text and "Office 2" not in text
    text = team.get(f"/sent/{sent}/").content.decode()
    assert "Comes again on Monday." in text and "Bandaged." not in text
    team.post(f"/sent/{sent}/do/", {"act": "confirm"})
    with acting(cast.nigora):
        assert Referral.objects.get().confirmed_at


def test_a_worker_who_does_not_answer_has_no_button_for_it(sign_in, sent):
    browser = sign_in(cast.zarina)
    assert 'value="accept"' not in browser.get(f"/inbox/{sent}/").content.decode()
    assert press(browser, sent, "accept").status_code == 404


def test_declining_needs_a_reason_and_keeps_the_note(sign_in, sent):
    browser = sign_in(cast.farrukh)
    text = press(browser, sent, "decline", note="Ask the other clinic.").content.decode()
    assert "Ask the other clinic." in text and "govuk-error-summary" in text and status() == "requested"
    press(browser, sent, "decline", reason="provider:no_staff", note="Ask the other clinic.")
    assert status() == "rejected"
    text = sign_in(cast.nigora).get(f"/sent/{sent}/").content.decode()
    assert "No specialist available" in text and "Ask the other clinic." in text


def test_a_reason_of_the_other_side_is_refused(sign_in, sent):
    press(sign_in(cast.farrukh), sent, "decline", reason="person:no_staff")
    assert status() == "requested"


def test_a_double_click_is_one_answer_and_no_error(sign_in, sent):
    browser = sign_in(cast.farrukh)
    for _ in range(2):
        assert "govuk-error-summary" not in press(browser, sent, "accept").content.decode()
    with acting(cast.farrukh):
        assert Answer.objects.count() == 1


@pytest.mark.parametrize("language", ["tg", "en"])
def test_who_comes_second_is_told_what_happened(sign_in, sent, language):
    press(sign_in(cast.farrukh), sent, "accept")
    answer = press(sign_in(cast.farrukh, language), sent, "decline", reason="provider:no_staff")
    assert answer.status_code == 200 and "govuk-error-summary" in answer.content.decode()
    assert timezone.localtime(clock.now(), timezone.zoneinfo.ZoneInfo("Asia/Dushanbe")).strftime("%d.%m.%Y") in (
        answer.content.decode()
    )
    assert status() == "accepted"


def test_a_question_and_its_reply(sign_in, sent):
    clinic, team, key = sign_in(cast.farrukh), sign_in(cast.nigora), uuid7()
    press(clinic, sent, "ask", id=key, question="Is the morning possible?")
    assert "Is the morning possible?" in team.get(f"/sent/{sent}/").content.decode()
    team.post(f"/sent/{sent}/do/", {"act": "reply", "reply-question_id": key, "reply-reply": "Yes, until noon."})
    assert "Yes, until noon." in clinic.get(f"/inbox/{sent}/").content.decode()
    forged = {"act": "reply", "reply-question_id": uuid7(), "reply-reply": "x"}
    assert team.post(f"/sent/{sent}/do/", forged).status_code == 404


def test_the_question_shown_is_the_one_that_is_answered(sign_in, sent, now):
    key = uuid7()
    with acting(cast.farrukh) as actor:
        ask_question(actor, id=key, referral_id=sent, question="When?", now=now)
    assert str(key) in sign_in(cast.nigora).get(f"/sent/{sent}/").content.decode()


@pytest.mark.parametrize("stranger", [cast.sitora, cast.anahita, cast.farrukh, cast.rustam, cast.bahrom, cast.zebo])
def test_the_senders_page_is_the_teams_alone(sign_in, sent, stranger):
    assert sign_in(stranger).get(f"/sent/{sent}/").status_code == 404
    assert sign_in(stranger).post(f"/sent/{sent}/do/", {"act": "cancel"}).status_code == 404


@pytest.mark.parametrize("language", ["tg", "en"])
def test_after_a_withdrawal_the_next_click_shows_nothing_but_the_own_record(
    sign_in, sent, case_id, ground_id, language
):
    clinic = sign_in(cast.farrukh, language)
    press(clinic, sent, "accept")
    press(sign_in(cast.zarina), sent, "service", id=uuid7(), given_on=today(), note="Bandaged.")
    with acting(cast.nigora) as actor:
        withdraw_ground(actor, case_id=case_id, ground_id=ground_id, how="not_asked", caretakers={}, now=clock.now())
    text = clinic.get(f"/inbox/{sent}/").content.decode()
    assert "Office 2" not in text and "woman doctor" not in text and "Bandaged." in text
    assert {"tg": "Тоҷикӣ</dd>", "en": "Tajik</dd>"}[language] not in text


def test_a_hand_over_leads_to_the_case(sign_in, now):
    key = handover(now=now)
    shelter, worker = sign_in(cast.gulnora), sign_in(cast.nigora)
    text = shelter.get(f"/inbox/{key}/").content.decode()
    assert "Somebody else holds their papers" in text
    press(shelter, key, "accept")
    press(shelter, key, "arrive")
    assert "Somebody else holds their papers" not in shelter.get(f"/inbox/{key}/").content.decode()
    assert f"/cases/new/{key}/" in worker.get(f"/inbox/{key}/").content.decode()
    assert f"/cases/new/{key}/" not in shelter.get(f"/inbox/{key}/").content.decode()


def test_who_said_yes_while_held_is_asked_again(sign_in, now):
    key = handover(now=now, held=True)
    text = sign_in(cast.gulnora).get(f"/inbox/{key}/").content.decode()
    assert "That is not free consent" in text and "Somebody else holds their papers" not in text


def test_an_outcome_in_the_future_is_refused_at_its_field(sign_in, sent):
    browser = sign_in(cast.farrukh)
    press(browser, sent, "accept")
    later = day_of(clock.now() + timedelta(days=3)).isoformat()
    text = press(browser, sent, "outcome", result="given", on=later, note="Typed once.").content.decode()
    assert 'href="#id_outcome-on"' in text and "Typed once." in text and status() == "accepted"
