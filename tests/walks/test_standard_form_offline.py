"""The published form of the case data standard where there is no network: two languages, sealed, taken once."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import expect

from hamroh.casework.submissions.access import open_received
from hamroh.casework.submissions.models import Submission
from hamroh.casework.submissions.queries.reading import filled
from tests import cast
from tests.new_editions import publishing
from tests.walks.test_offline import dump, sealed, set_up, shown, unlock
from tests.walks.walker import Walker


def _kept_on_devices(_stages: Any, document: dict[str, Any]) -> None:
    """A mechanism may decide so for a form that asks for names; every other form stays off the device."""
    for form in document["forms"]:
        form["offline"] = "with_names" if form["id"] == "htcds" else "no"


@pytest.fixture
def nigora(chromium: Any, address: str) -> Iterator[Walker]:
    with publishing() as publish:
        publish(_kept_on_devices)
        walker = Walker(chromium, address, cast.nigora, language="ru")
        walker.page.clock.install()
        yield walker
        walker.context.close()
        with connections["owner"].cursor() as cursor:
            cursor.execute("TRUNCATE submissions_submission CASCADE")


@pytest.mark.walk
def test_the_form_of_the_standard_is_filled_without_a_network_in_two_languages(nigora: Walker) -> None:
    set_up(nigora)
    nigora.context.set_offline(True)
    nigora.page.reload()
    shown(nigora, "locked")
    unlock(nigora)
    shown(nigora, "open")
    nigora.page.click("[data-act=begin]")
    shown(nigora, "form")
    nigora.page.fill("[name=prs_First_Name]", "Зулфия")
    nigora.page.check("[name=prs_Gender][value=Feminine]")
    nigora.page.click("a[data-language=tg]")
    nigora.page.wait_for_selector("html[lang=tg] [name=prs_First_Name]")
    assert "Насаб" in nigora.text() and nigora.page.input_value("[name=prs_First_Name]") == "Зулфия"
    nigora.page.fill("[name=prs_Second_Name]", "Раҳимова")
    sealed(nigora)
    held = dump(nigora)
    assert held["counts"]["drafts"] == 1 and not any(word in held["text"] for word in ("Зулфия", "Раҳимова"))
    nigora.context.set_offline(False)
    nigora.page.click("[data-act=send-this]")
    shown(nigora, "open")
    expect(nigora.page.locator("[data-told]")).not_to_be_empty()
    assert dump(nigora)["counts"]["drafts"] == 0
    with cast.acting(cast.nigora):
        (one,) = Submission.objects.all()
        open_received(one.pk)
        given = {name: value for name, value in filled(one).answers.items() if value and name.startswith("prs_")}
    assert (one.form, one.medium, one.state) == ("htcds", "offline", "collected")
    assert given == {"prs_First_Name": "Зулфия", "prs_Gender": "Feminine", "prs_Second_Name": "Раҳимова"}
