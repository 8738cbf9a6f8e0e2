"""The road to a coordinator through HTTP, in two languages."""

import pytest
from django.urls import reverse

from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)

pytestmark = pytest.mark.usefixtures("members")


@pytest.mark.parametrize("language", ["en", "tg"])
def test_a_coordinator_is_found_step_by_step(sign_in, language):
    id, day = uuid7(), day_of(clock.now())
    proposing, secretary = sign_in(cast.gulnora, language), sign_in(cast.zebo, language)
    form = {"id": id, "organisation": cast.organisation_id(cast.SECRETARIAT), "office": "Сардори шӯъба", "paper": "№ 4"}
    url = reverse("nominate", args=["national-coordinator"])
    assert "Сардори шӯъба" in proposing.post(url, form, follow=True).content.decode()
    paper = {"day": day, "paper": "№ 9"}

    def take(step, **said):
        answer = secretary.post(reverse("take_step", args=[id, step]), paper | said, follow=True)
        return answer.redirect_chain, answer.content.decode()

    moved, page = take("terms", document="nothing-known")
    assert not moved and 'role="alert"' in page
    terms = secretary.get(reverse("take_step", args=[id, "terms"])).content.decode()
    document = terms.split('name="document" value="')[1].split('"')[0]
    assert take("terms", document=document)[0]
    assert cast.bahrom.short_name in secretary.get(reverse("take_step", args=[id, "appointed"])).content.decode()
    assert take("appointed", to=cast.bahrom.id, office="Ҳукумат")[0]
    assert take("handed_over")[0]
    seen = sign_in(cast.nigora, language).get(reverse("show_nomination", args=[id])).content.decode()
    assert "Ҳукумат" in seen and cast.bahrom.short_name not in seen
    assert sign_in(cast.bahrom, language).get(reverse("member_list")).status_code == 200
    assert take("ended")[0]
    assert sign_in(cast.bahrom, language).get(reverse("member_list")).status_code == 404


def test_a_step_that_is_none_is_not_there(sign_in):
    assert sign_in(cast.zebo).get(reverse("take_step", args=[uuid7(), "terms"])).status_code == 404
    assert sign_in(cast.zebo).get(reverse("nominate", args=["case-manager"])).status_code == 404
