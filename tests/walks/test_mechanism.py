"""A coordinator goes from what is stuck to what is missing and to the step itself; a case manager reads what is hers."""

import pytest

from tests import cast
from tests.walks.steps import here
from tests.walks.walker import Walker

IN_SIGHT = (
    "id => { const r = document.getElementById(id).getBoundingClientRect(); return r.top >= -1 && r.top < innerHeight }"
)


@pytest.mark.walk
@pytest.mark.parametrize("width", [1280, 360])
def test_a_coordinator_goes_from_the_desk_to_a_gap_to_its_step(chromium, address, shots, width):
    zebo = Walker(chromium, address, cast.zebo, language="en", shots=shots, width=width)
    zebo.go("/desk/").look(f"desk-{width}")
    zebo.press("main a[href='/mechanism/gaps/']").look(f"gaps-{width}")
    step = "main a[href*='/mechanism/picture/#step-']"
    zebo.unfold(step)
    anchor = zebo.page.locator(step).first.get_attribute("href").split("#")[1]
    zebo.press(step).look(f"picture-{width}")
    assert here(zebo) == "/mechanism/picture/"
    assert zebo.page.evaluate(IN_SIGHT, anchor), "the step is not where one arrives"
    drawing, words = (zebo.page.locator(part).bounding_box()["y"] for part in (".hm-lanes", ".hm-passage"))
    assert (words < drawing) == (width == 360), "on a phone the words come first"
    box = zebo.page.locator(".hm-lanes svg a").nth(3)
    target = box.get_attribute("href")[1:]
    box.click()
    assert zebo.page.evaluate(IN_SIGHT, target), "a box leads to its step"
    desk = zebo.go("/desk/").everything()
    assert not [member for member in cast.EVERYBODY if member is not cast.zebo and member.short_name in desk]
    zebo.done()


@pytest.mark.walk
@pytest.mark.parametrize("width", [1280, 360])
def test_a_case_manager_opens_her_duties_and_a_clause(chromium, address, shots, width):
    nigora = Walker(chromium, address, cast.nigora, language="en", shots=shots, width=width)
    nigora.go("/duties/").look(f"duties-{width}")
    clause = nigora.page.locator("details.hm-clause:visible").first
    clause.locator("summary").click()
    assert clause.locator(".hm-clause__text").inner_text().strip()
    nigora.look(f"duties-clause-{width}")
    nigora.press("main a[href*='/mechanism/picture/#step-']")
    assert here(nigora) == "/mechanism/picture/"
    nigora.done()
