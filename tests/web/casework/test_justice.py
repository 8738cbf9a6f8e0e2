"""Pages of what is kept apart: for whoever keeps it, in two languages; the same words for everybody else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hamroh.casework.cases.access import open_case
from hamroh.kernel import clock
from tests import cast
from tests.casework.justice import given
from tests.casework.justice.given import CLAIM, PROCEEDING, STATEMENT


@pytest.fixture
def case_id(db):
    with given.holding(given.lawyer, "lawyer"):
        key = given.case()
        given.with_lawyer(key)
        yield key


@pytest.fixture
def lawyer(case_id, sign_in):
    return lambda language="en": sign_in(given.lawyer, language)


TYPED = {
    "seen": "0",
    "given_on": "2026-11-20",
    "body": "court",
    "asked_by": "prosecutor",
    "language": "tg",
    "where": "Room 4",
    "minutes": "90",
}


def test_a_statement_is_written_down_changed_and_its_history_read(case_id, lawyer):
    client, thing = lawyer(), str(given.uuid7())
    new = reverse("write_justice", args=[case_id, "statement"])
    assert "Who asked for it" in client.get(new).content.decode()
    page = client.post(new, TYPED | {"id": thing}, follow=True).content.decode()
    assert "Saved." in page and "Room 4" in page and "Prosecutor" in page
    change = reverse("write_justice", args=[case_id, "statement", thing])
    assert 'value="2026-11-20"' in client.get(change).content.decode()
    client.post(change, TYPED | {"id": thing, "seen": "1", "minutes": "60"})
    history = client.get(reverse("justice_history", args=[case_id, "statement", thing])).content.decode()
    assert ">60<" in history and ">90<" in history


def test_what_was_refused_stays_as_it_was_typed_and_names_its_field(case_id, lawyer):
    new = reverse("write_justice", args=[case_id, "statement"])
    typed = TYPED | {"id": str(given.uuid7()), "given_on": "2099-01-01", "asked_by": "", "where": "Room 5"}
    page = lawyer().post(new, typed).content.decode()
    assert "This day has not come yet" in page and "“Who asked for it” is missing" in page and "Room 5" in page


def test_whoever_writes_over_a_newer_one_sees_both(case_id, lawyer):
    thing = given.kept(case_id, "statement", STATEMENT)
    given.kept(case_id, "statement", STATEMENT | {"minutes": 45}, seen=1, thing=thing)
    change = reverse("write_justice", args=[case_id, "statement", thing])
    page = lawyer().post(change, TYPED | {"id": str(thing), "seen": "1"}).content.decode()
    assert "Somebody wrote meanwhile." in page and 'name="take-minutes"' in page and 'value="90"' in page


def test_a_payment_is_written_under_its_claim(case_id, lawyer):
    claim = given.kept(case_id, "compensation", CLAIM | {"awarded": 9000, "decided_on": date(2026, 11, 10)})
    new = reverse("write_justice", args=[case_id, "payment"])
    typed = {"seen": "0", "id": str(given.uuid7()), "claim": str(claim), "paid_on": "2026-11-20", "amount": "2500"}
    page = lawyer().post(new, typed | {"currency": "TJS"}, follow=True).content.decode()
    assert "Paid so far: 2500.00 TJS. Still owed: 6500.00 TJS." in page


@pytest.mark.parametrize("language", ["tg", "ru"])
def test_it_is_read_in_another_language(case_id, lawyer, language):
    given.kept(case_id, "statement", STATEMENT)
    given.kept(case_id, "proceeding", PROCEEDING)
    page = lawyer(language).get(reverse("show_justice", args=[case_id]))
    assert page.status_code == 200
    assert {"tg": "Прокуратура", "ru": "Прокуратура"}[language] in page.content.decode()


def test_who_looked_stands_on_its_page_alone(case_id, lawyer):
    page = lawyer().get(reverse("show_justice", args=[case_id])).content.decode()
    assert given.lawyer.short_name in page and "Looked" in page


def addresses(case_id, thing):
    return [
        reverse("show_justice", args=[case_id]),
        *(reverse("write_justice", args=[case_id, kind]) for kind in ("statement", "proceeding", "payment", "lawyer")),
        reverse("write_justice", args=[case_id, "statement", thing]),
        reverse("justice_history", args=[case_id, "statement", thing]),
    ]


@pytest.mark.parametrize("member", [cast.nigora, cast.malika, cast.sitora, cast.anahita, cast.bahrom, cast.zebo])
def test_it_is_not_here_for_anybody_else(case_id, sign_in, member):
    thing = given.kept(case_id, "statement", STATEMENT)
    client = sign_in(member)
    for address in addresses(case_id, thing):
        assert client.get(address).status_code == 404
        assert client.post(address, TYPED).status_code == 404


def test_a_kind_that_does_not_exist_is_not_here(case_id, lawyer):
    assert lawyer().get(reverse("write_justice", args=[case_id, "gossip"])).status_code == 404


@pytest.mark.parametrize("member", [cast.nigora, cast.malika])
def test_no_page_of_the_team_changes_by_what_is_kept_apart(case_id, sign_in, member):
    pages = [
        reverse("show_case", args=[case_id]),
        reverse("case_looks", args=[case_id]),
        reverse("print_case", args=[case_id]),
        reverse("home"),
        reverse("case_list"),
    ]
    client = sign_in(member)
    with cast.acting(given.lawyer) as actor:
        open_case(actor, case_id)  # that the lawyer works on the case is no secret
    before = [told(client.get(page)) for page in pages]
    assert "Kept apart." in before[0]
    given.kept(case_id, "statement", STATEMENT)
    given.kept(case_id, "proceeding", PROCEEDING)
    after = [told(client.get(page)) for page in pages]
    assert before[0] == after[0] and before[2:] == after[2:]
    assert "ustice" not in after[1] and "Statement" not in after[1]


def told(response):
    """The words of the page: without its forms' tokens."""
    import re

    page = response.content.decode()
    return re.sub(r"(csrfmiddlewaretoken|nonce)[^>]*>", "", page[page.index("<main") : page.index("</main")])


def test_the_next_date_is_an_appointment_on_the_lawyers_own_list_alone(case_id, lawyer, sign_in):
    given.kept(case_id, "proceeding", PROCEEDING | {"next_at": clock.now() + timedelta(days=3)})
    page = lawyer().get(reverse("home")).content.decode()
    assert "An appointment" in page and "Court" not in page
    for member in (cast.nigora, cast.malika):
        assert "An appointment" not in sign_in(member).get(reverse("home")).content.decode()
