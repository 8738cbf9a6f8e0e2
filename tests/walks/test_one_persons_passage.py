"""The main job, in Tajik: from a border crossing to a closed referral, and to the day the person takes the yes back."""

from uuid import UUID

import pytest

from tests import cast
from tests.casework.referrals.given import service_id
from tests.walks import steps
from tests.walks.walker import Walker

NAME, ALIAS, HEALTH, WISH = "Гулчеҳра", "Мехрангез", "Дарди сар аз моҳи март", "Мехоҳам дӯзандагӣ омӯзам"
SAFE_CONTACT = "Танҳо паём ба хоҳар"


@pytest.fixture
def person(chromium, address, shots):
    """A browser of one's own for each of the cast, in Tajik; the same one when somebody comes again."""
    known: dict[str, Walker] = {}

    def walker(member: cast.Member) -> Walker:
        if member.username not in known:
            known[member.username] = Walker(chromium, address, member, language="tg", shots=shots)
        return known[member.username]

    yield walker
    for one in known.values():
        one.done()


@pytest.mark.walk
def test_one_person_is_handed_over_helped_and_stays_master_of_what_is_told(person):
    referral = hand_over(person(cast.rustam))
    receive(person(cast.gulnora), referral)
    the_guard_learns_of_the_arrival_alone(person(cast.rustam), referral)
    case, code = open_case(person(cast.nigora), referral)
    write_the_file(person(cast.nigora), case)
    screen_and_decide(person(cast.nigora), case)
    ground = record_consent(person(cast.nigora), case)
    sent = send(person(cast.nigora), case)
    clinic_answers(person(cast.farrukh), sent, code)
    clinic_helps(person(cast.zarina), person(cast.farrukh), sent)
    close_the_loop(person(cast.nigora), case, sent)
    coordinator_sees_work_and_nobody(person(cast.zebo), code)
    withdraw_while_a_second_one_is_open(person, case, ground, code)
    the_record_remains(person(cast.nigora), person(cast.malika), case)
    the_guard_learns_of_the_arrival_alone(person(cast.rustam), referral, code)
    strangers_find_nothing(person(cast.bahrom), case, sent)


def hand_over(guard: Walker) -> str:
    guard.look("01-home-guard", phone=True)
    steps.fill_sheet(guard).look("02-sheet", phone=True)
    guard.press("main form[method=post] button[type=submit]").look("03-handed-over", phone=True)
    assert steps.here(guard).startswith("/sent/")
    return str(UUID(steps.here(guard).split("/")[2]))


def receive(focal_point: Walker, referral: str) -> None:
    focal_point.go("/home/").look("04-home-shelter", phone=True)
    focal_point.go("/inbox/").look("05-inbox", phone=True)
    steps.find_in_inbox(focal_point, referral).look("06-handover-received", phone=True)
    assert "Хонаи 2" in focal_point.text()
    focal_point.act("accept").read("07-handover-accepted")
    focal_point.act("arrive").look("08-handover-arrived", phone=True)
    assert "Хонаи 2" not in focal_point.everything()  # arrived: the sheet is the case's from now on


def the_guard_learns_of_the_arrival_alone(guard: Walker, referral: str, *forbidden: str) -> None:
    guard.go("/home/").go("/sent/").look("09-sent", phone=True)
    guard.press(f"main a[href='/sent/{referral}/']").look("10-arrived", phone=True)
    guard.page.wait_for_selector(".hm-tag--ok")
    for page in ("/home/", "/sent/", f"/sent/{referral}/"):
        told = guard.go(page).everything()
        for word in (*forbidden, "/cases/", "/inbox/", NAME, HEALTH, WISH):
            assert word not in told, f"the guard reads {word} on {page}"
    assert guard.page.request.get(f"/inbox/{referral}/").status == 404


def open_case(manager: Walker, referral: str) -> tuple[str, str]:
    manager.go("/home/").look("11-home-case-manager", phone=True)
    manager.press(f"main .hm-work a[href='/cases/new/{referral}/']")
    manager.look("12-open-case", phone=True)
    manager.choose(child="no")
    steps.save(manager).look("13-new-case", phone=True)
    return steps.here(manager), manager.page.locator("h1 bdi").inner_text()


