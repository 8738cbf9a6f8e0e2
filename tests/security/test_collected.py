"""What telephones sent is no way around a case: whoever settles reads what a case would show them, until it is settled."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.submissions.models import Submission
from hamroh.jobs.submissions import take_in_received
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests.casework.submissions import given
from tests.casework.submissions.encrypting import encrypted
from tests.casework.submissions.test_encrypted import key, send
from tests.cast import acting, gulnora, malika, nigora, sitora
from tests.new_editions import publishing
from tests.web.conftest import sign_in  # noqa: F401  (a fixture)

NAME, STORY, VERSION = "Мохинав", "Шиносномаашро кашида гирифтанд", "2026-n"
WORKBOOK = {
    **given.WORKBOOK,
    "survey": [
        *given.WORKBOOK["survey"],
        {"type": "text", "name": "given", "label": "Given name", "field_group": "identity"},
        {"type": "text", "name": "story", "label": "What happened", "field_group": "narrative"},
    ],
    "settings": [{"form_id": given.FORM, "version": VERSION}],
}


@pytest.fixture
def waiting(db: None) -> Any:
    """A form with a name and a story that waits for somebody to settle it."""
    with publishing() as publish:
        publish(given.on_telephones(WORKBOOK))
        given.version(WORKBOOK, VERSION)
        number, (public_key, _) = given.instance(), key()
        told = f"<given>{NAME}</given><story>{STORY}</story>"
        answers = given.xml(number, version=VERSION, code="TJ-777-777", more=told)
        assert send(*encrypted(public_key, number, answers, given.FORM, VERSION, {}, True)).status_code == 201
        take_in_received()
        yield Submission.objects.using("owner").get().pk


def test_a_name_is_read_only_by_whoever_may_read_names_and_nothing_by_whoever_reads_no_case(
    waiting: UUID,
    sign_in: Any,  # noqa: F811
) -> None:
    def shown(member: Any) -> str:
        return sign_in(member, "en").get(reverse("settle_submission", args=[waiting])).content.decode()

    assert NAME in (whole := shown(nigora)) and STORY in whole
    assert STORY in (without := shown(malika)) and NAME not in without and "not open to you" in without
    nothing = shown(gulnora)
    assert STORY not in nothing and NAME not in nothing and "TJ-777-777" not in nothing


def test_what_became_part_of_a_case_is_read_in_the_case_and_not_here(
    waiting: UUID,
    sign_in: Any,  # noqa: F811
) -> None:
    with acting(nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=False, now=clock.now())
    page = reverse("settle_submission", args=[waiting])
    taken = sign_in(nigora, "en").post(page, {"act": "take", "case_code": case.code})
    assert taken["Location"] == reverse("show_case", args=[case.pk])
    for member in (sitora, malika, nigora):
        shown = sign_in(member, "en").get(page).content.decode()
        assert STORY not in shown and NAME not in shown and case.code not in shown
