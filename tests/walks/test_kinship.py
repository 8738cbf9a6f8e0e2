"""A child whose guardian is suspected; and a group of thirty that arrives at once."""

from datetime import timedelta

import pytest

from hamroh.kernel import clock
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.kinship import given
from tests.walks import steps
from tests.walks.walker import Walker


def today():
    return day_of(clock.now())


@pytest.mark.walk
@pytest.mark.parametrize("script", [True, False])
def test_a_child_with_a_suspected_guardian(chromium, address, shots, script):
    case = f"/cases/{given.new_case(now=clock.now())}/"
    manager = Walker(chromium, address, cast.nigora, language="en", script=script, shots=shots)
    manager.go(case).press(f"main a[href='{case}child/']").look("child-empty", phone=True)
    bar_the_father(manager, case)
    the_fathers_word_is_none(manager, case)
    appoint(manager, case)
    the_representative_agrees(manager, case)
    weigh(manager, case)
    manager.go(case).look("case-of-a-child", phone=True)
    assert "A guardian is barred" in manager.text()
    supervisor = Walker(chromium, address, cast.malika, language="en", script=script, shots=shots)
    supervisor.go(f"{case}child/").look("child-supervised")
    supervisor.press("main a[href$='/lift/']").look("lift", phone=True)
    supervisor.write(why="The police cleared him; the child is not afraid.")
    steps.save(supervisor).look("child-lifted")
    assert "Barred" not in supervisor.text()
    for walker in (manager, supervisor):
        walker.done()


def bar_the_father(manager: Walker, case: str) -> None:
    manager.press(f"main a[href='{case}child/guardian/']").look("guardian-form", phone=True)
    manager.choose(role="guardian").pick(tie="father", appointed_by="birth", paper="none")
    manager.write(name="Karim", since=today().isoformat())
    manager.page.check("main [name=suspected]")
    steps.save(manager).look("guardian-refused")
    assert "Write why it is feared" in manager.text()
    manager.write(suspected_why="He answers for the child and holds the papers.")
    steps.save(manager).look("child-barred", phone=True)
    assert "Barred: never asked, never told" in manager.text()


def the_fathers_word_is_none(manager: Walker, case: str) -> None:
    ask_consent(manager, case, "guardian")
    assert "no guardian of this child is asked" in manager.look("consent-refused", phone=True).text()


def appoint(manager: Walker, case: str) -> None:
    manager.go(f"{case}child/guardian/").choose(role="representative")
    manager.pick(tie="official", appointed_by="guardianship_body", paper="decision")
    manager.write(name="Mahbuba", since=today().isoformat())
    steps.save(manager).look("child-represented", phone=True)
    assert "Nobody is appointed" not in manager.text()


def the_representative_agrees(manager: Walker, case: str) -> None:
    ask_consent(manager, case, "representative")
    assert manager.page.url.endswith("/grounds/"), manager.text()


def ask_consent(manager: Walker, case: str, by: str) -> None:
    manager.go(f"{case}consent/").pick(recipient=str(cast.organisation_id(cast.CLINIC)), language="tg")
    manager.choose(purpose="services", groups=["profile"], mode="oral_witness", proof="witness_noted", given_by=by)
    manager.choose(assent="agreed").write(best_interests="A doctor must see her.")
    steps.save(manager)


def weigh(manager: Walker, case: str) -> None:
    manager.go(f"{case}child/best/").look("best-interests", phone=True)
    manager.pick(about="care", decided_by=str(cast.nigora.id)).choose(took_part=["child", "guardian"], assent="agreed")
    manager.write(options="The shelter, or the aunt.", views="I want to go to school.", conclusion="The shelter.")
    manager.write(decided_on=today().isoformat(), review_on=(today() + timedelta(days=60)).isoformat())
    steps.save(manager)
    assert "no guardian takes part" in manager.text()
    manager.page.uncheck("main [name=took_part][value=guardian]")
    steps.save(manager).look("child-weighed", phone=True)
    assert "I want to go to school." in manager.text()


@pytest.mark.walk
def test_a_group_of_thirty(chromium, address, shots):
    manager = Walker(chromium, address, cast.nigora, language="en", shots=shots)
    manager.go("/cases/").press("main a[href='/cases/group/']").look("group-empty", phone=True)
    manager.write(**{"all-name": "Cotton", "all-place": "By the canal", "all-recruiter": "Ustod"})
    manager.pick(**{"all-work": "farm"}).write(how_many="25").press("main button[name=more]")
    for place in range(30):
        manager.pick(
            **{f"person-{place}-age_band": "child" if place == 7 else "adult", f"person-{place}-language": "tg"}
        )
    manager.page.check("main [name='person-7-danger']")
    manager.pick(**{"person-29-age_band": ""})
    manager.press("main button.govuk-button:not(.hm-btn-s)").look("group-refused")
    assert "Choose the age" in manager.text()
    manager.pick(**{"person-29-age_band": "unsure"})
    manager.press("main button.govuk-button:not(.hm-btn-s)").look("group-entered", phone=True)
    assert "30 cases are open, in one group." in manager.text()
    assert manager.page.locator("main tbody tr").count() == 30
    assert "1 was in danger when met" in manager.text()
    manager.press("main tbody tr:nth-child(8) a").look("case-in-a-group")
    assert "Danger was seen" in manager.text()
    manager.press("main a[href$='/family/']").look("family-of-a-group", phone=True)
    assert "Cotton" in manager.text()
    manager.done()
