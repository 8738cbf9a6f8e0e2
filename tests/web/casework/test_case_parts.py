"""Reading and writing the parts of a file through HTTP."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.people.actions import write_identity
from hamroh.casework.people.models import Identity, Profile, SafeContact
from hamroh.casework.people.queries import identity_of
from hamroh.casework.support.models import HealthNote
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.vault.access import erase
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.directory.queries import services_of
from tests import cast
from tests.cast import acting

NAME = "Гулрухсор"
GROUPS = ("profile", "identity", "contact", "needs", "health", "residence")


@pytest.fixture
def case(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())


@pytest.fixture
def named(case):
    with acting(cast.nigora) as actor:
        write_identity(actor, case=open_case(actor, case.pk, "identity"), given=NAME, now=clock.now())
    return case


def write(browser, case, group, **typed):
    return browser.post(f"/cases/{case.pk}/part/{group}/write/", {"seen": stands(group)} | typed)


def stands(group):
    """The number of the revision that a page opened now would carry."""
    revised = {"profile": Profile, "identity": Identity, "contact": SafeContact, "health": HealthNote}
    return revised[group].objects.using("owner").count() if group in revised else 0


def read(browser, case, group):
    return browser.get(f"/cases/{case.pk}/part/{group}/").content.decode()


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
@pytest.mark.parametrize("group", GROUPS)
def test_every_part_is_read_and_written_in_every_language(sign_in, case, group, language):
    browser = sign_in(cast.nigora, language)
    assert browser.get(f"/cases/{case.pk}/part/{group}/").status_code == 200
    assert browser.get(f"/cases/{case.pk}/part/{group}/write/").status_code == 200


@pytest.mark.parametrize("group", ["core", "screening", "justice", "x"])
def test_other_parts_have_no_page_here(sign_in, case, group):
    browser = sign_in(cast.nigora)
    assert browser.get(f"/cases/{case.pk}/part/{group}/").status_code == 404
    assert browser.get(f"/cases/{case.pk}/part/{group}/write/").status_code == 404


def test_a_profile_is_shown_in_the_readers_words(sign_in, case):
    typed = {"age_band": "adult", "sex": "female", "languages": ["tg", "ru"], "citizenship": ["TJ"]}
    assert write(sign_in(cast.nigora), case, "profile", **typed).status_code == 302
    assert "Тоҷикӣ, Русӣ" in read(sign_in(cast.nigora, "tg"), case, "profile")
    assert "Tajikistan" in read(sign_in(cast.nigora), case, "profile")


def test_an_unknown_code_is_refused_and_what_was_typed_stays(sign_in, case):
    page = write(sign_in(cast.nigora), case, "profile", sex="female", languages=["xx"], children_along="2")
    text = page.content.decode()
    assert page.status_code == 200
    assert 'id="id_children_along_error"' not in text
    assert 'value="2"' in text
    assert re.search(r'value="female"[^>]*checked', text)
    assert "There is a problem" in text


def test_two_citizenships_are_kept_and_asked_again(sign_in, case):
    browser = sign_in(cast.nigora)
    write(browser, case, "profile", citizenship="TJ")
    write(browser, case, "profile", citizenship="TJ", citizenship_2="UZ")
    assert "Tajikistan, Uzbekistan" in read(browser, case, "profile")
    form = browser.get(f"/cases/{case.pk}/part/profile/write/").content.decode()
    assert form.count("selected>") == 3  # both, and one not known
    assert write(browser, case, "profile", citizenship="Narnia").status_code == 200


def test_a_safe_contact_needs_what_to_say(sign_in, case):
    browser = sign_in(cast.nigora)
    text = write(browser, case, "contact", how="By message", must_not_know="the neighbour").content.decode()
    assert 'href="#id_say"' in text
    assert "the neighbour" in text
    write(browser, case, "contact", how="By message", say="the course", must_not_know="the neighbour")
    assert "Must not know: the neighbour" in read(browser, case, "needs")


@pytest.mark.parametrize(
    ("typed", "anchor"),
    [
        ({}, "id_given"),
        ({"given": NAME, "birth_date_day": "31", "birth_date_month": "2", "birth_date_year": "1990"}, "id_birth_date"),
        ({"given": NAME, "birth_date_day": "1", "birth_date_month": "2", "birth_date_year": "2020"}, "id_birth_date"),
        ({"given": NAME, "document_number": "A1"}, "id_document_type"),
    ],
)
def test_an_impossible_name_is_told_at_its_field_and_stays_typed(sign_in, case, typed, anchor):
    page = write(sign_in(cast.nigora), case, "identity", **typed)
    assert page.status_code == 200
    assert f'href="#{anchor}' in page.content.decode()
    assert (NAME in page.content.decode()) == ("given" in typed)


def test_a_name_is_hidden_until_asked_and_the_asking_is_recorded(sign_in, named):
    browser = sign_in(cast.nigora)
    assert NAME not in read(browser, named, "identity")
    assert NAME not in browser.get(f"/cases/{named.pk}/").content.decode()
    response = browser.post(f"/cases/{named.pk}/identity/show/")
    assert response["Location"] == f"/cases/{named.pk}/part/identity/"
    page = read(browser, named, "identity")
    assert NAME in page
    assert NAME not in re.search(r"<title>(.*?)</title>", page)[1]
    assert NAME in browser.get(f"/cases/{named.pk}/").content.decode()
    assert Entry.objects.using("owner").filter(verb="identity.shown", actor_id=cast.nigora.id).count() == 1


def test_a_name_is_hidden_again_after_ten_minutes_and_in_another_session(sign_in, named, monkeypatch):
    browser, start = sign_in(cast.nigora), clock.now()
    browser.post(f"/cases/{named.pk}/identity/show/")
    assert NAME not in read(sign_in(cast.nigora), named, "identity")
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=9))
    assert NAME in read(browser, named, "identity")
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=11))
    assert NAME not in read(browser, named, "identity")


def test_a_look_cannot_be_had_by_a_link(sign_in, named):
    browser = sign_in(cast.nigora)
    assert browser.get(f"/cases/{named.pk}/identity/show/").status_code == 405
    assert NAME not in read(browser, named, "identity")


@pytest.mark.parametrize("near_miss", [cast.malika, cast.sitora, cast.anahita, cast.gulnora])
def test_others_neither_read_nor_show_nor_write_a_name(sign_in, named, near_miss):
    browser = sign_in(near_miss)
    assert browser.get(f"/cases/{named.pk}/part/identity/").status_code == 404
    assert browser.post(f"/cases/{named.pk}/identity/show/").status_code == 404
    assert write(browser, named, "identity", given="Зайнаб").status_code == 404
    assert not Entry.objects.using("owner").filter(verb="identity.shown").exists()


def test_a_name_that_stands_there_is_shown_before_it_is_changed(sign_in, named):
    browser = sign_in(cast.nigora)
    assert browser.get(f"/cases/{named.pk}/part/identity/write/").status_code == 302
    browser.post(f"/cases/{named.pk}/identity/show/")
    assert NAME in browser.get(f"/cases/{named.pk}/part/identity/write/").content.decode()
    write(browser, named, "identity", given="Зайнаб", aliases="Зая\r\n\r\nЗ")
    with acting(cast.nigora) as actor:
        names = identity_of(open_case(actor, named.pk, "identity").person_id).names
        assert (names.given, names.aliases) == ("Зайнаб", ("Зая", "З"))


def test_an_erased_name_is_said_to_be_erased(sign_in, named):
    browser = sign_in(cast.nigora)
    erase(named.person_id)
    browser.post(f"/cases/{named.pk}/identity/show/")
    assert "Erased: nobody can read this any more." in read(browser, named, "identity")
    assert "The name was erased" in browser.get(f"/cases/{named.pk}/").content.decode()


def test_the_supervisor_reads_parts_but_is_offered_no_writing(sign_in, case):
    browser = sign_in(cast.malika)
    assert "/write/" not in read(browser, case, "profile")
    assert write(browser, case, "profile", sex="female").status_code == 404


def test_needs_stand_on_the_case_in_words(sign_in, case):
    browser = sign_in(cast.nigora)
    write(browser, case, "needs", services=["medical"], urgent="on", note="доруи ҳаррӯза")
    assert "Кумаки тиббӣ" in read(sign_in(cast.nigora, "tg"), case, "needs")
    page = browser.get(f"/cases/{case.pk}/").content.decode()
    assert "Urgent need" in page
    assert "доруи" not in page


def test_health_stays_off_the_page_of_the_case(sign_in, case):
    browser = sign_in(cast.nigora)
    write(browser, case, "health", note="доруи ҳаррӯза")
    assert "доруи" in read(browser, case, "health")
    assert "доруи" not in browser.get(f"/cases/{case.pk}/").content.decode()


def test_a_stay_begins_with_one_click_two_begin_one_and_it_ends(sign_in, case):
    browser = sign_in(cast.nigora)
    bed = next(s.pk for s in services_of(cast.organisation_id(cast.SHELTER)) if s.residential)
    page = browser.get(f"/cases/{case.pk}/part/residence/write/").content.decode()
    key = re.search(r'name="id" value="([0-9a-f-]{36})"', page)[1]
    for _ in range(2):
        assert write(browser, case, "residence", id=key, service=str(bed)).status_code == 302
    assert "End the stay" in read(browser, case, "residence")
    for _ in range(2):
        assert browser.post(f"/cases/{case.pk}/residence/end/").status_code == 302
    assert "End the stay" not in read(browser, case, "residence")


def test_no_place_chosen_is_told_at_the_field(sign_in, case):
    text = write(sign_in(cast.nigora), case, "residence", id=str(uuid7())).content.decode()
    assert 'href="#id_service' in text


def test_a_colleague_joins_and_leaves_through_the_page(sign_in, case):
    browser = sign_in(cast.nigora)
    address = f"/cases/{case.pk}/team/"
    assert cast.sitora.short_name in browser.get(address).content.decode()
    browser.post(address, {"join": "1", "user": str(cast.sitora.id), "reason": "skill"})
    assert sign_in(cast.sitora).get(f"/cases/{case.pk}/").status_code == 200
    assert browser.post(address, {"leave": str(cast.nigora.id)})["Location"] == "/cases/"
    assert browser.get(f"/cases/{case.pk}/").status_code == 404
    assert "Nobody else is on the team" in (
        sign_in(cast.sitora).post(address, {"leave": str(cast.sitora.id)}).content.decode()
    )


@pytest.mark.parametrize("stranger", [cast.anahita.id, UUID(int=7)])
def test_only_colleagues_join(sign_in, case, stranger):
    response = sign_in(cast.nigora).post(
        f"/cases/{case.pk}/team/", {"join": "1", "user": str(stranger), "reason": "skill"}
    )
    assert response.status_code == 404
    assert Entry.objects.using("owner").get(verb="refused").resource == "colleague"


def test_a_role_that_opens_no_case_joins_no_team(sign_in, case):
    browser = sign_in(cast.nigora)
    page = browser.post(
        f"/cases/{case.pk}/team/", {"join": "1", "user": str(cast.gulnora.id), "reason": "skill"}
    ).content.decode()
    assert "holds no role in which a case may be opened" in page
    assert sign_in(cast.gulnora).get(f"/cases/{case.pk}/").status_code == 404
