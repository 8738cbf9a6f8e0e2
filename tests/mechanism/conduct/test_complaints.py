"""Complaints: who reads them, who never does, and how they come to an end."""

from datetime import timedelta

import pytest
from django.db import transaction

from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.conduct import actions
from hamroh.mechanism.conduct.access import open_by_receipt, open_complaint
from hamroh.mechanism.conduct.models import Complaint, ComplaintEntry
from hamroh.mechanism.conduct.queries import complaints, said_in, words_of
from hamroh.mechanism.conduct.terms import Channel, Entry
from hamroh.mechanism.editions.queries import current
from tests import cast
from tests.cast import acting
from tests.mechanism.conduct.given import WORDS, complaint


def reads(member, key):
    with acting(member) as actor:
        try:
            return words_of(open_complaint(actor, key, clock.now()))
        except NotFound:
            return None


def by_receipt(code):
    """What a stranger with this code finds: state and what they may read."""
    with transaction.atomic():
        act_as(None)
        found = open_by_receipt(code)
        return found and (found.state, [(e.kind, e.text) for e in said_in(found, to_complainant=True)])


def do(member, act, key, **said):
    with acting(member) as actor:
        getattr(actions, act)(actor, complaint_id=key, now=clock.now(), **said)


def add(code, text="More", *, retaliation=False, again=False):
    with transaction.atomic():
        act_as(None)
        actions.add_to_complaint(receipt=code, text=text, retaliation=retaliation, again=again, now=clock.now())


@pytest.mark.parametrize(
    ("about", "organisation", "readers"),
    [
        ("unknown", "", {"zebo", "ravshan"}),
        ("place", "", {"zebo", "ravshan"}),
        ("organisation", cast.SHELTER, {"zebo", "ravshan"}),
        ("organisation", cast.SECRETARIAT, {"ravshan"}),
        ("organisation", "imc-sughd", {"ravshan"}),
        ("organisation", "ombuds", {"zebo"}),
        ("mechanism", "", {"ravshan"}),
    ],
)
def test_only_handlers_read_it_and_none_of_the_accused(db, about, organisation, readers):
    key, _code = complaint(about, organisation)
    assert {m.username for m in cast.EVERYBODY if m is not cast.daler and reads(m, key) == WORDS} == readers
    for member in (cast.zebo, cast.ravshan):
        with acting(member) as actor:
            assert bool(complaints(actor, clock.now())) == (member.username in readers)


def test_when_nobody_may_read_it_it_is_not_taken_and_the_remedy_is_named(db):
    readers = {cast.organisation_id(cast.SECRETARIAT)}
    with pytest.raises(Refused, match="Turn to one of those named below"):
        complaint("organisation", cast.SECRETARIAT, readers=readers)
    key, _code = complaint("mechanism", readers=readers)
    assert reads(cast.zebo, key) == WORDS, "somebody must read it"


@pytest.mark.parametrize(
    "changes",
    [{"text": " "}, {"text": "x" * 5000}, {"about": "somebody"}, {"agreed": False}, {"about": "organisation"}],
)
def test_what_cannot_be_taken_is_refused_and_not_kept(db, changes):
    with pytest.raises(Refused):
        complaint(**changes)
    assert not Complaint.objects.using("owner").exists()


def test_a_second_click_gives_the_same_receipt_and_other_words_under_that_key_nothing(db):
    key = uuid7()
    first, second = complaint(id=key), complaint(id=key)
    assert first == second and Complaint.objects.using("owner").count() == 1
    with pytest.raises(NotFound):
        complaint(id=key, text="Other words")


def test_the_receipt_is_kept_nowhere_and_the_words_are_sealed(db):
    _key, code = complaint()
    row = Complaint.objects.using("owner").values_list().get()
    assert code not in repr(row) and code.replace("-", "") not in repr(row)
    assert WORDS.encode() not in bytes(Complaint.objects.using("owner").get().sealed)


def test_whoever_holds_the_receipt_reads_the_answers_and_no_note_nor_their_own_words(db):
    key, code = complaint()
    do(cast.zebo, "take_complaint", key)
    do(cast.zebo, "note_on_complaint", key, text="Ask the guard")
    do(cast.zebo, "reply_to_complaint", key, text="We are asking")
    add(code, "It was on Monday")
    state, said = by_receipt(code)
    assert state == "open"
    assert said == [(Entry.ADDED, "It was on Monday"), (Entry.REPLY, "We are asking")]
    with transaction.atomic():
        act_as(None)
        open_by_receipt(code)
        assert set(ComplaintEntry.objects.values_list("kind", flat=True)) == {"reply", "added"}, "the database itself"


@pytest.mark.parametrize("typed", ["", "ABCD", "2222-2222-2222-2222"])
def test_a_code_that_is_none_opens_nothing(db, typed):
    complaint()
    assert by_receipt(typed) is None
    with pytest.raises(NotFound):
        add(typed)


