"""A mark is there for whoever may see its case, and for nobody else: a search finds no file that a list would not show."""

from django.db import migrations

from hamroh.foundation.permissions.rules import KEYS, ORGANISATION, opened, protect

OURS = f"organisation_id = {ORGANISATION}"
MINE = f"parties && {KEYS} AND {OURS} AND NOT (barred && {KEYS})"
WRITTEN = f"{opened('core')} AND {OURS}"


class Migration(migrations.Migration):
    dependencies = [("people", "0003_searchmark"), ("cases", "0004_recusal_policy")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE people_searchmark ALTER barred SET DEFAULT '{}'",
            "ALTER TABLE people_searchmark ALTER barred DROP DEFAULT",
        ),
        migrations.RunSQL(
            *protect(
                "people_searchmark",
                select=MINE,
                insert=WRITTEN,
                update=MINE,
                # Who leaves a team takes their own key away.
                update_check=OURS,
                update_columns="(parties, barred)",
                delete=WRITTEN,
            )
        ),
    ]
