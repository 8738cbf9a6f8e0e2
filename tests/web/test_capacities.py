"""Every section of a file × every capacity on a case: opened where the capacity has its part, and not there elsewhere.

The table is written by hand from what each capacity needs to know; the pack is held against it, and each page against both.
"""

import pytest
from django.urls import reverse

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, leave_team, open_new_case
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import current
from hamroh.web.casework.case_parts import PARTS as PLAIN_PARTS
from hamroh.web.casework.file_parts import PARTS
from tests import cast
from tests.cast import acting

G = FieldGroup
ALL = frozenset(G) - {G.CORE, G.JUSTICE}
OPENS: dict[str, frozenset[str]] = {
    "case-manager": ALL,
    "supervisor": ALL,
    "lawyer": ALL - {G.HEALTH, G.RESIDENCE, G.SERVICES, G.NARRATIVE} | {G.JUSTICE},
    "psychologist": frozenset({G.PROFILE, G.CONTACT, G.NEEDS, G.HEALTH, G.RISK, G.PLAN, G.NARRATIVE, G.CONFERENCE}),
    "health-worker": frozenset({G.PROFILE, G.CONTACT, G.NEEDS, G.HEALTH, G.RISK}),
    "social-worker": ALL - {G.IDENTITY, G.HEALTH, G.SCREENING, G.NARRATIVE},
    "interpreter": frozenset({G.PROFILE, G.CONTACT}),
}
# What opens by a page of its own: its part of the file, the page, and the arguments behind the case.
SECTIONS = [(part.group, part.url_name, ()) for part in PARTS] + [(g, "case_part", (str(g),)) for g in PLAIN_PARTS]


@pytest.fixture
def case_id(db):
    key = uuid7()
    with acting(cast.nigora) as actor:
        open_new_case(actor, id=key, child=True, code_only=False, now=clock.now())
    return key


def test_the_pack_says_of_each_capacity_what_the_table_says(db):
    assert {c.id: frozenset(c.groups) for c in current().pack.capacities} == OPENS


@pytest.mark.parametrize("capacity", OPENS)
def test_each_section_opens_for_the_capacities_that_have_its_part(sign_in, case_id, capacity):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", capacity=capacity, now=clock.now())
    browser, wrong = sign_in(cast.sitora), []
    for group, name, more in SECTIONS:
        wanted = group in OPENS[capacity] and group != G.JUSTICE  # that part needs a permission of its own as well
        status = browser.get(reverse(name, args=[case_id, *more])).status_code
        if (status != 404) is not wanted:
            wrong.append((name, *more, group, status))
    assert not wrong
    page = browser.get(reverse("show_case", args=[case_id])).content.decode()
    for group, name, more in SECTIONS:
        if group not in OPENS[capacity]:
            assert reverse(name, args=[case_id, *more]) not in page, f"led to where nothing is: {name} {more}"


def test_who_left_finds_no_section_whatever_the_capacity_was(sign_in, case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", now=clock.now())
    with acting(cast.nigora) as actor:
        leave_team(actor, case=open_case(actor, case_id), user_id=cast.sitora.id, now=clock.now())
    browser = sign_in(cast.sitora)
    for _group, name, more in SECTIONS:
        assert browser.get(reverse(name, args=[case_id, *more])).status_code == 404
