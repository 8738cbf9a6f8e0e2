"""The job `cascade` may bring referrals to one state, for one reason, and sees nothing of what they tell."""

from django.db import migrations

from hamroh.foundation.permissions.rules import JOBS, job, let_job_read

READ = (
    *("id", "case_id", "kind", "recipient_organisation_id", "status", "status_reason", "arrived_at", "ended_at"),
    *("due_at", "moved_at", "moved_by"),
)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_policy")]
    operations = [
        migrations.RunSQL(*let_job_read("referrals_referral", "cascade", READ)),
        migrations.RunSQL(
            f"CREATE POLICY job_cascade_update ON referrals_referral FOR UPDATE TO {JOBS} USING ({job('cascade')})"
            f" WITH CHECK ({job('cascade')} AND status = 'cancelled' AND status_reason = 'member_suspended');"
            "GRANT UPDATE (status, status_reason, moved_at, moved_by, ended_at)"
            f" ON referrals_referral TO {JOBS}",
            "DROP POLICY IF EXISTS job_cascade_update ON referrals_referral",
        ),
    ]
