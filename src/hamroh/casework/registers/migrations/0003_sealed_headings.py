"""What is remembered of an organisation's tables is sealed; what was remembered in clear is forgotten."""

from django.db import migrations, models

from hamroh.foundation.permissions.rules import APP

TABLE = "registers_knownheadings"


class Migration(migrations.Migration):
    dependencies = [("registers", "0002_policy")]
    operations = [
        migrations.RemoveField("knownheadings", "columns"),
        migrations.RemoveField("knownheadings", "values"),
        migrations.AddField("knownheadings", "sealed", models.BinaryField(null=True)),
        migrations.RunSQL(f"GRANT UPDATE (sealed) ON {TABLE} TO {APP}", f"REVOKE UPDATE (sealed) ON {TABLE} FROM {APP}"),
    ]
