"""Sending a referral through HTTP: the card says what would go, nothing goes before it is sent, and it goes once."""

import re
from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.grounds.queries import disclosures_of
from hamroh.casework.referrals.queries import referrals_of_case
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting
from tests.web.casework.test_grounds import LANGUAGES, agreed, new_case


@pytest.fixture
def case_id(db):
    return new_case()


def service_of(organisation):
    from hamroh.mechanism.directory.models import Service

    return Service.objects.filter(organisation__key=organisation, needs_groups__contains=["needs"]).first().pk


def filled(**changed):
    values = {
        "id": uuid7(),
        "service_id": service_of(cast.CLINIC),
        "groups": ["profile", "needs"],
        "note": "Prefers a woman doctor.",
        "mode": "accompanied",
        "where": "side door",
        "when": (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"),
        "who": "nurse on duty",
        "phone": "",
        "urgency": "routine",
        "act": "send",
    }
    return values | changed


def sent(case_id):
    with acting(cast.nigora) as actor:
        return referrals_of_case(open_case(actor, case_id))


def left(case_id):
    with acting(cast.nigora) as actor:
        return disclosures_of(open_case(actor, case_id))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_ground_the_page_leads_to_asking(case_id, sign_in, language):
    service = service_of(cast.CLINIC)
    page = sign_in(cast.nigora, language).get(f"/cases/{case_id}/refer/?to={service}").content.decode()
    assert f"/cases/{case_id}/consent/?service={service}" in page
    assert "hm-scope" in page


def test_without_a_ground_nothing_is_sent(case_id, sign_in):
    page = sign_in(cast.nigora).post(f"/cases/{case_id}/refer/", filled())
    assert "No ground, no referral" in page.content.decode()
    assert not sent(case_id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sent_twice_it_is_one_referral_and_exactly_what_was_agreed_left(case_id, sign_in, language):
    agreed(case_id)
    browser, form = sign_in(cast.nigora, language), filled()
    for _ in range(2):
        assert browser.post(f"/cases/{case_id}/refer/", form).url == f"/cases/{case_id}/"
    (referral,) = sent(case_id)
    assert set(referral.groups) == {"profile", "needs"}
    assert [d.groups for d in left(case_id)] == [["needs", "profile"]]


def test_check_updates_the_card_and_sends_nothing(case_id, sign_in):
    agreed(case_id)
    browser = sign_in(cast.nigora)
    page = browser.post(f"/cases/{case_id}/refer/", filled(groups=["needs"], act="check")).content.decode()
    assert "nothing stands against sending" in page
    goes, _, stays = page.split('class="yes"')[1].partition('class="no"')
    assert "Needs and urgency" in goes
    assert "Age, sex, language" in stays
    assert not sent(case_id)
    assert not left(case_id)


def test_choosing_a_service_offers_what_was_agreed_and_reproaches_nothing(case_id, sign_in):
    agreed(case_id)
    form = {"id": uuid7(), "service_id": service_of(cast.CLINIC), "note": "Prefers a woman doctor.", "act": "choose"}
    page = sign_in(cast.nigora).post(f"/cases/{case_id}/refer/", form).content.decode()
    assert "govuk-error-summary" not in page
    assert "Prefers a woman doctor." in page
    assert page.count('name="groups"') == 3  # what the clinic needs, and no more
    assert page.count('type="checkbox" name="groups" value="profile" id="id_groups_0" checked') == 1
    assert not sent(case_id)


def test_all_obstacles_come_at_once_and_what_was_typed_stays(case_id, sign_in):
    agreed(case_id)
    form = filled(groups=["needs", "health"], where="", urgency="", note="Better in the morning.")
    page = sign_in(cast.nigora).post(f"/cases/{case_id}/refer/", form).content.decode()
    assert "The agreement does not cover “Health notes”" in page
    assert 'href="#id_where"' in page
    assert 'href="#id_urgency_0"' in page
    assert "Better in the morning." in page
    assert 'value="health" id="id_groups_4" checked' in page or 'value="health"' in page
    assert not sent(case_id)


def test_a_time_that_is_none_is_said_beside_the_other_obstacles(case_id, sign_in):
    agreed(case_id)
    page = sign_in(cast.nigora).post(f"/cases/{case_id}/refer/", filled(when="tomorrow", where="")).content.decode()
    assert 'href="#id_when"' in page
    assert 'href="#id_where"' in page
    assert 'value="tomorrow"' in page


def test_a_ground_for_another_organisation_does_not_count(case_id, sign_in):
    agreed(case_id, to=cast.NGO)
    page = sign_in(cast.nigora).post(f"/cases/{case_id}/refer/", filled()).content.decode()
    assert "No ground, no referral" in page
    assert not sent(case_id)


def test_a_forged_ground_of_another_organisation_is_not_taken(case_id, sign_in):
    forged = agreed(case_id, to=cast.NGO)
    page = sign_in(cast.nigora).post(f"/cases/{case_id}/refer/", filled(ground_id=forged))
    assert page.status_code == 200
    assert not sent(case_id)


def test_two_grounds_never_add_up(case_id, sign_in):
    agreed(case_id, groups=["profile"])
    needs = agreed(case_id, groups=["needs"])
    browser = sign_in(cast.nigora)
    page = browser.post(f"/cases/{case_id}/refer/", filled(ground_id=needs)).content.decode()
    assert "does not cover “Age, sex, language”" in page
    assert not sent(case_id)
    assert browser.post(f"/cases/{case_id}/refer/", filled(ground_id=needs, groups=["needs"])).status_code == 302


@pytest.mark.parametrize("service", ["nonsense", "01a20c33-7d1e-75fb-90bd-ece31bb922c5"])
def test_a_forged_service_is_not_here(case_id, sign_in, service):
    browser = sign_in(cast.nigora)
    assert browser.get(f"/cases/{case_id}/refer/?to={service}").status_code == 404
    assert browser.post(f"/cases/{case_id}/refer/", filled(service_id=service)).status_code == 404


@pytest.mark.parametrize("stranger", [cast.anahita, cast.sitora, cast.rustam, cast.gulnora, cast.malika, cast.farrukh])
def test_strangers_find_no_page(case_id, sign_in, stranger):
    agreed(case_id)
    browser = sign_in(stranger)
    assert browser.get(f"/cases/{case_id}/refer/").status_code == 404
    assert browser.post(f"/cases/{case_id}/refer/", filled()).status_code == 404
    assert not sent(case_id)


def name_written(case_id):
    from hamroh.casework.people.actions import write_identity

    with acting(cast.nigora) as actor:
        write_identity(actor, case=open_case(actor, case_id, "identity"), given="Зарина", now=clock.now())


def test_a_note_that_seems_to_tell_the_name_is_asked_about_before_it_leaves(case_id, sign_in):
    name_written(case_id)
    agreed(case_id)
    browser, form = sign_in(cast.nigora), filled(note="Zarina prefers a woman doctor.")
    page = browser.post(f"/cases/{case_id}/refer/", form).content.decode()
    assert "seems to contain the person&#x27;s name" in page and "Save it as it is" in page
    assert "Зарина" not in page
    assert not sent(case_id)
    tick = re.search(r'name="anyway"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="anyway"', page)
    anyway = tick.group(1) or tick.group(2)
    other = browser.post(f"/cases/{case_id}/refer/", form | {"note": "Зарина: +992 900 11 22 33", "anyway": anyway})
    assert "seems to contain a telephone" in other.content.decode() and not sent(case_id)
    assert browser.post(f"/cases/{case_id}/refer/", form | {"anyway": anyway}).status_code == 302
    assert len(sent(case_id)) == 1


def test_the_act_itself_asks_as_well(case_id, db):
    from hamroh.casework.referrals.actions import send_referral
    from hamroh.casework.referrals.rules import Meeting
    from hamroh.kernel.errors import Refused

    name_written(case_id)
    said = {"service_id": service_of(cast.CLINIC), "ground_id": None, "groups": ["needs"], "urgency": "routine"}
    with pytest.raises(Refused) as refused, acting(cast.nigora) as actor:
        send_referral(
            actor,
            id=uuid7(),
            case_id=case_id,
            meeting=Meeting("", "", None, "", ""),
            note="Зарина",
            now=clock.now(),
            **said,
        )
    assert "note" in [o.field for o in refused.value.obstacles]
