"""The document through HTTP, opened and read: outside, inside, in three languages, and found by its code."""

import io

import pytest
from pypdf import PdfReader

from hamroh.casework.cases.access import open_case
from hamroh.casework.documents.models import Document
from hamroh.casework.people.actions import agree_safe_contact, write_identity, write_profile
from hamroh.casework.support.actions import write_health_note
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given
from tests.cast import acting

STIGMA = (
    "traffick",
    "victim",
    "shelter",
    "case management",
    "торговл",
    "жертв",
    "приют",
    "дела",
    "савдо",
    "қурбон",
    "паноҳгоҳ",
)
TITLES = {"tg": "парванда", "ru": "дел", "en": "Case management document"}


@pytest.fixture
def case_id(db):
    now = clock.now()
    key = given.case(now=now, code_only=False)
    with acting(cast.nigora) as actor:
        case = open_case(actor, key, "identity", "profile", "contact", "health")
        write_identity(actor, case=case, given="Ҷамила", surname="Қодирзода", now=now)
        write_profile(actor, case=case, age_band="adult", languages=["tg"], now=now)
        agree_safe_contact(actor, case=case, how="Занг занед", say="Аз мағоза", now=now)
        write_health_note(actor, case=case, note="Ҳассосият ба пенисиллин: ӣ ӯ ғ қ ҳ ҷ", now=now)
    return key


def sent(**changed):
    return {
        "id": uuid7(),
        "made_for": "person",
        "groups": ["identity", "profile", "contact", "health"],
        "language": "tg",
        "reader": "",
        "why": "",
    } | changed


def pdf(response):
    assert response["Content-Type"] == "application/pdf", response.content.decode()[:3000]
    return PdfReader(io.BytesIO(response.content))


def words(sheet):
    return " ".join(sheet.extract_text().split())


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_outside_stand_two_codes_and_a_day_inside_what_was_chosen(sign_in, case_id, language):
    response = sign_in(cast.nigora).post(f"/cases/{case_id}/document/", sent(language=language))
    document = pdf(response)
    row = Document.objects.using("owner").get()
    outside = words(document.pages[0])
    assert row.code in outside and row.case_code in outside
    assert not [root for root in STIGMA if root in outside.lower()]
    for secret in ("Ҷамила", "Қодирзода", "Ҳассосият"):
        assert secret not in outside and secret not in str(document.metadata)
    inside = " ".join(words(sheet) for sheet in document.pages[1:])
    assert "Ҷамила" in inside and "Қодирзода" in inside and "Ҳассосият ба пенисиллин: ӣ ӯ ғ қ ҳ ҷ" in inside
    assert all(row.code in words(sheet) for sheet in document.pages)
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"] and document.trailer["/Root"]["/Lang"] == language
    assert row.code in response["Content-Disposition"] and str(case_id) not in response["Content-Disposition"]


def test_somebody_else_gets_what_the_ground_covers_without_course_or_team(sign_in, case_id):
    ground = given.consent(case_id, groups=("profile", "health"), now=clock.now())
    browser = sign_in(cast.nigora)
    asked = sent(made_for=str(ground), reader="Z. Davlatova", groups=["profile", "health"], language="en")
    document = pdf(browser.post(f"/cases/{case_id}/document/", asked))
    inside = " ".join(words(sheet) for sheet in document.pages[1:])
    assert "Z. Davlatova" in inside and "Ҳассосият" in inside
    for kept in ("N. Saidova", "Қодирзода", "Занг занед", "What happened", "Where it stands"):
        assert kept not in inside
    refused = browser.post(f"/cases/{case_id}/document/", asked | {"groups": ["profile", "identity"], "id": uuid7()})
    page = refused.content.decode()
    assert refused.status_code == 200 and "Z. Davlatova" in page, "what was typed stays"
    assert "govuk-error-summary" in page


def test_a_part_that_is_no_choice_is_refused_where_it_was_chosen(sign_in, case_id):
    page = sign_in(cast.nigora).post(f"/cases/{case_id}/document/", sent(groups=["justice"])).content.decode()
    assert "govuk-error-message" in page
    assert not Document.objects.using("owner").exists()


@pytest.mark.parametrize("language", ["tg", "en"])
def test_the_page_lists_what_was_made_and_the_code_is_looked_up(sign_in, case_id, language):
    browser = sign_in(cast.nigora, language)
    assert browser.get(f"/cases/{case_id}/document/").status_code == 200
    browser.post(f"/cases/{case_id}/document/", sent())
    code = Document.objects.using("owner").get().code
    assert code in browser.get(f"/cases/{case_id}/document/").content.decode()
    lead = sign_in(cast.bahrom, language)
    found = lead.post("/documents/", {"code": code}).content.decode()
    assert "N. Saidova" in found and "Қодирзода" not in found
    assert code not in lead.post("/documents/", {"code": "D-222-223"}).content.decode()
