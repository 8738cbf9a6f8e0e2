# ruff: noqa: F811  (fixtures of the acts)
"""The next edition, from a wrong number typed by the secretary to the page of the new edition."""

import pytest

from hamroh.mechanism.editions import queries
from tests import cast
from tests.mechanism.editions.test_drafts import ANSWER, BECAUSE, publish, same_edition, secretaries  # noqa: F401
from tests.walks.walker import Walker


@pytest.mark.walk
@pytest.mark.parametrize("language", ["tg", "en"])
def test_a_limit_is_changed_checked_while_typed_approved_and_published(
    chromium,
    address,
    shots,
    secretaries,
    language,
):
    zebo = Walker(chromium, address, cast.zebo, language=language, shots=shots)
    zebo.go("/mechanism/editions/").look("editions", phone=True)
    zebo.write(title="Зудтар ҷавоб додан ба бозравониҳо").press("main form[method=post] button.govuk-button")
    draft = zebo.page.url
    zebo.look("draft-begun", phone=True)
    zebo.go(f"{draft}edit/stages/").look("draft-stages", phone=True)
    zebo.go(f"{draft}edit/stages/3/steps/1/").look("draft-step", phone=True)
    zebo.go(f"{draft}edit/{ANSWER}/")
    zebo.page.fill("[name='time:amount']", "48x")
    zebo.page.locator("#findings", has_text="48x").wait_for()
    zebo.look("draft-typed", phone=True)
    zebo.page.fill("[name='time:amount']", "48")
    zebo.press("#entry button.govuk-button").go(draft)
    change = "аз 72 соат ба 48 соат" if language == "tg" else "from 72 hours to 48 hours"
    zebo.look("draft-changed", phone=True)
    assert change in zebo.text()
    zebo.choose(running_cases="stay").write(reason=BECAUSE)
    zebo.press("form:has(input[value=propose]) button.govuk-button").look("draft-proposed")
    for member in (cast.bahrom, secretaries):
        other = Walker(chromium, address, member, language=language, shots=shots)
        other.go(draft).choose(answer="yes").look(f"draft-answer-{member.username}", phone=True)
        other.press("form:has(input[value=answer]) button.govuk-button")
        other.done()
    assert publish() == [2]
    queries.forget()
    zebo.go("/mechanism/editions/2/").look("edition-2", phone=True)
    zebo.go("/mechanism/editions/compare/?old=1&new=2").look("editions-compared", phone=True)
    zebo.go("/mechanism/editions/1/").look("edition-1")
    form = (
        "draft-step",
        "draft-typed",
    )  # sources are chosen there by their titles, in the language they were written in
    zebo.english = {sentence: page for sentence, page in zebo.english.items() if page not in form}
    zebo.done()
