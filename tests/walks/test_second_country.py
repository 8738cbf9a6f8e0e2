"""The whole passage of one person in a country that is not the first: Arabic from right to left, other stages, other roles.

The same code and pages run it; only the pack differs. Words of the pack are looked for in Arabic; what the platform says by
itself has no Arabic catalogue yet and stands in English (see docs/adr/0016).
"""

from datetime import timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from hamroh.kernel import clock
from hamroh.mechanism.editions.queries import day_of
from tests import example_cast as they
from tests.casework.referrals.given import service_id
from tests.walks import steps
from tests.walks.walker import Walker

NAME = "ياسمين"
WISH = "تريد طبيبة"


class FromRightToLeft(Walker):
    """Judged like every page, but for the language of the platform's own sentences."""

    def _speaks_one_language(self, name: str) -> None:
        assert self.page.get_attribute("html", "lang") == self.language, name
        assert self.page.get_attribute("html", "dir") == ("rtl" if self.language == "ar" else "ltr"), name


@pytest.fixture
def country(db, monkeypatch):
    from tests.conftest import SERVER

    monkeypatch.setattr(steps, "HERE", ZoneInfo("Etc/GMT-3"))
    with they.example_country(SERVER.dsn()):
        yield


@pytest.fixture
def person(country, chromium, address, shots: Path | None):
    known: dict[str, Walker] = {}

    def walker(member, language: str = "ar") -> Walker:
        if member.username not in known:
            known[member.username] = FromRightToLeft(chromium, address, member, language=language, shots=shots)
        return known[member.username]

    yield walker
    for one in known.values():
        one.context.close()


@pytest.mark.walk
def test_one_person_goes_the_whole_way_in_the_second_country(person):
    referral = hand_over(person(they.salma))
    receive(person(they.karim, "fr"), referral)
    case = open_case(person(they.leila), referral)
    write_the_file(person(they.leila), case)
    screen_and_decide(person(they.leila), case)
    sent = consent_and_send(person(they.leila), case)
    hospital_helps(person(they.nabil, "fr"), sent)
    confirm(person(they.leila), case, sent)
    go_on_through_the_stages(person(they.leila), case)
    close(person(they.leila), person(they.amal), case)
    for stranger in (they.rim, they.houda):
        assert person(stranger).page.request.get(case).status == 404


def hand_over(agent: Walker) -> str:
    agent.look("ar-01-home")
    steps.fill_sheet(agent, service_id=str(service_id("logement-nord")), where="الغرفة 2", who="المناوبة")
    agent.look("ar-02-sheet", phone=True)
    assert "أوراقه عند شخص آخر" in agent.text()
    agent.press("main form[method=post] button[type=submit]").look("ar-03-handed-over")
    return str(UUID(steps.here(agent).split("/")[2]))


def receive(focal_point: Walker, referral: str) -> None:
    steps.find_in_inbox(focal_point, referral).look("fr-04-received", phone=True)
    assert "الغرفة 2" in focal_point.text() and "Logement au Nord" in focal_point.text()
    focal_point.act("accept")
    focal_point.act("arrive")


def open_case(worker: Walker, referral: str) -> str:
    worker.go("/home/").look("ar-05-home-worker")
    worker.press(f"main .hm-work a[href='/cases/new/{referral}/']")
    worker.choose(child="no")
    steps.save(worker).look("ar-06-case", phone=True)
    assert "اللقاء" in worker.text() and worker.page.locator("h1 bdi").inner_text().startswith("MJ-")
    assert "تقييم الخطر" in worker.everything() or "Assess the risk" in worker.text()
    return steps.here(worker)


def write_the_file(worker: Walker, case: str) -> None:
    steps.write_part(worker, case, "identity").write(given=NAME, surname="الحسن", birth_year="1999")
    steps.save(worker)
    assert NAME not in worker.everything()
    steps.write_part(worker, case, "profile").look("ar-07-profile").choose(sex="female", languages="ar")
    steps.save(worker)
    steps.write_part(worker, case, "needs").choose(services="soin").write(note=WISH)
    steps.save(worker)
    worker.go(case).look("ar-08-case-written", phone=True)
    assert "كتابة المشروع" in worker.text()  # the clock of the plan runs since the needs were told