def write_the_file(manager: Walker, case: str) -> None:
    steps.write_part(manager, case, "contact").look("14-safe-contact")
    manager.write(how=SAFE_CONTACT, say="Дар бораи курси дӯзандагӣ", must_not_know="Хонаводаи шавҳар")
    steps.save(manager)
    steps.write_part(manager, case, "identity").look("15-write-identity", phone=True)
    manager.write(given=NAME, surname="Раҳимова", aliases=ALIAS, birth_year="1999")
    steps.save(manager).read("16-identity-hidden")
    assert NAME not in manager.everything()
    manager.press("main form[action$='/identity/show/'] button").look("17-identity-shown")
    assert NAME in manager.text()
    steps.write_part(manager, case, "profile").look("18-write-profile", phone=True)
    manager.choose(sex="female", languages="tg")
    steps.save(manager)
    steps.write_part(manager, case, "needs").look("19-write-needs")
    manager.choose(services="medical").write(note=WISH)
    steps.save(manager)
    steps.write_part(manager, case, "health").write(note=HEALTH)
    steps.save(manager).look("20-health")


def screen_and_decide(manager: Walker, case: str) -> None:
    steps.begin_screening(manager, case).look("21-before-the-conversation", phone=True)
    steps.save(manager)
    for step in range(1, 7):
        assert manager.page.url.endswith(("/screening/", f"?step={step}"))
        manager.choose(**steps.ANSWERS.get(str(step), {}))
        name = f"22-screening-{step}"
        manager.look(name, phone=True) if step == 1 else manager.read(name)
        manager.press(f"main button.govuk-button[name=act][value={'next' if step < 6 else 'finish'}]")
    manager.look("23-decide", phone=True)
    assert not manager.page.locator("[name=outcome]:checked").count()
    manager.choose(outcome="presumed").write(reason="Ҳуҷҷатҳояшро гирифтаанд, озод нест.")
    steps.save(manager).look("24-case-decided")


def record_consent(manager: Walker, case: str) -> str:
    manager.go(case).press(f"main a[href='{case}consent/']").look("25-consent", phone=True)
    steps.agree(manager, str(cast.organisation_id(cast.CLINIC)))
    steps.save(manager).look("26-grounds", phone=True)
    return manager.page.get_attribute("main a[href$='/withdraw/']", "href") or ""


def send(manager: Walker, case: str) -> str:
    manager.go(case).press(f"main a[href='{case}refer/']").look("27-refer", phone=True)
    manager.choose(service_id=str(service_id("clinic-sughd-care"))).press("main button[name=act][value=choose]")
    manager.look("28-refer-chosen", phone=True)
    scope = manager.page.locator(".hm-scope").inner_text()
    assert NAME not in scope
    steps.fill_referral(manager).press("main button[name=act][value=send]").look("29-case-referred", phone=True)
    return steps.here(manager.press("main a[href^='/sent/']")).split("/")[2]


def clinic_answers(clinic: Walker, sent: str, code: str) -> None:
    clinic.go("/home/").look("30-home-clinic", phone=True)
    steps.find_in_inbox(clinic, sent).look("31-clinic-received", phone=True)
    agreed(clinic)
    assert code not in clinic.everything()
    clinic.act("accept").read("32-clinic-accepted")
    agreed(clinic)
    clinic.act("arrive").read("33-clinic-arrived")


def agreed(clinic: Walker) -> None:
    """Exactly the profile and the needs, and what was written for the meeting."""
    told = clinic.everything()
    assert WISH in told and "Духтури занро мехоҳад." in told
    for secret in (NAME, ALIAS, "Раҳимова", "1999", HEALTH, SAFE_CONTACT, "Хонаводаи шавҳар", "гирифтаанд"):
        assert secret not in told, f"the clinic reads {secret}"


