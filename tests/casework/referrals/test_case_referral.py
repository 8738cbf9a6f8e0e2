"""A referral of a case: what the clinic sees, what it answers, how the loop closes, what a withdrawal ends."""

from datetime import date, timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, leave_team
from hamroh.casework.cases.models import TimelineEntry
from hamroh.casework.cases.queries import timeline_of
from hamroh.casework.grounds.models import Disclosure
from hamroh.casework.people.actions import write_profile
from hamroh.casework.people.models import Profile, SafeContact
from hamroh.casework.referrals.access import open_received, open_sent
from hamroh.casework.referrals.actions import (
    accept_referral,
    answer_question,
    ask_question,
    cancel_referral,
    complete_referral,
    confirm_outcome,
    decline_referral,
    record_arrival,
    record_no_show,
    record_service,
    send_referral,
    withdraw_ground,
)
from hamroh.casework.referrals.models import Answer, Content, Outcome, Question, Referral
from hamroh.casework.referrals.queries import (
    answered,
    answers_on_timeline,
    inbox,
    referrals_of_case,
    to_confirm,
    waiting_in_inbox,
)
from hamroh.casework.referrals.queries.received import (
    answer_of,
    meeting_of,
    outcome_of,
    questions_of,
    shared_with_us,
)
from hamroh.casework.support.models import ServiceRecord
from hamroh.casework.support.queries import services_given
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals.given import case, consent, referral, sending, service_id
from tests.cast import NOW, acting

LATER = NOW + timedelta(hours=3)


@pytest.fixture
def case_id(db):
    key = case()
    with acting(cast.nigora) as actor:
        opened = open_case(actor, key, "profile")
        write_profile(actor, case=opened, age_band="adult", sex="female", languages=["tg"], now=NOW)
    return key


@pytest.fixture
def ground_id(case_id):
    return consent(case_id)


@pytest.fixture
def sent(case_id, ground_id):
    return referral(case_id, ground_id)


def refused_by(act, *args, **values):
    with pytest.raises(Refused) as refused:
        act(*args, **values)
    return {o.field for o in refused.value.obstacles}, [o.sentence for o in refused.value.obstacles]


def test_the_clinic_sees_exactly_what_was_agreed_and_it_is_written_down(case_id, sent):
    with acting(cast.farrukh) as actor:
        received = open_received(actor, sent, NOW)
        assert received.groups == ("needs", "profile")
        assert [s.group for s in shared_with_us(received)] == ["profile", "needs"]
        assert len(shared_with_us(received)[0].values) == 3
        assert Profile.objects.exists() and not SafeContact.objects.exists()
        assert not TimelineEntry.objects.exists()
        assert meeting_of(received.referral).note == "Asks for a woman doctor."
    with acting(cast.nigora) as actor:
        opened = open_case(actor, case_id)
        assert Disclosure.objects.get(referral_id=sent).groups == ["needs", "profile"]
        assert "referral.sent" in [e.event for e in timeline_of(opened)]


@pytest.mark.parametrize("stranger", [cast.parviz, cast.gulnora, cast.sitora, cast.anahita, cast.rustam, cast.bahrom])
def test_nobody_else_finds_it(sent, stranger):
    with acting(stranger) as actor:
        for door in (lambda: open_received(actor, sent, NOW), lambda: open_sent(actor, sent)):
            with pytest.raises(NotFound):
                door()
        assert not Referral.objects.exists() and not Content.objects.exists() and not Profile.objects.exists()


@pytest.mark.parametrize("stranger", [cast.parviz, cast.zarina, cast.nigora, cast.gulnora])
def test_who_may_not_answer_for_the_clinic_finds_nothing_to_answer(sent, stranger):
    with acting(stranger) as actor, pytest.raises(NotFound):
        accept_referral(actor, referral_id=sent, now=NOW)


