"""Registers are there for whoever brings registers over in that organisation, and for nobody else."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ORGANISATION, able, protect

OURS = f"organisation_id = {ORGANISATION} AND {able('register:import')}"


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "registers_upload",
                select=OURS,
                insert=OURS,
                update=OURS,
                update_columns="(sealed, choices_sealed, settled_at)",
            ),
            protect(
                "registers_knownheadings",
                select=OURS,
                insert=OURS,
                update=OURS,
                update_columns='(columns, "values", written_at)',
            ),
            protect(
                "registers_import", select=OURS, insert=OURS, update=OURS, update_columns="(undone_at, undone_by)"
            ),
            protect("registers_importedrow", select=OURS, insert=OURS),
        )
    ]
