"""A caretaker may also be named by a decision about a member, and the job that writes it down sees where, not who."""

from django.db import migrations, models

from hamroh.foundation.permissions.rules import JOBS, job, let_job_read


class Migration(migrations.Migration):
    dependencies = [("support", "0002_policy")]
    operations = [
        migrations.AlterField("caretaker", "ground_id", models.UUIDField(null=True)),
        migrations.AddField("caretaker", "decision_id", models.UUIDField(null=True)),
        migrations.AddConstraint(
            "caretaker",
            models.CheckConstraint(
                name="caretaker_on_something",
                condition=models.Q(ground_id__isnull=False) | models.Q(decision_id__isnull=False),
            ),
        ),
        migrations.RunSQL(*let_job_read("support_stay", "cascade", ("id", "case_id", "organisation_id", "since", "until"))),
        migrations.RunSQL(
            f"CREATE POLICY job_cascade ON support_caretaker FOR INSERT TO {JOBS}"
            f" WITH CHECK ({job('cascade')} AND ground_id IS NULL AND decision_id IS NOT NULL);"
            f"GRANT INSERT ON support_caretaker TO {JOBS}",
            f"DROP POLICY IF EXISTS job_cascade ON support_caretaker; REVOKE ALL ON support_caretaker FROM {JOBS}",
        ),
    ]
