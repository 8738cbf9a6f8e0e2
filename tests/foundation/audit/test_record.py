"""The record of looks and acts: written with the act, readable by few, never changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.foundation.audit import actions as audit
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def test_each_opening_is_one_entry_with_the_groups(case_id):
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, "needs")
        look = Entry.objects.filter(verb="case.looked_at").get()
    assert (look.actor_id, look.case_id, look.detail) == (cast.nigora.id, case_id, {"groups": ["core", "needs"]})


def test_the_data_protection_lead_reads_it_and_others_do_not(case_id):
    with acting(cast.bahrom):
        assert Entry.objects.filter(case_id=case_id).exists()
    for member in (cast.sitora, cast.zebo, cast.rustam, cast.tahmina):
        with acting(member):
            assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "sql", ["UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_the_application_cannot_change_what_was_recorded(case_id, sql):
    with acting(cast.nigora), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_nobody_can_write_an_entry_in_another_name(db):
    with acting(cast.nigora), pytest.raises(DatabaseError), transaction.atomic():
        Entry(at=NOW, actor_id=cast.sitora.id, organisation_id=None, verb="x", resource="case").save(force_insert=True)


def test_an_act_that_fails_leaves_no_entry(db):
    with pytest.raises(RuntimeError), acting(cast.nigora) as actor:
        audit.record(actor, "thing.done", resource="thing")
        raise RuntimeError
    with acting(cast.bahrom):
        assert not Entry.objects.exists()


def test_listeners_hear_after_the_commit_and_cannot_refuse(db, monkeypatch):
    heard = []
    monkeypatch.setattr(audit, "_listeners", audit.defaultdict(list))
    audit.listen("thing.done", lambda entry: heard.append(entry.verb))
    audit.listen("thing.done", lambda entry: 1 / 0)
    with acting(cast.nigora) as actor:
        audit.record(actor, "thing.done", resource="thing")
        assert heard == []
    assert heard == ["thing.done"]


def test_settings_end_with_the_transaction(case_id):
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
    with transaction.atomic():
        assert not Entry.objects.exists()
        act_as(None)
        assert not Entry.objects.exists()
