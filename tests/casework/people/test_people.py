"""Writing who somebody is, and who may read it again."""

from datetime import date, timedelta

import pytest
from django.db import connections

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, leave_team, open_new_case
from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import timeline_of
from hamroh.casework.people.actions import agree_safe_contact, show_identity, write_identity, write_profile
from hamroh.casework.people.models import Identity, Profile, SafeContact
from hamroh.casework.people.queries import contact_at, contact_of, group_values, identity_at, identity_of, profile_of
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.revisions.queries import history
from hamroh.foundation.vault.access import erase, seal
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

NAME = "Гулрухсор"
PHONE = "+992000000000"


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def write_name(case_id, **more):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "identity")
        write_identity(actor, case=case, given=NAME, phone=PHONE, birth_date=date(1990, 5, 1), now=NOW, **more)


def stored(table):
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT sealed FROM {table}")
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def test_a_name_is_read_again_by_the_team_and_the_case_is_no_longer_a_code_only(case_id):
    write_name(case_id, aliases=["Гули", " "])
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "identity")
        assert identity_of(case.person_id).names.given == NAME
        assert identity_of(case.person_id).names.aliases == ("Гули",)
        assert not case.code_only
        assert "identity.written" in [e.event for e in timeline_of(case)]


def test_the_database_holds_no_name_in_clear(case_id):
    write_name(case_id)
    raw = stored("people_identity")
    assert raw
    assert NAME.encode() not in raw
    assert PHONE.encode() not in raw


def test_the_name_stays_shut_while_the_door_opened_something_else(case_id):
    write_name(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "profile", "contact")
        assert not Identity.objects.exists()
        assert not identity_of(case.person_id).known


@pytest.mark.parametrize("near_miss", [cast.sitora, cast.anahita, cast.gulnora, cast.malika])
def test_nobody_without_the_right_opens_the_name(case_id, near_miss):
    """A colleague off the team, another shelter, the focal point; and the supervisor, who may open the case only."""
    write_name(case_id)
    with acting(near_miss) as actor, pytest.raises(NotFound):
        open_case(actor, case_id, "identity")


def test_who_left_yesterday_reads_no_name_today(case_id):
    write_name(case_id)
    with acting(cast.nigora) as actor:
        join_team(actor, case=open_case(actor, case_id), user_id=cast.sitora.id, role="case-manager", now=NOW)
    with acting(cast.sitora) as actor:
        assert identity_of(open_case(actor, case_id, "identity").person_id).known
    with acting(cast.nigora) as actor:
        leave_team(actor, case=open_case(actor, case_id), user_id=cast.sitora.id, now=NOW)
    with acting(cast.sitora) as actor, pytest.raises(NotFound):
        open_case(actor, case_id, "identity")


def test_the_supervisor_writes_nothing_about_the_person(case_id):
    with acting(cast.malika) as actor:
        case = open_case(actor, case_id, "profile", "contact")
        for act in (
            lambda: write_identity(actor, case=case, given=NAME, now=NOW),
            lambda: show_identity(actor, case=case, now=NOW),
            lambda: write_profile(actor, case=case, sex="female", now=NOW),
            lambda: agree_safe_contact(actor, case=case, how="sms", say="hello", now=NOW),
        ):
            with pytest.raises(NotFound):
                act()


def test_erasing_the_key_makes_the_name_unreadable_for_good(case_id):
    write_name(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "identity")
        erase(case.person_id)
        view = identity_of(case.person_id)
        assert view.erased
        assert not view.known
        assert "Erased" in str(group_values("identity", case.person_id)[0][1])
        with pytest.raises(Refused, match="erased"):
            write_identity(actor, case=case, given=NAME, now=NOW)


def test_a_name_moved_to_another_person_does_not_open(case_id):
    write_name(case_id)
    stranger = uuid7()
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE people_identity SET thing = %s, person_id = %s", [stranger, stranger])
        cursor.execute("UPDATE cases_case SET person_id = %s", [stranger])
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, "identity")
        assert identity_of(stranger).erased


def test_looking_at_a_name_is_recorded(case_id):
    write_name(case_id)
    with acting(cast.nigora) as actor:
        show_identity(actor, case=open_case(actor, case_id, "identity"), now=NOW)
        entry = Entry.objects.get(verb="identity.shown")
        assert (entry.actor_id, entry.case_id) == (cast.nigora.id, case_id)
        assert NAME not in str(list(Entry.objects.values()))


def test_a_refused_name_changes_nothing(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "identity")
        with pytest.raises(Refused):
            write_identity(actor, case=case, now=NOW)
        assert not Identity.objects.exists()
        assert Case.objects.get(pk=case_id).code_only


