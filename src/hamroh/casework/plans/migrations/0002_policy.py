"""The plan is open to whoever came through the door with this part; nothing of it is changed or deleted, only followed."""

from django.db import migrations

from hamroh.foundation.permissions.rules import opened, protect


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
        migrations.RunSQL(
            *protect(table, select=opened("plan"), insert=f"{opened('plan')} AND {opened('core')}")
        )
        for table in ("plans_plan", "plans_goal", "plans_step", "plans_progress")
    ]
