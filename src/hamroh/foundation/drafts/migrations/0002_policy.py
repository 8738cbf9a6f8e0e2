"""A draft is there for whoever typed it and for nobody else. A page empties it; the row goes by the job, which sees when,
not what nor whose.
"""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, JOBS, job, let_job_read, protect

MINE = f"user_id = {ACTOR}"


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial")]
    operations = [
        migrations.RunSQL(
            *protect(
                "drafts_draft",
                select=MINE,
                insert=MINE,
                update=MINE,
                update_columns="(rendering, sealed, typed_at)",
            )
        ),
        migrations.RunSQL(*let_job_read("drafts_draft", "drafts", ("id", "typed_at"))),
        migrations.RunSQL(
            f"CREATE POLICY job_drafts_clear ON drafts_draft FOR DELETE TO {JOBS} USING ({job('drafts')});"
            f"GRANT DELETE ON drafts_draft TO {JOBS}",
            f"DROP POLICY IF EXISTS job_drafts_clear ON drafts_draft; REVOKE DELETE ON drafts_draft FROM {JOBS}",
        ),
    ]
