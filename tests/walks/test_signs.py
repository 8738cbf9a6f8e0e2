"""From a call in danger to the sheet; and from a screening without signs to the help that is wanted, not to the door."""

import pytest

from tests import cast
from tests.walks import steps
from tests.walks.walker import Walker

DANGER = steps.SAFE | {"safety_danger_now": "yes"}


@pytest.mark.walk
def test_danger_is_met_first_and_no_signs_is_no_reason_to_be_sent_away(chromium, address, shots):
    guard = Walker(chromium, address, cast.rustam, shots=shots)
    manager = Walker(chromium, address, cast.nigora, shots=shots)
    danger_first(guard)
    case = screened_with_prompts(manager)
    helped_on(manager, case)
    guard.done()
    manager.done()


def danger_first(guard: Walker) -> None:
    guard.go("/contacts/").look("signs-01-empty-log", phone=True)
    guard.press("main a[href='/contacts/new/']").look("signs-02-danger-first", phone=True)
    steps.save(guard.choose(**DANGER)).look("signs-03-act-now", phone=True)
    assert "103" in guard.page.inner_text(".hm-alarm")
    guard.press(".hm-alarm button").look("signs-04-sheet-with-answers")
    assert guard.page.is_checked("[name=safety_danger_now][value=yes]")
    guard.go("/contacts/new/")
    steps.save(guard.choose(**steps.SAFE)).choose(channel="border", age="adult", wants="help", outcome="informed")
    guard.press("main button[name=act][value=write]").look("signs-05-log", phone=True)


def screened_with_prompts(manager: Walker) -> str:
    manager.go("/cases/new/").choose(child="no")
    case = steps.here(steps.save(manager))
    steps.begin_screening(manager, case).choose(context_sets="returned-migrants").look("signs-06-begin", phone=True)
    steps.save(manager)
    manager.go(f"{case}screening/?step=7").choose(**{"q.rm-01": "yes", "q.rm-03": "no"})
    manager.look("signs-07-prompts", phone=True)
    manager.press("main button.govuk-button[name=act][value=finish]").look("signs-08-decide", phone=True)
    steps.save(manager.choose(outcome="not_indicated").write(reason="Дар бораи кор танҳо каме гуфт."))
    assert steps.here(manager) == f"{case}help/"
    return case


def helped_on(manager: Walker, case: str) -> None:
    manager.look("signs-09-help", phone=True).choose(services="medical")
    steps.save(manager).look("signs-10-who-helps", phone=True)
    manager.page.locator("details", has=manager.page.locator("[value=labour]")).locator("summary").click()
    manager.press("form:has([value=labour]) button[value=accepted]").look("signs-11-offered", phone=True)
    manager.press("#who a[href*='/refer/?to=']")
    assert manager.page.locator("[name=service_id]:checked").count() == 1
    assert manager.page.locator(f"a[href*='{case}consent/?service=']").count()
    manager.go(case).look("signs-12-case")
    manager.go("/mechanism/signs/").look("signs-13-lists", phone=True)
    manager.press("main a[href$='/ilo-child-labour/']").look("signs-14-a-list", phone=True)
    manager.go("/mechanism/signs/ilo-adult-sexual/").look("signs-15-a-draft", phone=True)
