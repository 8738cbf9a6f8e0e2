"""Somebody who is tied to a case and knows every address of it."""

import pytest
from django.urls import reverse

from tests import cast
from tests.mechanism.membership.conftest import members  # noqa: F401  (of that story)
from tests.web.test_access_matrix import FORMS, PAGES, address, asked, world  # noqa: F401  (a story)

OF_A_CASE = [
    row
    for row in (*PAGES, *FORMS)
    if row.split(":")[0]
    in (
        *("show_case", "case_looks", "print_case", "change_team", "recuse", "case_part", "write_case_part"),
        *("fill_screening", "decide_screening", "record_ground", "ground_list", "withdraw_ground", "send_referral"),
        *("show_identity", "mark_task_done", "end_stay", "sent_referral", "act_on_sent", "show_referral"),
    )
    and not row.endswith("second_handover")
]


@pytest.mark.parametrize("who", [cast.nigora, cast.malika])
def test_every_page_of_the_case_is_gone_at_the_next_click(world, sign_in, who):  # noqa: F811
    browser = sign_in(who)
    page = reverse("recuse", args=[world["case_id"]])
    assert browser.get(page).status_code == 200
    code = browser.get(reverse("show_case", args=[world["case_id"]])).content.decode()
    form = {"reason": "harm"} | ({"user": str(who.id)} if who is cast.malika else {})
    assert browser.post(page, form).status_code == 302
    for row in OF_A_CASE:
        url = address(row, world)
        assert browser.get(url).status_code in (404, 405), row
        assert browser.post(url, {"act": "confirm", "reason": "kin"}).status_code == 404, row
    from hamroh.casework.cases.models import Case

    told = Case.objects.using("owner").get(pk=world["case_id"]).code
    assert told in code
    for listed in ("/home/", "/cases/", "/inbox/", "/inbox/answered/"):
        assert told not in browser.get(listed).content.decode()
    assert browser.post(reverse("find_case"), {"code": told}).status_code in (200, 302, 404)
    assert browser.get(reverse("show_case", args=[world["case_id"]])).status_code == 404


def test_the_reason_is_on_no_page_but_the_supervisors(world, sign_in):  # noqa: F811
    page = reverse("recuse", args=[world["case_id"]])
    assert sign_in(cast.malika).post(page, {"reason": "gain", "user": str(cast.sitora.id)}).status_code == 302
    assert "Who is barred" in sign_in(cast.malika).get(page).content.decode()
    assert "Who is barred" not in sign_in(cast.nigora).get(page).content.decode()
