"""Whoever works on a case may mark that what others agreed to in a child's place is to be asked afresh."""

from django.db import migrations

from hamroh.foundation.permissions.rules import APP


class Migration(migrations.Migration):
    dependencies = [("grounds", "0003_agreed_by")]
    operations = [
        migrations.RunSQL(
            f"GRANT UPDATE (afresh_from) ON grounds_ground TO {APP}",
            f"REVOKE UPDATE (afresh_from) ON grounds_ground FROM {APP}",
        )
    ]
