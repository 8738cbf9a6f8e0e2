"""A country chooses how much of the platform it uses; what is off is not there, and what is left is whole."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.grounds.actions import record_ground
from hamroh.casework.people.actions import write_identity
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.web.casework.urls import urlpatterns
from tests import cast
from tests.cast import EVERYBODY, acting
from tests.new_editions import publishing

DIRECTORY = {"home", "services", "confirm_capacity"}  # stand among the pages of casework and tell of no case
# Devices that were set up before must still be told to wipe, and be ended by whoever manages people.
DEVICES = {"offline_worker", "offline_contact", "offline_devices", "end_offline_device"}
POSTED = [member for member in EVERYBODY if member.organisation]
NAME_FIELDS = re.compile(r'name="(given|surname|patronymic|birth_date|document_number|aliases|on_document)"')


def using(publish: Any, module: str) -> None:
    publish(lambda _stages, document: document["mechanism"].update(uses=module))


@pytest.fixture
def governance(db):
    with publishing() as publish:
        using(publish, "governance")
        yield


@pytest.fixture
def codes(db):
    with publishing() as publish:
        using(publish, "codes")
        yield


def browser(member: cast.Member) -> Client:
    from hamroh.foundation.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(pk=member.id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def addresses() -> list[tuple[str, str]]:
    """Every address of casework, with something that fits in it."""
    made = []
    for pattern in urlpatterns:
        if pattern.name not in DIRECTORY | DEVICES:
            converters = pattern.pattern.converters
            words = {"group": "profile", "key": "screening"}
            made.append((pattern.name, reverse(pattern.name, kwargs={k: words.get(k, uuid7()) for k in converters})))
    return made


def test_without_cases_no_page_of_casework_is_there_for_anybody(governance):
    found = []
    for member in POSTED:
        client = browser(member)
        found += [
            (name, member.username, verb, status)
            for name, address in addresses()
            for verb in ("get", "post")
            if (status := getattr(client, verb)(address).status_code) not in (404, 405)
        ]
    assert not found, found


@pytest.mark.parametrize("member", [cast.nigora, cast.rustam, cast.malika, cast.gulnora, cast.zebo, cast.bahrom])
def test_without_cases_home_is_what_somebody_answers_for_and_nothing_else_is_offered(governance, member):
    client = browser(member)
    answer = client.get("/home/")
    assert answer.status_code == 302 and answer["Location"] == reverse("my_duties")
    page = client.get("/duties/").content.decode()
    for address in ("/cases/", "/inbox/", "/sheet/", "/sent/", "/reviews/"):
        assert f'href="{address}' not in page, address
    assert "hm-find" not in page


@pytest.mark.parametrize(
    ("member", "page"),
    [
        (cast.zebo, "my_duties"),
        (cast.zebo, "member_list"),
        (cast.zebo, "desk"),
        (cast.zebo, "services"),
        (cast.gulnora, "my_organisation"),
        (cast.gulnora, "services"),
        (cast.nigora, "my_duties"),
        (cast.nigora, "my_account"),
    ],
)
def test_without_cases_members_duties_services_and_desk_go_on(governance, member, page):
    assert browser(member).get(reverse(page)).status_code == 200


def test_an_address_that_leads_nowhere_is_not_found_by_somebody_signed_in(db):
    assert browser(cast.nigora).get("/leads/nowhere/").status_code == 404


def test_without_cases_no_act_of_casework_is_done(governance):
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())


@pytest.fixture
def case_id(codes):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now()).pk


def test_with_codes_only_no_page_of_a_case_has_a_place_for_a_name(case_id):
    client = browser(cast.nigora)
    for part in ("", "print/", "part/profile/", "part/profile/write/", "part/contact/write/", "consent/", "refer/"):
        answer = client.get(f"/cases/{case_id}/{part}")
        page = answer.content.decode()
        assert answer.status_code == 200, part
        assert not NAME_FIELDS.search(page), part
        assert "Name and documents" not in page, part
        assert "no name was written" not in page and "Name hidden" not in page, part


def test_with_codes_only_the_part_for_names_is_not_there(case_id):
    client = browser(cast.nigora)
    for address in ("part/identity/", "part/identity/write/"):
        assert client.get(f"/cases/{case_id}/{address}").status_code == 404
    assert client.post(f"/cases/{case_id}/identity/show/").status_code == 404


def test_with_codes_only_nobody_writes_or_passes_on_a_name(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        with pytest.raises(NotFound):
            write_identity(actor, case=case, given="Someone", surname="Invented", now=clock.now())
        with pytest.raises(NotFound):
            open_case(actor, case_id, "identity")
        with pytest.raises(Refused) as refused:
            record_ground(
                actor,
                id=uuid7(),
                case_id=case_id,
                kind="consent",
                purpose="services",
                recipient_organisation_id=cast.organisation_id("legal-aid"),
                groups=["identity"],
                language="tg",
                mode="written",
                proof="paper_kept",
                given_by="self",
                expires_at=None,
                now=clock.now(),
            )
        assert "groups" in [o.field for o in refused.value.obstacles]


def test_with_identities_the_name_has_its_place(db):
    with acting(cast.nigora) as actor:
        case_id = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now()).pk
    client = browser(cast.nigora)
    assert "Name and documents" in client.get(f"/cases/{case_id}/").content.decode()
    assert NAME_FIELDS.search(client.get(f"/cases/{case_id}/part/identity/write/").content.decode())
