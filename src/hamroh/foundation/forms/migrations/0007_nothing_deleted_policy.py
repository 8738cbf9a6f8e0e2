"""No answer and no file is deleted by a page: of a file that another took the place of the row stays, emptied."""

from django.db import migrations

from hamroh.foundation.permissions.rules import APP


class Migration(migrations.Migration):
    dependencies = [("forms", "0006_loose_through_a_door_policy")]
    operations = [
        migrations.RunSQL(
            f"DROP POLICY app_delete ON {table}; REVOKE DELETE ON {table} FROM {APP}",
            f"CREATE POLICY app_delete ON {table} FOR DELETE TO {APP} USING (false); GRANT DELETE ON {table} TO {APP}",
        )
        for table in ("forms_responsepart", "forms_responsefile")
    ]
