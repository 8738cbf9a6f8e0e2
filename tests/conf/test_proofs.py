"""`hamroh check policy` finds a table with case data that somebody forgot to close."""

import pytest
from django.db import connections

from hamroh.conf import proofs
from hamroh.conf.database import APP


@pytest.fixture
def plant(db):
    def run(sql):
        with connections["owner"].cursor() as cursor:
            cursor.execute(sql)

    yield run
    run("DROP TABLE IF EXISTS planted")
    run("ALTER TABLE people_identity ENABLE ROW LEVEL SECURITY")
    run("DROP POLICY IF EXISTS planted ON people_identity")


def wrong():
    return {f.table for f in proofs.policy() if not f.holds}


def test_a_sound_database_has_no_findings(db):
    assert wrong() == set()
    assert len(proofs.policy()) > 40


def test_a_new_table_with_case_data_and_no_policy_is_named(plant):
    plant("CREATE TABLE planted (id uuid PRIMARY KEY, case_id uuid)")
    assert wrong() == {"planted"}


def test_a_table_on_no_list_is_named_even_without_case_data(plant):
    plant("CREATE TABLE planted (id uuid PRIMARY KEY)")
    assert wrong() == {"planted"}


def test_a_policy_switched_off_is_noticed(plant):
    plant("ALTER TABLE people_identity DISABLE ROW LEVEL SECURITY")
    assert wrong() == {"people_identity"}


def test_a_policy_that_shows_rows_to_nobody_in_particular_is_noticed(plant):
    plant(f"CREATE POLICY planted ON people_identity FOR SELECT TO {APP} USING (true)")
    assert wrong() == {"people_identity"}
