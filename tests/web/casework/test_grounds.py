"""Recording, listing and withdrawing a ground through HTTP."""

from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.grounds.actions import record_disclosure, record_ground
from hamroh.casework.grounds.queries import grounds_of
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.kinship.given import write_guardian
from tests.cast import acting

LANGUAGES = ["tg", "en"]


def new_case(child=False, who=cast.nigora):
    with acting(who) as actor:
        return open_new_case(actor, id=uuid7(), child=child, code_only=True, now=clock.now()).pk


@pytest.fixture
def case_id(db):
    return new_case()


def agreed(case_id, to=cast.CLINIC, **changed):
    now = clock.now()
    values = {
        "kind": "consent",
        "purpose": "services",
        "recipient_organisation_id": cast.organisation_id(to),
        "groups": ["profile", "needs"],
        "language": "tg",
        "mode": "oral_witness",
        "proof": "witness_noted",
        "given_by": "self",
        "expires_at": now + timedelta(days=90),
    }
    with acting(cast.nigora) as actor:
        return record_ground(actor, id=uuid7(), case_id=case_id, now=now, **(values | changed)).pk


def grounds(case_id):
    with acting(cast.nigora) as actor:
        return grounds_of(open_case(actor, case_id))


def filled(**changed):
    values = {
        "id": uuid7(),
        "recipient": cast.organisation_id(cast.CLINIC),
        "purpose": "services",
        "groups": ["profile", "needs"],
        "language": "tg",
        "mode": "written",
        "proof": "paper_kept",
        "expires_at": day_of(clock.now() + timedelta(days=30)).isoformat(),
    }
    return values | changed


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_read_aloud_stands_first_and_nothing_is_chosen(case_id, sign_in, language):
    page = sign_in(cast.nigora, language).get(f"/cases/{case_id}/consent/").content.decode()
    assert "hm-say" in page
    assert " checked" not in page
    assert 'name="given_by"' not in page  # an adult agrees in person: there is nothing to choose


def test_an_agreement_is_recorded_once_however_often_it_is_sent(case_id, sign_in):
    browser, sent = sign_in(cast.nigora), filled()
    for _ in range(2):
        assert browser.post(f"/cases/{case_id}/consent/", sent).url == f"/cases/{case_id}/grounds/"
    (ground,) = grounds(case_id)
    assert (ground.given_by, ground.groups, ground.kind) == ("self", ["needs", "profile"], "consent")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_obstacles_come_at_once_and_what_was_typed_stays(case_id, sign_in, language):
    sent = filled(groups=["screening"], mode="", expires_at="2020-01-01")
    page = sign_in(cast.nigora, language).post(f"/cases/{case_id}/consent/", sent).content.decode()
    assert 'href="#id_groups_0"' in page
    assert 'href="#id_mode_0"' in page
    assert 'href="#id_expires_at"' in page
    assert 'value="2020-01-01"' in page
    assert not grounds(case_id)


def test_who_agreed_cannot_be_forged_for_an_adult(case_id, sign_in):
    sign_in(cast.nigora).post(f"/cases/{case_id}/consent/", filled(given_by="guardian"))
    assert [g.given_by for g in grounds(case_id)] == ["self"]


def test_no_organisation_is_said_at_its_field(case_id, sign_in):
    page = sign_in(cast.nigora).post(f"/cases/{case_id}/consent/", filled(recipient="", mode="")).content.decode()
    assert 'href="#id_recipient"' in page
    assert 'href="#id_mode_0"' in page


def test_a_forged_organisation_is_refused(case_id, sign_in):
    page = sign_in(cast.nigora).post(f"/cases/{case_id}/consent/", filled(recipient=uuid7()))
    assert page.status_code == 200
    assert not grounds(case_id)


def test_a_child_takes_the_other_path(db, sign_in):
    case_id, browser = new_case(child=True), sign_in(cast.nigora)
    write_guardian(case_id, since=day_of(clock.now()), now=clock.now())
    page = browser.get(f"/cases/{case_id}/consent/").content.decode()
    assert 'name="assent"' in page
    assert 'value="self"' not in page
    shelter = cast.organisation_id(cast.CLINIC)
    sent = filled(
        recipient=shelter, given_by="guardian", assent="agreed", best_interests="A doctor.", guardian_suspected="on"
    )
    refused = browser.post(f"/cases/{case_id}/consent/", sent).content.decode()
    assert 'href="#id_given_by_0"' in refused
    assert "A doctor." in refused
    assert browser.post(f"/cases/{case_id}/consent/", sent | {"given_by": "representative"}).status_code == 302


def test_danger_asks_for_a_reason_and_not_for_consent(case_id, sign_in):
    browser = sign_in(cast.nigora)
    page = browser.get(f"/cases/{case_id}/consent/?kind=risk_to_life").content.decode()
    assert 'name="why"' in page
    assert 'name="mode"' not in page
    sent = filled(why="He waits outside.")
    browser.post(f"/cases/{case_id}/consent/?kind=risk_to_life", sent)
    assert [g.kind for g in grounds(case_id)] == ["risk_to_life"]


