"""What is so late that the procedure tells somebody of it reaches that role, where it may see the work, and nobody else."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.cases.queries import escalated_to
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

DAY = timedelta(hours=24)


@pytest.fixture(autouse=True)
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def told(member, after):
    with acting(member) as actor:
        return {task.key for task in escalated_to(actor, NOW + after)}


def test_the_supervisor_is_told_so_long_after_the_limit_as_the_pack_says():
    assert told(cast.malika, DAY + timedelta(hours=3, minutes=59)) == set()
    assert told(cast.malika, DAY + timedelta(hours=4)) == {"risk_assessment", "safe_place"}
    assert told(cast.malika, 4 * DAY) == {"risk_assessment", "safe_place", "screening"}


@pytest.mark.parametrize("other", [cast.nigora, cast.sitora, cast.gulnora, cast.anahita, cast.zebo, cast.bahrom])
def test_nobody_else_is_told(other):
    assert told(other, 4 * DAY) == set()


def test_it_stands_above_everything_on_the_page_of_whoever_is_told(case_id):
    from django.test import Client

    from hamroh.foundation.accounts.models import User
    from hamroh.kernel import clock

    with acting(cast.nigora) as actor:
        late = clock.now() - 2 * DAY
        open_new_case(actor, id=uuid7(), child=False, code_only=True, now=late)
    pages = {}
    for member in (cast.malika, cast.nigora):
        browser = Client()
        browser.force_login(User.objects.get(pk=member.id), backend="django.contrib.auth.backends.ModelBackend")
        pages[member.username] = browser.get("/home/").content.decode()
    assert "Escalated to you" in pages["malika"] and "Escalated to you" not in pages["nigora"]


def test_a_role_of_the_whole_mechanism_learns_a_number_and_no_case(case_id):
    from django.test import Client

    from hamroh.foundation.accounts.models import User
    from hamroh.mechanism.editions.queries import current

    assert current().escalates_to("status_decision", ("secretary",))
    assert not current().escalates_to("status_decision", ("supervisor",))
    browser = Client()
    browser.force_login(User.objects.get(pk=cast.zebo.id), backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get("/desk/").content.decode()
    assert "late in steps that are escalated to you" in page and str(case_id) not in page