def test_without_a_ground_nothing_goes(case_id):
    with acting(cast.nigora) as actor:
        assert "ground_id" in refused_by(send_referral, actor, **sending(case_id, None))[0]
        assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"groups": ("profile", "needs", "health")}, "groups"),
        ({"groups": ("profile", "screening")}, "groups"),
        ({"groups": ()}, "groups"),
        ({"groups": ("everything",)}, "groups"),
        ({"urgency": "soon"}, "urgency"),
        ({"service_id": "clinic-khatlon-care"}, "ground_id"),
        ({"service_id": "shelter-sughd-food"}, "service_id"),
        ({"now": NOW + timedelta(days=91)}, "ground_id"),
    ],
)
def test_what_the_agreement_or_the_service_does_not_cover_is_refused(case_id, ground_id, changes, field):
    if "service_id" in changes:
        changes = {"service_id": service_id(changes["service_id"])}
    with acting(cast.nigora) as actor:
        assert field in refused_by(send_referral, actor, **sending(case_id, ground_id, **changes))[0]
    with acting(cast.nigora):
        assert not Referral.objects.exists()


def test_an_agreement_of_another_case_is_not_found(case_id, ground_id):
    other = case()
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        send_referral(actor, **sending(other, ground_id))


def test_a_second_click_sends_one_referral(case_id, ground_id):
    key = uuid7()
    for _ in range(2):
        referral(case_id, ground_id, id=key)
    with acting(cast.farrukh) as actor:
        assert waiting_in_inbox(actor, NOW) == (1, False)


def test_accepted_arrived_told_and_confirmed(case_id, sent):
    with acting(cast.farrukh) as actor:
        accept_referral(actor, referral_id=sent, now=NOW)
        assert inbox(actor)[0].due_at == NOW + timedelta(days=7)
        record_arrival(actor, referral_id=sent, now=NOW)
    with acting(cast.zarina) as actor:
        record_service(actor, id=uuid7(), referral_id=sent, given_on=date(2026, 11, 23), note="First visit.", now=NOW)
        complete_referral(actor, referral_id=sent, result="given", on=date(2026, 11, 23), note="Seen twice.", now=LATER)
        assert not inbox(actor) and len(answered(actor)) == 1
    with acting(cast.nigora) as actor:
        opened = open_case(actor, case_id)
        assert [row.id for row in to_confirm(actor)] == [sent]
        told = open_sent(actor, sent)
        assert (outcome_of(told).result["en"], outcome_of(told).note) == ("Service given", "Seen twice.")
        assert {e.event for e in answers_on_timeline(opened)} == {
            "referral.accepted",
            "referral.arrived",
            "referral.completed",
        }
        confirm_outcome(actor, referral_id=sent, now=LATER)
        confirm_outcome(actor, referral_id=sent, now=LATER)
        assert not to_confirm(actor)
        assert [e.event for e in timeline_of(opened)].count("referral.confirmed") == 1


def test_the_outcome_may_be_told_while_the_service_goes_on(sent):
    with acting(cast.farrukh) as actor:
        accept_referral(actor, referral_id=sent, now=NOW)
        complete_referral(actor, referral_id=sent, result="continues", on=date(2026, 11, 23), now=NOW)
        assert open_received(actor, sent, NOW).shut is None
        complete_referral(actor, referral_id=sent, result="given", on=date(2026, 11, 23), now=LATER)
        assert Outcome.objects.get().result == "given"
        assert open_received(actor, sent, LATER).shut == "ended"


def test_declined_with_whose_reason_it_is(sent):
    with acting(cast.farrukh) as actor:
        for reason_of, reason in (("person", "no_capacity"), ("provider", "person_wants_later"), ("", ""), ("x", "y")):
            assert refused_by(decline_referral, actor, referral_id=sent, reason_of=reason_of, reason=reason, now=NOW)[
                0
            ] & {"reason", "reason_of"}
    with acting(cast.farrukh) as actor:
        decline_referral(actor, referral_id=sent, reason_of="provider", reason="no_capacity", note="Full.", now=NOW)
    with acting(cast.nigora) as actor:
        shown = answer_of(open_sent(actor, sent))
        assert (shown.accepted, shown.reason_of, shown.reason["en"], shown.note) == (
            False,
            "provider",
            "No free place",
            "Full.",
        )


def test_who_answers_second_is_told_what_happened(sent):
    with acting(cast.farrukh) as actor:
        accept_referral(actor, referral_id=sent, now=NOW)
        accept_referral(actor, referral_id=sent, now=NOW)
        assert Answer.objects.count() == 1
        with pytest.raises(Refused) as refused:
            decline_referral(actor, referral_id=sent, reason_of="provider", reason="no_capacity", now=LATER)
    [obstacle] = refused.value.obstacles
    assert "your organisation has already" in obstacle.sentence
    assert obstacle.params == {"state": "Accepted", "at": "23.11.2026 10:00"}


