"""Every table says what it holds and when it goes, is closed by a policy, and could be carried by a cluster."""

import re

import pytest
from django.apps import apps
from django.db import connection

from hamroh.conf.database import GUARDED, PLAIN_TABLES

OURS = [m for m in apps.get_models() if m.__module__.startswith("hamroh.")]
INTEGER_KEYS = {  # Django's and its libraries' own identities
    "auth_group", "auth_group_permissions", "auth_permission", "django_content_type", "django_migrations",
    "account_emailaddress", "account_emailconfirmation", "mfa_authenticator",
    "axes_accessattempt", "axes_accessattemptexpiration", "axes_accessfailurelog", "axes_accesslog",
}  # fmt: skip


def ask(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_model_says_what_it_tells_of_a_person_and_when_it_goes(model: type) -> None:
    assert len(model.personal_data) >= 5
    assert len(model.retention) >= 5


def test_every_table_of_casework_is_under_a_policy(db: None) -> None:
    secured = {name for (name,) in ask("SELECT relname FROM pg_class WHERE relrowsecurity")}
    casework = {m._meta.db_table for m in OURS if ".casework." in m.__module__}
    assert casework <= secured
    assert "audit_entry" in secured
    assert secured & set(PLAIN_TABLES) == set(GUARDED)


def test_policies_read_only_their_own_row_and_settings(db: None) -> None:
    policies = ask(
        "SELECT policyname, tablename, coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies"
    )
    assert len(policies) > 40
    wrong = [(name, table) for name, table, text in policies if re.search(r"\bselect\b", text, re.IGNORECASE)]
    assert not wrong, wrong


def test_every_setting_is_read_so_that_an_empty_one_closes(db: None) -> None:
    for name, table, text in ask(
        "SELECT policyname, tablename, coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies"
    ):
        assert text.count("current_setting(") == text.count("NULLIF(current_setting("), (name, table)


def test_every_table_has_a_primary_key_and_ours_is_a_uuid(db: None) -> None:
    keys = dict(
        ask(
            "SELECT c.relname, t.typname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
            " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
            " LEFT JOIN pg_type t ON t.oid = a.atttypid WHERE n.nspname = 'public' AND c.relkind = 'r'"
        )
    )
    assert not [table for table, type in keys.items() if type is None]
    assert not [table for table, type in keys.items() if type not in ("uuid", "varchar") and table not in INTEGER_KEYS]


def test_there_is_nothing_that_a_cluster_cannot_carry(db: None) -> None:
    assert not ask("SELECT conname FROM pg_constraint WHERE contype = 'x'")
    assert not ask("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    assert not ask("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'")


def test_the_application_owns_nothing_and_belongs_to_nobody(db: None) -> None:
    from hamroh.conf import proofs

    assert [f.sentence for f in proofs.login() if not f.holds] == []
    assert [f.sentence for f in proofs.policy() if not f.holds] == []
