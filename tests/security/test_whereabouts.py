"""An officer who helps a trafficker looks for the shelter: on every page that is theirs, in every answer, in every file."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from hamroh.kernel import clock
from tests import cast
from tests.casework.referrals import given
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)
from tests.web import test_access_matrix
from tests.web.test_access_matrix import FORMS, PAGES, address, asked, gets  # noqa: F401  (asked is a fixture)

world = test_access_matrix.world
PLANTED = "Chorbogh"  # a quarter that nobody should hear of


def planted(world: dict[str, Any], worker: Client) -> None:
    """Where she stays, written wherever people write it although every hint asks them not to."""
    case, now = world["case_id"], clock.now()
    part = lambda group: reverse("write_case_part", args=[case, group])  # noqa: E731
    for group, typed in (
        ("contact", {"how": f"{PLANTED} 1", "hours": "10–12", "say": f"{PLANTED} 2", "must_not_know": f"{PLANTED} 3"}),
        ("needs", {"note": f"{PLANTED} 4"}),
        ("health", {"note": f"{PLANTED} 5"}),
    ):
        response = worker.post(part(group), typed)
        assert response.status_code == 302, (group, response.context["form"].errors)
    ground = given.consent(case, now=now, expires_at=now + timedelta(days=30))
    meeting = given.Meeting("receiver_comes", f"{PLANTED} 6", now + timedelta(days=1), "nurse")
    given.referral(case, ground, now=now, note=f"{PLANTED} 7", meeting=meeting)


def text_of(response: Any) -> str:
    """What a reader gets: the page, or the words of a paper, or the bytes as they are."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:5] == b"%PDF-":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return str(body.decode(errors="replace"))


def where_it_stands(member: Client, world: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The pages that somebody gets, and those of them that tell it."""
    got = {row: response for row in [*PAGES, *FORMS] if gets(response := member.get(address(row, world), follow=True))}
    return list(got), [row for row, response in got.items() if PLANTED in text_of(response)]


@pytest.mark.parametrize("officer", [cast.rustam, cast.jamshed], ids=lambda officer: officer.username)
def test_nobody_in_uniform_reads_anywhere_where_the_person_stays(
    world: dict[str, Any], sign_in: Any, officer: cast.Member
) -> None:
    planted(world, sign_in(cast.nigora))
    got, telling = where_it_stands(sign_in(officer), world)
    assert len(got) > 20
    assert telling == []


def test_the_same_search_finds_it_for_those_who_care_for_the_person(world: dict[str, Any], sign_in: Any) -> None:
    planted(world, sign_in(cast.nigora))
    _got, telling = where_it_stands(sign_in(cast.nigora), world)
    assert {"show_case", "case_part:contact", "case_part:needs", "case_part:health"} <= set(telling)
