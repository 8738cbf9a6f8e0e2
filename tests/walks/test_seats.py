"""A coordinator is found, from the nomination to the first click at work; a suspended colleague is out at theirs."""

import pytest

from hamroh.kernel import clock
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)
from tests.walks.walker import Walker

pytestmark = pytest.mark.usefixtures("members")
SEAT = "/mechanism/seats/national-coordinator/"


@pytest.mark.walk
@pytest.mark.parametrize("language", ["tg", "en"])
def test_a_coordinator_is_found_and_clicks_for_the_first_time(chromium, address, shots, language):
    day = day_of(clock.now()).isoformat()
    proposing = Walker(chromium, address, cast.gulnora, language=language, shots=shots)
    proposing.go("/mechanism/seats/").look(f"seats-{language}", phone=True)
    proposing.go(SEAT).look(f"vacant-{language}", phone=True)
    proposing.press("main a[href$='/nominate/']").press().look(f"nominate-refused-{language}", phone=True)
    proposing.pick(organisation=str(cast.organisation_id(cast.SECRETARIAT)))
    proposing.write(office="Сардори шӯъба", paper="№ 4")
    proposing.press().look(f"nominated-{language}", phone=True)
    road = proposing.page.url
    secretary = Walker(chromium, address, cast.zebo, language=language, shots=shots)
    secretary.go(road)
    for step in ("terms", "appointed", "handed_over"):
        secretary.press(f"main a[href$='/{step}/']")
        if step == "terms":
            secretary.page.locator("main [name=document]").first.check()
        if step == "appointed":
            secretary.pick(to=str(cast.bahrom.id)).write(office="Ҳукумат")
        secretary.write(paper="№ 9", day=day).look(f"step-{step}-{language}")
        secretary.press()
    secretary.look(f"found-{language}", phone=True)
    secretary.go(SEAT).look(f"held-{language}", phone=True)
    secretary.go("/members/").look(f"members-{language}", phone=True)
    coordinator = Walker(chromium, address, cast.bahrom, language=language, shots=shots)
    coordinator.go("/members/")
    coordinator.go("/desk/")
    if language == "en":
        for walker in (proposing, secretary, coordinator):
            walker.done()


@pytest.mark.walk
def test_a_suspended_colleague_is_out_at_the_next_click_and_back_when_it_is_lifted(chromium, address, shots):
    clinic = Walker(chromium, address, cast.farrukh, language="en", shots=shots)
    clinic.go("/inbox/")
    secretary = Walker(chromium, address, cast.zebo, language="en", shots=shots)
    member = f"/members/{cast.organisation_id(cast.CLINIC)}/"
    secretary.go(f"{member}suspend/")
    secretary.page.locator("main [name=reason]").first.check()
    secretary.write(paper="№ 7").press()
    assert clinic.page.goto("/inbox/").status == 404
    secretary.go(f"{member}restore/").write(paper="№ 8").press()
    clinic.go("/inbox/")
