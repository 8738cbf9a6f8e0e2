"""Follow-up stands with the plan: open to whoever came through that door, followed by revisions, never changed."""

from django.db import migrations

from hamroh.foundation.permissions.rules import opened, protect


class Migration(migrations.Migration):
    dependencies = [("follow_up", "0001_initial")]
    operations = [
        migrations.RunSQL(*protect(table, select=opened("plan"), insert=f"{opened('plan')} AND {opened('core')}"))
        for table in ("follow_up_attempt", "follow_up_visit", "follow_up_closing")
    ]