def test_a_court_order_has_no_form_yet_and_says_where_to_go(case_id, sign_in):
    page = sign_in(cast.nigora).get(f"/cases/{case_id}/consent/?kind=court_order").content.decode()
    assert "data-protection lead" in page
    assert 'name="groups"' not in page


@pytest.mark.parametrize("service", ["nonsense", "01a20c33-7d1e-75fb-90bd-ece31bb922c5"])
def test_a_forged_service_is_not_here(case_id, sign_in, service):
    assert sign_in(cast.nigora).get(f"/cases/{case_id}/consent/?service={service}").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_tells_state_and_what_left(case_id, sign_in, language):
    agreed(case_id)
    page = sign_in(cast.nigora, language).get(f"/cases/{case_id}/grounds/").content.decode()
    assert "/withdraw/" in page
    assert "hm-card" in page


def test_withdrawing_says_what_ends_and_ends_it(case_id, sign_in):
    ground, browser = agreed(case_id), sign_in(cast.nigora)
    address = f"/cases/{case_id}/grounds/{ground}/withdraw/"
    page = browser.get(address).content.decode()
    assert "Ends at once" in page
    assert "Does not end" in page
    assert 'name="medication"' not in page
    assert browser.post(address, {"how": "not_asked"}).url == f"/cases/{case_id}/grounds/"
    assert grounds(case_id)[0].withdrawn_at
    assert browser.get(address).status_code == 302


def live_with(case_id, organisation):
    from hamroh.casework.support.models import Stay
    from hamroh.mechanism.directory.models import Service

    with acting(cast.nigora) as actor:
        open_case(actor, case_id, FieldGroup.RESIDENCE)
        place = Service.objects.filter(organisation__key=organisation).first()
        Stay(case_id=case_id, organisation_id=place.organisation_id, service_id=place.pk, since=clock.now()).save(
            force_insert=True
        )


def test_where_the_person_lives_there_somebody_goes_on_caring_first(case_id, sign_in):
    ground, browser = agreed(case_id, to=cast.NGO), sign_in(cast.nigora)
    live_with(case_id, cast.NGO)
    address = f"/cases/{case_id}/grounds/{ground}/withdraw/"
    own = cast.organisation_id(cast.SHELTER)
    page = browser.post(address, {"how": "fear", "safety_plan": own}).content.decode()
    assert 'href="#id_medication"' in page
    assert f'<option value="{own}" selected>' in page
    assert not grounds(case_id)[0].withdrawn_at
    assert browser.post(address, {"how": "fear", "safety_plan": own, "medication": own}).status_code == 302
    assert grounds(case_id)[0].withdrawn_at


@pytest.mark.parametrize("stranger", [cast.anahita, cast.sitora, cast.rustam, cast.gulnora, cast.bahrom, cast.farrukh])
def test_strangers_find_no_page(case_id, sign_in, stranger):
    ground, browser = agreed(case_id), sign_in(stranger)
    for address in ("consent/", "grounds/", f"grounds/{ground}/withdraw/"):
        assert browser.get(f"/cases/{case_id}/{address}").status_code == 404
        assert browser.post(f"/cases/{case_id}/{address}", filled()).status_code == 404
    assert not grounds(case_id)[0].withdrawn_at


def test_a_ground_of_another_case_is_not_here(case_id, sign_in):
    ground, other = agreed(case_id), new_case()
    assert sign_in(cast.nigora).get(f"/cases/{other}/grounds/{ground}/withdraw/").status_code == 404
    assert sign_in(cast.nigora).post(f"/cases/{other}/grounds/{ground}/withdraw/", {"how": "fear"}).status_code == 404
    assert not grounds(case_id)[0].withdrawn_at


def test_supervision_withdraws_and_does_not_record(case_id, sign_in):
    ground, browser = agreed(case_id), sign_in(cast.malika)
    assert browser.get(f"/cases/{case_id}/consent/").status_code == 404
    assert "/consent/" not in browser.get(f"/cases/{case_id}/grounds/").content.decode()
    browser.post(f"/cases/{case_id}/grounds/{ground}/withdraw/", {"how": "not_asked"})
    assert grounds(case_id)[0].withdrawn_at


def test_whoever_may_not_open_the_justice_part_does_not_read_that_it_was_shared(sign_in, case_id):
    ground = agreed(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        for groups in (["needs"], ["profile"]):
            left = {"ground": grounds_of(case)[0], "referral_id": None, "groups": groups, "now": clock.now()}
            record_disclosure(actor, case=case, **left)
    with connections["owner"].cursor() as cursor:  # as an agreement with a lawyer reads
        cursor.execute("UPDATE grounds_ground SET groups = '{profile,justice}' WHERE id = %s", [ground])
        cursor.execute("UPDATE grounds_disclosure SET groups = '{justice}' WHERE groups = '{needs}'")
    page = sign_in(cast.nigora).get(reverse("ground_list", args=[case_id]))
    assert "ustice" not in page.content.decode()
    (card,) = page.context["grounds"]
    assert [told["groups"] for told in card["left"]] == [["Age, sex, language"]] == [card["groups"]]
