"""Everybody with a login reads editions; only the job `publish` makes one, and only `editions` notes what became of cases."""

from django.db import migrations

from hamroh.foundation.permissions.rules import JOBS, guard_writes, job


class Migration(migrations.Migration):
    dependencies = [("editions", "0004_policy")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            guard_writes("editions_edition"),
            (
                f"CREATE POLICY job_publish_insert ON editions_edition FOR INSERT TO {JOBS} WITH CHECK ({job('publish')});"
                f"CREATE POLICY job_note ON editions_edition FOR UPDATE TO {JOBS}"
                f" USING ({job('publish')} OR {job('editions')}) WITH CHECK ({job('editions')})",
                "DROP POLICY IF EXISTS job_publish_insert ON editions_edition;"
                "DROP POLICY IF EXISTS job_note ON editions_edition",
            ),
        )
    ]
