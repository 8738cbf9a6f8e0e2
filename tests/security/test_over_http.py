"""An attacker over HTTP: forged keys, forged fields, odd bytes, other sites, shared computers."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hamroh.casework.cases.models import Case
from hamroh.casework.referrals import actions
from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.ids import check_sign, uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.referrals import given
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)
from tests.web import test_access_matrix
from tests.web.test_access_matrix import address, addresses, asked  # noqa: F401  (asked is a fixture)

world = test_access_matrix.world  # the story told once, with all its doors


def recorded(verb: str) -> Any:
    return Entry.objects.using("owner").filter(verb=verb)


@pytest.fixture
def referral(db: None) -> Any:
    now = clock.now()
    case = given.case(now=now)
    return given.referral(case, given.consent(case, now=now, expires_at=now + timedelta(days=30)), now=now)


@pytest.mark.parametrize("act", ["accept", "arrive", "ask", "service"])
@pytest.mark.parametrize("member", [cast.parviz, cast.nigora, cast.rustam, cast.zebo])
def test_nobody_else_can_press_a_button_of_a_referral(
    referral: Any, sign_in: Any, act: str, member: cast.Member
) -> None:
    typed = {"act": act, f"{act}-id": str(uuid7()), f"{act}-question": "?", f"{act}-given_on": "2026-11-23"}
    assert sign_in(member).post(reverse("answer_referral", args=[referral]), typed).status_code == 404


def test_a_recipient_cannot_change_a_referral_by_fields_that_are_not_on_its_form(
    referral: Any, sign_in: Any, owner: Any
) -> None:
    columns = "groups, case_id, person_id, ground_id, ground_kind, recipient_organisation_id, service_id, sender_keys"
    before = owner(f"SELECT {columns} FROM referrals_referral WHERE id = %s", referral)
    forged = {
        "groups": ["identity", "health"], "status": "completed", "sender_keys": str(cast.farrukh.id),
        "recipient_organisation_id": str(uuid7()), "ground_id": str(uuid7()), "case_id": str(uuid7()),
    }  # fmt: skip
    typed = {"act": "accept", **forged, **{f"accept-{name}": value for name, value in forged.items()}}
    sign_in(cast.farrukh).post(reverse("answer_referral", args=[referral]), typed)
    assert owner(f"SELECT {columns} FROM referrals_referral WHERE id = %s", referral) == before
    assert owner("SELECT status FROM referrals_referral WHERE id = %s", referral) == [("accepted",)]


def keys_of_others(referral: Any, owner: Any) -> dict[str, Any]:
    """A row of somebody else's of each kind that a form may create."""
    other = given.case(now=clock.now())
    with cast.acting(cast.farrukh) as actor:
        actions.accept_referral(actor, referral_id=referral, now=clock.now())
        actions.record_arrival(actor, referral_id=referral, now=clock.now())
        question, record = uuid7(), uuid7()
        actions.ask_question(actor, id=question, referral_id=referral, question="When?", now=clock.now())
    with cast.acting(cast.zarina) as actor:
        actions.record_service(
            actor, id=record, referral_id=referral, given_on=day_of(clock.now()), note="", now=clock.now()
        )
    return {"case": other, "question": question, "record": record}


def test_a_chosen_key_that_is_somebody_elses_row_is_not_here_and_breaks_nothing(
    referral: Any, sign_in: Any, owner: Any
) -> None:
    theirs = keys_of_others(referral, owner)
    now = clock.now()
    case = given.case(now=now)
    ground = given.consent(case, to=cast.OTHER_CLINIC, now=now, expires_at=now + timedelta(days=30))
    second = given.referral(case, ground, service_id=given.service_id("clinic-khatlon-care"), now=now)
    with cast.acting(cast.parviz) as actor:
        actions.accept_referral(actor, referral_id=second, now=now)
    page = reverse("answer_referral", args=[second])
    tries = [
        (cast.parviz, page, {"act": "ask", "ask-id": str(theirs["question"]), "ask-question": "When?"}),
        (cast.anahita, reverse("open_case"), {"id": str(theirs["case"]), "child": "no"}),
    ]
    for member, address_, typed in tries:
        response = sign_in(member).post(address_, typed)
        assert response.status_code == 404, (address_, response.status_code)
    assert owner("SELECT count(*) FROM referrals_question") == [(1,)]