def clinic_helps(worker: Walker, focal_point: Walker, sent: str) -> None:
    steps.record_service(worker, sent, "Бори аввал муоина шуд.").look("34-clinic-service")
    focal_point.go(f"/inbox/{sent}/").choose(**{"outcome-result": "given"})
    focal_point.write(**{"outcome-on": steps.soon(0)[:10], "outcome-note": "Боз душанбе меояд."})
    focal_point.act("outcome").look("35-clinic-outcome", phone=True)
    assert WISH not in focal_point.everything()


def close_the_loop(manager: Walker, case: str, sent: str) -> None:
    manager.go("/home/").read("36-home-to-confirm")
    manager.press(f"main a[href='/sent/{sent}/']").look("37-to-confirm", phone=True)
    told = manager.text()
    assert "Боз душанбе меояд." in told and "муоина" not in told
    manager.act("confirm").look("38-confirmed")
    manager.go(f"{case}?all").look("39-case-with-both-strands", phone=True)
    entries = manager.page.locator(".hm-time > li")
    by_person = manager.page.locator(".hm-time > li.is-person")
    assert 0 < by_person.count() < entries.count()
    manager.go(f"{case}print/").look("40-case-on-paper")


def coordinator_sees_work_and_nobody(secretary: Walker, code: str) -> None:
    count_work_as_the_job_does()
    secretary.go("/home/").read("41-home-secretary")
    secretary.press("main a[href='/desk/'], nav a[href='/desk/']").look("42-desk", phone=True)
    assert secretary.page.locator("main table tbody tr").count()
    for secret in (code, NAME, "/cases/", WISH, "N. Saidova"):
        assert secret not in secretary.everything(), f"the secretary reads {secret}"


def count_work_as_the_job_does() -> None:
    """In production this runs every few minutes, as its own role."""
    from django.db import connections

    from hamroh.jobs.figures import refresh_figures

    own = connections["default"]
    connections["default"] = connections["jobs"]
    try:
        refresh_figures()
    finally:
        connections["default"] = own


def withdraw_while_a_second_one_is_open(person, case: str, ground: str, code: str) -> None:
    manager, worker, clinic = person(cast.nigora), person(cast.zarina), person(cast.farrukh)
    manager.go(f"{case}refer/?to={service_id('clinic-sughd-care')}")
    steps.fill_referral(manager).press("main button[name=act][value=send]")
    second = _newest(manager, case)
    steps.find_in_inbox(clinic, second).act("accept")
    steps.record_service(worker, second, "Доруро дод.")
    agreed(worker)
    manager.go(f"{case}grounds/").press(f"main a[href='{ground}']").look("43-withdraw", phone=True)
    manager.press("main button.govuk-button--warning").look("44-withdrawn", phone=True)
    # The clinic's page still stands open; its next click finds that the sharing has ended.
    worker.page.reload()
    worker.look("45-clinic-after-withdrawal", phone=True)
    clinic.act("arrive")
    clinic.look("46-clinic-next-click")
    for reader in (worker, clinic.go(f"/inbox/{second}/")):
        told = reader.everything()
        assert "Доруро дод." in told
        for secret in (WISH, "Духтури занро мехоҳад.", "Дари паҳлӯ", code):
            assert secret not in told, f"after the withdrawal the clinic reads {secret}"
    clinic.go("/home/").read("47-home-clinic-after")


def _newest(manager: Walker, case: str) -> str:
    manager.go(case)
    links = manager.page.locator(".hm-work a[href^='/sent/']").all()
    return str(links[0].get_attribute("href")).split("/")[2]


def the_record_remains(manager: Walker, supervisor: Walker, case: str) -> None:
    manager.go(case).look("48-case-after-withdrawal", phone=True)
    manager.press(f"main a[href='{case}looks/']").look("49-looks", phone=True)
    told = manager.text()
    assert "F. Olimov" in told and "Z. Davlatova" in told
    assert "R. Hakimov" not in told
    supervisor.go("/home/").read("50-home-supervisor")
    supervisor.go(case).look("51-case-supervisor")


def strangers_find_nothing(protector: Walker, case: str, sent: str) -> None:
    protector.read("52-home-data-protection")
    for page in (case, f"{case}looks/", f"/inbox/{sent}/", f"/sent/{sent}/"):
        assert protector.page.request.get(page).status == 404, page
