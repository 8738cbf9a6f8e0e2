"""Agreements on pages: asked by the secretariat, seen and written down by the focal point."""

import pytest
from django.urls import reverse

from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)

pytestmark = pytest.mark.usefixtures("members")


def ask(browser, **said):
    form = {"id": uuid7(), "kind": "code", "document": "code-of-conduct", "grace_days": 30, "paper": "№ 3"} | said
    browser.post(reverse("issue_agreement"), form, follow=True)
    return form["id"]


@pytest.mark.parametrize("language", ["en", "tg"])
def test_a_version_is_asked_for_and_signed_by_the_member(sign_in, language):
    secretary, focal = sign_in(cast.zebo, language), sign_in(cast.gulnora, language)
    id = ask(secretary)
    url = reverse("sign_agreement", args=[id, cast.organisation_id(cast.SHELTER)])
    assert reverse("agreement_list") in focal.get(reverse("home")).content.decode()
    assert url in focal.get(reverse("my_organisation")).content.decode()
    assert url not in sign_in(cast.nigora, language).get(reverse("my_organisation")).content.decode()
    assert url in secretary.get(reverse("show_agreement", args=[id])).content.decode()
    form = {"id": uuid7(), "signed_by": "Директор", "signed_on": day_of(clock.now())}
    assert focal.post(url, form | {"signed_by": ""}).status_code == 200
    assert focal.post(url, form, follow=True).redirect_chain
    assert url not in focal.get(reverse("my_organisation")).content.decode()
    member = secretary.get(reverse("show_member", args=[cast.organisation_id(cast.SHELTER)])).content.decode()
    assert "Директор" in member


def test_a_text_of_another_kind_is_refused(sign_in):
    secretary = sign_in(cast.zebo)
    form = {"id": uuid7(), "kind": "protocol", "document": "code-of-conduct", "grace_days": 30, "paper": "№ 3"}
    assert "Choose a text of this kind" in secretary.post(reverse("issue_agreement"), form).content.decode()


def test_a_member_that_did_not_sign_in_time_is_marked(sign_in):
    from django.db import connections

    ask(sign_in(cast.zebo))
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE membership_agreement SET issued_at = now() - interval '40 days'")
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE membership_membershipstatus SET since = now() - interval '300 days' WHERE since > now()")
    assert "not signed in time" in sign_in(cast.zebo).get(reverse("member_list")).content.decode()
    assert "not signed in time" in sign_in(cast.zebo).get(reverse("desk")).content.decode()
    assert sign_in(cast.nigora).get(reverse("home")).status_code == 200