def test_a_question_keeps_the_clock_running_and_is_answered_by_the_team(sent):
    question = uuid7()
    with acting(cast.farrukh) as actor:
        due = inbox(actor)[0].due_at
        for _ in range(2):
            ask_question(actor, id=question, referral_id=sent, question="In the morning?", now=NOW)
        assert Question.objects.count() == 1
        assert (inbox(actor)[0].asked, inbox(actor)[0].due_at, inbox(actor)[0].status) == (True, due, "requested")
    with acting(cast.nigora) as actor:
        answer_question(actor, referral_id=sent, question_id=question, reply="Yes.", now=NOW)
        with pytest.raises(NotFound):
            answer_question(actor, referral_id=sent, question_id=uuid7(), reply="Yes.", now=NOW)
    with acting(cast.farrukh) as actor:
        assert questions_of(open_received(actor, sent, NOW).referral)[0].reply == "Yes."
        assert not inbox(actor)[0].asked


def test_a_no_show_says_why_and_is_confirmed_too(sent):
    with acting(cast.farrukh) as actor:
        accept_referral(actor, referral_id=sent, now=NOW)
    with acting(cast.farrukh) as actor:
        assert refused_by(record_no_show, actor, referral_id=sent, reason="nonsense", now=NOW)[0] == {"reason"}
    with acting(cast.farrukh) as actor:
        record_no_show(actor, referral_id=sent, reason="no_transport", now=NOW)
    with acting(cast.nigora) as actor:
        assert to_confirm(actor)[0].status_reason == "no_transport"


def test_the_sender_ends_it_and_the_sharing_with_it(case_id, sent):
    with acting(cast.nigora) as actor:
        cancel_referral(actor, referral_id=sent, reason="no_longer_needed", now=NOW)
        assert referrals_of_case(open_case(actor, case_id))[0].status == "cancelled"
    with acting(cast.farrukh) as actor:
        assert open_received(actor, sent, NOW).shut == "ended"
        assert not Profile.objects.exists()
        _, [sentence] = refused_by(accept_referral, actor, referral_id=sent, now=LATER)
        assert "the other organisation" in sentence


def test_a_withdrawal_ends_open_referrals_and_access_at_once_but_not_the_providers_record(case_id, ground_id, sent):
    other = referral(case_id, consent(case_id))
    with acting(cast.farrukh) as actor:
        accept_referral(actor, referral_id=sent, now=NOW)
        record_arrival(actor, referral_id=sent, now=NOW)
    with acting(cast.zarina) as actor:
        record_service(actor, id=uuid7(), referral_id=sent, given_on=date(2026, 11, 23), now=NOW)
    with acting(cast.nigora) as actor:
        withdraw_ground(actor, case_id=case_id, ground_id=ground_id, how="not_asked", caretakers={}, now=LATER)
        entry = next(e for e in timeline_of(open_case(actor, case_id)) if e.event == "ground.withdrawn")
        assert entry.by_person
    with acting(cast.farrukh) as actor:
        received = open_received(actor, sent, LATER)
        assert (received.shut, received.groups, shared_with_us(received)) == ("withdrawn", (), [])
        assert not Profile.objects.exists()
        assert len(services_given(sent)) == 1
        assert open_received(actor, other, LATER).shut is None
    with acting(cast.nigora) as actor:
        statuses = {row.id: (row.status, row.status_reason) for row in referrals_of_case(open_case(actor, case_id))}
        assert statuses[sent] == ("cancelled", "consent_withdrawn") and statuses[other][0] == "requested"


def test_sharing_ends_with_the_agreement_itself(sent):
    with acting(cast.farrukh) as actor:
        assert open_received(actor, sent, NOW + timedelta(days=91)).shut == "ground_ended"
        assert not Profile.objects.exists()


def test_an_agreement_of_another_case_cannot_be_withdrawn_here(ground_id):
    other = case()
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        withdraw_ground(actor, case_id=other, ground_id=ground_id, how="not_asked", caretakers={}, now=NOW)


