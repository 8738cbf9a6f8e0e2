"""Formal status, at the person's wish: asked, more asked, refused with reasons, read in a letter, reviewed by others, granted."""

import pytest

from hamroh.kernel import clock
from tests import cast
from tests.casework.referrals import given
from tests.walks import steps
from tests.walks.walker import Walker

REASONS = "The list does not show how it was done."


@pytest.mark.walk
@pytest.mark.parametrize("script", [True, False])
def test_formal_status_from_the_wish_to_the_review(chromium, address, shots, script):
    case = f"/cases/{given.case(now=clock.now())}/"
    manager = Walker(chromium, address, cast.nigora, language="en", script=script, shots=shots)
    let_time_to_reflect_begin(manager, case)
    apply_for_it(manager, case)
    panel = Walker(chromium, address, cast.lola, language="en", script=script, shots=shots)
    decide(panel, "more_evidence", "Which paper is there on the work?")
    give_more(manager, case)
    decide(panel, "refused", REASONS)
    manager.go(f"{case}status/").look("status-refused", phone=True)
    assert REASONS in manager.text()
    letter = manager.page.request.get(manager.page.get_attribute("main a[href*='/letter/']", "href"))
    assert letter.body().startswith(b"%PDF") and "letter-TJ-" in letter.headers["content-disposition"]
    manager.page.check("main [name=review-wished]")
    manager.act("review").look("status-review-asked")
    panel.go("/status/").press("main a[href^='/status/']")
    assert "other people review it" in panel.look("status-sat-before").text()
    others = Walker(chromium, address, cast.shahlo, language="en", script=script, shots=shots)
    decide(others, "changed", "The contract shows how.")
    manager.go(case).look("case-with-status", phone=True)
    assert "The decision was changed: granted" in manager.text()
    for walker in (manager, panel, others):
        walker.done()


def let_time_to_reflect_begin(manager: Walker, case: str) -> None:
    manager.go(case).press(f"main a[href='{case}reflection/']").look("reflection", phone=True)
    manager.choose(**{"begin-because": "signs", "begin-mode": "aloud"}).pick(**{"begin-language": "tg"})
    manager.act("begin").look("reflection-runs", phone=True)
    assert "It runs" in manager.text()


def apply_for_it(manager: Walker, case: str) -> None:
    manager.go(case).press(f"main a[href='{case}status/']").look("status-none", phone=True)
    manager.press("main a[href*='purpose=status']").look("status-agreement")
    manager.pick(recipient=str(cast.organisation_id(cast.SECRETARIAT)), language="tg")
    manager.choose(purpose="status", groups=["profile", "screening"], mode="oral_witness", proof="witness_noted")
    steps.save(manager).look("status-agreed", phone=True)
    manager.page.locator("main [name=ground_id]").first.check()
    steps.save(manager)
    add_evidence(manager, "document")
    manager.look("status-prepared", phone=True)
    send(manager)


def add_evidence(manager: Walker, kind: str) -> None:
    manager.pick(**{"evidence-kind": kind, "evidence-held_by": "team"}).choose(**{"evidence-shows": "means"})
    manager.write(**{"evidence-note": "Two pages."}).act("evidence")


def send(manager: Walker) -> None:
    manager.page.check("main [name=send-wished]")
    manager.act("send").look("status-sent")


def give_more(manager: Walker, case: str) -> None:
    manager.go("/home/").press(f"main a[href='{case}status/']").look("status-more", phone=True)
    add_evidence(manager, "medical")
    send(manager)


def decide(panel: Walker, outcome: str, reasons: str) -> None:
    panel.go("/home/").look("home-panel", phone=True).go("/status/").look("status-list", phone=True)
    panel.press("main a[href^='/status/']").look(f"application-{outcome}", phone=True)
    panel.choose(outcome=outcome).write(reasons=reasons)
    panel.press("main form[action$='/decide/'] button.govuk-button").read(f"decided-{outcome}")
    assert reasons in panel.text()
