"""A lost telephone takes two people, a further role an allow-list; an office keeps its own telephone out of hours."""

import pytest
from django.db import connection, connections
from django.urls import reverse

from hamroh.foundation.accounts.actions import give_second_factor
from hamroh.foundation.accounts.models import User
from hamroh.foundation.accounts.queries import has_second_factor
from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.actor import system_actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.membership.actions import ask_reset, decide_reset
from hamroh.mechanism.membership.models import ResetRequest
from tests import cast
from tests.cast import acting
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)

pytestmark = pytest.mark.usefixtures("members", "factor")


@pytest.fixture
def factor(db):
    yield
    if not has_second_factor(cast.nigora.id):
        give_second_factor(system_actor("test"), user_id=cast.nigora.id, secret=cast.SECRET, now=cast.NOW)
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET session_round = 0")


def ask(who=cast.gulnora, whom=cast.nigora):
    id = uuid7()
    with acting(who) as actor:
        ask_reset(actor, id=id, user_id=whom.id, now=clock.now())
    return id


def decide(id, who, granted=True):
    with acting(who) as actor:
        decide_reset(actor, request_id=id, granted=granted, now=clock.now())


@pytest.mark.parametrize("second", [cast.malika, cast.zebo])
def test_granted_by_a_second_person_it_is_forgotten_and_sessions_end(second):
    before = User.objects.get(pk=cast.nigora.id).session_round
    decide(ask(), second)
    assert not has_second_factor(cast.nigora.id)
    assert User.objects.get(pk=cast.nigora.id).session_round == before + 1
    verbs = set(Entry.objects.using("owner").values_list("verb", flat=True))
    assert {"reset.asked", "reset.granted", "account.second_factor_forgotten"} <= verbs


def test_whoever_asked_does_not_decide_nor_do_strangers_nor_oneself():
    id = ask()
    with pytest.raises(Refused, match="Whoever asked"):
        decide(id, cast.gulnora)
    for stranger in (cast.farrukh, cast.sitora, cast.bahrom, cast.nigora):
        with pytest.raises(NotFound):
            decide(id, stranger)
    about = ask(whom=cast.malika)
    with pytest.raises(Refused, match="their own sign-in"):
        decide(about, cast.malika)
    assert has_second_factor(cast.nigora.id)


def test_refused_it_stays_and_is_decided_once():
    id = ask()
    decide(id, cast.malika, granted=False)
    with pytest.raises(NotFound):
        decide(id, cast.zebo)
    assert has_second_factor(cast.nigora.id)


def test_only_the_own_people_are_asked_for_and_once():
    with pytest.raises(NotFound):
        ask(whom=cast.zarina)
    with pytest.raises(NotFound):
        ask(who=cast.malika)
    ask()
    ask()
    assert ResetRequest.objects.count() == 1


def test_the_database_lets_nobody_touch_another_account_without_the_door():
    with acting(cast.gulnora), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET session_round = 9 WHERE id = %s", [cast.nigora.id])
        assert cursor.rowcount == 0


def test_on_pages_one_asks_another_grants_and_the_next_page_sets_up_anew(sign_in):
    focal, supervisor = sign_in(cast.gulnora), sign_in(cast.malika)
    focal.post(reverse("ask_reset", args=[cast.nigora.id]))
    id = ResetRequest.objects.get().pk
    url = reverse("decide_reset", args=[id])
    assert url not in focal.get(reverse("my_organisation")).content.decode()
    assert url in supervisor.get(reverse("my_organisation")).content.decode()
    page = sign_in(cast.zebo).get(reverse("show_member", args=[cast.organisation_id(cast.SHELTER)])).content.decode()
    assert url in page
    assert "Whoever asked" in focal.post(url, {"granted": "yes"}, follow=True).content.decode()
    assert supervisor.post(url, {"granted": "yes"}).status_code == 302
    assert sign_in(cast.nigora).get(reverse("home"))["Location"] == reverse("mfa_activate_totp")


def test_a_focal_point_writes_the_telephone_out_of_hours_of_its_own_office_only(sign_in):
    def write(who, key, phone="+992 37 000 00 00"):
        url = reverse("write_contact", args=[cast.organisation_id(key)])
        return sign_in(who).post(url, {"phone": phone, "hours": "Nights"}, follow=True)

    assert "Write a telephone number" in write(cast.gulnora, cast.SHELTER, phone="call N.").content.decode()
    assert "+992 37 000 00 00" in write(cast.gulnora, cast.SHELTER).content.decode()
    assert write(cast.gulnora, cast.CLINIC).status_code == 404
    assert "+992 37 000 00 00" in write(cast.zebo, cast.CLINIC).content.decode()


def test_a_colleague_is_given_a_further_role_from_the_list(sign_in):
    from hamroh.mechanism.editions.queries import actor_of

    focal = sign_in(cast.gulnora)
    for whom, role in ((cast.zarina, "supervisor"), (cast.sitora, "secretary"), (cast.gulnora, "supervisor")):
        assert not focal.post(reverse("give_role"), {"user_id": whom.id, "role": role}, follow=True).redirect_chain
    assert focal.post(
        reverse("give_role"), {"user_id": cast.sitora.id, "role": "supervisor"}, follow=True
    ).redirect_chain
    assert set(actor_of(cast.sitora.id).roles) == {"case-manager", "supervisor"}
