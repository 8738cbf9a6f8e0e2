"""A contact: in codes, with danger asked first, read by the own organisation for some days and by nobody else."""

from datetime import timedelta

import pytest
from django.db import connection

from hamroh.casework.identification.actions.contact import log_contact
from hamroh.casework.identification.models import Contact
from hamroh.casework.identification.queries import contacts
from hamroh.casework.identification.terms import CONTACTS_SHOWN
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

SAFE = {"danger_now": "no", "needs_doctor": "not_said", "safe_to_talk": "yes"}


def log(person=cast.rustam, **changed):
    values = {
        "id": uuid7(),
        "at": NOW - timedelta(hours=1),
        "channel": "border",
        "language": "uz",
        "territory_id": None,
        "child": False,
        "safety": SAFE,
        "wants": "help",
        "outcome": "informed",
        "now": NOW,
    }
    with acting(person) as actor:
        log_contact(actor, **(values | changed))
    return (values | changed)["id"]


def read(person, now=NOW):
    with acting(person) as actor:
        return contacts(actor, now)


def refusal(**changed):
    with pytest.raises(Refused) as refused:
        log(**changed)
    return [obstacle.field for obstacle in refused.value.obstacles]


def test_it_is_kept_in_codes_and_read_by_colleagues(db):
    id = log()
    (kept,) = read(cast.jamshed)
    assert (kept.pk, kept.channel, kept.language, kept.child, kept.wants, kept.outcome, kept.danger) == (
        *(id, "border", "uz", False, "help", "informed", False),
    )


@pytest.mark.parametrize("changed", [{"danger_now": "yes"}, {"needs_doctor": "yes"}, {"safe_to_talk": "no"}])
def test_danger_is_what_the_edition_says_it_is(db, changed):
    log(safety=SAFE | changed)
    assert read(cast.rustam)[0].danger


def test_of_who_stays_unknown_only_the_way_and_the_day_are_kept(db):
    form = log(outcome="anonymous", child=True, safety=SAFE | {"danger_now": "yes"})
    (kept,) = read(cast.rustam)
    assert (kept.channel, kept.language, kept.child, kept.safety, kept.wants) == ("border", "", None, {}, "")
    assert not kept.danger and kept.pk != form and kept.pk.version == 5
    assert kept.at == kept.written_at and (kept.at.minute, kept.at.second) == (0, 0)
    log(id=form, outcome="anonymous", child=True)
    assert len(read(cast.rustam)) == 1, "a second click counts once"


def test_who_stays_unknown_is_asked_for_nothing_more(db):
    log(outcome="anonymous", child=None, wants="", language="")
    assert len(read(cast.rustam)) == 1


def test_every_obstacle_is_said_at_once(db):
    assert refusal(
        safety={"danger_now": "maybe"},
        at=NOW + timedelta(days=1),
        channel="pigeon",
        language="xx",
        child=None,
        wants="x",
    ) == [
        *("safety_danger_now", "safety_needs_doctor", "safety_safe_to_talk"),
        *("at", "channel", "language", "age", "wants"),
    ]
    assert refusal(outcome="sent away") == ["outcome"]
    assert read(cast.rustam) == []


def test_nothing_comes_of_it_that_the_person_may_not_do(db):
    assert refusal(outcome="screening") == ["outcome"]
    assert refusal(person=cast.nigora, outcome="handover") == ["outcome"]
    log(outcome="handover")
    log(person=cast.nigora, outcome="screening")


def test_a_second_click_writes_one_contact(db):
    id = log()
    log(id=id, wants="report")
    assert [c.wants for c in read(cast.rustam)] == ["help"]


def test_a_key_that_another_organisation_used_is_not_here(db):
    id = log()
    with pytest.raises(NotFound):
        log(cast.nigora, id=id)


def test_a_region_that_is_none_is_not_here(db):
    with pytest.raises(NotFound):
        log(territory_id=uuid7())


def test_after_its_days_it_is_not_read_any_more(db):
    log(at=NOW - timedelta(days=CONTACTS_SHOWN, minutes=1))
    assert read(cast.rustam) == []
    log(at=NOW - timedelta(days=CONTACTS_SHOWN) + timedelta(minutes=1))
    assert len(read(cast.rustam)) == 1


def test_another_organisation_reads_nothing_and_whoever_has_no_such_duty_finds_no_log(db):
    log()
    assert read(cast.nigora) == []
    for stranger in (cast.gulnora, cast.farrukh, cast.zebo, cast.bahrom, cast.tahmina):
        with pytest.raises(NotFound):
            read(stranger)
        with pytest.raises(NotFound):
            log(stranger)


def test_the_database_itself_shows_it_to_nobody_else_and_lets_nobody_change_it(db):
    log()
    with acting(cast.nigora):
        assert not Contact.objects.exists()
    log(cast.nigora)
    for colleague in (cast.malika, cast.gulnora):  # of the same organisation, without that duty
        with acting(colleague):
            assert not Contact.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_any_column_privilege('identification_contact', 'UPDATE')")
        assert cursor.fetchone() == (False,)
