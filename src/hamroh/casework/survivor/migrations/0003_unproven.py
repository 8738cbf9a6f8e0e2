"""Wrong tries since the first PIN was last right: only the door counts them."""

from django.db import migrations, models

from hamroh.foundation.permissions.rules import APP

TABLE = "survivor_cardlock"


class Migration(migrations.Migration):
    dependencies = [("survivor", "0002_policy")]
    operations = [
        migrations.AddField("cardlock", "unproven", models.PositiveSmallIntegerField(default=0)),
        migrations.RunSQL(
            f"GRANT UPDATE (unproven) ON {TABLE} TO {APP}", f"REVOKE UPDATE (unproven) ON {TABLE} FROM {APP}"
        ),
    ]
