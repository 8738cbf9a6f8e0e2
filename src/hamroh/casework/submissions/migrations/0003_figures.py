"""The job that counts work sees how much of what telephones sent waits where, and since when; not whose, nor of which form."""

from django.db import migrations

from hamroh.foundation.permissions.rules import let_job_read


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_policy")]
    operations = [
        migrations.RunSQL(
            *let_job_read("submissions_submission", "figures", ("id", "organisation_id", "received_at", "state"))
        )
    ]
