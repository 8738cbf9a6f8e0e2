"""The clause stands where the work is done."""

import pytest
from django.urls import reverse

from hamroh.casework.referrals.queries.reviews import reviews
from hamroh.kernel import clock
from hamroh.mechanism.editions import queries as editions
from tests import cast
from tests.casework.referrals import given
from tests.cast import acting


def clause(reference: str, language: str = "en") -> str:
    """The first words of a clause as a page has them."""
    found = editions.current().pack.clause(reference)[1]
    return (found.text or found.summary)[language].split("\n")[0][:60]


@pytest.mark.parametrize("language", ["en", "tg"])
def test_the_first_line_sheet_shows_the_clauses_of_its_step(sign_in, language):
    page = sign_in(cast.rustam, language).get(reverse("fill_sheet")).content.decode()
    assert clause("sop/first-line", language) in page
    assert f"{reverse('library_document', args=['sop'])}#first-line" in page


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("fill_screening", "sop/interview"),
        ("record_ground", "sop/informed-consent"),
        ("send_referral", "sop/answer"),
        ("decide_screening", "sop/human-decision"),
    ],
)
def test_pages_of_a_case_show_the_clauses_of_the_edition_of_the_case(sign_in, name, reference):
    page = sign_in(cast.nigora).get(reverse(name, args=[given.case()])).content.decode()
    assert clause(reference) in page and "draft, not adopted" in page


def test_acting_without_agreement_shows_what_follows_from_it(sign_in):
    page = sign_in(cast.nigora).get(reverse("record_ground", args=[given.case()]), {"kind": "risk_to_life"})
    assert clause("sop/informed-consent") not in page.content.decode()
    assert clause("sop/danger") in page.content.decode()


def test_whoever_answers_a_referral_reads_by_when_and_how(sign_in):
    case, now = given.case(), clock.now()
    referral = given.referral(case, given.consent(case, now=now), now=now)
    page = sign_in(cast.farrukh).get(reverse("show_referral", args=[referral])).content.decode()
    assert clause("sop/answer") in page


def test_the_review_of_an_act_in_danger_shows_its_clause(sign_in):
    given.handover(safety=given.DANGER)
    with acting(cast.bahrom) as actor:
        (row,) = reviews(actor)
    page = sign_in(cast.bahrom).get(reverse("review_emergency", args=[row.id])).content.decode()
    assert clause("sop/danger") in page
