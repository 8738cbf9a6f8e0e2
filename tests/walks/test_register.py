"""A case manager brings the office's register over, and finds a person of it by a name as somebody said it."""

from tests import cast
from tests.exchange.make_register import RUSSIAN_ROWS, russian, tajik
from tests.walks.walker import Walker


def test_a_register_comes_over_and_a_person_is_found(chromium, address, shots, tmp_path):
    nigora = Walker(chromium, address, cast.nigora, shots=shots)
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(russian([("31/24", "31.02.2024", *RUSSIAN_ROWS[0][2:]), RUSSIAN_ROWS[1]], above=1))
    _upload(nigora, bad, "bad")
    nigora.look("register-faults", phone=True)
    assert "B3" in nigora.page.inner_text("main")
    good = tmp_path / "good.xlsx"
    good.write_bytes(tajik())
    _upload(nigora, good, "good")
    nigora.look("register-preview", phone=True)
    nigora.page.click("form[action$='/bring/'] button")
    nigora.page.wait_for_selector("main a[href='/cases/']")
    nigora.look("register-brought", phone=True)
    nigora.go("/registers/").look("register-list", phone=True)
    nigora.go("/cases/find/")
    nigora.page.fill("main [name=code]", "Haelzoda Mehrangez")
    nigora.page.click("main form button")
    nigora.look("find-found", phone=True)
    assert nigora.page.locator("main table").count() == 1
    nigora.page.click("main table a")
    nigora.page.click("main a[href$='/register/']")
    nigora.look("register-in-the-case", phone=True)
    assert "Ба хона баргашт." in nigora.page.inner_text("main")
    nigora.go("/cases/find/")
    nigora.page.fill("main [name=code]", "Somebody Else")
    nigora.page.click("main form button")
    nigora.look("find-nothing", phone=True)
    assert not nigora.complaints


def _upload(walker, file, name):
    walker.go("/registers/")
    walker.page.set_input_files("main [name=file]", str(file))
    walker.page.click("main form[enctype] button")
    walker.look(f"register-columns-{name}", phone=True)
    walker.page.click("main .hm-row > button.govuk-button")
    walker.look(f"register-words-{name}", phone=True)
    walker.page.click("main form button")
