"""The health note becomes revisions: what stands is the first of them, by whom the record says."""

import django.db.models.deletion
from django.db import migrations, models

from hamroh.foundation.permissions.rules import APP, opened

WRITERS = """
UPDATE support_healthnote n SET thing = n.case_id, organisation_id = c.organisation_id, written_by = e.actor_id
FROM cases_case c LEFT JOIN LATERAL (
  SELECT actor_id FROM audit_entry WHERE case_id = c.id AND verb = 'health.written' ORDER BY at DESC LIMIT 1
) e ON true
WHERE c.id = n.case_id;
"""
BOTH = f"{opened('health')} AND {opened('core')}"


class Migration(migrations.Migration):
    dependencies = [("support", "0006_needs_one_by_one"), ("audit", "0001_initial")]
    operations = [
        # Nobody changes a note any more.
        migrations.RunSQL(
            f"DROP POLICY app_update ON support_healthnote;"
            f"REVOKE UPDATE (sealed, updated_at) ON support_healthnote FROM {APP}",
            f"CREATE POLICY app_update ON support_healthnote FOR UPDATE TO {APP} USING ({BOTH}) WITH CHECK ({BOTH});"
            f"GRANT UPDATE (sealed, updated_at) ON support_healthnote TO {APP}",
        ),
        migrations.RenameField("healthnote", "updated_at", "written_at"),
        migrations.AddField("healthnote", "thing", models.UUIDField(null=True)),
        migrations.AddField("healthnote", "number", models.PositiveIntegerField(default=1), preserve_default=False),
        migrations.AddField("healthnote", "written_by", models.UUIDField(null=True)),
        migrations.AddField("healthnote", "organisation_id", models.UUIDField(null=True)),
        migrations.AlterField("healthnote", "sealed", models.BinaryField(null=True)),
        migrations.AlterField(
            "healthnote",
            "case",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="health", to="cases.case"),
        ),
        migrations.RunSQL(WRITERS, migrations.RunSQL.noop),
        # Deferred checks must be done before a table is altered again.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField("healthnote", "thing", models.UUIDField()),
        migrations.AlterModelOptions("healthnote", options={"ordering": ["-number"]}),
        migrations.AddConstraint(
            "healthnote", models.UniqueConstraint(fields=("thing", "number"), name="healthnote_once")
        ),
    ]
