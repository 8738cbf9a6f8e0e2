"""The timeline, page by page."""

from types import SimpleNamespace

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.queries.timeline import one_page, timeline_page, told_of_each
from hamroh.casework.cases.terms import EVENT_WORDS, KINDS, kind_of
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.cases.long_file import lengthen
from tests.casework.referrals import given
from tests.cast import acting


@pytest.fixture
def case_id(db):
    return given.case()


def pages_of(case, kind=""):
    before, found = None, []
    while True:
        entries, more = one_page(timeline_page(case, kind=kind, before=before, limit=40), before=before, limit=40)
        found.append(entries)
        if not more:
            return found
        before = (entries[-1].at, entries[-1].pk)


def test_every_entry_stands_on_exactly_one_page_newest_first(case_id):
    lengthen(case_id, 200)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        pages = pages_of(case)
        entries = [entry for page in pages for entry in page]
        assert len({entry.pk for entry in entries}) == len(entries) == sum(t.times for t in told_of_each(case).values())
        assert entries == sorted(entries, key=lambda e: (e.at, e.pk), reverse=True)
        assert [len(page) for page in pages[:-1]] == [40] * (len(pages) - 1)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "person"])
def test_a_kind_holds_its_own_entries_and_no_other(case_id, kind):
    lengthen(case_id, 60)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        entries = [entry for page in pages_of(case, kind) for entry in page]
        assert entries
        assert {kind_of(entry.event) for entry in entries} == {kind}


def test_the_kinds_together_are_everything(case_id):
    lengthen(case_id, 60)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        counted = [len(page) for kind in KINDS if kind != "person" for page in pages_of(case, kind)]
        assert sum(counted) == sum(len(page) for page in pages_of(case))


def test_the_persons_own_decisions_are_a_strand_across_the_kinds(case_id):
    lengthen(case_id, 60)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        hers = [entry for page in pages_of(case, "person") for entry in page]
        assert len(hers) == 10 == sum(t.by_person for t in told_of_each(case).values())
        assert all(entry.by_person for entry in hers)


def test_of_each_event_the_newest_is_told(case_id):
    lengthen(case_id, 60)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        entries = [e for e in timeline_page(case, limit=100) if e.event == "referral.sent"]
        told = told_of_each(case)["referral.sent"]
        assert (told.at, told.times) == (entries[0].at, 10)


def test_answers_of_others_are_cut_where_the_entries_were():
    now = clock.now()
    answers = [SimpleNamespace(pk=uuid7(), at=now, event="referral.accepted", by_person=False) for _ in range(5)]
    first, more = one_page([], answers, limit=3)
    rest, end = one_page([], answers, before=(first[-1].at, first[-1].pk), limit=3)
    assert more
    assert not end
    assert {a.pk for a in [*first, *rest]} == {a.pk for a in answers}


def test_no_entry_is_without_a_kind():
    assert {kind_of(event) for event in EVENT_WORDS} <= set(KINDS)
    assert kind_of("case.opened") == "course"
    assert kind_of("referral.sent") == "sharing"
