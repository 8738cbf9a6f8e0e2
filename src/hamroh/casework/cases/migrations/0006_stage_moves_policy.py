"""Moves between stages are inside the case: seen and written while its core is open, never changed."""

from django.db import migrations

from hamroh.foundation.permissions.rules import APP, opened, protect


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_stage_moves")]
    operations = [
        migrations.RunSQL(*protect("cases_stagemove", select=opened("core"), insert=opened("core"))),
        migrations.RunSQL(
            f"GRANT UPDATE (returned_at) ON cases_case TO {APP}", f"REVOKE UPDATE (returned_at) ON cases_case FROM {APP}"
        ),
    ]
