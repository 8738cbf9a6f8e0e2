"""A copy is seen where its case is open, by whoever supervises the organisation that made it, and by the record's readers."""

from django.db import migrations

from hamroh.foundation.permissions.rules import KEYS, ORGANISATION, able, opened, protect

SUPERVISES = f"(organisation_id = {ORGANISATION} AND {ORGANISATION} = ANY ({KEYS}))"


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        migrations.RunSQL(
            *protect(
                "documents_document",
                select=f"{opened('core')} OR ({SUPERVISES} AND NOT (barred && {KEYS})) OR {able('audit:read')}",
                insert=f"{opened('core')} AND organisation_id = {ORGANISATION}",
                update=f"{opened('core')} OR {SUPERVISES}",
                update_columns="(barred)",
            )
        )
    ]
