"""What was typed and not saved: for its writer alone, sealed, and not for ever."""

from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from hamroh.foundation.drafts.actions import keep_draft, let_go
from hamroh.foundation.drafts.models import Draft
from hamroh.foundation.drafts.queries import draft_of
from hamroh.foundation.drafts.terms import KEPT_FOR, LARGEST, MOST
from hamroh.foundation.permissions.access import act_as
from hamroh.foundation.vault.access import erase
from hamroh.kernel import clock
from hamroh.kernel.actor import Account
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting

PAGE, SHOWN = "/cases/1/part/contact/write/#", uuid7()
NOW = clock.now()


def typed(words: str = "Танҳо паём", *, at=NOW, page: str = PAGE, rendering=SHOWN, member=cast.nigora) -> bool:
    with acting(member) as actor:
        return keep_draft(actor, page=page, rendering=rendering, typed={"how": [words]}, now=at)


def found(member=cast.nigora, page: str = PAGE, at=NOW):
    with acting(member) as actor:
        draft = draft_of(actor, page, now=at)
        return draft and draft.typed


def test_the_last_word_takes_the_place_of_the_one_before(db):
    typed("Танҳо")
    typed("Танҳо паём ба хоҳар")
    assert found() == {"how": ["Танҳо паём ба хоҳар"]}
    assert found(page="/cases/2/#") is None
    assert Draft.objects.using("owner").count() == 1


def test_nobody_else_finds_it_not_even_who_supervises(db):
    typed()
    for member in (cast.sitora, cast.malika, cast.bahrom):
        assert found(member) is None
        with acting(member):
            assert not Draft.objects.exists()
    with transaction.atomic():
        act_as(None)
        assert not Draft.objects.exists()


def test_nobody_else_writes_it(db):
    from django.db import DatabaseError

    with pytest.raises(DatabaseError), acting(cast.sitora):
        Draft(user_id=cast.nigora.id, place="x", rendering=uuid7(), typed_at=NOW).save(force_insert=True)


def test_the_table_tells_neither_the_words_nor_the_page(db):
    typed("Гулрухсор аз Хуҷанд")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT drafts_draft::text, sealed FROM drafts_draft")
        ((row, sealed),) = cursor.fetchall()
    assert "cases" not in row and "contact" not in row
    assert "Гулрухсор".encode() not in bytes(sealed)


def test_when_the_writers_key_is_gone_so_are_the_words(db):
    typed(member=cast.sitora)
    erase(cast.sitora.id)
    assert found(cast.sitora) is None


def test_saved_or_thrown_away_it_is_gone_and_a_late_word_of_the_same_page_with_it(db):
    typed("half a wo")
    with acting(cast.nigora) as actor:
        let_go(actor, page=PAGE, rendering=SHOWN, now=NOW)
    assert found() is None
    assert not typed("half a word")  # was on its way
    assert found() is None
    assert typed("a new beginning", rendering=uuid7())
    assert found() == {"how": ["a new beginning"]}


def test_what_was_saved_leaves_no_words_behind(db):
    typed()
    with acting(cast.nigora) as actor:
        let_go(actor, page=PAGE, rendering=SHOWN, now=NOW)
    assert Draft.objects.using("owner").get().sealed is None


def test_after_seven_days_it_is_not_shown_and_the_job_takes_it_away(db):
    from hamroh.jobs.drafts import clear_drafts

    typed(at=NOW - KEPT_FOR - timedelta(minutes=1))
    typed(at=NOW - KEPT_FOR + timedelta(hours=1), page="/another/#")
    assert found() is None
    with as_jobs():
        assert clear_drafts() == 1
    assert found(page="/another/#")


def test_the_job_sees_neither_whose_nor_what(db):
    from django.db import DatabaseError

    typed()
    for column in ("user_id", "sealed", "place"):
        with pytest.raises(DatabaseError), as_jobs(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL hamroh.job = 'drafts'")
            cursor.execute(f"SELECT {column} FROM drafts_draft")


def test_too_long_is_refused_and_what_was_kept_before_stays(db):
    typed("before")
    with pytest.raises(Refused):
        typed("x" * (LARGEST + 1))
    assert found() == {"how": ["before"]}


def test_one_person_fills_no_disk(db):
    for n in range(MOST + 3):
        typed(page=f"/cases/{n}/#", at=NOW + timedelta(seconds=n))
    assert Draft.objects.using("owner").filter(sealed__isnull=False).count() == MOST
    assert found(page="/cases/0/#") is None
    assert found(page=f"/cases/{MOST + 2}/#", at=NOW)


def test_no_page_deletes_a_row(db):
    from django.db import DatabaseError

    typed()
    with pytest.raises(DatabaseError), acting(cast.nigora):
        Draft.objects.all().delete()


def test_somebody_without_a_post_keeps_what_was_typed_before(db):
    with transaction.atomic():
        nobody = Account(cast.daler.id)
        act_as(nobody)
        keep_draft(nobody, page=PAGE, rendering=SHOWN, typed={"how": ["x"]}, now=NOW)
        assert draft_of(nobody, PAGE, now=NOW)


def as_jobs():
    """Inside, the default connection is the jobs' own."""
    from contextlib import contextmanager

    @contextmanager
    def swapped():
        before, connections["default"] = connections["default"], connections["jobs"]
        try:
            yield
        finally:
            connections["default"] = before

    return swapped()
