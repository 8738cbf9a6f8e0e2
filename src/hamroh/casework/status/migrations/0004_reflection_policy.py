"""Time to reflect is inside the case: seen and written while its core is open, by its team alone."""

from django.db import migrations

from hamroh.foundation.permissions.rules import opened, protect

INSIDE = opened("core")


class Migration(migrations.Migration):
    dependencies = [("status", "0003_reflection")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "status_reflection",
                select=INSIDE,
                insert=INSIDE,
                update=INSIDE,
                update_columns="(ends_at, ended_at, ended_how, ended_by)",
            ),
            protect("status_extension", select=INSIDE, insert=INSIDE),
        )
    ]
