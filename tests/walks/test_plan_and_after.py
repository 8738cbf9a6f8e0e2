"""A plan with the person's own goals, approved by somebody else; how she is afterwards; closed, and opened again."""

from datetime import timedelta

import pytest

from hamroh.kernel import clock
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.follow_up.given import AREAS
from tests.casework.referrals import given
from tests.walks import steps
from tests.walks.walker import Walker

GOAL = "Мехоҳам бо духтарам дар хонаи худам зиндагӣ кунам."


def day(n: int = 0) -> str:
    return (day_of(clock.now()) + timedelta(days=n)).isoformat()


@pytest.mark.walk
def test_from_the_first_goal_to_the_door_that_opens_again(chromium, address, shots):
    case = f"/cases/{given.case(now=clock.now())}/"
    manager = Walker(chromium, address, cast.nigora, language="en", shots=shots)
    supervisor = Walker(chromium, address, cast.malika, language="en", shots=shots)
    write_the_plan(manager, case)
    approve(supervisor, case)
    go_on(manager, case)
    see_how_she_is(manager, case)
    close(manager, supervisor, case)
    open_again(manager, supervisor, case)
    for walker in (manager, supervisor):
        walker.done()


def write_the_plan(manager: Walker, case: str) -> None:
    manager.go(case).press(f"main a[href='{case}plan/']").look("plan-none", phone=True)
    manager.press(f"main a[href='{case}plan/write/']").write(starts_on=day(), review_on=day(60))
    steps.save(manager).look("plan-empty", phone=True)
    manager.press("main a[href$='/goal/']").write(words=GOAL).pick(need="housing").look("plan-goal", phone=True)
    steps.save(manager)
    manager.press("main a[href$='/step/']").write(what="Look at flats.", due=day(10)).choose(who="person")
    steps.save(manager).look("plan-draft", phone=True)
    paper = manager.page.request.get(manager.page.get_attribute("main a[href*='/paper/']", "href"))
    assert paper.body().startswith(b"%PDF")
    manager.press("main a[href$='/agree/']").look("plan-agree", phone=True)
    manager.choose(how="thumb").pick(language="tg").write(on=day())
    steps.save(manager).look("plan-agreed", phone=True)


def approve(supervisor: Walker, case: str) -> None:
    supervisor.go(f"{case}plan/").press("main a[href$='/decide/']").look("plan-decide", phone=True)
    supervisor.choose(decision="approved")
    steps.save(supervisor)
    assert "In force" in supervisor.text()


def go_on(manager: Walker, case: str) -> None:
    manager.go(f"{case}plan/").look("plan-in-force", phone=True)
    manager.press("main a[href*='/plan/step/']").choose(done="done")
    steps.save(manager)
    manager.press("main a[href*='/plan/goal/']").choose(reached="reached").write(words="The keys are hers.")
    steps.save(manager)
    assert "The keys are hers." in manager.text()
    manager.go(f"{case}plan/history/").look("plan-history", phone=True)


def see_how_she_is(manager: Walker, case: str) -> None:
    manager.go(case).press(f"main a[href='{case}follow-up/']").look("follow-up-none", phone=True)
    manager.press("main a[href$='/tried/']").choose(way="call", result="no_answer")
    steps.save(manager)
    manager.press(f"main a[href='{case}follow-up/visit/']").look("follow-up-visit", phone=True)
    manager.choose(met="call", **{f"area_{area}": "well" for area in AREAS}).write(own="Оромам.")
    steps.save(manager).look("follow-up", phone=True)
    assert "Оромам." in manager.text()


def close(manager: Walker, supervisor: Walker, case: str) -> None:
    manager.go(case).press(f"main a[href='{case}close/ask/']").look("close-ask", phone=True)
    manager.choose(reason="goals_met").write(why="All that was agreed was done.")
    manager.page.check("main [name=monitor]")
    manager.press("main form.hm-read button.govuk-button")
    supervisor.go(case).press(f"main a[href='{case}close/']").look("close-decide", phone=True)
    supervisor.choose(decision="approved").press("main form.hm-read button.govuk-button")
    assert "Open the case again" in supervisor.text()


def open_again(manager: Walker, supervisor: Walker, case: str) -> None:
    supervisor.go(case).press(f"main a[href='{case}open-again/']").look("open-again", phone=True)
    supervisor.choose(reason="person_asks").write(why="She called.").press("main form.hm-read button.govuk-button")
    manager.go(case).read("case-opened-again")
    assert "The case was opened again: say that the team goes on with it" in manager.text()