def test_it_is_taken_decided_with_reasons_and_looked_at_again_by_somebody_else(db):
    key, code = complaint()
    decision = {"outcome": "partly", "sanction": "warning", "text": "Two people say the same"}
    with pytest.raises(Refused, match="Take it in hand first"):
        do(cast.zebo, "decide_complaint", key, **decision)
    do(cast.zebo, "take_complaint", key)
    with pytest.raises(Refused) as refused:
        do(cast.zebo, "decide_complaint", key, outcome="", sanction="", text="")
    assert {o.field for o in refused.value.obstacles} == {"outcome", "sanction", "text"}
    do(cast.zebo, "decide_complaint", key, **decision)
    with pytest.raises(Refused):
        do(cast.ravshan, "take_complaint", key)
    add(code, "He does it again", again=True)
    assert by_receipt(code)[0] == "reconsider"
    with pytest.raises(Refused, match="somebody else"):
        do(cast.zebo, "take_complaint", key)
    do(cast.ravshan, "take_complaint", key)
    do(cast.ravshan, "decide_complaint", key, outcome="upheld", sanction="role_suspended", text="True")
    assert by_receipt(code)[0] == "answered"


def test_retaliation_is_told_to_the_handlers(db):
    key, code = complaint()
    add(code, "They moved me to the cellar room", retaliation=True)
    with acting(cast.zebo) as actor:
        (row,) = complaints(actor, clock.now())
        assert row.retaliation and row.heard_at > row.at and row.id == key


def test_named_later_it_is_shut_to_that_organisation_and_ones_own_is_left_to_others(db):
    key, _code = complaint()
    known = {cast.organisation_id(cast.SECRETARIAT), cast.organisation_id(cast.SHELTER)}
    with pytest.raises(Refused, match="your own organisation"):
        do(cast.zebo, "name_accused", key, organisation_id=cast.organisation_id(cast.SECRETARIAT), organisations=known)
    do(cast.ravshan, "name_accused", key, organisation_id=cast.organisation_id(cast.SECRETARIAT), organisations=known)
    assert reads(cast.zebo, key) is None and reads(cast.ravshan, key) == WORDS


def test_shut_to_an_accused_handler_wherever_they_work(db):
    key, _code = complaint()
    with pytest.raises(Refused, match="about yourself"):
        do(cast.zebo, "shut_to_person", key, user_id=cast.zebo.id)
    do(cast.ravshan, "shut_to_person", key, user_id=cast.zebo.id)
    assert reads(cast.zebo, key) is None
    with pytest.raises(NotFound):
        do(cast.zebo, "take_complaint", key)


def test_a_clock_runs_by_the_pack_until_somebody_takes_it(db):
    now = clock.now()
    due = current().complaint_due(now)
    assert due and due - now >= timedelta(days=5)
    key, _code = complaint(due_at=due)
    with acting(cast.zebo) as actor:
        assert complaints(actor, now)[0].due_at == due
    do(cast.zebo, "take_complaint", key)
    with acting(cast.zebo) as actor:
        assert complaints(actor, now)[0].due_at is None


def test_a_member_is_named_only_when_they_wish(db):
    from hamroh.mechanism.editions.queries import roles_with
    from hamroh.mechanism.membership.queries import holding

    for name in (True, False):
        with acting(cast.nigora) as actor:
            actions.file_complaint(
                actor if name else None, id=uuid7(), channel=Channel.MEMBER, about="unknown", organisation_id=None,
                organisations=(), text=WORDS, readers=holding(roles_with("complaint:handle"), clock.now()),
                secretariat=(), due_at=None, now=clock.now(),
            )  # fmt: skip
    kept = Complaint.objects.using("owner").order_by("at").values_list("complainant_id", flat=True)
    assert list(kept) == [cast.nigora.id, None]


def test_what_waits_comes_first_and_of_that_who_suffers_for_it(db):
    decided, _ = complaint(text="First")
    suffering, code = complaint(text="Second")
    last, _ = complaint(text="Third")
    do(cast.zebo, "take_complaint", decided)
    do(cast.zebo, "decide_complaint", decided, outcome="not_upheld", sanction="none", text="Nobody saw it")
    add(code, "They took my bed", retaliation=True)
    with acting(cast.zebo) as actor:
        assert [row.id for row in complaints(actor, clock.now())] == [suffering, last, decided]


def test_to_suffer_for_a_complaint_opens_it_anew_in_the_same_hands(db):
    key, code = complaint()
    do(cast.zebo, "take_complaint", key)
    do(cast.zebo, "decide_complaint", key, outcome="upheld", sanction="warning", text="True")
    add(code, "He came back at night", retaliation=True, again=True)
    with acting(cast.zebo) as actor:
        (row,) = complaints(actor, clock.now())
        assert (row.state, row.handler_id) == ("open", cast.zebo.id)
    do(cast.zebo, "decide_complaint", key, outcome="upheld", sanction="role_suspended", text="True again")
