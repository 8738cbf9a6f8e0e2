"""A draft is written by some, approved by others, and becomes the next edition; nobody does it alone."""

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections, transaction

from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import actions, queries
from hamroh.mechanism.editions.models import Draft, DraftChange, Edition
from hamroh.mechanism.editions.pack import editing
from hamroh.mechanism.editions.terms import DraftState
from tests import cast
from tests.cast import NOW, acting

ANSWER = "stages/3/limits/5"  # the answer to a routine referral
BECAUSE = "The proposals stay proposals until the members meet."


def begin(member: cast.Member = cast.zebo) -> UUID:
    id = uuid7()
    with acting(member) as actor:
        actions.begin_draft(actor, id=id, title="Quicker answers", now=NOW)
    return id


def put(draft_id: UUID, place: str, value: Any, revision: int = 0, member: cast.Member = cast.zebo) -> None:
    with acting(member) as actor:
        actions.save_entry(actor, draft_id=draft_id, revision=revision, place=place, value=value, now=NOW)


def propose(draft_id: UUID, reason: str = BECAUSE, member: cast.Member = cast.zebo, **more: Any) -> None:
    with acting(member) as actor:
        actions.propose_draft(actor, draft_id=draft_id, reason=reason, now=NOW, **more)


def answer(draft_id: UUID, member: cast.Member, approve: bool = True, reason: str = "") -> None:
    with acting(member) as actor:
        actions.answer_draft(actor, draft_id=draft_id, approve=approve, reason=reason, now=NOW)


def draft(draft_id: UUID) -> Draft:
    with acting(cast.zebo):
        return Draft.objects.get(pk=draft_id)


def publish() -> list[int]:
    """As the job does it, in its own login."""
    from hamroh.jobs.publish import publish as job

    default, jobs = connections["default"], connections["jobs"]
    connections["default"] = jobs
    try:
        return job()
    finally:
        connections["default"] = default
        jobs.close()


@pytest.fixture
def quicker(db: None) -> UUID:
    """A draft by the secretary in which routine referrals are answered within 48 hours."""
    id = begin()
    with acting(cast.zebo):
        limit = editing.value_at(Draft.objects.get(pk=id).document, editing.place_of(ANSWER))
    assert limit["clock"] == "answer" and limit["time"] == "72h"
    put(id, ANSWER, limit | {"time": "48h"})
    return id


@pytest.fixture(autouse=True)
def same_edition(db: None) -> Any:
    """What a test publishes is gone after it: the mechanism of the cast stays."""
    yield
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM editions_edition WHERE number > 1")
    queries.forget()


class TestWriting:
    def test_a_draft_begins_as_the_edition_in_force(self) -> None:
        found = draft(begin())
        pack, _findings = editing.findings_in(found.document, NOW.date())
        assert pack == queries.current().pack

    def test_a_second_click_begins_no_second_draft(self) -> None:
        id = uuid7()
        for _click in range(2):
            with acting(cast.zebo) as actor:
                actions.begin_draft(actor, id=id, title="Quicker answers", now=NOW)
        with acting(cast.zebo):
            assert Draft.objects.count() == 1

    def test_what_is_wrong_may_be_saved_and_is_told(self, quicker: UUID) -> None:
        put(quicker, ANSWER + "/time", "soon", revision=1)
        pack, findings = editing.findings_in(draft(quicker).document, NOW.date())
        assert pack is None
        assert [f.field for f in findings if f.is_error] == ["stages.referral.limits.answer.time"]

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten(self, quicker: UUID) -> None:
        with pytest.raises(Refused, match="changed this draft meanwhile"):
            put(quicker, ANSWER + "/time", "24h", revision=0)
        assert editing.value_at(draft(quicker).document, editing.place_of(ANSWER + "/time")) == "48h"

    def test_each_change_can_be_taken_back_to_the_beginning(self, quicker: UUID) -> None:
        with acting(cast.zebo) as actor:
            change = {"actor": actor, "draft_id": quicker, "now": NOW}
            actions.add_entry(**change, revision=1, place="stages/3/steps/0", value={"id": "new"})
            actions.move_entry(**change, revision=2, place="stages/3/steps/0", by=1)
            actions.remove_entry(**change, revision=3, place="stages/3/steps/3")
            for revision in (4, 5, 6, 7):
                actions.undo_change(**change, revision=revision)
            with pytest.raises(Refused, match="nothing to take back"):
                actions.undo_change(**change, revision=8)
        assert draft(quicker).document == editing.plain_of(queries.current().pack)
        with acting(cast.zebo):
            assert DraftChange.objects.filter(undone_at__isnull=False).count() == 4

    def test_an_entry_that_is_gone_is_said_to_be_gone(self, quicker: UUID) -> None:
        with pytest.raises(Refused, match="no longer in the draft"):
            put(quicker, "stages/99/limits/0", {}, revision=1)


