"""Promises that hold whatever is ticked: no agreement and no danger, no referral; nothing seen without a disclosure."""

from datetime import timedelta
from itertools import product
from re import sub
from typing import Any

import pytest
from django.urls import reverse

from hamroh.casework.referrals import actions
from hamroh.casework.referrals.access import open_received
from hamroh.casework.referrals.actions import fill_sheet
from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given

ANSWERS = tuple(
    product(("agreed", "not_agreed", "not_asked"), (True, False), (True, False), (given.SAFE, given.DANGER))
)


def filed(**ticked: Any) -> bool:
    """Whether something was handed over; a refusal hands over nothing."""
    with cast.acting(cast.rustam) as actor:
        try:
            return fill_sheet(actor, **given.sheet(**ticked)).referral_id is not None
        except Refused:
            return False


def test_an_adult_who_did_not_agree_and_is_not_in_danger_is_never_handed_over(db: None, owner: Any) -> None:
    for agreement, held, child, safety in ANSWERS:
        went = filed(agreement=agreement, held=held, child=child, safety=safety)
        assert went == (child or safety is given.DANGER or agreement == "agreed"), (agreement, held, child, safety)
    wrong = owner(
        "SELECT r.ground_kind, s.agreement, s.held, s.child FROM referrals_referral r"
        " JOIN identification_firstlinesheet s ON s.referral_id = r.id"
        " WHERE NOT s.child AND s.safety ->> 'danger_now' = 'no'"
        " AND (s.agreement <> 'agreed' OR s.held AND (r.ground_kind = 'consent' OR s.observations <> '{}'))"
    )
    assert wrong == []


def test_a_child_is_protected_whatever_it_said(db: None, owner: Any) -> None:
    for agreement, held, safety in product(
        ("agreed", "not_agreed", "not_asked"), (True, False), (given.SAFE, given.DANGER)
    ):
        assert filed(agreement=agreement, held=held, child=True, safety=safety, observations=())
    assert owner("SELECT count(*) FROM referrals_referral WHERE ground_kind = 'consent'") == [(0,)]


@pytest.mark.parametrize("left_out", ["age", "held", "agreement", "safety_danger_now", "said"])
def test_a_question_that_was_left_out_is_never_guessed(db: None, sign_in: Any, owner: Any, left_out: str) -> None:
    with cast.acting(cast.rustam):
        service = given.service_id("shelter-sughd-stay")
    typed = {
        "id": uuid7(), "age": "adult", "held": "no", "agreement": "agreed", "said": "all", "service_id": service,
        "urgency": "urgent", "mode": "receiver_comes", "where": "Gate 2",
        **{f"safety_{question}": answer for question, answer in given.SAFE.items()},
    }  # fmt: skip
    when = (clock.now() + timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M")
    day, hour = when.split("T")
    typed |= {"when": when, "when_0": day, "when_1": hour}
    del typed[left_out]
    response = sign_in(cast.rustam).post(reverse("fill_sheet"), typed)
    assert response.status_code == 200 and left_out in response.context["form"].errors
    assert owner("SELECT count(*) FROM referrals_referral") == [(0,)]
    typed[left_out] = {"age": "adult", "held": "no", "agreement": "agreed", "said": "all"}.get(left_out, "no")
    response = sign_in(cast.rustam).post(reverse("fill_sheet"), typed)
    assert response.status_code == 302, response.context["form"].errors


def test_whatever_a_recipient_saw_is_covered_by_a_disclosure_on_a_ground_that_held(db: None) -> None:
    now = clock.now()
    case = given.case(now=now)
    for groups in (("profile",), ("profile", "needs")):
        ground = given.consent(case, groups=groups, now=now, expires_at=now + timedelta(hours=1))
        referral = given.referral(case, ground, groups=groups, now=now)
        for at in (now, now + timedelta(hours=2)):
            with cast.acting(cast.farrukh) as actor:
                open_received(actor, referral, at)
        looked = Entry.objects.using("owner").filter(verb="referral.looked_at", resource_id=str(referral))
        assert [set(e.detail["groups"]) for e in looked.order_by("at", "pk")] in (
            [set(groups), set()],
            [set(), set(groups)],
        )
        from hamroh.casework.grounds.models import Disclosure

        (left,) = Disclosure.objects.using("owner").filter(referral_id=referral)
        assert (left.ground_id, set(left.groups)) == (ground, set(groups))


def test_nothing_is_replied_once_the_ground_has_ended(db: None) -> None:
    now = clock.now()
    case = given.case(now=now)
    ground = given.consent(case, now=now, expires_at=now + timedelta(hours=1))
    referral, question = given.referral(case, ground, now=now), uuid7()
    with cast.acting(cast.farrukh) as actor:
        actions.ask_question(actor, id=question, referral_id=referral, question="Since when?", now=now)
    with cast.acting(cast.nigora) as actor, pytest.raises(Refused):
        actions.answer_question(
            actor, referral_id=referral, question_id=question, reply="Since May.", now=now + timedelta(hours=2)
        )
    with cast.acting(cast.nigora) as actor:
        actions.answer_question(actor, referral_id=referral, question_id=question, reply="Since May.", now=now)


def test_the_author_of_a_handover_reads_the_same_page_whatever_becomes_of_it(db: None, sign_in: Any) -> None:
    """Accepted, declined, paused, no-show, review: nothing but *arrived* changes a sign on any page of the author."""
    now = clock.now()
    quiet, moved = given.handover(now=now), given.handover(now=now)
    author = sign_in(cast.rustam)

    def pages(referral: Any) -> list[tuple[int, str]]:
        asked = [reverse("sent_referral", args=[referral])]
        return [(r.status_code, _without_token(r.content.decode())) for r in map(author.get, asked)]

    def plain(referral: Any) -> str:
        from hamroh.casework.referrals.models import Referral

        code = Referral.objects.using("owner").get(pk=referral).code
        return str(pages(referral)).replace(str(referral), "ID").replace(code, "CODE")

    assert plain(moved) == plain(quiet)
    with cast.acting(cast.gulnora) as actor:
        actions.accept_referral(actor, referral_id=moved, now=now)
    assert plain(moved) == plain(quiet)
    with cast.acting(cast.gulnora) as actor:
        actions.record_no_show(actor, referral_id=moved, reason=_a_reason(), now=now)
    assert plain(moved) == plain(quiet)
    with cast.acting(cast.gulnora) as actor:
        actions.accept_referral(actor, referral_id=quiet, now=now)
        actions.record_arrival(actor, referral_id=quiet, now=now)
    assert plain(moved) != plain(quiet)
    for url in ("show_referral", "answer_referral", "act_on_sent"):
        assert author.post(reverse(url, args=[moved]), {"act": "cancel"}).status_code == 404


def _without_token(page: str) -> str:
    return sub('value="[A-Za-z0-9]{64}"', "", page)


def _a_reason() -> str:
    from hamroh.mechanism.editions.queries import current

    return next(iter(current().words("not_arrived_reason")))
