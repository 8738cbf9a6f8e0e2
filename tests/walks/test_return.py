"""A return across a border: wished for, assessed by one and decided by another, prepared, followed to the visit afterwards."""

from datetime import timedelta

import pytest

from hamroh.kernel import clock
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.referrals import given
from tests.walks import steps
from tests.walks.walker import Walker


def on(days: int) -> str:
    return day_of(clock.now() + timedelta(days=days)).isoformat()


@pytest.mark.walk
@pytest.mark.parametrize("script", [True, False])
def test_a_return_across_a_border(chromium, address, shots, script):
    case = f"/cases/{given.case(now=clock.now())}/"
    manager = Walker(chromium, address, cast.nigora, language="en", script=script, shots=shots)
    supervisor = Walker(chromium, address, cast.malika, language="en", script=script, shots=shots)
    journey = wish(manager, case)
    assess(manager, journey)
    decide(supervisor, journey)
    name_the_partner(manager, journey)
    agree(manager, journey)
    leave(manager, journey)
    arrive(manager, journey)
    manager.go(case).look("case-after-return", phone=True)
    for walker in (manager, supervisor):
        walker.done()


def wish(manager: Walker, case: str) -> str:
    manager.go(case).press(f"main a[href='{case}return/']").look("return-none", phone=True)
    manager.press("main a[href$='/return/wish/']").look("return-wish", phone=True)
    manager.pick(country="MD").write(wished_on=on(-3), alternatives_on=on(-4), route="By train, then by bus.")
    manager.write(wish="To be with my children.")
    steps.save(manager).look("return-list", phone=True)
    manager.press("main a[href*='/return/'].hm-a").look("return-wished", phone=True)
    assert "Assess the risk first." in manager.text()
    return steps.here(manager)


def assess(manager: Walker, journey: str) -> None:
    manager.go(journey).press(f"main a[href='{journey}assessment/new/']").look("return-assessment", phone=True)
    manager.write(assessed_on=on(-2), reasons="Whoever lent the money lives nearby.", measures="Another town.")
    manager.choose(dangers=["debt", "living"], level="medium")
    steps.save(manager)
    assert "Somebody else than who assessed" in manager.text()
    manager.press("main button[value=acceptable]").read("return-not-oneself")
    assert "You assessed it yourself: somebody else must decide." in manager.text()


def decide(supervisor: Walker, journey: str) -> None:
    supervisor.go(journey).look("return-to-decide", phone=True).press("main button[value=acceptable]")
    assert "The risk can be accepted, with what is planned (M. Karimova)" in supervisor.text()


def name_the_partner(manager: Walker, journey: str) -> None:
    manager.go(journey).press(f"main a[href='{journey}partner/new/']").look("return-partner")
    manager.pick(country="MD").write(organisation="House by the road", contact="By letter, to the office.")
    steps.save(manager)
    manager.act("prepared").read("return-not-agreed")
    assert "The person has not agreed that the partner abroad is told: ask first." in manager.text()


def agree(manager: Walker, journey: str) -> None:
    manager.go(journey).press(f"main a[href='{journey}agreement/new/']").look("return-agreement", phone=True)
    manager.choose(groups=["profile", "needs"], mode="written", proof="paper_kept", given_by="self")
    manager.pick(language="tg").write(agreed_on=on(-1), until_on=on(90))
    steps.save(manager)


def leave(manager: Walker, journey: str) -> None:
    manager.press(f"main a[href='{journey}document/new/']")
    manager.pick(kind="passport").choose(state="obtained").write(obtained_on=on(-1))
    steps.save(manager).look("return-ready", phone=True)
    manager.act("prepared").look("return-prepared", phone=True)
    assert "The person no longer wishes it" in manager.text()
    manager.act("departed").look("return-departed")
    assert "The person no longer wishes it" not in manager.page.inner_text("aside")


def arrive(manager: Walker, journey: str) -> None:
    manager.pick(**{"arrived-how": "partner"}).act("arrived").look("return-arrived")
    manager.press(f"main a[href='{journey}visit/new/']")
    manager.write(visited_on=on(0)).choose(outcome="well")
    steps.save(manager)
    manager.act("ended").look("return-ended", phone=True)
    assert "Ended" in manager.text()
