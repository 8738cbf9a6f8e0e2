"""The coordinator's desk: what is stuck, what waits for a yes, how the mechanism stands; never a person."""

from typing import Any

import pytest
from django.db import connections, transaction

from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.library.actions import comment_on_clause
from hamroh.mechanism.membership import actions
from hamroh.web.oversight import standing
from tests import cast
from tests.cast import acting
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)
from tests.web.test_modules import governance  # noqa: F401  (a fixture)

pytestmark = pytest.mark.usefixtures("members")


def desk(sign_in: Any, language: str = "en") -> str:
    return sign_in(cast.zebo, language).get("/desk/").content.decode()


def count_work(step: str, band: str, open_: int) -> None:
    """As if the job had counted."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO monitoring_workfigure (id, step, organisation_id, band, open, counted_at)"
            " VALUES (gen_random_uuid(), %s, %s, %s, %s, now())",
            [step, cast.organisation_id(cast.CLINIC), band, open_],
        )


@pytest.mark.parametrize(("language", "seat"), [("en", "National coordinator"), ("tg", "Ҳамоҳангсози миллӣ")])
def test_the_vacant_seat_is_named_and_leads_to_where_it_is_filled(sign_in: Any, language: str, seat: str) -> None:
    text = desk(sign_in, language)
    assert seat in text and 'href="/mechanism/seats/national-coordinator/"' in text


@pytest.mark.parametrize("language", ["en", "tg"])
def test_gaps_stand_by_weight_each_with_the_way_to_its_list(sign_in: Any, language: str) -> None:
    text = desk(sign_in, language)
    assert 'href="/mechanism/gaps/?kind=vacant_seat"' in text and 'href="/mechanism/gaps/?kind=assumed_limit"' in text
    assert text.index("kind=vacant_seat") < text.index("kind=assumed_limit")
    assert ("Nobody holds this seat." in text) == (language == "en")


def test_a_member_without_a_focal_point_is_named_and_the_person_who_left_is_not(sign_in: Any) -> None:
    with acting(cast.zebo) as actor:
        before = standing.members(actor, clock.now())
        seats = {member["url"] for lack in before["lacks"] for member in lack["members"]}
    assert seats and all(url.startswith("/members/") for url in seats)
    assert not any(member.short_name in desk(sign_in) for member in cast.EVERYBODY if member is not cast.zebo)


def test_a_suspended_member_is_counted_apart(sign_in: Any) -> None:
    with acting(cast.zebo) as actor:
        before = dict(standing.members(actor, cast.NOW)["counts"])
        organisation = cast.organisation_id(cast.CLINIC)
        actions.suspend_organisation(
            actor, organisation_id=organisation, id=uuid7(), reason="standards", paper="No. 7", now=cast.NOW
        )
        after = dict(standing.members(actor, cast.NOW)["counts"])
        transaction.set_rollback(True)
    assert after["Suspended"] == before.get("Suspended", 0) + 1 and after["Member"] == before["Member"] - 1


def test_nothing_waits_for_a_decision_until_somebody_asks(sign_in: Any) -> None:
    assert "Nothing waits for a decision." in desk(sign_in)


def test_an_application_and_a_comment_wait_for_whoever_decides_on_them(sign_in: Any) -> None:
    with acting(cast.nigora) as member:
        comment_on_clause(
            member, id=uuid7(), document="code-of-conduct", clause="c1", clauses=["c1"], draft=True, edition=1,
            text="Too long.", now=cast.NOW,
        )  # fmt: skip
    with acting(cast.zebo) as actor:
        actions.apply_for_membership(
            actor, id=uuid7(), names={"tg": "Нав", "ru": "Новый", "en": "New"}, kind="ngo", kinds=["ngo"],
            paper="Letter 3", now=cast.NOW,
        )  # fmt: skip
        waiting = standing.decisions(actor)
    assert [w["words"] for w in waiting] == ["1 application", "1 comment without an answer"]
    text = desk(sign_in)
    assert all(f'href="{w["url"]}"' in text for w in waiting) and "Nothing waits for a decision." not in text
    assert standing.decisions(member) == []


def test_late_work_stands_with_its_step_and_office(sign_in: Any) -> None:
    count_work("referral.answer", "late_day", 4711)
    text = desk(sign_in)
    assert "4711" in text and "Answer" in text


def test_a_task_without_a_page_has_no_place(sign_in: Any, monkeypatch: Any) -> None:
    assert "Financing" not in desk(sign_in) and "More to coordinate" not in desk(sign_in)
    monkeypatch.setattr(standing, "PLACES", (("Financing", "gap_list"), ("Promotion", "no_such_page")))
    text = desk(sign_in)
    assert "Financing" in text and "Promotion" not in text


def test_without_cases_there_is_no_word_of_them_and_the_rest_goes_on(governance: None, sign_in: Any) -> None:  # noqa: F811
    text = desk(sign_in)
    assert "Where work waits" not in text and "open a case" not in text and "National coordinator" in text


def test_who_does_not_oversee_the_work_has_no_desk(sign_in: Any) -> None:
    assert sign_in(cast.nigora).get("/desk/").status_code == 404
