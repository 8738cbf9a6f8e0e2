"""A new colleague begins; and somebody complains without a name, whose accused find nothing."""

import re

import pytest

from tests import cast
from tests.mechanism.conduct.conftest import fresh  # noqa: F401  (a fixture)
from tests.walks.steps import here
from tests.walks.walker import Walker

SAID = "Ба ман гуфтанд: аввал пул"


@pytest.mark.walk
@pytest.mark.parametrize("language", ["tg", "en"])
def test_a_new_colleague_reads_declares_is_trained_and_works(chromium, address, shots, fresh, language):  # noqa: F811
    fresh(cast.nigora)
    new = Walker(chromium, address, cast.nigora, language=language, shots=shots)
    assert here(new) == "/conduct/"
    new.look(f"before-you-begin-{language}", phone=True)
    new.press("main a[href='/conduct/code/']").look(f"code-{language}", phone=True)
    new.press()
    new.press("main a.govuk-button[href='/conduct/ties/']").look(f"ties-{language}", phone=True)
    new.press().look(f"ties-refused-{language}")
    new.page.check("main [name=nothing]")
    new.press()
    focal = Walker(chromium, address, cast.gulnora, language=language, shots=shots)
    focal.go("/conduct/people/").look(f"my-people-{language}", phone=True)
    focal.press(f"main a[href='/conduct/people/{cast.nigora.id}/training/']").look(f"training-{language}", phone=True)
    focal.choose(kind="confidentiality").write(on="2026-11-20", paper="Рӯйхати 7")
    focal.press()
    new.go("/home/")
    assert here(new) == "/home/"
    new.go("/cases/")
    new.go("/conduct/").look(f"my-conduct-{language}", phone=True)
    new.done()
    focal.done()


@pytest.mark.walk
@pytest.mark.parametrize("language", ["tg", "en"])
def test_somebody_complains_without_a_name_and_the_accused_find_nothing(chromium, address, shots, language):
    woman = Walker(chromium, address, None, language=language, shots=shots, script=language == "en", width=360)
    woman.go("/").press("main a[href='/complain/']").look(f"complain-{language}-360")
    woman.pick(about=str(cast.organisation_id(cast.CLINIC))).write(text=SAID)
    woman.press().look(f"receipt-{language}-360")
    code = woman.page.locator("main bdi").inner_text()
    assert re.fullmatch(r"(\w{4}-){3}\w{4}", code)
    handler = Walker(chromium, address, cast.zebo, language=language, shots=shots)
    handler.go("/complaints/").look(f"complaints-{language}", phone=True)
    handler.press("main table a").look(f"complaint-{language}", phone=True)
    assert SAID in handler.text()
    handler.press("main button[value=take]")
    handler.write(**{"reply-text": "Мо мепурсем"})
    handler.press("form:has(input[value=reply]) button")
    handler.choose(**{"decide-outcome": "upheld", "decide-sanction": "warning"})
    handler.write(**{"decide-text": "Ду нафар тасдиқ карданд"})
    handler.press("form:has(input[value=decide]) button").look(f"complaint-decided-{language}", phone=True)
    accused = Walker(chromium, address, cast.farrukh, language=language, shots=shots)
    for path in ("/home/", "/organisation/", "/conduct/", "/conduct/people/"):
        assert SAID not in accused.go(path).everything()
    assert accused.page.goto("/complaints/").status == 404
    woman.go("/complain/answer/").write(code=code.lower())
    woman.press().look(f"answer-{language}-360")
    assert "Мо мепурсем" in woman.text() and SAID not in woman.everything()
    woman.done()
    handler.done()


@pytest.mark.walk
def test_a_tie_closes_the_case(chromium, address, shots):
    from tests.casework.referrals import given

    case = given.case()
    worker = Walker(chromium, address, cast.nigora, language="tg", shots=shots)
    worker.go(f"/cases/{case}/").press(f"main a[href='/cases/{case}/tie/']").look("tie-tg", phone=True)
    worker.choose(reason="kin").press()
    assert here(worker) == "/cases/"
    assert worker.page.goto(f"/cases/{case}/").status == 404
    worker.complaints.clear()
    supervisor = Walker(chromium, address, cast.malika, language="tg", shots=shots)
    supervisor.go(f"/cases/{case}/tie/").look("tie-supervisor-tg", phone=True)
    worker.done()
    supervisor.done()
