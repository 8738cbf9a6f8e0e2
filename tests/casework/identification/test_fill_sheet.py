"""What the first line keeps: a sheet for one receiver, or one more in a count."""

from datetime import date

import pytest

from hamroh.casework.identification.actions.fill_sheet import count_notification, write_sheet
from hamroh.casework.identification.models import FirstLineSheet
from hamroh.kernel.errors import NotFound
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.membership.queries import region_of
from tests import cast
from tests.cast import NOW, acting

SHEET = {
    "observations": ["afraid"],
    "safety": {"danger_now": "no"},
    "told": ["free_to_stop"],
    "agreement": "agreed",
    "held": False,
    "child": False,
    "now": NOW,
}


def ask_owner(sql):
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_a_sheet_is_kept_and_its_author_cannot_read_it(db):
    with acting(cast.rustam) as actor:
        write_sheet(actor, referral_id=uuid7(), **SHEET)
        assert not FirstLineSheet.objects.exists()
    assert ask_owner("SELECT count(*) FROM identification_firstlinesheet") == [(1,)]


@pytest.mark.parametrize("stranger", [cast.nigora, cast.gulnora, cast.zebo, cast.farrukh])
def test_who_is_not_of_the_first_line_keeps_no_sheet(db, stranger):
    with acting(stranger) as actor, pytest.raises(NotFound):
        write_sheet(actor, referral_id=uuid7(), **SHEET)


@pytest.mark.parametrize("stranger", [cast.gulnora, cast.zebo, cast.farrukh])
def test_who_neither_stands_at_the_first_line_nor_speaks_about_status_counts_nothing(db, stranger):
    with acting(stranger) as actor, pytest.raises(NotFound):
        count_notification(actor, id=uuid7(), today=NOW.date(), now=NOW)


def test_a_count_holds_the_month_and_the_region_and_no_hour(db):
    with acting(cast.rustam) as actor:
        count_notification(actor, id=uuid7(), today=date(2026, 11, 23), now=NOW)
    columns = ask_owner(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'identification_notification'"
    )
    assert {name for (name,) in columns} == {"id", "month", "territory_id"}
    assert ask_owner("SELECT month::text FROM identification_notification") == [("2026-11-01",)]
    [(detail, resource_id)] = ask_owner(
        "SELECT detail, resource_id FROM audit_entry WHERE verb = 'notification.counted'"
    )
    assert (detail, resource_id) == ("{}", "")


@pytest.mark.parametrize(
    ("organisation", "region"),
    [("border-sughd", "TJ-SU"), ("local-exec-isfara", "TJ-SU"), ("local-exec-kulob", "TJ-KT"), ("hotline", None)],
)
def test_the_region_is_the_first_level_above_the_office(db, organisation, region):
    from hamroh.foundation.reference.models import Territory

    key = region_of(cast.organisation_id(organisation))
    assert (Territory.objects.get(pk=key).key if key else None) == region
