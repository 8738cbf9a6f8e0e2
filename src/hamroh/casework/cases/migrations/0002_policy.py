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


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "cases_case",
                select=f"parties && {KEYS}",
                insert=f"organisation_id = {ORGANISATION} AND parties @> ARRAY[{ACTOR}]",
                update=f"parties && {KEYS}",
                update_check=f"organisation_id = {ORGANISATION}",
            ),
            protect("cases_teammember", select=opened("core"), insert=opened("core"), update=opened("core")),
            protect(
                "cases_task",
                select=f"parties && {KEYS}",
                insert=f"organisation_id = {ORGANISATION}",
                update=f"parties && {KEYS}",
                # Reviews belong to a seat of the mechanism: whoever holds it may finish a task of another organisation.
                update_check=f"organisation_id = {ORGANISATION} OR parties && {KEYS}",
            ),
            protect("cases_timelineentry", select=opened("core"), insert=opened("core")),
            let_job_read("cases_task", "figures", ("id", "key", "organisation_id", "started_at", "due_at", "done_at")),
        )
    ]
