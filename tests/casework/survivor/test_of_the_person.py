"""What a person sees and does on their own page."""

from datetime import timedelta

import pytest
from django.db import connections

from hamroh.casework.cases.models import Task, TimelineEntry
from hamroh.casework.grounds.models import Ground
from hamroh.casework.referrals.access import open_received
from hamroh.casework.referrals.actions import accept_referral
from hamroh.casework.referrals.models import Referral
from hamroh.casework.support.models import Stay
from hamroh.casework.survivor import actions
from hamroh.casework.survivor.models import CardUse, Correction, Rating
from hamroh.casework.survivor.queries import corrections_of, own_page
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given as given_case
from tests.casework.survivor import given
from tests.casework.survivor.given import SECOND, inside, tried
from tests.cast import NOW, acting

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def story(db):
    """A case with an agreement with the clinic, a referral that it accepted, and a card."""
    case_id = given_case.case()
    ground = given_case.consent(case_id)
    referral = given_case.referral(case_id, ground)
    with acting(cast.farrukh) as actor:
        accept_referral(actor, referral_id=referral, now=NOW)
    given.weighed(case_id)
    given.named(case_id, {cast.CLINIC: "Doctor Salima"})
    return {"case": case_id, "ground": ground, "referral": referral, "code": given.card(case_id)}


def open_tasks(case_id):
    rows = Task.objects.using("owner").filter(case_id=case_id, done_at__isnull=True, key__startswith="card_")
    return set(rows.values_list("key", flat=True))


def test_the_page_says_what_was_agreed_who_was_told_and_when_somebody_expects_them(story):
    with inside(tried(story["code"])) as door:
        page = own_page(door, NOW)
    (agreed,) = page.agreed
    assert (agreed.id, agreed.groups, agreed.holds, agreed.ends_at_once) == (
        story["ground"],
        ("needs", "profile"),
        True,
        True,
    )
    assert page.names.own == {str(cast.organisation_id(cast.CLINIC)): "Doctor Salima"}
    assert [(g.groups, g.at) for g in page.given] == [(("needs", "profile"), NOW)]
    assert [t.at for t in page.appointments] == [NOW + timedelta(hours=2)]
    assert page.opened == (NOW,)


def test_taking_back_ends_the_accepted_referral_at_once_and_the_clinic_sees_nothing_more(story):
    with acting(cast.farrukh) as actor:
        assert open_received(actor, story["referral"], NOW).groups
    with inside(tried(story["code"])) as door:
        actions.take_back(door, ground_id=story["ground"], now=NOW)
    referral = Referral.objects.using("owner").get(pk=story["referral"])
    assert (referral.status, referral.status_reason) == ("cancelled", "consent_withdrawn")
    with acting(cast.farrukh) as actor:
        received = open_received(actor, story["referral"], NOW)
        assert (received.groups, received.shut) == ((), "withdrawn")
    assert open_tasks(story["case"]) == {"card_withdrawn"}
    entry = TimelineEntry.objects.using("owner").get(case_id=story["case"], event="ground.withdrawn")
    assert entry.by_person


def test_the_bed_goes_on_when_sharing_ends(db):
    case_id = given_case.case()
    ground = given_case.consent(case_id, to=cast.NGO)
    from hamroh.casework.referrals.actions import send_referral

    sending = given_case.sending(case_id, ground, service_id=given_case.service_id("shelter-khatlon-stay"))
    with acting(cast.nigora) as actor:
        referral = send_referral(actor, **sending).pk
    with acting(cast.anahita) as actor:
        pass
    given.weighed(case_id)
    with inside(tried(given.card(case_id))) as door:
        actions.take_back(door, ground_id=ground, now=NOW)
        actions.take_back(door, ground_id=ground, now=NOW + timedelta(minutes=1))
    assert Ground.objects.using("owner").get(pk=ground).withdrawn_at == NOW
    assert Referral.objects.using("owner").get(pk=referral).ended_at == NOW
    assert not Stay.objects.using("owner").filter(until__isnull=False).exists()
    assert CardUse.objects.using("owner").filter(use="withdrew").count() == 1, "twice is once"


def test_an_agreement_of_another_case_is_not_there(story):
    other = given_case.consent(given_case.case())
    with pytest.raises(NotFound), inside(tried(story["code"])) as door:
        actions.take_back(door, ground_id=other, now=NOW)
    assert Ground.objects.using("owner").get(pk=other).withdrawn_at is None