class TestWhereThePersonLivesInTheRecipientsCare:
    @pytest.fixture
    def ground_id(self, case_id):
        return consent(case_id, to="shelter-state")

    @pytest.fixture
    def staying(self, case_id, ground_id):
        from hamroh.casework.support.actions import start_stay

        service = service_id("shelter-state-stay")
        key = referral(case_id, ground_id, service_id=service)
        with acting(cast.nigora) as actor:
            opened = open_case(actor, case_id, "residence")
            start_stay(actor, case=opened, service_id=service, referral_id=key, now=NOW)
        return key

    def test_somebody_must_go_on_caring_first(self, case_id, ground_id, staying):
        ours = cast.organisation_id(cast.SHELTER)
        for caretakers, missing in (({}, {"safety_plan", "medication"}), ({"medication": ours}, {"safety_plan"})):
            with acting(cast.nigora) as actor:
                values = {"case_id": case_id, "ground_id": ground_id, "how": "not_asked", "now": LATER}
                assert refused_by(withdraw_ground, actor, caretakers=caretakers, **values)[0] == missing
        with acting(cast.nigora) as actor:
            open_case(actor, case_id)
            assert Referral.objects.get().status == "requested"

    def test_who_has_no_agreement_cannot_be_named(self, case_id, ground_id, staying):
        state = cast.organisation_id("shelter-state")
        both = {"safety_plan": state, "medication": state}
        with acting(cast.nigora) as actor:
            values = {"case_id": case_id, "ground_id": ground_id, "how": "not_asked", "now": LATER}
            assert refused_by(withdraw_ground, actor, caretakers=both, **values)[0] == set(both)

    def test_the_bed_stays_when_the_sharing_ends(self, case_id, ground_id, staying):
        from hamroh.casework.support.queries import caretakers_of, current_stay

        ours = cast.organisation_id(cast.SHELTER)
        with acting(cast.nigora) as actor:
            caretakers = {"safety_plan": ours, "medication": ours}
            withdraw_ground(actor, case_id=case_id, ground_id=ground_id, how="fear", caretakers=caretakers, now=LATER)
            opened = open_case(actor, case_id, "residence")
            assert current_stay(opened.pk) is not None
            assert {c.matter for c in caretakers_of(opened.pk)} == {"safety_plan", "medication"}
            assert Referral.objects.get().status == "cancelled"


def test_who_leaves_the_team_keeps_no_key_of_its_referrals(case_id, sent):
    with acting(cast.nigora) as actor:
        join_team(actor, case=open_case(actor, case_id), user_id=cast.sitora.id, role="case-manager", now=NOW)
    with acting(cast.farrukh) as actor:
        decline_referral(actor, referral_id=sent, reason_of="provider", reason="no_staff", now=NOW)
    with acting(cast.sitora) as actor:
        assert answer_of(open_sent(actor, sent)) and meeting_of(open_sent(actor, sent)).where
    with acting(cast.nigora) as actor:
        leave_team(actor, case=open_case(actor, case_id), user_id=cast.sitora.id, now=NOW)
    with acting(cast.sitora) as actor:
        with pytest.raises(NotFound):
            open_sent(actor, sent)
        assert not Content.objects.exists() and not Answer.objects.exists()


def test_only_the_provider_finds_its_own_record(sent):
    with acting(cast.farrukh) as actor:
        accept_referral(actor, referral_id=sent, now=NOW)
    with acting(cast.zarina) as actor:
        record_service(actor, id=uuid7(), referral_id=sent, given_on=date(2026, 11, 23), now=NOW)
        assert ServiceRecord.objects.exists()
    with acting(cast.nigora):
        assert not ServiceRecord.objects.exists()


def test_nobody_sends_a_part_of_the_file_that_is_not_theirs_to_open(db):
    case_id = case()
    ground = consent(case_id)
    with acting(cast.nigora) as actor:
        opened = open_case(actor, case_id)
        join_team(
            actor,
            case=opened,
            user_id=cast.sitora.id,
            role="case-manager",
            capacity="interpreter",
            reason="skill",
            now=NOW,
        )
    with pytest.raises(Refused) as refused, acting(cast.sitora) as actor:
        send_referral(actor, **sending(case_id, ground))
    told = [(o.field, o.params.get("group")) for o in refused.value.obstacles if "not yours to send" in o.sentence]
    assert told == [("groups", "Needs and urgency")]