def test_a_case_from_a_handover_never_writes_into_another_case(db: None, sign_in: Any, owner: Any) -> None:
    now = clock.now()
    handover = given.handover(now=now)
    with cast.acting(cast.gulnora) as actor:
        actions.accept_referral(actor, referral_id=handover, now=now)
        actions.record_arrival(actor, referral_id=handover, now=now)
    mine = given.case(now=now)
    page = reverse("open_case", kwargs={"referral_id": handover})
    assert sign_in(cast.nigora).post(page, {"id": str(mine), "child": "no"}).status_code == 404
    assert owner("SELECT count(*) FROM support_stay") == [(0,)]


# Public forms that set no cookie and act for nobody, whoever is signed in beside: there is no session to abuse. A device
# and a telephone speak by a secret of their own; so does a page that keeps what is typed, and whoever opens their own page.
WITHOUT_A_COOKIE = (
    *("complain", "read_answer", "offline_contact", "openrosa_submission"),
    *("keep_typed", "card_page"),
)


def test_a_form_without_its_token_does_nothing_anywhere(world: dict[str, Any], sign_in: Any) -> None:
    """Also what names no real thing: the token is asked for before anything is looked up."""
    client, wrong = sign_in(cast.nigora, csrf=True), []
    for pattern in addresses():
        if pattern.name in WITHOUT_A_COOKIE:
            continue
        known = {key: world.get(key) or _some(converter) for key, converter in pattern.pattern.converters.items()}
        response = client.post(reverse(pattern.name, kwargs=known), {"act": "accept"})
        if response.status_code not in (403, 405):
            wrong.append((pattern.name, response.status_code))
    assert not wrong, wrong


def _some(converter: Any) -> Any:
    return uuid7() if type(converter).__name__ == "UUIDConverter" else "1"


def test_nothing_that_a_signed_in_person_was_shown_is_kept_by_the_browser(world: dict[str, Any], sign_in: Any) -> None:
    wrong = []
    for member in (cast.nigora, cast.rustam, cast.daler):
        client = sign_in(member)
        for pattern in [*addresses(), None]:
            known = {k: world.get(k) or _some(c) for k, c in pattern.pattern.converters.items()} if pattern else {}
            row = pattern.name if pattern else ""
            url = reverse(row, kwargs=known) if pattern else "/nowhere/at-all/"
            response = client.get(url)
            if response.status_code in (301, 302):
                continue
            if "no-store" not in response.get("Cache-Control", "") and row not in (
                "robots",
                "favicon",
                "offline_worker",
            ):
                wrong.append((row, member.username, response.status_code))
            assert response["X-Frame-Options"] == "DENY"
            assert response["Referrer-Policy"] in ("same-origin", "no-referrer")
            assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert not wrong, wrong


