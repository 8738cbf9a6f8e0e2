"""A contact is read and written by the organisation that had it, and there by whoever writes contacts down."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, ORGANISATION, able, protect

OWN = f"organisation_id = {ORGANISATION} AND {able('contact:log')}"


class Migration(migrations.Migration):
    dependencies = [("identification", "0004_contact")]
    operations = [
        migrations.RunSQL(
            *protect("identification_contact", select=OWN, insert=f"author_id = {ACTOR} AND {OWN}"),
        )
    ]