def screen_and_decide(worker: Walker, case: str) -> None:
    worker.go(case).press(f"main a[href='{case}screening/']")
    for box in worker.page.locator("[name=confirmed]").all():
        box.check()
    worker.choose(context_sets="saison")
    steps.save(worker.pick(language="ar"))
    worker.choose(**{"q.trompe": "yes", "q.dette": "yes"}).look("ar-09-screening", phone=True)
    worker.press("main button.govuk-button[name=act][value=next]")
    worker.choose(**{"q.enferme": "yes"}).press("main button.govuk-button[name=act][value=next]")
    worker.choose(**{"q.sai-01": "yes"}).press("main button.govuk-button[name=act][value=finish]")
    assert "علامات تجنيد واستغلال" in worker.text()  # by the country's own rule, in its own words
    worker.look("ar-10-decide").choose(outcome="presumed").write(reason="أوراقها محجوزة.")
    steps.save(worker).look("ar-11-decided")
    assert stage(worker, case) == "المأوى"
    assess_risk(worker, case)


def assess_risk(worker: Walker, case: str) -> None:
    """By the dimensions of the country's own list."""
    page = worker.go(f"{case}risk/assess/").page
    for choice in page.locator("select[name^=level_], select[name=overall]").all():
        choice.select_option("low")
    for reason in page.locator("textarea[name^=reason_], textarea[name=why]").all():
        reason.fill("لا خطر الآن.")
    page.fill("[name=review_on]", (day_of(clock.now()) + timedelta(days=1)).isoformat())
    steps.save(worker)


def stage(worker: Walker, case: str) -> str:
    return worker.go(case).page.locator(".hm-road li.is-now span").first.inner_text()


def consent_and_send(worker: Walker, case: str) -> str:
    from tests.cast import organisation_id

    worker.go(f"{case}consent/").pick(recipient=str(organisation_id("hopital")), language="ar")
    worker.choose(purpose="services", groups=["profile", "needs"], mode="oral_witness", proof="witness_noted")
    worker.look("ar-12-consent")
    steps.save(worker)
    worker.go(f"{case}refer/").choose(service_id=str(service_id("soins"))).press("main button[name=act][value=choose]")
    worker.write(note=WISH, where="باب الطوارئ", when=steps.soon(30), who="الممرضة")
    worker.pick(mode="accompanied").choose(urgency="routine").look("ar-13-refer", phone=True)
    worker.press("main button[name=act][value=send]")
    worker.go(case)
    return str(worker.page.locator(".hm-work a[href^='/sent/']").first.get_attribute("href")).split("/")[2]


def hospital_helps(hospital: Walker, sent: str) -> None:
    steps.find_in_inbox(hospital, sent).look("fr-14-inbox")
    assert NAME not in hospital.everything()
    hospital.act("accept")
    assert WISH in hospital.everything()
    hospital.act("arrive")
    hospital.go(f"/inbox/{sent}/").choose(**{"outcome-result": "given"})
    hospital.write(**{"outcome-on": steps.soon(0)[:10], "outcome-note": "Vue ce matin."})
    hospital.act("outcome").look("fr-15-told")
    assert WISH not in hospital.everything()


def confirm(worker: Walker, case: str, sent: str) -> None:
    worker.go(f"/sent/{sent}/").act("confirm").look("ar-16-confirmed")


def go_on_through_the_stages(worker: Walker, case: str) -> None:
    """From the shelter to the end; recognition is voluntary and is passed by."""
    for number, (to, name) in enumerate(
        (("relais", "الإحالة"), ("chemin", "المسار"), ("depart", "الانطلاق")), start=17
    ):
        worker.go(case).press(f"main a[href='{case}stage/']")
        worker.look(f"ar-{number}-move", phone=number == 18).choose(to=to)
        steps.save(worker)
        assert stage(worker, case) == name
    worker.look("ar-20-last-stage", phone=True)


def close(worker: Walker, supervisor: Walker, case: str) -> None:
    """One asks, another approves."""
    worker.go(case).press(f"main a[href='{case}close/ask/']").look("ar-21-ask", phone=True)
    assert "تحققت الأهداف" in worker.text()
    worker.choose(reason="goals_met").write(why="تم كل ما اتُّفق عليه.")
    worker.press("main form.hm-read button.govuk-button")
    supervisor.go(case).press(f"main a[href='{case}close/']").look("ar-22-close", phone=True)
    supervisor.choose(decision="approved").press("main form.hm-read button.govuk-button")
    assert f"{case}close/" not in supervisor.everything()
