"""Two who write the same section, and how a section came to stand as it does."""

import re

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, open_new_case
from hamroh.casework.people.actions import agree_safe_contact, write_identity
from hamroh.casework.people.queries import contact_of, identity_of, profile_of
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting

NAME, OTHER = "Гулрухсор", "Ситора"


@pytest.fixture
def case(db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", now=clock.now())
    return case


def address(case, group, what="write"):
    return f"/cases/{case.pk}/part/{group}/{what}/"


def hidden(browser, case, group):
    page = browser.get(address(case, group)).content.decode()
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.DOTALL) if "data-keep=" in f)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def show(browser, case):
    assert browser.post(f"/cases/{case.pk}/identity/show/").status_code == 302


def opened(case, group, query):
    with acting(cast.nigora) as actor:
        return query(open_case(actor, case.pk, group).person_id)


def test_the_second_of_two_sees_both_versions_and_chooses_by_field(sign_in, case):
    first, second = sign_in(cast.nigora), sign_in(cast.sitora)
    mine, theirs = hidden(second, case, "contact"), hidden(first, case, "contact")
    assert (
        first.post(
            address(case, "contact"), theirs | {"how": "By message", "say": "The sewing course", "hours": "10 to 12"}
        ).status_code
        == 302
    )
    typed = {"how": "By telephone, mornings", "say": "The sewing course", "must_not_know": "The neighbour"}
    answer = second.post(address(case, "contact"), mine | typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "N. Saidova wrote this at" in page and "By message" in page and "By telephone, mornings" in page
    takes = re.findall(r'name="take-(\w+)"', page)
    assert takes == ["how", "hours", "must_not_know"]
    assert opened(case, "contact", contact_of).how == "By message"
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert (
        second.post(address(case, "contact"), again | typed | {"take-how": "on", "take-hours": "on"}).status_code == 302
    )
    now = opened(case, "contact", contact_of)
    assert (now.how, now.hours, now.must_not_know) == ("By message", "10 to 12", "The neighbour")


def test_a_day_in_three_parts_can_be_taken_from_the_other(sign_in, case):
    with acting(cast.nigora) as actor:
        write_identity(actor, case=open_case(actor, case.pk, "identity"), given=NAME, now=clock.now())
    first, second = sign_in(cast.nigora), sign_in(cast.sitora)
    show(first, case)
    show(second, case)
    seen = {"seen": "1", "given": NAME}
    born = {"birth_date_day": "3", "birth_date_month": "4", "birth_date_year": "1998"}
    assert first.post(address(case, "identity"), seen | born).status_code == 302
    answer = second.post(address(case, "identity"), seen | {"surname": "Намунаева"})
    assert 'name="take-birth_date"' in answer.content.decode()
    chosen = {"seen": "2", "given": NAME, "surname": "Намунаева", "take-birth_date": "on"}
    assert second.post(address(case, "identity"), chosen).status_code == 302
    names = opened(case, "identity", identity_of).names
    assert (names.surname, str(names.birth_date)) == ("Намунаева", "1998-04-03")


def test_a_profile_written_meanwhile_is_chosen_by_field_as_well(sign_in, case):
    first, second = sign_in(cast.nigora), sign_in(cast.sitora)
    assert (
        first.post(
            address(case, "profile"), {"seen": "0", "languages": ["tg", "ru"], "citizenship": "TJ", "interpreter": "on"}
        ).status_code
        == 302
    )
    answer = second.post(address(case, "profile"), {"seen": "0", "languages": "tg", "sex": "female"})
    page = answer.content.decode()
    assert set(re.findall(r'name="take-(\w+)"', page)) == {"languages", "sex", "interpreter", "citizenship"}
    second.post(
        address(case, "profile"),
        {"seen": "1", "sex": "female", "take-languages": "on", "take-interpreter": "on", "take-citizenship": "on"},
    )
    now = opened(case, "profile", profile_of)
    assert (now.sex, now.languages, now.interpreter, now.citizenship) == ("female", ("tg", "ru"), True, ("TJ",))


def test_a_name_written_meanwhile_is_not_shown_by_the_way_and_nothing_typed_is_lost(sign_in, case):
    browser = sign_in(cast.sitora)
    mine = hidden(browser, case, "identity")
    with acting(cast.nigora) as actor:
        write_identity(actor, case=open_case(actor, case.pk, "identity"), given=NAME, now=clock.now())
    answer = browser.post(address(case, "identity"), mine | {"given": OTHER})
    assert answer.status_code == 302 and answer.url == f"/cases/{case.pk}/part/identity/"
    assert NAME not in browser.get(answer.url).content.decode()
    show(browser, case)
    back = browser.get(f"{address(case, 'identity')}?put-back=form").content.decode()
    assert OTHER in back
    assert opened(case, "identity", identity_of).names.given == NAME


def test_the_history_says_who_when_and_what_changed(sign_in, case):
    for member, how in ((cast.nigora, "By telephone"), (cast.sitora, "By message")):
        with acting(member) as actor:
            agree_safe_contact(
                actor, case=open_case(actor, case.pk, "contact"), how=how, say="The sewing course", now=clock.now()
            )
    page = sign_in(cast.nigora).get(address(case, "contact", "history")).content.decode()
    newest, oldest = re.findall(r'<section class="hm-card">.*?</section>', page, re.DOTALL)
    assert "S. Yusufova" in newest and "By message" in newest and "Before: By telephone" in newest
    assert "The sewing course" not in newest  # it did not change
    assert "N. Saidova" in oldest and "The sewing course" in oldest
    assert case.code in re.search(r"<title>(.*?)</title>", page).group(1)
    assert "message" not in re.search(r"<title>(.*?)</title>", page).group(1)


def test_what_was_taken_out_is_told(sign_in, case):
    browser = sign_in(cast.nigora)
    browser.post(address(case, "contact"), {"seen": "0", "how": "By message", "say": "The course", "hours": "at noon"})
    browser.post(address(case, "contact"), {"seen": "1", "how": "By message", "say": "The course"})
    newest = browser.get(address(case, "contact", "history")).content.decode().split("hm-card")[1]
    assert "—" in newest and "Before: at noon" in newest


def test_the_history_of_a_name_is_there_only_while_the_name_is_shown(sign_in, case):
    for given in (NAME, OTHER):
        with acting(cast.nigora) as actor:
            write_identity(actor, case=open_case(actor, case.pk, "identity"), given=given, now=clock.now())
    browser = sign_in(cast.nigora)
    answer = browser.get(address(case, "identity", "history"))
    assert answer.status_code == 302
    assert sign_in(cast.malika).get(address(case, "identity", "history")).status_code == 404
    show(browser, case)
    page = browser.get(address(case, "identity", "history")).content.decode()
    assert NAME in page and OTHER in page


@pytest.mark.parametrize("group", ["core", "residence", "narrative", "x"])
def test_other_groups_have_no_history_here(sign_in, case, group):
    assert sign_in(cast.nigora).get(address(case, group, "history")).status_code == 404
