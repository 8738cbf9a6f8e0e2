"""A copy of chosen parts for one named reader: what it carries, on what, and what it leaves behind."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import recuse
from hamroh.casework.cases.queries import timeline_of
from hamroh.casework.documents.actions import make_document
from hamroh.casework.documents.models import Document
from hamroh.casework.documents.queries import documents_of, find_document
from hamroh.casework.documents.rules import obstacles_to_document
from hamroh.casework.grounds.queries import disclosures_of
from hamroh.foundation.audit.models import Entry
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting


@pytest.fixture
def case_id(db):
    return given.case()


def made(case_id, who=cast.nigora, **changed):
    values = {
        "id": uuid7(),
        "made_for": "team",
        "groups": ["profile", "needs"],
        "why": "the court room has no network",
        "language": "tg",
        "paper": lambda case, code, ground: code.encode(),
        "now": NOW,
    }
    with acting(who) as actor:
        return make_document(actor, case_id=case_id, **(values | changed))


def fields(refused):
    return [obstacle.field for obstacle in refused.value.obstacles]


def test_the_code_on_the_paper_is_that_of_the_entry_in_the_record(case_id):
    row, paper = made(case_id)
    assert paper == row.code.encode()
    entry = Entry.objects.using("owner").get(verb="document.made", resource_id=str(row.pk))
    assert entry.detail["code"] == row.code and entry.actor_id == cast.nigora.id
    assert "court room" not in str(entry.detail), "what somebody typed is sealed"
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert "document.made" in [e.event for e in timeline_of(case)]
        (shown,) = documents_of(case)
        assert shown.why == "the court room has no network" and not disclosures_of(case)


def test_on_a_ground_it_carries_what_the_ground_covers_and_is_a_disclosure(case_id):
    ground = given.consent(case_id)
    made(case_id, made_for="ground", ground_id=ground, reader="Z. Davlatova", why="")
    with acting(cast.nigora) as actor:
        (left,) = disclosures_of(open_case(actor, case_id))
        assert sorted(left.groups) == ["needs", "profile"]
    with pytest.raises(Refused) as refused:
        made(case_id, made_for="ground", ground_id=ground, reader="Z. Davlatova", groups=["profile", "health"])
    assert fields(refused) == ["groups"]
    assert Document.objects.using("owner").count() == 1, "nothing half-written"


@pytest.mark.parametrize("later", [timedelta(days=91), timedelta(days=400)])
def test_a_ground_that_has_ended_carries_nothing(case_id, later):
    ground = given.consent(case_id)
    with pytest.raises(Refused):
        made(case_id, made_for="ground", ground_id=ground, reader="Z. Davlatova", now=NOW + later)


def test_the_ground_of_another_case_is_no_ground_here(case_id):
    other = given.consent(given.case())
    with pytest.raises(Refused) as refused:
        made(case_id, made_for="ground", ground_id=other, reader="Z. Davlatova")
    assert fields(refused) == ["made_for"]


def test_a_part_that_is_not_the_readers_is_not_there(case_id):
    for group in ("justice", "core"):
        with pytest.raises((NotFound, Refused)):
            made(case_id, groups=["profile", group])
    for stranger in (cast.sitora, cast.anahita, cast.malika):
        with pytest.raises(NotFound):
            made(case_id, who=stranger)
    assert not Document.objects.using("owner").exists()


def test_every_obstacle_is_told_at_once():
    told = obstacles_to_document(made_for="", groups=(), reader="", why="", language="xx", languages=("tg", "ru"))
    assert [o.field for o in told] == ["made_for", "groups", "language"]
    told = obstacles_to_document(
        made_for="ground", groups=["nowhere"], reader=" ", why="w" * 201, language="tg", languages=("tg",)
    )
    assert [o.field for o in told] == ["groups", "reader", "why"]
    told = obstacles_to_document(
        made_for="person", groups=["conference"], reader="", why="", language="tg", languages=("tg",)
    )
    assert [o.field for o in told] == ["groups"]


def test_whoever_reads_the_record_finds_who_made_a_sheet_and_not_what_it_says(case_id):
    row, _paper = made(case_id)
    for who in (cast.bahrom, cast.malika):
        with acting(who) as actor:
            shown = find_document(actor, row.code.lower().replace("-", " "))
            assert shown and shown.made_by == cast.nigora.id and shown.why == "" and shown.reader == ""
    for who in (cast.anahita, cast.zebo, cast.sitora, cast.gulnora):
        with acting(who) as actor:
            assert find_document(actor, row.code) is None
    with acting(cast.bahrom) as actor:
        assert find_document(actor, "D-222-222") is None
    assert Entry.objects.using("owner").filter(verb="document.searched").count() == 7


def test_a_supervisor_who_is_barred_finds_no_sheet_of_the_case(case_id):
    row, _paper = made(case_id)
    with acting(cast.malika) as actor:
        recuse(actor, case_id=case_id, user_id=cast.malika.id, reason="kin", now=NOW)
    with acting(cast.malika) as actor:
        assert find_document(actor, row.code) is None


def test_no_copy_is_changed_or_taken_away_afterwards(case_id):
    row, _paper = made(case_id)
    for change in (lambda: Document.objects.filter(pk=row.pk).update(language="ru"), Document.objects.all().delete):
        with pytest.raises(DatabaseError), acting(cast.nigora) as actor:
            open_case(actor, case_id)
            change()