def test_a_safe_contact_is_sealed_and_is_the_persons_own_decision(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "contact")
        agree_safe_contact(actor, case=case, how="Ба хоҳараш паём", say="дарзӣ", must_not_know="ҳамсоя", now=NOW)
    assert "дарзӣ".encode() not in stored("people_safecontact")
    with acting(cast.malika) as actor:
        case = open_case(actor, case_id, "contact")
        assert contact_of(case.person_id).how == "Ба хоҳараш паём"
        assert contact_of(case.person_id).confirmed_at == NOW
        assert [e.event for e in timeline_of(case, only_person=True)] == ["contact.agreed"]


def test_agreeing_again_replaces_what_was_agreed_and_forgets_nothing(case_id):
    for day, how in enumerate(("by telephone", "by message only")):
        with acting(cast.nigora) as actor:
            case = open_case(actor, case_id, "contact")
            agree_safe_contact(actor, case=case, how=how, say="the course", now=NOW + timedelta(days=day))
    with acting(cast.nigora) as actor:
        person = open_case(actor, case_id, "contact").person_id
        assert contact_of(person).how == "by message only"
        assert [contact_at(row).how for row in history(SafeContact, person)] == ["by message only", "by telephone"]
        assert {row.written_by for row in history(SafeContact, person)} == {cast.nigora.id}


def test_a_profile_holds_codes_and_shares_words(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "profile")
        write_profile(
            actor, case=case, age_band="adult", sex="female", languages=["tg", "ru"], citizenship=["TJ"], now=NOW
        )
        assert profile_of(case.person_id).languages == ("tg", "ru")
        told = {str(label): value for label, value in group_values("profile", case.person_id)}
        assert told["Sex"] == {"tg": "Зан", "ru": "Женский", "en": "Female"}
        assert [language["en"] for language in told["Languages"]] == ["Tajik", "Russian"]
        assert "Children who came along" not in told


def test_an_unknown_code_is_refused_and_nothing_is_written(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "profile")
        with pytest.raises(Refused) as refused:
            write_profile(actor, case=case, age_band="adult", sex="f", languages=["xx"], now=NOW)
        assert [o.field for o in refused.value.obstacles] == ["sex", "languages"]
        assert not Profile.objects.exists()


@pytest.mark.parametrize(("age", "child"), [("child", True), ("unsure", True), ("adult", False), ("", False)])
def test_a_doubtful_age_takes_the_path_for_children(case_id, age, child):
    with acting(cast.nigora) as actor:
        write_profile(actor, case=open_case(actor, case_id, "profile"), age_band=age, now=NOW)
        assert Case.objects.get(pk=case_id).child is child


def test_of_two_who_write_at_once_the_second_is_told_and_nothing_is_overwritten(case_id):
    write_name(case_id, seen=0)
    with pytest.raises(Changed), acting(cast.nigora) as actor:
        write_identity(actor, case=open_case(actor, case_id, "identity"), given="Ситора", seen=0, now=NOW)
    with acting(cast.nigora) as actor:
        person = open_case(actor, case_id, "identity").person_id
        assert identity_of(person).names.given == NAME and identity_of(person).number == 1
        write_identity(actor, case=open_case(actor, case_id, "identity"), given="Ситора", seen=1, now=NOW)
        assert [identity_at(row).names.given for row in history(Identity, person)] == ["Ситора", NAME]


@pytest.mark.parametrize("act", ["contact", "profile"])
def test_the_same_holds_for_contact_and_profile(case_id, act):
    def write(**more):
        with acting(cast.nigora) as actor:
            case = open_case(actor, case_id, act)
            if act == "contact":
                agree_safe_contact(actor, case=case, how="by message", say="the course", now=NOW, **more)
            else:
                write_profile(actor, case=case, sex="female", now=NOW, **more)

    write(seen=0)
    with pytest.raises(Changed):
        write(seen=0)
    write(seen=1)
    write()  # from a form of answers, which saw no number


def test_a_name_from_before_there_were_revisions_still_opens(case_id):
    """Then it was sealed for the person, not for the row."""
    write_name(case_id)
    with acting(cast.nigora) as actor:
        person = open_case(actor, case_id, "identity").person_id
    old = seal(person, '{"given": "Ситора"}', place=f"people_identity.sealed:{person}")
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE people_identity SET sealed = %s", [old])
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, "identity")
        assert identity_of(person).names.given == "Ситора"
    erase(person)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, "identity")
        assert identity_of(person).erased


def test_an_erased_person_is_erased_in_every_revision(case_id):
    write_name(case_id)
    write_name(case_id, surname="Намунаева")
    with acting(cast.nigora) as actor:
        person = open_case(actor, case_id, "identity").person_id
        erase(person)
        assert all(identity_at(row).erased for row in history(Identity, person))
