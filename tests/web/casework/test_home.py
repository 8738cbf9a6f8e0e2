"""What waits for me: a page for every role."""

import pytest

from hamroh.casework.cases.actions import open_new_case
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting

WITH_POST = [member for member in cast.EVERYBODY if member.roles]


@pytest.mark.parametrize("language", ["tg", "en"])
@pytest.mark.parametrize("member", WITH_POST, ids=lambda m: m.username)
def test_every_role_has_a_home_even_when_nothing_waits(sign_in, member, language):
    response = sign_in(member, language).get("/home/")
    assert response.status_code == 200
    assert 'class="hm-empty"' in response.content.decode()


def test_without_a_post_there_is_no_home(sign_in):
    assert sign_in(cast.daler).get("/home/").status_code == 404


def test_a_task_waits_with_its_clock_and_verb(sign_in, db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
    page = sign_in(cast.nigora).get("/home/").content.decode()
    assert case.code in page
    assert "Do the screening in private" in page
    assert "Nothing waits for you today." in page
    assert "The next date is" in page
    assert case.code not in sign_in(cast.sitora).get("/home/").content.decode()
    assert case.code in sign_in(cast.malika).get("/home/").content.decode()


@pytest.mark.parametrize(
    ("member", "address"), [(cast.rustam, "/sheet/"), (cast.zebo, "/desk/"), (cast.nigora, "/cases/new/")]
)
def test_each_role_is_led_to_what_it_begins(sign_in, member, address):
    assert address in sign_in(member).get("/home/").content.decode()


def test_who_reads_figures_is_told_that_no_person_is_shown(sign_in):
    page = sign_in(cast.tahmina).get("/home/").content.decode()
    assert "no case and no person is shown to you" in page
