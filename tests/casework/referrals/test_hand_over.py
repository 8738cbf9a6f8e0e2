"""The first-line sheet becomes a hand-over, or only a number."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hamroh.casework.cases.models import Task
from hamroh.casework.identification.models import FirstLineSheet, Notification
from hamroh.casework.referrals.access import open_received, open_sent
from hamroh.casework.referrals.actions import accept_referral, fill_sheet, record_arrival, record_no_show
from hamroh.casework.referrals.models import Answer, Content, Referral
from hamroh.casework.referrals.queries import inbox, sent_handovers, waiting_in_inbox
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals.given import DANGER, SAFE, SCRIPT, handover, meeting, service_id, sheet
from tests.cast import NOW, acting


def fields(refused) -> set[str]:
    return {obstacle.field for obstacle in refused.value.obstacles}


def sheets_seen_by(member, referral_id) -> list[FirstLineSheet]:
    with acting(member) as actor:
        open_received(actor, referral_id, NOW)
        return list(FirstLineSheet.objects.all())


def test_what_was_agreed_reaches_the_shelter_and_nobody_else(db):
    key = handover()
    with acting(cast.gulnora) as actor:
        assert waiting_in_inbox(actor, NOW) == (1, False)
        row = inbox(actor)[0]
        assert (row.kind, row.priority, row.due_at) == ("handover", "urgent", meeting(NOW).when)
        received = open_received(actor, key, NOW)
        assert received.shut is None
        assert FirstLineSheet.objects.get().observations == ["papers_held", "afraid"]
    for stranger in (cast.farrukh, cast.parviz, cast.anahita, cast.jamshed, cast.bahrom, cast.zebo):
        with acting(stranger) as actor:
            with pytest.raises(NotFound):
                open_received(actor, key, NOW)
            assert not Referral.objects.exists() and not Content.objects.exists()
            assert not FirstLineSheet.objects.exists()


def test_the_author_can_never_read_it_again(db):
    key = handover()
    with acting(cast.rustam) as actor:
        assert Referral.objects.count() == 1
        assert not FirstLineSheet.objects.exists() and not Content.objects.exists()
        with pytest.raises(NotFound):
            open_received(actor, key, NOW)
        with pytest.raises(NotFound):
            open_sent(actor, key)


def test_an_adult_who_does_not_agree_is_only_counted(db, owner):
    for _ in range(2):
        with acting(cast.rustam) as actor:
            filed = fill_sheet(actor, **sheet(id=uuid7(), agreement="not_agreed", service_id=None, urgency=""))
    assert filed.referral_id is None
    assert owner("SELECT count(*) FROM referrals_referral") == [(0,)]
    assert owner("SELECT count(*) FROM identification_firstlinesheet") == [(0,)]
    rows = owner(
        "SELECT n.month::text, t.key FROM identification_notification n"
        " JOIN reference_territory t ON t.id = n.territory_id"
    )
    assert rows == [("2026-11-01", "TJ-SU")] * 2
    with acting(cast.rustam):
        assert not Notification.objects.exists()


def test_a_second_click_counts_once_and_its_key_tells_no_time(db, owner):
    key = uuid7()
    for _ in range(2):
        with acting(cast.rustam) as actor:
            fill_sheet(actor, **sheet(id=key, agreement="not_agreed"))
    [(kept,)] = owner("SELECT id FROM identification_notification")
    assert kept.version == 5


def test_danger_to_life_goes_without_agreement_with_the_least_and_is_reviewed(db):
    key = handover(safety=DANGER, agreement="not_agreed", urgency="")
    with acting(cast.bahrom):
        task = Task.objects.get()
        assert (task.key, task.due_at) == ("emergency_review", NOW + timedelta(hours=24))
        assert task.detail["safety"]["danger_now"] == "yes"
        referral = Referral.objects.get()
        assert (referral.ground_kind, referral.priority) == ("risk_to_life", "emergency")
        assert not Content.objects.exists() and not FirstLineSheet.objects.exists()
    [kept] = sheets_seen_by(cast.gulnora, key)
    assert kept.observations == []


def test_a_child_goes_on_the_childs_path_and_assent_is_noted(db):
    key = handover(child=True, agreement="not_asked")
    [kept] = sheets_seen_by(cast.gulnora, key)
    assert kept.agreement == "not_asked" and kept.observations
    with acting(cast.gulnora):
        assert Referral.objects.get().ground_kind == "child_protection"
    with acting(cast.bahrom):
        assert not Task.objects.exists()


def test_who_is_held_has_not_consented_and_nothing_seen_goes_along(db):
    key = handover(held=True)
    [kept] = sheets_seen_by(cast.gulnora, key)
    assert kept.observations == []
    with acting(cast.gulnora):
        assert Referral.objects.get().ground_kind == "agreement_while_held"


def test_every_obstacle_is_said_at_once(db):
    with acting(cast.rustam) as actor, pytest.raises(Refused) as refused:
        fill_sheet(
            actor,
            **sheet(
                observations=["no_such_sign", "child_without_family"],
                safety={"danger_now": "no"},
                told=SCRIPT[:2],
                service_id=service_id("clinic-sughd-care"),
                urgency="whenever",
                meeting=sheet()["meeting"].__class__(),
            ),
        )
    expected = {"observations", "safety_needs_doctor", "safety_safe_to_talk", "said"}
    assert fields(refused) == expected | {"service_id", "urgency", "where", "mode", "when"}


@pytest.mark.parametrize(
    ("place", "child"), [("shelter-state-stay", True), ("shelter-children-stay", False), ("shelter-sughd-food", False)]
)
def test_a_place_that_does_not_take_such_a_person_is_refused(db, place, child):
    with acting(cast.rustam) as actor, pytest.raises(Refused) as refused:
        fill_sheet(actor, **sheet(service_id=service_id(place), child=child))
    assert fields(refused) == {"service_id"}


def test_a_forged_service_is_not_found(db):
    with acting(cast.rustam) as actor, pytest.raises(NotFound):
        fill_sheet(actor, **sheet(service_id=uuid7()))


def test_a_second_click_makes_no_second_hand_over(db):
    key = handover()
    assert handover(id=key) == key
    with acting(cast.gulnora) as actor:
        assert len(inbox(actor)) == 1


def test_somebody_elses_key_is_not_found(db):
    key = handover()
    with acting(cast.jamshed) as actor, pytest.raises(NotFound):
        fill_sheet(actor, **sheet(id=key))


@pytest.mark.parametrize("stranger", [cast.nigora, cast.gulnora, cast.zebo, cast.tahmina])
def test_who_is_not_of_the_first_line_has_no_sheet(db, stranger):
    with acting(stranger) as actor, pytest.raises(NotFound):
        fill_sheet(actor, **sheet())


def test_the_guard_learns_arrived_or_not_arrived_and_nothing_more(db):
    arrived, lost = handover(), handover()
    with acting(cast.gulnora) as actor:
        for key in (arrived, lost):
            accept_referral(actor, referral_id=key, now=NOW)
        record_arrival(actor, referral_id=arrived, now=NOW)
        record_no_show(actor, referral_id=lost, reason="stopped_by_others", now=NOW)
    with acting(cast.rustam) as actor:
        seen = {row.id: row.seen for row in sent_handovers(actor)}
        assert seen == {arrived: "arrived", lost: "not_arrived"}
        assert not Answer.objects.exists()
        assert {r.status_reason for r in Referral.objects.all()} == {""}
    with acting(cast.jamshed) as actor:
        assert sent_handovers(actor) == []


def test_after_the_arrival_the_inbox_no_longer_opens_the_sheet(db):
    key = handover()
    with acting(cast.gulnora) as actor:
        accept_referral(actor, referral_id=key, now=NOW)
        record_arrival(actor, referral_id=key, now=NOW)
    assert sheets_seen_by(cast.gulnora, key) == []


def test_unreviewed_danger_is_shut_to_the_receiver_when_the_review_is_due(db):
    key = handover(safety=SAFE | {"safe_to_talk": "no"}, agreement="not_asked")
    with acting(cast.gulnora) as actor:
        assert open_received(actor, key, NOW + timedelta(hours=23)).shut is None
    with acting(cast.gulnora) as actor:
        assert open_received(actor, key, NOW + timedelta(hours=24)).shut == "not_reviewed"
        assert not FirstLineSheet.objects.exists()


def test_the_answer_is_due_by_the_limit_when_they_meet_later_than_that(db):
    later = replace(meeting(NOW), when=NOW + timedelta(days=3))
    referral_id = handover(meeting=later)
    with acting(cast.gulnora):
        assert Referral.objects.get(pk=referral_id).due_at == NOW + timedelta(hours=24)
