"""Who may write what. Everybody who signed in may read that somebody acknowledged, declared or was trained; what was
declared is for the declarer, whoever leads data protection and whoever handles complaints.

Nobody can write another person's word, nor their own training, whatever a page does.
"""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, ORGANISATION, able, guard_writes, protect

MANAGES = f"(organisation_id = {ORGANISATION} AND {able('members:manage')})"


class Migration(migrations.Migration):
    dependencies = [("conduct", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            guard_writes("conduct_acknowledgement", insert=f"user_id = {ACTOR}"),
            guard_writes("conduct_declaration", insert=f"user_id = {ACTOR}"),
            guard_writes(
                "conduct_training",
                insert=f"user_id <> {ACTOR} AND recorded_by = {ACTOR} AND ({MANAGES} OR {able('members:admit')})",
            ),
            protect(
                "conduct_tie",
                select=f"user_id = {ACTOR} OR {able('complaint:handle')} OR {able('audit:read')}",
                insert=f"user_id = {ACTOR}",
            ),
        )
    ]