def test_what_is_not_right_is_read_by_the_team_and_answered_on_the_page(story):
    key = uuid7()
    visit = tried(story["code"])
    for _ in range(2):
        with inside(visit) as door:
            actions.ask_correction(door, id=key, text="My daughter is nine.", now=NOW)
    assert open_tasks(story["case"]) == {"card_correct"}
    row = Correction.objects.using("owner").get()
    assert b"daughter" not in bytes(row.sealed)
    with acting(cast.nigora) as actor:
        answer = {"case_id": story["case"], "correction_id": key, "now": NOW}
        with pytest.raises(Refused):
            actions.answer_correction(actor, **answer, text=" ")
        actions.answer_correction(actor, **answer, text="It says nine now.")
        actions.answer_correction(actor, **answer, text="Second thoughts")
    assert open_tasks(story["case"]) == set()
    with inside(visit) as door:
        (shown,) = own_page(door, NOW).corrections
    assert (shown.text, shown.answer) == ("My daughter is nine.", "It says nine now.")


def test_how_it_was_is_kept_once_with_the_words_sealed(story):
    key = uuid7()
    for _ in range(2):
        with inside(tried(story["code"])) as door:
            actions.rate(door, id=key, scale=4, text="Kind, but slow.", now=NOW)
    (row,) = Rating.objects.using("owner").all()
    assert row.scale == 4 and b"slow" not in bytes(row.sealed)
    with pytest.raises(Refused), inside(tried(story["code"])) as door:
        actions.rate(door, id=uuid7(), scale=6, text="", now=NOW)


class TestUnderPressure:
    def test_the_page_shows_only_what_the_person_called_harmless(self, story):
        with inside(tried(story["code"], SECOND)) as door:
            page = own_page(door, NOW)
        assert (page.agreed, page.given, page.appointments, page.goals) == ((), (), (), ())
        given.named(story["case"], {cast.CLINIC: "Dentist"}, harmless=(cast.CLINIC,), seen=1)
        with inside(tried(story["code"], SECOND)) as door:
            page = own_page(door, NOW)
        assert len(page.agreed) == len(page.given) == len(page.appointments) == 1

    def test_what_is_taken_back_then_is_only_shown_as_such(self, story):
        given.named(story["case"], {cast.CLINIC: "Dentist"}, harmless=(cast.CLINIC,), seen=1)
        with inside(tried(story["code"], SECOND)) as door:
            actions.take_back(door, ground_id=story["ground"], now=NOW)
            then = own_page(door, NOW)
        (shown,) = then.agreed
        assert shown.withdrawn_at == NOW and not shown.holds
        assert then.appointments == (), "as if it had ended indeed"
        with inside(tried(story["code"])) as door:
            page = own_page(door, NOW)
        (true,) = page.agreed
        assert true.withdrawn_at is None and true.holds and len(page.appointments) == 1
        assert Referral.objects.using("owner").get(pk=story["referral"]).status == "accepted"
        assert open_tasks(story["case"]) == {"card_danger"}

    def test_what_somebody_else_agreed_to_is_asked_of_the_team_in_both_visits(self, story):
        given.named(story["case"], {cast.CLINIC: "Dentist"}, harmless=(cast.CLINIC,), seen=1)
        with connections["owner"].cursor() as cursor:
            cursor.execute("UPDATE grounds_ground SET given_by = 'representative' WHERE id = %s", [story["ground"]])
        shown = []
        for pin in (given.PIN, SECOND):
            with inside(tried(story["code"], pin)) as door:
                actions.take_back(door, ground_id=story["ground"], now=NOW)
                page = own_page(door, NOW)
                shown.append(([(a.withdrawn_at, a.holds, a.ends_at_once) for a in page.agreed], page.appointments))
        assert shown[0] == shown[1] and shown[0][0] == [(None, True, False)]

    def test_what_is_written_then_is_marked_and_does_not_mix_with_the_rest(self, story):
        with inside(tried(story["code"])) as door:
            actions.ask_correction(door, id=uuid7(), text="In peace", now=NOW)
        with inside(tried(story["code"], SECOND)) as door:
            actions.ask_correction(door, id=uuid7(), text="Under his eyes", now=NOW)
            assert [c.text for c in own_page(door, NOW).corrections] == ["Under his eyes"]
        with inside(tried(story["code"])) as door:
            assert [c.text for c in own_page(door, NOW).corrections] == ["In peace"]
        with acting(cast.nigora) as actor:
            from hamroh.casework.survivor.access import open_door_of

            case = open_door_of(actor, story["case"])
            assert {c.text for c in corrections_of(case.pk, case.person_id)} == {"In peace", "Under his eyes"}
