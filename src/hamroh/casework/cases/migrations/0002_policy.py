"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    ACTOR,
    KEYS,
    ORGANISATION,
    let_job_read,
    opened,
    protect,
)

# A key opens nothing from another organisation: who moved on, or acts for two, takes no case along.
MINE = f"parties && {KEYS} AND organisation_id = {ORGANISATION}"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "cases_case",
                select=MINE,
                insert=f"organisation_id = {ORGANISATION} AND parties @> ARRAY[{ACTOR}]",
                update=MINE,
                update_check=f"organisation_id = {ORGANISATION}",
                # Whose case it is, its code, where it came from and its edition never change.
                update_columns="(parties, child, code_only, stage, status, next_due_at, closed_at)",
            ),
            protect(
                "cases_teammember",
                select=opened("core"),
                insert=opened("core"),
                update=opened("core"),
                update_columns="(until)",
            ),
            protect(
                "cases_task",
                # Reviews belong to a seat of the mechanism: tasks without a case may be of another organisation.
                # “IS TRUE” changes nothing but the plan: else both indexes are gathered and sorted, for any organisation.
                select=f"parties && {KEYS} AND ((organisation_id = {ORGANISATION}) IS TRUE OR case_id IS NULL)",
                insert=f"organisation_id = {ORGANISATION} AND (case_id IS NULL OR {opened('core')})",
                update=f"parties && {KEYS} AND (organisation_id = {ORGANISATION} OR case_id IS NULL)",
                update_check=f"organisation_id = {ORGANISATION} OR parties && {KEYS}",
                update_columns="(parties, done_at, done_by, detail)",
            ),
            protect("cases_timelineentry", select=opened("core"), insert=opened("core")),
            let_job_read("cases_task", "figures", ("id", "key", "organisation_id", "started_at", "due_at", "done_at")),
        )
    ]
