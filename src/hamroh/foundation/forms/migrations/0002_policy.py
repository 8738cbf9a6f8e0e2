"""Everybody with a login reads what a form asks; only the job that publishes an edition keeps a version."""

from django.db import migrations

from hamroh.foundation.permissions.rules import JOBS, guard_writes, job


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_initial")]
    operations = [
        migrations.RunSQL(*guard_writes("forms_formversion")),
        migrations.RunSQL(
            f"CREATE POLICY job_publish_insert ON forms_formversion FOR INSERT TO {JOBS} WITH CHECK ({job('publish')})",
            "DROP POLICY IF EXISTS job_publish_insert ON forms_formversion",
        ),
    ]