class TestWhoMay:
    def test_whoever_may_not_write_finds_nothing(self, quicker: UUID) -> None:
        with pytest.raises(NotFound), acting(cast.nigora) as actor:
            actions.undo_change(actor, draft_id=quicker, revision=1, now=NOW)

    def test_the_database_shows_a_draft_to_nobody_else(self, quicker: UUID) -> None:
        for member in (cast.nigora, cast.gulnora, cast.tahmina):
            with acting(member), connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM editions_draft")
                assert cursor.fetchone() == (0,)
        assert draft(quicker).pk == quicker

    def test_no_page_can_write_an_edition_whatever_it_does(self, quicker: UUID) -> None:
        with pytest.raises(DatabaseError), acting(cast.zebo), connection.cursor() as cursor:
            cursor.execute("UPDATE editions_edition SET document = '{}'")

    @pytest.mark.parametrize("name", ["", "figures", "cascade", "editions"])
    def test_no_other_job_makes_an_edition(self, db: None, name: str) -> None:
        copied = (
            "INSERT INTO editions_edition (id, mechanism, number, content_hash, document, published_at)"
            " SELECT gen_random_uuid(), mechanism, 99, content_hash, document, now() FROM editions_edition"
        )
        with pytest.raises(DatabaseError), transaction.atomic(using="jobs"), connections["jobs"].cursor() as cursor:
            cursor.execute(f"SET LOCAL hamroh.job = '{name}'")
            cursor.execute(copied)

    def test_nobody_answers_in_anothers_name(self, quicker: UUID) -> None:
        propose(quicker)
        with pytest.raises(DatabaseError), acting(cast.zebo) as actor, connection.cursor() as cursor:
            cursor.execute(
                'INSERT INTO editions_draftanswer (id, draft_id, "group", content_hash, approved, reason, role, by,'
                " organisation_id, proposed_by, at) VALUES (%s, %s, 0, 'x', true, '', 'secretary', %s, %s, %s, now())",
                [uuid7(), quicker, cast.bahrom.id, actor.organisation_id, cast.zebo.id],
            )


class TestTheWay:
    def test_two_approvals_publish_it_and_the_old_edition_stays(self, quicker: UUID, secretaries: Any) -> None:
        propose(quicker)
        answer(quicker, cast.bahrom)
        assert publish() == []
        answer(quicker, secretaries)
        assert draft(quicker).state == DraftState.APPROVED
        assert publish() == [2]
        queries.forget()
        now, before = queries.current(), queries.numbered(1)
        assert [str(e.pack.limit("answer", "routine").time) for e in (now, before)] == ["48h", "72h"]
        edition = Edition.objects.get(number=2)
        assert edition.reason == BECAUSE
        assert {a["role"] for a in edition.approvals} == {"data-protection-lead", "secretary"}
        assert not any(member.short_name in str(edition.approvals) for member in cast.EVERYBODY)
        assert draft(quicker).published_as == 2

    def test_whoever_proposed_does_not_approve(self, quicker: UUID) -> None:
        propose(quicker)
        with pytest.raises(Refused, match="another must"):
            answer(quicker, cast.zebo)

    def test_a_change_after_the_proposal_takes_the_approvals_back(self, quicker: UUID, secretaries: Any) -> None:
        propose(quicker)
        answer(quicker, cast.bahrom)
        put(quicker, ANSWER + "/time", "24h", revision=1)
        assert draft(quicker).state == DraftState.OPEN
        propose(quicker)
        answer(quicker, secretaries)
        assert draft(quicker).state == DraftState.PROPOSED  # data protection said yes to another text

    def test_an_error_cannot_be_proposed(self, quicker: UUID) -> None:
        put(quicker, ANSWER + "/time", "soon", revision=1)
        with pytest.raises(Refused, match="Correct them first"):
            propose(quicker)

    def test_a_warning_asks_for_a_reason(self, quicker: UUID) -> None:
        with pytest.raises(Refused, match="say why"):
            propose(quicker, reason=" ")

    def test_a_draft_without_a_change_is_not_proposed(self) -> None:
        with pytest.raises(Refused, match="nothing to publish"):
            propose(begin())

    def test_a_draft_of_an_older_edition_takes_nothing_back(self, quicker: UUID, secretaries: Any) -> None:
        older = begin()
        put(older, "mechanism/version", "0.2")
        propose(quicker)
        answer(quicker, cast.bahrom)
        answer(quicker, secretaries)
        assert publish() == [2]
        with pytest.raises(Refused, match="Another edition was published"):
            propose(older)

    def test_a_no_says_what_has_to_change_and_opens_the_draft(self, quicker: UUID) -> None:
        propose(quicker)
        with pytest.raises(Refused, match="what has to change"):
            answer(quicker, cast.bahrom, approve=False)
        answer(quicker, cast.bahrom, approve=False, reason="Members need notice.")
        assert draft(quicker).state == DraftState.OPEN

    def test_what_was_changed_behind_the_approvals_is_not_published(self, quicker: UUID, secretaries: Any) -> None:
        propose(quicker)
        answer(quicker, cast.bahrom)
        answer(quicker, secretaries)
        with connections["owner"].cursor() as cursor:
            cursor.execute("UPDATE editions_draft SET document = jsonb_set(document, '{mechanism,version}', '\"9\"')")
        assert publish() == []
        assert draft(quicker).state == DraftState.OPEN
        assert Edition.objects.count() == 1


@pytest.fixture
def secretaries(db: None) -> Any:
    """A second secretary: the leadership's yes comes from another than who proposed."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO membership_post (id, user_id, organisation_id, role, deputy, since) SELECT %s, %s, id,"
            " 'secretary', true, %s FROM membership_organisation WHERE key = 'imc'",
            [uuid7(), cast.daler.id, "2026-01-01T00:00:00Z"],
        )
    yield cast.daler
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM membership_post WHERE user_id = %s", [cast.daler.id])
