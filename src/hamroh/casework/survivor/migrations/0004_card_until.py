"""Where the trust in who holds a child's card has a last day, the card ends with it: the team may bring its end forward."""

from django.db import migrations

from hamroh.foundation.permissions.rules import APP

TABLE = "survivor_card"


class Migration(migrations.Migration):
    dependencies = [("survivor", "0003_unproven")]
    operations = [
        migrations.RunSQL(f"GRANT UPDATE (until) ON {TABLE} TO {APP}", f"REVOKE UPDATE (until) ON {TABLE} FROM {APP}")
    ]
