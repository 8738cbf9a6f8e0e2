"""The main job without any script, in Russian: a locked-down computer, an old telephone, a broken download."""

import pytest

from tests import cast
from tests.casework.referrals.given import service_id
from tests.walks import steps
from tests.walks.walker import Walker

NAME, HEALTH, WISH = "Гульчехра", "Головная боль с марта", "Хочу научиться шить"


@pytest.mark.walk
def test_the_main_job_needs_no_script(chromium, address, shots):
    people: dict[str, Walker] = {}

    def person(member: cast.Member) -> Walker:
        if member.username not in people:
            people[member.username] = Walker(
                chromium, address, member, language="ru", script=False, width=360, shots=shots
            )
        return people[member.username]

    referral = handed_over_and_arrived(person(cast.rustam), person(cast.gulnora))
    case = opened_and_decided(person(cast.nigora), referral)
    ground, sent = sent_on_consent(person(cast.nigora), case)
    helped(person(cast.farrukh), person(cast.zarina), person(cast.nigora), sent)
    withdrawn(person(cast.nigora), person(cast.farrukh), case, ground)
    for one in people.values():
        one.done()


def handed_over_and_arrived(guard: Walker, receiver: Walker) -> str:
    steps.fill_sheet(guard).press("main form[method=post] button[type=submit]").look("no-script-handed-over")
    referral = steps.here(guard).split("/")[2]
    steps.find_in_inbox(receiver, referral).act("accept").act("arrive").look("no-script-arrived")
    assert guard.go(f"/sent/{referral}/").page.locator(".hm-tag--ok").count()
    return referral


def opened_and_decided(manager: Walker, referral: str) -> str:
    manager.go("/home/").press(f"main .hm-work a[href='/cases/new/{referral}/']").choose(child="no")
    case = steps.here(steps.save(manager))
    for group, written in (("identity", {"given": NAME}), ("needs", {"note": WISH}), ("health", {"note": HEALTH})):
        steps.save(steps.write_part(manager, case, group).write(**written))
    steps.save(steps.begin_screening(manager, case)).look("no-script-screening")
    manager.choose(**steps.ANSWERS["1"]).press("main button.govuk-button[name=act][value=next]")
    assert manager.page.url.endswith("?step=2")
    manager.choose(**steps.ANSWERS["2"]).press("main button.govuk-button[name=act][value=finish]")
    steps.save(manager.choose(outcome="presumed").write(reason="Документы отобраны, уйти не может."))
    assert steps.here(manager) == case
    return case


def sent_on_consent(manager: Walker, case: str) -> tuple[str, str]:
    manager.go(f"{case}consent/")
    steps.save(steps.agree(manager, str(cast.organisation_id(cast.CLINIC)))).look("no-script-grounds")
    ground = manager.page.get_attribute("main a[href$='/withdraw/']", "href") or ""
    sent = [send(manager, case), send(manager, case)][0]
    return ground, sent


def send(manager: Walker, case: str) -> str:
    manager.go(f"{case}refer/").choose(service_id=str(service_id("clinic-sughd-care")))
    manager.press("main button[name=act][value=choose]")
    steps.fill_referral(manager).press("main button[name=act][value=send]")
    return str(manager.page.get_attribute("main .hm-work a[href^='/sent/']", "href")).split("/")[2]


def helped(clinic: Walker, worker: Walker, manager: Walker, sent: str) -> None:
    told = steps.find_in_inbox(clinic, sent).look("no-script-clinic").everything()
    assert WISH in told and NAME not in told and HEALTH not in told
    clinic.act("accept").act("arrive")
    steps.record_service(worker, sent, "Осмотрена.")
    clinic.go(f"/inbox/{sent}/").choose(**{"outcome-result": "given"})
    clinic.write(**{"outcome-on": steps.soon(0)[:10]}).act("outcome")
    manager.go(f"/sent/{sent}/").act("confirm")
    assert not manager.page.locator("form:has([name=act][value=confirm])").count()


def withdrawn(manager: Walker, clinic: Walker, case: str, ground: str) -> None:
    second = clinic.go("/inbox/").page.get_attribute("main .hm-work a[href^='/inbox/']", "href") or ""
    assert WISH in clinic.go(second).everything()
    manager.go(ground).press("main button.govuk-button--warning").look("no-script-withdrawn")
    assert WISH not in clinic.go(second).look("no-script-clinic-after").everything()
    assert "F. Olimov" in manager.go(f"{case}looks/").text()
