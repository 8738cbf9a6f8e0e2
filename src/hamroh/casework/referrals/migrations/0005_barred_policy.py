"""Whoever is recused from a case does not find its referrals either, nor the hand-over that it began with."""

from django.db import migrations

from hamroh.foundation.permissions.rules import APP, INBOX, KEYS, ORGANISATION

SENT = f"(sender_keys && {KEYS} AND (sender_organisation_id = {ORGANISATION} OR review_by IS NOT NULL))"
SEEN = f"recipient_organisation_id = {INBOX} OR {SENT}"
NOT_BARRED = f"NOT (barred && {KEYS})"


class Migration(migrations.Migration):
    dependencies = [("referrals", "0004_barred")]
    operations = [
        migrations.RunSQL(
            f"ALTER POLICY app_{verb} ON referrals_referral USING (({SEEN}) AND {NOT_BARRED})",
            f"ALTER POLICY app_{verb} ON referrals_referral USING ({SEEN})",
        )
        for verb in ("select", "update")
    ] + [
        migrations.RunSQL(
            f"GRANT UPDATE (barred) ON referrals_referral TO {APP}",
            f"REVOKE UPDATE (barred) ON referrals_referral FROM {APP}",
        ),
        migrations.RunSQL(
            "ALTER TABLE referrals_referral ALTER barred SET DEFAULT '{}'",
            "ALTER TABLE referrals_referral ALTER barred DROP DEFAULT",
        ),
    ]
