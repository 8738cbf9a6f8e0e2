"""A telephone that was revoked stays so: neither whoever holds it nor whoever issued it takes that back."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, ORGANISATION, able

MAY = f"organisation_id = {ORGANISATION} AND (user_id = {ACTOR} OR {able('device:issue')})"


class Migration(migrations.Migration):
    dependencies = [("submissions", "0004_original_gone")]
    operations = [
        migrations.RunSQL(
            f"ALTER POLICY app_update ON submissions_device USING ({MAY} AND revoked_at IS NULL) WITH CHECK ({MAY})",
            f"ALTER POLICY app_update ON submissions_device USING ({MAY}) WITH CHECK ({MAY})",
        )
    ]
