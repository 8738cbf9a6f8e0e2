"""The list of cases, narrowed."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import finish_task, join_team, open_new_case
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting


def new_case(member=cast.nigora, *, child=False, days_ago=0):
    with acting(member) as actor:
        now = clock.now() - timedelta(days=days_ago)
        return open_new_case(actor, id=uuid7(), child=child, code_only=True, now=now)


@pytest.fixture
def cases(db):
    """Late (opened long ago), a child's, another colleague's."""
    return {"late": new_case(days_ago=60), "child": new_case(child=True), "other": new_case(cast.sitora)}


def listed(browser, cases, asked):
    page = browser.get(f"/cases/?{asked}").content.decode()
    return {name for name, case in cases.items() if case.code in page}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"late", "child"}),
        ("show=late", {"late"}),
        ("show=child", {"child"}),
        ("show=late&stage=screening", {"late"}),
        ("stage=closure", set()),
    ],
)
def test_a_case_manager_narrows_the_own_list(sign_in, cases, asked, found):
    assert listed(sign_in(cast.nigora), cases, asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"late", "child", "other"}),
        (f"who={cast.sitora.id}", {"other"}),
        (f"who={cast.nigora.id}&show=late", {"late"}),
        ("who=mine", set()),
    ],
)
def test_a_supervisor_also_by_colleague(sign_in, cases, asked, found):
    assert listed(sign_in(cast.malika), cases, asked) == found


def test_whoever_does_not_supervise_cannot_ask_for_a_colleagues_cases(sign_in, cases):
    with acting(cast.nigora) as actor:
        join_team(
            actor, case=open_case(actor, cases["late"].pk), user_id=cast.sitora.id, role="case-manager", now=clock.now()
        )
    browser = sign_in(cast.nigora)
    assert listed(browser, cases, f"who={cast.sitora.id}") == {"late", "child"}
    assert "Everybody" not in browser.get("/cases/").content.decode()


def test_what_was_chosen_stays_chosen_and_is_kept_on_the_next_page(sign_in, db):
    for _ in range(27):
        new_case(child=True)
    page = sign_in(cast.nigora).get("/cases/?show=child").content.decode()
    assert '<option value="child" selected>' in page
    assert 'href="?show=child&amp;after=' in page


def test_an_empty_answer_says_that_nothing_is_like_this(sign_in, cases):
    assert "No open case of yours is like this." in sign_in(cast.nigora).get("/cases/?stage=closure").content.decode()


@pytest.mark.parametrize("asked", ["show=names", "stage=nowhere", "who=everybody"])
def test_what_nobody_offered_is_not_there(sign_in, db, asked):
    assert sign_in(cast.malika).get(f"/cases/?{asked}").status_code == 404


def test_a_row_says_first_what_comes_next(sign_in, cases):
    with acting(cast.nigora) as actor:
        for key in ("risk_assessment", "safe_place"):
            finish_task(actor, open_case(actor, cases["late"].pk), key, now=clock.now())
    page = sign_in(cast.nigora).get("/cases/?show=late").content.decode()
    assert page.index("Do the screening in private") < page.index("Stage: ")
