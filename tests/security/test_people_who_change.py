"""Rights follow the post that somebody holds today: whoever moved on takes no key along."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from django.urls import reverse

from hamroh.casework.cases.access import cases_seen_by, open_case
from hamroh.casework.cases.models import Case, Task
from hamroh.casework.cases.queries import tasks_for
from hamroh.casework.referrals.access import open_sent
from hamroh.casework.referrals.models import Referral
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import actor_of
from tests import cast
from tests.casework.referrals import given


def write(sql: str, *values: Any) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, values)


class Posts:
    """Who holds which post, changed for one test."""

    def __init__(self) -> None:
        self.given: list[Any] = []
        self.ended: list[Any] = []

    def give(self, member: cast.Member, organisation: str, role: str) -> None:
        self.given.append(uuid7())
        write(
            "INSERT INTO membership_post (id, user_id, organisation_id, role, since) VALUES (%s, %s, %s, %s, %s)",
            self.given[-1], member.id, cast.organisation_id(organisation), role, clock.now() - timedelta(days=1),
        )  # fmt: skip

    def end(self, member: cast.Member) -> None:
        self.ended.append(member.id)
        write("UPDATE membership_post SET until = now() - interval '1 hour' WHERE user_id = %s", member.id)

    def as_before(self) -> None:
        write("DELETE FROM membership_post WHERE id = ANY (%s)", self.given)
        write("UPDATE membership_post SET until = NULL WHERE user_id = ANY (%s)", self.ended)


@pytest.fixture
def posts(db: None) -> Iterator[Posts]:
    changed = Posts()
    yield changed
    changed.as_before()


@pytest.fixture
def file(db: None) -> dict[str, Any]:
    """A case of Nigora's, with a referral under consent."""
    now = clock.now()
    case = given.case(now=now)
    ground = given.consent(case, now=now, expires_at=now + timedelta(days=30))
    return {"case": case, "referral": given.referral(case, ground, now=now)}


def test_who_moved_to_another_organisation_finds_the_old_cases_no_more(posts: Posts, file: dict[str, Any]) -> None:
    posts.end(cast.nigora)
    posts.give(cast.nigora, cast.NGO, "case-manager")
    with cast.acting(cast.nigora) as actor:
        assert not cases_seen_by(actor).exists()
        assert not tasks_for(actor)
        with pytest.raises(NotFound):
            open_case(actor, file["case"])
        with pytest.raises(NotFound):
            open_sent(actor, file["referral"])
        # And if a query forgot to ask for the organisation, the database does not.
        assert not Case.objects.exists() and not Task.objects.exists() and not Referral.objects.exists()


def test_who_acts_for_two_organisations_sees_in_each_only_its_own(
    posts: Posts, file: dict[str, Any], sign_in: Any
) -> None:
    posts.give(cast.nigora, cast.NGO, "case-manager")
    browser = sign_in(cast.nigora)
    here, there = str(cast.organisation_id(cast.SHELTER)), str(cast.organisation_id(cast.NGO))
    pages = [
        reverse("show_case", args=[file["case"]]), reverse("print_case", args=[file["case"]]),
        reverse("sent_referral", args=[file["referral"]]), reverse("send_referral", args=[file["case"]]),
    ]  # fmt: skip
    for office, status in ((here, 200), (there, 404), (here, 200)):
        browser.post(reverse("act_for"), {"organisation": office})
        assert [browser.get(page).status_code for page in pages] == [status] * len(pages)


def test_a_post_that_ends_closes_everything_at_the_next_click_and_the_try_is_recorded(
    posts: Posts, file: dict[str, Any], sign_in: Any
) -> None:
    browser = sign_in(cast.nigora)
    page = reverse("show_case", args=[file["case"]])
    assert browser.get(page).status_code == 200
    posts.end(cast.nigora)
    assert [browser.get(p).status_code for p in (page, reverse("home"), reverse("inbox"), reverse("case_list"))] == [
        404
    ] * 4
    tries = Entry.objects.using("owner").filter(verb="refused", actor_id=cast.nigora.id)
    assert tries.count() == 4


def test_a_closed_account_is_signed_out_at_the_next_click(file: dict[str, Any], sign_in: Any) -> None:
    browser = sign_in(cast.nigora)
    write("UPDATE accounts_user SET is_active = false WHERE id = %s", cast.nigora.id)
    try:
        response = browser.get(reverse("show_case", args=[file["case"]]))
    finally:
        write("UPDATE accounts_user SET is_active = true WHERE id = %s", cast.nigora.id)
    assert response.status_code == 302 and response["Location"].startswith("/sign-in/")


def test_the_supervisor_of_another_organisation_gets_nothing_by_that_rank(posts: Posts, file: dict[str, Any]) -> None:
    posts.give(cast.anahita, cast.NGO, "supervisor")
    with transaction.atomic():
        actor = actor_of(cast.anahita.id)
        assert actor and actor.may("case:supervise")
        act_as(actor)
        assert not Case.objects.exists()
        with pytest.raises(NotFound):
            open_case(actor, file["case"])
