"""What the database itself refuses, when a page forgot to: to a recipient, a colleague, a job, an unlucky savepoint."""

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case, Task
from hamroh.casework.identification.models import Decision, Screening
from hamroh.casework.people.actions import write_profile
from hamroh.casework.people.models import Profile
from hamroh.casework.people.queries import profile_of
from hamroh.casework.referrals import actions
from hamroh.casework.referrals.access import open_received
from hamroh.casework.referrals.models import Content, Referral
from hamroh.casework.support.actions import write_needs
from hamroh.casework.support.models import Need
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.permissions.access import lent_key
from hamroh.foundation.vault.access import KeyStore, seal
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given


def refused(sql: str, *values: Any) -> bool:
    """Whether the application's login may not say this at all, or not about these rows."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.rowcount == 0
    except ProgrammingError:
        return True


@pytest.fixture
def sent(db: None) -> dict[str, UUID]:
    """A referral whose recipient may see age, needs and what happened."""
    now = clock.now()
    case, groups = given.case(now=now), ("profile", "needs")
    ground = given.consent(case, groups=groups, now=now, expires_at=now + timedelta(days=30))
    return {"case": case, "ground": ground, "referral": given.referral(case, ground, groups=groups, now=now)}


FIXED = {
    "referrals_referral": (
        *("code", "kind", "case_id", "person_id", "ground_id", "ground_kind", "sender_organisation_id", "sent_at"),
        *("sender_user_id", "recipient_organisation_id", "service_id", "groups", "review_by", "priority"),
    ),
    "referrals_content": ("recipient_organisation_id", "sealed", "referral_id"),
    "referrals_answer": ("accepted", "reason", "note_sealed", "recipient_organisation_id"),
    "referrals_question": ("asked_sealed", "referral_id", "recipient_organisation_id"),
    "referrals_outcome": ("referral_id", "recipient_organisation_id"),
    "cases_case": ("code", "person_id", "organisation_id", "edition_id", "origin_referral_id", "opened_at"),
    "cases_teammember": ("user_id", "case_id", "role", "since"),
    "cases_task": ("case_id", "organisation_id", "due_at", "key", "referral_id"),
    "cases_timelineentry": ("event", "at", "by_person"),
    "grounds_ground": ("kind", "groups", "recipient_organisation_id", "expires_at", "review_by", "recorded_by"),
    "grounds_disclosure": ("groups", "at"),
    "grounds_reasons": ("sealed",),
    "people_identity": ("person_id", "thing", "number", "sealed", "written_at", "written_by"),
    "people_safecontact": ("person_id", "thing", "number", "sealed", "written_at", "written_by"),
    "people_profile": ("person_id", "thing", "number", "age_band", "languages", "citizenship", "written_by"),
    "identification_firstlinesheet": ("author_id", "observations", "agreement", "held", "child"),
    "identification_screening": (
        *("case_id", "population", "started_by", "checklist"),
        *("edition_id", "indicator_set", "context_sets"),
    ),
    "identification_contact": ("author_id", "organisation_id", "at", "channel", "safety", "outcome"),
    "identification_decision": ("outcome", "reason_sealed", "decided_by"),
    "support_stay": ("case_id", "organisation_id", "service_id"),
    "support_servicerecord": ("note_sealed", "given_on"),
    "status_application": (
        *("code", "case_id", "person_id", "ground_id", "sender_organisation_id", "sender_user_id", "groups"),
        *("authority_organisation_id", "begun_at"),
    ),
    "status_evidence": ("application_id", "case_id", "kind", "shows", "held_by", "attached", "note_sealed"),
    "status_decision": ("application_id", "outcome", "reasons_sealed", "panel", "not_by", "decided_by", "decided_at"),
    "status_reflection": ("case_id", "started_at", "because", "notice_language", "noticed_at"),
    "status_extension": ("until", "why_sealed", "extended_by"),
    "audit_entry": ("actor_id", "verb", "at", "case_id", "detail"),
}


def test_what_was_once_said_cannot_be_changed_by_any_page(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t || '.' || c FROM unnest(%s::text[], %s::text[]) AS x(t, c)"
            " WHERE has_column_privilege(t, c, 'UPDATE')",
            [[t for t, columns in FIXED.items() for _ in columns], [c for columns in FIXED.values() for c in columns]],
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity"
            " AND has_table_privilege(oid, 'DELETE, TRUNCATE, TRIGGER')"
        )
        # What a search finds by is worked out anew from what the vault holds: nobody's word is lost with it.
        assert cursor.fetchall() == [("people_searchmark",)]


def test_a_recipient_reads_what_was_opened_and_cannot_write_into_it(sent: dict[str, UUID]) -> None:
    person = None
    with cast.acting(cast.nigora) as actor:
        case = open_case(actor, sent["case"], "profile", "needs")
        person = case.person_id
        write_profile(actor, case=case, age_band="adult", now=clock.now())
        write_needs(actor, case=case, services=["medical"], now=clock.now())
    with cast.acting(cast.farrukh) as actor:
        assert open_received(actor, sent["referral"], clock.now()).groups == ("needs", "profile")
        assert profile_of(person).written and Need.objects.count() == 1
        assert refused("UPDATE people_profile SET age_band = 'child'")
        assert refused("UPDATE support_need SET urgent = true")
        columns = "id, thing, number, written_at, case_id"
        values = (uuid7(), sent["case"], sent["case"])
        assert refused(f"INSERT INTO support_healthnote ({columns}) VALUES (%s, %s, 1, now(), %s)", *values)
        assert not Decision.objects.exists() and not Screening.objects.exists()


def test_after_a_withdrawal_the_database_itself_shows_the_recipient_nothing_of_what_was_told(
    sent: dict[str, UUID],
) -> None:
    with cast.acting(cast.farrukh) as actor:
        assert not Content.objects.exists(), "not before the door"
        open_received(actor, sent["referral"], clock.now())
        assert Content.objects.count() == 1
    with cast.acting(cast.nigora) as actor:
        actions.withdraw_ground(
            actor, case_id=sent["case"], ground_id=sent["ground"], how="not_asked", caretakers={}, now=clock.now()
        )
    with cast.acting(cast.farrukh) as actor:
        assert open_received(actor, sent["referral"], clock.now()).shut
        assert not Content.objects.exists() and not Need.objects.exists() and not Profile.objects.exists()


def test_nothing_is_told_with_a_referral_of_others(sent: dict[str, UUID]) -> None:
    with cast.acting(cast.parviz):
        for table, columns, values in (
            ("content", "sealed", "''"),
            ("answer", "accepted, reason_of, reason, at, by", f"true, '', '', now(), '{cast.parviz.id}'"),
        ):
            sql = f"INSERT INTO referrals_{table} (id, referral_id, recipient_organisation_id, sender_keys, {columns})"
            there = cast.organisation_id(cast.CLINIC)
            assert refused(f"{sql} VALUES (%s, %s, %s, '{{}}', {values})", uuid7(), sent["referral"], there)


def test_no_referral_and_no_task_is_made_for_a_case_that_is_not_open(sent: dict[str, UUID]) -> None:
    with cast.acting(cast.anahita) as actor:
        task = Task(
            key="x", case_id=sent["case"], organisation_id=actor.organisation_id, parties=[actor.user_id],
            started_at=clock.now(), due_at=clock.now(), basis="assumed",
        )  # fmt: skip
        with pytest.raises(ProgrammingError), transaction.atomic():
            task.save(force_insert=True)
        now, me, there = clock.now(), actor.user_id, cast.organisation_id(cast.CLINIC)
        forged = Referral(
            code="X", kind="referral", case_id=sent["case"], ground_id=sent["ground"], ground_kind="consent",
            sender_organisation_id=actor.organisation_id, sender_user_id=me, sender_keys=[me], moved_by=me,
            recipient_organisation_id=there, service_id=given.service_id("clinic-sughd-care"), groups=["identity"],
            priority="routine", status="requested", sent_at=now, due_at=now, due_basis="assumed", moved_at=now,
        )  # fmt: skip
        with pytest.raises(ProgrammingError), transaction.atomic():
            forged.save(force_insert=True)


def test_nobody_writes_the_record_in_the_name_of_another(db: None) -> None:
    with cast.acting(cast.nigora) as actor:
        for who, office in ((cast.malika.id, actor.organisation_id), (None, None), (actor.user_id, uuid7())):
            entry = Entry(at=clock.now(), actor_id=who, organisation_id=office, verb="case.looked_at", resource="case")
            with pytest.raises(ProgrammingError), transaction.atomic():
                entry.save(force_insert=True)


def test_the_jobs_login_counts_and_sees_nothing_else(sent: dict[str, UUID], jobs: Any) -> None:
    assert jobs("SELECT count(*) FROM referrals_referral WHERE id IS NOT NULL") == [(0,)], "not before it says its name"
    jobs("SELECT set_config('hamroh.job', 'figures', false)")
    assert jobs("SELECT count(id) FROM referrals_referral") == [(1,)]
    readable = jobs(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE a.attnum > 0 AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
        " AND has_column_privilege(c.oid, a.attnum, 'SELECT')"
    )
    casework = {table for table, _ in readable if table.startswith(("cases_", "referrals_", "support_", "grounds_"))}
    known = {"cases_case", "cases_task", "cases_timelineentry", "referrals_referral", "support_stay"}
    assert casework <= known
    assert not {table for table, _ in readable if table.startswith(("people_", "identification_", "audit_", "mfa_"))}
    telling = {
        *("person_id", "code", "sealed", "note_sealed", "groups", "ground_id", "ground_kind", "service_id", "detail"),
        *("sender_keys", "sender_user_id", "sender_organisation_id", "parties", "password", "session_data"),
    }
    told = [(table, column) for table, column in readable if table in casework and column in telling]
    # Whoever turns eighteen needs a task, and a task carries the keys of the case's team: colleagues, no person.
    assert told == [("cases_case", "parties")]
    assert jobs("SELECT count(id) FROM support_stay") == [(0,)], "a job sees what its own name shows"
    for table in (
        "accounts_user",
        "django_session",
        "mfa_authenticator",
        "audit_entry",
        "cases_case",
        "membership_post",
    ):
        assert jobs(f"SELECT has_table_privilege('{table}', 'SELECT')") == [(False,)], table


def test_a_key_that_was_lent_is_back_whatever_happened(sent: dict[str, UUID]) -> None:
    with cast.acting(cast.sitora) as actor:
        for failing in (ValueError, ProgrammingError):
            with pytest.raises(failing), lent_key(actor, actor.organisation_id):
                assert Case.objects.count() == 1
                if failing is ProgrammingError:
                    with transaction.atomic(), connection.cursor() as cursor:
                        cursor.execute("SELECT nonsense")
                raise ValueError
            assert Case.objects.count() == 0


def test_what_was_opened_in_a_part_that_was_undone_is_shut_again(sent: dict[str, UUID]) -> None:
    with cast.acting(cast.nigora) as actor:
        case = open_case(actor, sent["case"], "needs")
        write_needs(actor, case=case, services=["medical"], now=clock.now())
    with cast.acting(cast.nigora) as actor:
        with pytest.raises(ValueError, match="undone"), transaction.atomic():
            open_case(actor, sent["case"], "needs")
            assert Need.objects.exists()
            raise ValueError("undone")
        assert not Need.objects.exists()


def test_the_key_store_is_closed_to_others_however_it_was_begun(tmp_path: Path, settings: Any) -> None:
    import os

    before = os.umask(0o002)
    try:
        store = KeyStore(tmp_path / "new" / "keys")
        store.key(uuid7(), create=True)
    finally:
        os.umask(before)
    kept = [store.folder.parent, store.folder, *store.folder.rglob("*")]
    assert len(kept) >= 5
    assert not [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_two_that_seal_for_a_new_person_at_once_get_one_key(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    person = uuid7()
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: KeyStore(tmp_path).key(person, create=True), range(16)))
    assert len(keys) == 1 and seal(person, "x", place="here") != seal(person, "x", place="here")