def test_a_page_whose_token_was_stale_is_not_kept_either(sign_in: Any) -> None:
    assert "no-store" in sign_in(cast.nigora, csrf=True).post(reverse("find_case"), {"code": "x"})["Cache-Control"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_every_way_of_looking_is_recorded(world: dict[str, Any], sign_in: Any, method: str) -> None:
    before = recorded("case.looked_at").filter(actor_id=cast.malika.id).count()
    response = getattr(sign_in(cast.malika), method)(
        address("show_case", world),
        headers={"If-Modified-Since": "Tue, 24 Nov 2099 00:00:00 GMT", "If-None-Match": "*"},
    )
    assert response.status_code == 200
    assert recorded("case.looked_at").filter(actor_id=cast.malika.id).count() == before + 1


def test_a_document_on_paper_is_recorded_as_such(world: dict[str, Any], sign_in: Any) -> None:
    sign_in(cast.malika).get(address("print_case", world))
    assert recorded("case.printed").filter(actor_id=cast.malika.id, case_id=world["case_id"]).exists()


def test_a_search_is_recorded_without_what_was_typed(db: None, sign_in: Any) -> None:
    body = "7K4Q2"
    sign_in(cast.anahita).post(reverse("find_case"), {"code": f"TJ-{body}{check_sign(body)}"})
    sign_in(cast.anahita).post(reverse("find_case"), {"code": "Gulnora Planted"})
    assert recorded("case.searched").filter(actor_id=cast.anahita.id).exists()
    assert "Planted" not in str(list(Entry.objects.using("owner").values("detail", "resource_id")))


@pytest.mark.parametrize(
    "typed", ["Planted-Name", "\x00", "x\x00y", "é" * 90], ids=["name", "nul", "nul-inside", "long"]
)
def test_what_is_forged_is_recorded_and_never_by_its_words(world: dict[str, Any], sign_in: Any, typed: str) -> None:
    nigora, farrukh = sign_in(cast.nigora), sign_in(cast.farrukh)
    answers = [
        farrukh.post(address("answer_referral:referral", world), {"act": typed}),
        nigora.get(address("send_referral", world), {"to": typed}),
        nigora.get(address("record_ground", world), {"service": typed}),
        nigora.get(reverse("services"), {"kind": typed}),
        nigora.get(reverse("case_list"), {"after": typed}),
        nigora.post(reverse("act_for"), {"organisation": typed}),
        nigora.post(address("change_team", world), {"leave": typed}),
    ]
    assert [a.status_code for a in answers] == [404] * len(answers)
    refusals = list(
        recorded("refused").filter(actor_id__in=[cast.nigora.id, cast.farrukh.id]).values_list("resource_id", flat=True)
    )
    assert len(refusals) == len(answers)
    assert not any(word in found for found in refusals for word in ("Planted", "é"))


ODD = [
    "",
    "\x00",
    "x\x00",
    "²",
    "٣",
    "-1",
    "9" * 400,
    "0001-01-01T00:00:00+14:00_" + str(uuid7()),
    "9999-12-31T23:59:59-14:00_" + str(uuid7()),
    "2026-11-24_" + str(uuid7()),
    "%",
    "'",
    "<b>",
    "＜",
    "[",
    "null",
]


READ = {  # what each page reads from its address
    "case_list": ("after", cast.nigora),
    "inbox": ("after", cast.farrukh),
    "answered_referrals": ("after", cast.farrukh),
    "fill_screening": ("step", cast.nigora),
    "record_ground": ("kind", cast.nigora),
    "send_referral": ("to", cast.nigora),
    "services": ("kind", cast.nigora),
}


@pytest.mark.parametrize("row", READ)
def test_odd_words_in_an_address_never_break_a_page(world: dict[str, Any], sign_in: Any, row: str) -> None:
    name, member = READ[row]
    client, page = sign_in(member), address(row, world)
    assert not [odd for odd in ODD if client.get(page, {name: odd}).status_code >= 500]


@pytest.mark.parametrize(
    "next_",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "/%0d%0aSet-Cookie:x=1",
    ],
)
def test_nobody_is_led_to_another_site(sign_in: Any, next_: str) -> None:
    def leads_away(location: str) -> bool:
        return not location.startswith("/") or location.startswith(("//", "/\\", "/\t"))

    stranger = Client()
    places = [
        stranger.post(reverse("set_language"), {"language": "tg", "next": next_}),
        sign_in(cast.nigora).get("/sign-in/", {"next": next_}),
        sign_in(cast.nigora).post(reverse("account_logout"), {"next": next_}),
        stranger.post("/sign-in/", {"login": "nigora", "password": cast.PASSWORD, "next": next_}),
    ]
    with cast.acting(cast.gulnora):
        service = given.service_id("shelter-sughd-stay")
    places.append(sign_in(cast.gulnora).post(reverse("confirm_capacity", args=[service]), {"free": "1", "next": next_}))
    assert not [r["Location"] for r in places if r.status_code in (301, 302, 303) and leads_away(r["Location"])]


def test_a_made_up_host_gets_nothing(db: None) -> None:
    response = Client().get("/", headers={"host": "evil.example"})
    assert response.status_code == 400 and b"evil" not in response.content


def test_after_a_page_the_connection_knows_nobody(world: dict[str, Any], sign_in: Any) -> None:
    names = ("actor", "organisation", "inbox", "keys", "job", "opened_core", "opened_identity", "opened_sheet")
    for member, row, status in ((cast.nigora, "show_case", 200), (cast.anahita, "show_case", 404)):
        assert sign_in(member).get(address(row, world)).status_code == status
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(f"coalesce(current_setting('hamroh.{n}', true), '')" for n in names))
            assert set(cursor.fetchone()) == {""}
        assert not Case.objects.exists()


def test_a_page_that_breaks_shows_nothing_and_leaves_the_connection_closed(
    world: dict[str, Any], sign_in: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ValueError("Planted Rahmonova of Khujand")

    monkeypatch.setattr("hamroh.web.casework.case_page.case_context", breaks)
    monkeypatch.setattr("hamroh.casework.cases.queries.case_list", breaks)
    client = sign_in(cast.nigora)
    pages = [client.get(address(row, world)) for row in ("show_case", "case_list")]
    assert [p.status_code for p in pages] == [500, 500]
    told = capfd.readouterr()
    for text in (*(p.content.decode() for p in pages), told.err, told.out):
        assert "Planted" not in text and "Khujand" not in text and str(world["case_id"]) not in text
    assert "ValueError" in told.err, "that it broke, and where, is logged"
    assert not Case.objects.exists()
    assert recorded("failed").filter(actor_id=cast.nigora.id).count() == 2
