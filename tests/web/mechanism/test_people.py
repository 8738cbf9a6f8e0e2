"""A focal point manages the people of its own organisation, and nobody manages themselves."""

import pytest
from django.db import connection
from django.urls import reverse

from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import actor_of
from tests import cast
from tests.cast import acting
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)

pytestmark = pytest.mark.usefixtures("members")


def new(**changes):
    return {
        "id": uuid7(),
        "short_name": "L. Nabieva",
        "username": "lobar",
        "password": "a long road of stones",
        "role": "case-manager",
    } | changes


def post_of(member):
    from hamroh.mechanism.membership.models import Post

    return Post.objects.get(user_id=member.id).pk


def test_a_focal_point_adds_a_person_who_acts_for_this_organisation_only(sign_in):
    form = new()
    for _ in range(2):
        page = sign_in(cast.gulnora).post(reverse("add_person"), form, follow=True).content.decode()
    assert page.count("L. Nabieva") >= 1
    actor = actor_of(form["id"])
    assert actor.organisation_id == cast.organisation_id(cast.SHELTER)
    assert actor.waiting == ("case-manager",)  # until they have done what the role asks for first
    assert "L. Nabieva" in sign_in(cast.nigora, "ru").get(reverse("my_organisation")).content.decode()


@pytest.mark.parametrize(
    "role", ["secretary", "data-protection-lead", "frontline-identifier-x", "national-coordinator", ""]
)
def test_a_role_that_is_not_for_this_organisation_is_refused(sign_in, role):
    form = new(role=role)
    page = sign_in(cast.gulnora, "en").post(reverse("add_person"), form).content.decode()
    assert "L. Nabieva" in page
    assert actor_of(form["id"]) is None


@pytest.mark.parametrize("who", [cast.nigora, cast.malika, cast.zebo, cast.rustam, cast.bahrom])
def test_others_add_nobody(sign_in, who):
    assert sign_in(who).post(reverse("add_person"), new()).status_code == 404


def test_a_role_ends_at_the_next_click_and_never_ones_own_nor_in_another_organisation(sign_in):
    focal = sign_in(cast.gulnora)
    focal.post(reverse("end_post", args=[post_of(cast.sitora)]))
    assert actor_of(cast.sitora.id) is None
    page = focal.post(reverse("end_post", args=[post_of(cast.gulnora)]), follow=True).content.decode()
    assert "Nobody changes their own rights" in page
    assert actor_of(cast.gulnora.id)
    assert focal.post(reverse("end_post", args=[post_of(cast.zarina)])).status_code == 404
    assert actor_of(cast.zarina.id)


def test_the_secretariat_names_a_focal_point_elsewhere_and_not_at_its_own(sign_in):
    form = new(username="umed")
    secretary = sign_in(cast.zebo)
    secretary.post(reverse("name_focal_point", args=[cast.organisation_id("legal-aid")]), form)
    assert actor_of(form["id"]).roles == ("focal-point",)
    own = new(username="other")
    page = secretary.post(reverse("name_focal_point", args=[cast.organisation_id(cast.SECRETARIAT)]), own)
    assert "Nobody changes their own rights" in page.content.decode()


@pytest.mark.parametrize(
    ("who", "whom", "organisation"),
    [
        (cast.gulnora, cast.gulnora, cast.SHELTER),  # herself
        (cast.gulnora, cast.daler, cast.CLINIC),  # another organisation
        (cast.nigora, cast.daler, cast.SHELTER),  # manages nobody
    ],
)
def test_the_database_itself_refuses_a_post_that_no_policy_names(db, who, whom, organisation):
    values = [uuid7(), whom.id, cast.organisation_id(organisation), who.id]
    with pytest.raises(Exception, match="row-level security"), acting(who), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO membership_post (id, user_id, organisation_id, role, since, given_by)"
            " VALUES (%s, %s, %s, 'supervisor', now(), %s)",
            values,
        )
