"""The acts of the main job as a person does them: by the names of fields and the values of choices, in any language."""

from datetime import datetime, timedelta
from urllib.parse import urlparse
from zoneinfo import ZoneInfo

from tests.casework.referrals.given import service_id
from tests.walks.walker import Walker

HERE = ZoneInfo("Asia/Dushanbe")
SAFE = {"safety_danger_now": "no", "safety_needs_doctor": "no", "safety_safe_to_talk": "yes"}
# Two strong signs in three dimensions; one “does not want to say”.
ANSWERS = {"1": {"q.D1.01": "yes", "q.D1.02": "yes"}, "2": {"q.D2.11": "yes", "q.D2.13": "not_said"}, "3": {}}


def soon(hours: int) -> str:
    return (datetime.now(HERE) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def here(walker: Walker) -> str:
    return urlparse(walker.page.url).path


def fill_sheet(guard: Walker, **changes: str) -> Walker:
    """The first-line sheet of an adult who agreed freely; changes by field, "" leaves one out."""
    guard.go("/sheet/")
    choices = {"age": "adult", **SAFE, "said": "all", "held": "no", "agreement": "agreed"}
    choices |= {"service_id": changes.get("service_id") or str(service_id("shelter-sughd-stay"))}
    choices |= {"urgency": "urgent", "mode": "receiver_comes"}
    written = {"where": "Хонаи 2", "who": "навбатдор", "phone": "+992 000 11 22"}
    guard.choose(observations=["papers_held", "afraid"])
    guard.choose(**{n: changes.get(n, v) for n, v in choices.items() if changes.get(n, v)})
    guard.write(**{n: changes.get(n, v) for n, v in written.items()})
    return guard


def find_in_inbox(receiver: Walker, referral: str) -> Walker:
    """From the home page, as somebody does who was told that something waits."""
    receiver.go("/inbox/")
    return receiver.press(f"main a[href='/inbox/{referral}/']")


def write_part(worker: Walker, case: str, group: str) -> Walker:
    """From the page of the case to the part and its form. Needs have a page of their own, one by one."""
    page = "needs" if group == "needs" else f"part/{group}"
    worker.go(case).press(f"main a[href='{case}{page}/']")
    return worker.press(f"main a[href='{case}part/{group}/write/']")


def save(worker: Walker) -> Walker:
    return worker.press("main form[method=post]:has(button.govuk-button) button.govuk-button")


def begin_screening(worker: Walker, case: str) -> Walker:
    worker.go(case).press(f"main a[href='{case}screening/']")
    for box in worker.page.locator("[name=confirmed]").all():
        box.check()
    return worker.pick(language="tg")


def agree(worker: Walker, organisation: str) -> Walker:
    """Consent of an adult, given orally before a witness, for the profile and the needs."""
    worker.pick(recipient=organisation, language="tg")
    return worker.choose(purpose="services", groups=["profile", "needs"], mode="oral_witness", proof="witness_noted")


def fill_referral(worker: Walker) -> Walker:
    worker.write(note="Духтури занро мехоҳад.", where="Дари паҳлӯ", when=soon(30), who="ҳамшираи навбатдор")
    return worker.pick(mode="accompanied").choose(urgency="routine")


def record_service(worker: Walker, sent: str, note: str) -> Walker:
    """What the worker gave, in the organisation's own record."""
    find_in_inbox(worker, sent).unfold("[name=service-note]")
    worker.write(**{"service-given_on": soon(0)[:10], "service-note": note}).act("service")
    assert note in worker.text()
    return worker
