"""A child's pages through HTTP: who stands by, best interests, age; nothing typed is lost, nothing overwritten."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.kinship import queries
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.kinship import given
from tests.cast import acting

LANGUAGES = ["tg", "en"]


def today():
    return day_of(clock.now())


@pytest.fixture
def case_id(db):
    return given.new_case(now=clock.now())


def guardian(case_id, **changed):
    return given.write_guardian(case_id, **({"since": today(), "now": clock.now()} | changed))


def form(**changed):
    values = {
        "id": uuid7(),
        "seen": 0,
        "role": "guardian",
        "tie": "father",
        "name": "Karim",
        "appointed_by": "birth",
        "paper": "birth_certificate",
        "since": today().isoformat(),
    }
    return values | changed


def guardians(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, FieldGroup.FAMILY)
        return queries.guardians_of(case.pk, case.person_id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_page_says_what_to_do_next(case_id, sign_in, language):
    page = sign_in(cast.nigora, language).get(f"/cases/{case_id}/child/").content.decode()
    assert f'href="/cases/{case_id}/child/guardian/"' in page
    assert f'href="/cases/{case_id}/child/best/"' in page
    assert f'href="/cases/{case_id}/age/"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guardian_is_written_once_and_every_obstacle_is_at_its_field(case_id, sign_in, language):
    browser = sign_in(cast.nigora, language)
    refused = browser.post(f"/cases/{case_id}/child/guardian/", form(tie="", since="2999-01-01", suspected="on"))
    for field in ("tie", "since", "suspected_why"):
        assert f'href="#id_{field}"' in refused.content.decode()
    assert 'value="Karim"' in refused.content.decode()
    sent = form()
    for _ in range(2):
        assert browser.post(f"/cases/{case_id}/child/guardian/", sent).status_code == 302
    assert [w["name"] for w in guardians(case_id)] == ["Karim"]


def test_a_barred_guardian_is_marked_on_the_page_and_on_the_case_and_only_the_supervisor_lifts_it(case_id, sign_in):
    key = guardian(
        case_id,
        role="guardian",
        tie="father",
        appointed_by="birth",
        paper="none",
        suspected=True,
        suspected_why="He waits.",
    )
    nigora, malika = sign_in(cast.nigora), sign_in(cast.malika)
    page = nigora.get(f"/cases/{case_id}/child/").content.decode()
    assert "Barred" in page
    assert "/lift/" not in page
    assert "A guardian is barred" in nigora.get(f"/cases/{case_id}/").content.decode()
    assert "/lift/" in malika.get(f"/cases/{case_id}/child/").content.decode()
    lift = f"/cases/{case_id}/child/guardian/{key}/lift/"
    assert nigora.post(lift, {"seen": 1, "why": "So."}).status_code == 404
    assert malika.post(lift, {"seen": 1, "why": ""}).status_code == 200
    assert malika.post(lift, {"seen": 1, "why": "Cleared."}).status_code == 302
    assert not guardians(case_id)[0]["suspected"]


def test_a_barred_guardian_is_never_offered_where_consent_is_asked(case_id, sign_in):
    guardian(
        case_id,
        role="guardian",
        tie="father",
        name="Karim",
        appointed_by="birth",
        paper="none",
        suspected=True,
        suspected_why="He waits.",
    )
    guardian(case_id)
    page = sign_in(cast.nigora).get(f"/cases/{case_id}/consent/").content.decode()
    assert "Mahbuba" in page
    assert "Karim" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_who_write_at_once_both_see_both(case_id, sign_in, language):
    key = guardian(case_id)
    browser, url = sign_in(cast.nigora, language), f"/cases/{case_id}/child/guardian/{key}/"
    values = {"role": "representative", "tie": "official", "appointed_by": "guardianship_body", "paper": "decision"}
    guardian(case_id, key=key, seen=1, name="Theirs")
    sent = form(seen=1, name="Mine", **values)
    page = browser.post(url, sent).content.decode()
    assert "Theirs" in page
    assert 'value="Mine"' in page
    assert browser.post(url, sent | {"seen": 2, "take-name": "on"}).status_code == 302
    assert guardians(case_id)[0]["name"] == "Theirs"
    history = browser.get(f"{url}history/").content.decode()
    assert history.count("hm-card") >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_best_interests_are_weighed_on_a_page_and_read_again(case_id, sign_in, language):
    browser = sign_in(cast.nigora, language)
    sent = {
        "id": uuid7(),
        "seen": 0,
        "about": "care",
        "took_part": ["child", "case_manager"],
        "options": "Two ways.",
        "views": "Мехоҳам хонам.",
        "conclusion": "The shelter.",
        "assent": "agreed",
        "decided_by": cast.nigora.id,
        "decided_on": today().isoformat(),
        "review_on": (today() + timedelta(days=30)).isoformat(),
    }
    assert browser.post(f"/cases/{case_id}/child/best/", sent | {"views": ""}).status_code == 200
    assert browser.post(f"/cases/{case_id}/child/best/", sent).status_code == 302
    page = browser.get(f"/cases/{case_id}/child/").content.decode()
    assert "Мехоҳам хонам." in page
    assert cast.nigora.short_name in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_assessed_adult_age_is_decided_on_by_the_supervisor(case_id, sign_in, language):
    browser, malika = sign_in(cast.nigora, language), sign_in(cast.malika, language)
    sent = {
        "id": uuid7(),
        "seen": 0,
        "agreed": "on",
        "method": "several",
        "assessor": "panel",
        "by_whom": "Three people",
        "assessed_on": today().isoformat(),
        "low": "19",
        "high": "21",
        "reasons": "School papers.",
    }
    assert browser.post(f"/cases/{case_id}/age/assessed/", sent | {"agreed": ""}).status_code == 200
    assert browser.post(f"/cases/{case_id}/age/assessed/", sent).status_code == 302
    decide = f"/cases/{case_id}/age/assessed/{sent['id']}/decide/"
    assert decide not in browser.get(f"/cases/{case_id}/child/").content.decode()
    assert decide in malika.get(f"/cases/{case_id}/child/").content.decode()
    assert malika.post(decide, {"seen": 1, "why": "Clear."}).status_code == 302
    with acting(cast.nigora) as actor:
        assert not open_case(actor, case_id).child


def test_turning_eighteen_is_said_and_confirmed_by_one_press_of_the_supervisor(case_id, sign_in):
    born = today().replace(year=today().year - 18) - timedelta(days=1)
    given.tell_age(case_id, birth_date=born, now=clock.now())
    url = f"/cases/{case_id}/child/eighteen/"
    assert sign_in(cast.nigora).post(url).status_code == 404
    malika = sign_in(cast.malika)
    assert url in malika.get(f"/cases/{case_id}/child/").content.decode()
    assert malika.post(url).status_code == 302
    assert url not in malika.get(f"/cases/{case_id}/child/").content.decode()
    with acting(cast.nigora) as actor:
        assert not open_case(actor, case_id).child


def test_an_age_is_told_in_years_and_an_adult_one_changes_no_path(case_id, sign_in):
    browser = sign_in(cast.nigora)
    sent = {"seen": 0, "years": "23", "told_by": "person", "told_on": today().isoformat()}
    assert browser.post(f"/cases/{case_id}/age/", sent | {"birth_year": "2001"}).status_code == 200
    assert browser.post(f"/cases/{case_id}/age/", sent).status_code == 302
    assert "23" in browser.get(f"/cases/{case_id}/age/history/").content.decode()
    with acting(cast.nigora) as actor:
        assert open_case(actor, case_id).child
